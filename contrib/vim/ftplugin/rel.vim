" Filetype plugin, on top of Markdown's: completion of people, tags and keys.
setlocal omnifunc=rel#complete

" No space before the bar: it would be of the mapping that Markdown's undoes.
let b:undo_ftplugin = (exists('b:undo_ftplugin') ? b:undo_ftplugin . '|' : '')
	\ . 'setlocal omnifunc<'
