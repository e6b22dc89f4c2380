" rel: what the plugin does. People, tags and findings come from the programs of
" rel, which are given the buffer on standard input and all else as arguments of
" a fixed script: nothing that a journal holds is ever read by a shell.
let s:save_cpo = &cpo
set cpo&vim

" Patterns. A letter or digit (beyond ASCII all but spaces, punctuation and
" symbols, near enough); what may stand before a mention or tag.
let rel#letter = '[^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf'
	\ . '\u2000-\u2bff\u3000-\u303f\U0001f000-\U0001faff]'
let rel#before = '\%(^\|[[:space:]([{"''*_,;:~\u2013\u2014]\)\@3<='
let s:name = rel#letter . '\%(\%(' . rel#letter . '\|[_.-]\)*'
	\ . rel#letter . '\)\='

let rel#errorformat = '%f:%l:%c: %trror: %m,%f:%l:%c: %tarning: %m,'
	\ . '%f:%l:%c: %tote: %m'

" Keys of entries and promises, and of people; the values that are a fixed set.
let rel#keys = ['gave', 'got', 'received', 'tone', 'for', 'at', 'next', 'due',
	\ 'done', 'by']
let rel#attributes = ['aka', 'tags', 'every', 'birthday', 'anniversary', 'met',
	\ 'pause', 'ended', 'role', 'org', 'boss', 'via', 'city']
let s:values = {
	\ 'tone': ['good', 'bad', '-2', '-1', '0', '+1', '+2'],
	\ 'every': ['daily', 'weekly', 'fortnightly', 'monthly', 'quarterly',
		\ 'yearly', 'never'],
	\ }

function s:say(text) abort
	echohl WarningMsg
	echomsg 'rel: ' . a:text
	echohl None
endfunction

" Whether these programs are there; says which is not.
function s:has(...) abort
	for program in a:000
		if !executable(program)
			call s:say(program . ': not in PATH')
			return 0
		endif
	endfor
	return 1
endfunction

" The lines that a script of sh writes, with the words as its $1, $2, ... and
" the buffer on its standard input.
function s:run(script, words) abort
	let words = ['sh', '-c', a:script, 'rel'] + a:words
	return systemlist(join(map(words, 'shellescape(v:val)')),
		\ getline(1, '$') + [''])
endfunction

" Whether the buffer is a journal, by its name or by what it holds: a roster,
" front matter of a person, or settings.
function rel#is_journal() abort
	if expand('%:t') =~# '^@' || s:is_named()
		return 1
	endif
	let lines = getline(1, '$')
	let roster = match(lines,
		\ '\c^ \{,3}#\{1,6}\s\+people\%(\s\+#*\)\=\s*\r\=$')
	if roster < 0
		let roster = match(lines, '\c^ \{,3}people\s*\r\=$')
		if roster >= 0 && get(lines, roster + 1, '') !~# '^ \{,3}\%(=\+\|-\+\)\s*\r\=$'
			let roster = -1
		endif
	endif
	if roster >= 0 && match(lines,
		\ '^\s*\%([-*+]\|\d\{1,9}[.)]\)\s\+\%(@\|\[\[\)', roster) >= 0
		return 1
	endif
	if lines[0] =~# '^---\s*\r\=$'
		let end = match(lines, '^\%(---\|\.\.\.\)\s*\r\=$', 1)
		let at = match(lines,
			\ '\c^\%(person:\s*\S\|type:\s*["'']\=person["'']\=\s*\r\=$\)')
		if at > 0 && at < end
			return 1
		endif
	endif
	return match(lines, '^\s*\%(`\{3,}\|\~\{3,}\)\s*rel\s*\r\=$') >= 0
endfunction

" Whether $REL_JOURNAL names the buffer's file, or a directory above it.
function s:is_named() abort
	let file = resolve(expand('%:p'))
	for path in split($REL_JOURNAL, ':')
		let path = resolve(substitute(fnamemodify(path, ':p'), '/$', '', ''))
		if file ==# path || stridx(file, path . '/') == 0
			return 1
		endif
	endfor
	return 0
endfunction

" All people and tags of the buffer and of $REL_JOURNAL, as lists of a type
" (person, alias, tag), a name and, of the first two, a handle or alias. Who is
" not declared is a person, too.
let s:known = 'label=$1; set -f; IFS=:; '
	\ . 'rel-parse --label "$label" -- - $REL_JOURNAL 2>/dev/null | '
	\ . 'awk -F "\t" ''$1 == "person" || $1 == "alias" { '
	\ . 'known[$3]; print $1 FS $3 FS $12 } '
	\ . '!($3 in known) { known[$3]; print "person" FS $3 FS "-" } '
	\ . '$10 != "-" { n = split($10, tag, " "); for (i = 1; i <= n; i++) '
	\ . 'if (!(tag[i] in known)) { known[tag[i]]; print "tag" FS tag[i] } }'''

function s:known() abort
	let facts = s:run(s:known, [empty(expand('%')) ? 'new.md' : expand('%:p')])
	return map(facts, 'split(substitute(v:val, ''\\\([\\-]\)'', ''\1'', "g"), '
		\ . '"\t")')
endfunction

" Whether a text starts as typed, in any letter case.
function s:starts(text, typed) abort
	return stridx(tolower(a:text), tolower(a:typed)) == 0
endfunction

" A person's mentions that go on from what is typed, in the form that it has.
function s:mentions(base) abort
	let [opening, typed] = matchlist(a:base, '^\(@\[\|\[\[@\=\|@\)\(.*\)')[1:2]
	let closing = {'@': '', '@[': ']', '[[': ']]', '[[@': ']]'}[opening]
	if strpart(getline('.'), col('.') - 1, strlen(closing)) ==# closing
		let closing = ''
	endif
	let handle = {}
	let names = {}
	let order = []
	for fact in s:known()
		if fact[0] ==# 'tag'
			continue
		endif
		if !has_key(names, fact[1])
			call add(order, fact[1])
			let names[fact[1]] = [fact[1]] + split(fact[1])
		endif
		if fact[0] ==# 'person' && fact[2] !=# '-'
			let handle[fact[1]] = fact[2]
		endif
		call add(names[fact[1]], fact[2])
	endfor
	let items = []
	for name in order
		if empty(filter(copy(names[name]), 's:starts(v:val, typed)'))
			continue
		endif
		let word = opening . name . closing
		if opening ==# '@'
			let short = get(handle, name, name)
			let word = short =~# '^' . s:name . '$' ?
				\ '@' . short : '@[' . name . ']'
		endif
		call add(items, {'word': word, 'menu': name, 'icase': 1})
	endfor
	return items
endfunction

" For 'omnifunc': see |rel-completion|.
function rel#complete(findstart, base) abort
	if a:findstart
		return s:start(strpart(getline('.'), 0, col('.') - 1))
	endif
	if a:base =~# '^#'
		let tags = map(filter(s:known(), 'v:val[0] ==# "tag"'), 'v:val[1]')
		return filter(tags, 's:starts(v:val, a:base)')
	elseif a:base =~# '^\%(@\|\[\[\)'
		return s:mentions(a:base)
	elseif has_key(s:values, s:key)
		return filter(copy(s:values[s:key]), 's:starts(v:val, a:base)')
	endif
	let keys = map(g:rel#keys + g:rel#attributes, 'v:val . ":"')
	return filter(keys, 's:starts(v:val, a:base)')
endfunction

" Where a text that ends here begins what can be completed; -3 where nothing.
function s:start(text) abort
	let s:key = ''
	let at = match(a:text, '\%(' . g:rel#before . '@\[\|\[\[@\=\)[^][]*$')
	if at < 0
		let at = match(a:text, g:rel#before . '[@#]\%(' . g:rel#letter
			\ . '\|[_./-]\)*$')
	endif
	if at >= 0
		return a:text[at] ==# '#' || s:has('rel-parse') ? at : -3
	endif
	let value = matchlist(a:text, '\%(^\|[[:space:]([,]\)\(\a\+\)::\=\s*'
		\ . '\([[:alnum:]+-]*\)$')
	if !empty(value) && has_key(s:values, tolower(value[1]))
		let s:key = tolower(value[1])
		return strlen(a:text) - strlen(value[2])
	endif
	let at = match(a:text, '\%(^\|[[:space:]([,]\)\@1<=\a*$')
	return at < 0 ? -3 : at
endfunction

" For :RelDue: what is due becomes the quickfix list, of $REL_JOURNAL if it is
" set, else of the buffer.
function rel#due(options) abort
	if !s:has('rel-parse', 'rel-due', 'rel-fmt')
		return
	endif
	if empty($REL_JOURNAL) && empty(expand('%'))
		call s:say('neither has the buffer a name nor is REL_JOURNAL set')
		return
	endif
	let parse = empty($REL_JOURNAL) ? 'rel-parse --label "$label"' :
		\ '(IFS=:; set -f; exec rel-parse -- $REL_JOURNAL)'
	let lines = s:run('label=$1; shift; ' . parse
		\ . ' | rel-due "$@" | rel-fmt -t errors',
		\ [expand('%:p')] + a:options)
	call setqflist([], ' ', {'title': ':RelDue ' . join(a:options),
		\ 'lines': lines, 'efm': g:rel#errorformat})
	if empty(lines)
		cclose
		echo 'rel: nothing is due'
	else
		botright copen
	endif
endfunction

let &cpo = s:save_cpo
unlet s:save_cpo
