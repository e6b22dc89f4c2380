" Syntax of a journal, on top of Markdown's: mentions, tags, keys, dates and
" boxes, wherever Markdown has text; code stays code. The rules are those of
" rel-journal(5), but for what only rel-parse can know: which [[link]] is a name.
if !exists('b:current_syntax')
	runtime! syntax/markdown.vim
endif

let s:save_cpo = &cpo
set cpo&vim

" Adds a match of text, in headings and emphasis, too.
function s:match(group, pattern) abort
	execute 'syntax match' a:group '&' . a:pattern . '&'
		\ 'contains=@NoSpell'
		\ 'containedin=markdownItalic,markdownBold,markdownBoldItalic'
	execute 'syntax cluster markdownInline add=' . a:group
endfunction

" A name ends in a letter or digit; a tag starts with a letter.
let s:rest = '\%(\%(' . rel#letter . '\|[_./-]\)*' . rel#letter . '\)\='
let s:keys = '\c\%(' . join(rel#keys + rel#attributes, '\|') . '\)'

call s:match('relDate', '[[:alnum:]_-]\@1<!\d\{4}-\d\d-\d\d'
	\ . rel#letter . '\@!')
call s:match('relKey', '\%(^\|[[:space:]([,]\)\@1<=' . s:keys . ':\ze[^[:space:]:]')
call s:match('relKey', '[[(]\@1<=' . s:keys . '::')
call s:match('relTag', rel#before . '#\d\@!' . rel#letter . s:rest)
call s:match('relMention', rel#before . '@' . rel#letter
	\ . substitute(s:rest, '/', '', ''))
call s:match('relMention', rel#before . '@\[[^][]*\]')
call s:match('relMention', '\[\[@[^][]*\]\]')
call s:match('relLink', '\[\[[^][@][^][]*\]\]')
call s:match('relBox',
	\ '\%(^\s*\%([-*+]\|\d\{1,9}[.)]\)\s\+\)\@<=\[[ xX/~-]\]\ze\%(\s\|$\)')
delfunction s:match

highlight default link relDate Number
highlight default link relKey Keyword
highlight default link relTag Type
highlight default link relMention Identifier
highlight default link relLink Underlined
highlight default link relBox Todo

let b:current_syntax = 'rel'
let &cpo = s:save_cpo
unlet s:save_cpo s:rest s:keys
