" Compiler: rel-parse --check, whose messages are FILE:LINE:COL: error: TEXT.
if exists('current_compiler')
	finish
endif
let current_compiler = 'rel'

let s:save_cpo = &cpo
set cpo&vim

CompilerSet makeprg=rel-parse\ --check\ --\ %:S
execute 'CompilerSet errorformat=' . escape(rel#errorformat, ' \')

let &cpo = s:save_cpo
unlet s:save_cpo
