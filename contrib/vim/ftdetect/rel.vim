" Markdown is a journal of relationships, of filetype markdown.rel, where it has
" a roster, declares or sets something for rel, or is named by $REL_JOURNAL.
autocmd BufRead *.md,*.markdown
	\ if &filetype ==# 'markdown' && rel#is_journal() |
	\ set filetype=markdown.rel | endif
