" rel: a journal of relationships in plain text. See :help rel.
if exists('g:loaded_rel') || &compatible || (v:version < 802 && !has('nvim'))
	finish
endif
let g:loaded_rel = 1

command! -bar Rel set filetype=markdown.rel
command! -nargs=* RelDue call rel#due([<f-args>])
