# The plugin for Vim and Neovim (rel-editors(7)), in the editors themselves.
load common

# Each test runs in all of these that are here; the last one says if not in both.
EDITORS=vim
if command -v nvim >/dev/null; then
	EDITORS="vim nvim"
fi

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	export HOME=$BATS_TEST_TMPDIR LC_ALL=C.UTF-8 REL_TODAY=2026-03-20
	export XDG_STATE_HOME=$HOME XDG_DATA_HOME=$HOME XDG_CONFIG_HOME=$HOME
	cat >rc.vim <<-END
	set nocompatible nomore encoding=utf-8 cpo&vim
	set runtimepath^=$REL_SOURCE/contrib/vim
	filetype plugin on
	syntax on
	" Shows what came of an expression.
	function Show(x) abort
		call writefile([type(a:x) == type('') ? a:x : string(a:x)],
			\ 'shown', 'a')
	endfunction
	" What omni-completion offers after a text, at the end of the buffer.
	function Offered(text, ...) abort
		call append(line('$'), a:text . get(a:000, 0, ''))
		call cursor(line('$'), strlen(a:text) + 1)
		startinsert
		let g:offered = ''
		let start = call(&omnifunc, [1, ''])
		if start < 0
			return start
		endif
		let base = strpart(a:text, start)
		call setline('.', strpart(a:text, 0, start) . get(a:000, 0, ''))
		call cursor(line('$'), start + 1)
		let words = call(&omnifunc, [0, base])
		let words = map(words, 'type(v:val) == type({}) ? v:val.word : v:val')
		return strpart(a:text, 0, start) . ' + ' . join(words, ' | ')
	endfunction
	END
	printf '%s\n' '# People' '' \
		'- @ada Ada Lovelace aka:Countess every:2w #inner' \
		'- @Čapek Karel Čapek' '- @李 #work' '- @[Prof. Amara Diallo]' '' \
		'## 2026-03-01' '' '- tea with @ada and @carol #book' >journal.md
}

# edits FILE COMMAND... : gives the commands to each editor; what they show is
# in $output, the same for all of them, and no error has come
edits() {
	local editor file=$1 command
	shift
	: >script.vim
	for command; do
		printf '%s\n' "$command" >>script.vim
	done
	rm -f first
	for editor in $EDITORS; do
		rm -f shown messages
		"$editor" -es -N -n -i NONE -u rc.vim \
			-c "redir! > messages" -S script.vim -c 'redir END' \
			-c 'qall!' -- "$file" </dev/null >said 2>&1 || {
			echo "$editor: status $?"
			cat said messages
			return 1
		}
		if grep -E '(^|[^[:alnum:]])E[0-9]+:' said messages; then
			return 1
		fi
		[ -e first ] || cp shown first
		diff first shown
	done
	output=$(cat shown)
}

@test "a file with a roster is a journal, other Markdown is not" {
	printf '# People\r\n\r\n- @ada Ada\r\n' >crlf.md
	printf 'PEOPLE\n======\n\n* [[Ada Lovelace]]\n' >setext.md
	printf -- '---\ntype: person\n---\n' >person.md
	printf '~~~ rel\nkind chess\n~~~\n' >settings.md
	printf '# Hello\n\n- @ada is no roster\n' >other.md
	printf '# People\n\nare strange. People\n\n- one\n' >people.md
	printf -- '---\ntype: post\n---\n\nperson: no\n' >post.md
	printf 'a = 1\n' >a.py
	: >empty.md
	cp other.md @bob.md
	for file in journal crlf setext person settings @bob; do
		edits $file.md 'call Show(&ft)'
		echo "$file"
		same markdown.rel
	done
	for file in other people post empty; do
		edits $file.md 'call Show(&ft)'
		echo "$file"
		same markdown
	done
	edits a.py 'call Show(&ft)'
	same python
}

@test "what REL_JOURNAL names is a journal" {
	mkdir "my days"
	echo '- tea with @ada' >"my days/2026-03-14.md"
	cp "my days/2026-03-14.md" other.md
	export REL_JOURNAL="none.md:my days"
	edits "my days/2026-03-14.md" 'call Show(&ft)'
	same markdown.rel
	edits other.md 'call Show(&ft)'
	same markdown
	REL_JOURNAL=$PWD/other.md edits other.md 'call Show(&ft)'
	same markdown.rel
}

@test "any buffer is a journal when asked to be" {
	echo '- tea with @ada' >notes.md
	edits notes.md Rel 'call Show(&ft)' 'call Show(&omnifunc)'
	same "markdown.rel
rel#complete"
	edits notes.md Rel 'set ft=text' \
		'call Show([&omnifunc, maparg("]]", "n")])'
	same "['', '']"
}

@test "no mapping and no option but omnifunc is changed" {
	cp journal.md other.md
	sed -i '1s/People/Peopel/' other.md
	for list in map map! 'setlocal tw? makeprg? efm? isk? com? fo? cms? sw? et?'; do
		edits other.md 'redir! > here' "$list" 'redir END' 'call Show("")'
		cp here without
		edits journal.md 'redir! > here' "$list" 'redir END' 'call Show("")'
		diff without here
	done
}

@test "omni-completion offers people, by handle, name and alias" {
	edits journal.md 'call Show(Offered("- tea with @a"))' \
		'call Show(Offered("- tea with @Lov"))' \
		'call Show(Offered("- tea with @count"))' \
		'call Show(Offered("- tea with @Č"))' \
		'call Show(Offered("- tea with @李"))' \
		'call Show(Offered("- tea with (@car"))' \
		'call Show(Offered("- tea with @zz"))'
	same "- tea with  + @ada | @[Prof. Amara Diallo]
- tea with  + @ada
- tea with  + @ada
- tea with  + @Čapek
- tea with  + @李
- tea with ( + @carol
- tea with  + "
}

@test "omni-completion offers full names in the form that is begun" {
	edits journal.md 'call Show(Offered("- tea with @[Ada L"))' \
		'call Show(Offered("- tea with @[prof. a", "] and"))' \
		'call Show(Offered("- tea with [[Karel"))' \
		'call Show(Offered("- tea with [[@Karel"))'
	same "- tea with  + @[Ada Lovelace]
- tea with  + @[Prof. Amara Diallo
- tea with  + [[Karel Čapek]]
- tea with  + [[@Karel Čapek]]"
}

@test "omni-completion offers tags, keys and the values of a fixed set" {
	edits journal.md 'call Show(Offered("- tea #"))' \
		'call Show(Offered("- tea #bo"))' \
		'call Show(Offered("- tea du"))' \
		'call Show(Offered("- tea [ga"))' \
		'call Show(Offered("- tea tone:b"))' \
		'call Show(Offered("- tea [tone:: g"))' \
		'call Show(Offered("- @bob every:q"))'
	same "- tea  + #inner | #work | #book
- tea  + #book
- tea  + due:
- tea [ + gave:
- tea tone: + bad
- tea [tone::  + good
- @bob every: + quarterly"
}

@test "omni-completion offers nothing in a mail address or a value" {
	edits journal.md 'call Show(Offered("- mail ada@a"))' \
		'call Show(Offered("- see x#b"))' 'call Show(Offered("- at:b"))'
	same "-3
-3
-3"
}

@test "what is typed and completed is what comes out" {
	edits journal.md \
		'exe "normal! Go- call with @lov\<C-X>\<C-O> at:home\<Esc>"' \
		'call Show(getline("$"))'
	same "- call with @ada at:home"
}

@test "people of REL_JOURNAL are offered, too, and the buffer's before it is saved" {
	mkdir "a b"
	printf '# People\n\n- @dan Dan\n- @eve E'"'"'ve "$HOME" `touch oh` it\n' \
		>"a b/people.md"
	REL_JOURNAL="a b/people.md:missing.md" edits journal.md \
		'call append(2, "- @dora Dora")' \
		'call Show(Offered("- tea with @d"))' \
		'call Show(Offered("- tea with @[e"))'
	same "- tea with  + @dora | @[Prof. Amara Diallo] | @dan
- tea with  + @[E've \"\$HOME\" \`touch oh\` it]"
	[ ! -e oh ]
}

@test "without rel-parse completion and :RelDue say so, once, and all else works" {
	mkdir few
	for program in $EDITORS sh cat sed rm; do
		ln -s "$(command -v $program)" few
	done
	for editor in $EDITORS; do
		rm -f messages
		PATH=$PWD/few $editor -es -N -n -i NONE -u rc.vim \
			-c 'redir! > messages' \
			-c 'call Show(Offered("- tea with @a"))' \
			-c 'call Show(Offered("- tea du"))' -c RelDue \
			-c 'redir END' -c 'qall!' journal.md </dev/null
		run sed '/^$/d' messages
		same "rel: rel-parse: not in PATH
rel: rel-parse: not in PATH"
	done
	run sort -u shown
	same "- tea  + due:
-3"
}

@test "make finds line and column of what is wrong, in a file of any name" {
	mkdir "a b"
	printf '## 2026-03-14\r\n\r\n- tea with @Čapek tone:great\r\n' \
		>"a b/it's \$x.md"
	edits "a b/it's \$x.md" 'compiler rel' 'silent make!' \
		'for q in getqflist() | call Show(bufname(q.bufnr) . ":" . q.lnum . ":" . q.col . ":" . q.type . ":" . q.text) | endfor' \
		cfirst 'call Show([line("."), col(".")])' \
		'call Show(getline(".")[col(".") - 1 :])'
	same "a b/it's \$x.md:3:20:e:bad value: tone:great [bad-value]
[3, 20]
tone:great"
	cat >twice.md <<-'END'
	# People

	- @ada Ada

	## 2026-03-14

	- tea with @bob
	END
	edits twice.md 'compiler rel' 'silent make!' \
		'call Show(map(getqflist(), "v:val.type . v:val.lnum . v:val.text"))'
	same "['w7nobody declared bob [unknown-name]']"
}

@test "make without rel-parse shows what the shell says of it" {
	mkdir few
	for program in $EDITORS sh cat tee sed rm cp grep diff; do
		ln -s "$(command -v $program)" few
	done
	SHELL=/bin/sh PATH=$PWD/few edits journal.md 'compiler rel' 'silent make!' \
		'call Show(join(map(getqflist(), "v:val.text")))'
	[[ "$output" == *rel-parse*"not found"* ]]
}

@test ":RelDue lists what is due, and leads to its line" {
	printf '\n- [ ] send @ada the notes due:2026-03-10\n' >>journal.md
	mv journal.md "my journal.md"
	edits "my journal.md" RelDue \
		'call Show(&buftype)' \
		'call Show(map(getqflist(), "bufname(v:val.bufnr) . v:val.lnum . v:val.type . matchstr(v:val.text, \"^[^:]*: [a-z]*\")"))' \
		clast 'call Show(expand("%:t") . line("."))'
	same "quickfix
['my journal.md12nAda Lovelace: promise', 'my journal.md10nAda Lovelace: contact']
my journal.md10"
}

@test ":RelDue knows the buffer before it is saved, and rel-due's options" {
	edits journal.md 'call append("$", "- [ ] call @carol due:2026-03-27")' \
		'RelDue -w 1w -k promise' \
		'call Show(map(getqflist(), "v:val.lnum . v:val.text"))'
	same "['11carol: promise, due in 7 days: call @carol due:2026-03-27']"
	edits journal.md 'RelDue -k await' 'call Show(&buftype . len(getqflist()))'
	same 0
	edits journal.md 'RelDue --no-such' \
		'call Show(join(map(getqflist(), "v:val.text")))'
	[[ "$output" == *"rel-due: "*no-such* ]]
}

@test ":RelDue is about REL_JOURNAL where that is set" {
	mkdir "a b"
	printf '2026-03-14\n[ ] x\n- [ ] pay @bob due:2026-03-16\n' >"a b/x.txt"
	REL_JOURNAL="a b" edits journal.md RelDue \
		'call Show(map(getqflist(), "bufname(v:val.bufnr) . v:val.lnum"))'
	same "['a b/x.txt3']"
}

# groups LINE... : the syntax group of each word of the lines, by its first
# character, as WORD/GROUP, those without any left out
groups() {
	printf '# People\n\n- @x X\n' >colours.md
	printf '%s\n' "$@" >>colours.md
	edits colours.md \
		'for l in range(5, line("$")) | let at = 0 | while 1' \
		'let [word, at, end] = matchstrpos(getline(l), "[^ (),*]\\+", at)' \
		'if at < 0 | break | endif' \
		'let group = synIDattr(synID(l, at + 1, 1), "name")' \
		'if group =~# "^rel" | call Show(word . " " . group) | endif' \
		'let at = end | endwhile | endfor' 'call Show("")'
	output=${output%$'\n'}
}

@test "mentions, tags, keys, dates and boxes have colours of their own" {
	groups "" "## 2026-03-14 with @ada-l.x. #trip/a" \
		"- [ ] tea, (@ada), @Čapek's #été *@bob* due:2026-03-20" \
		"- [x] @[Ada Lovelace] and [[@Bob]] [[Page]] [gave:: x] Tone:good" \
		"  1) [/] @李"
	same "2026-03-14 relDate
@ada-l.x. relMention
#trip/a relTag
[ relBox
] relBox
@ada relMention
@Čapek's relMention
#été relTag
@bob relMention
due:2026-03-20 relKey
[x] relBox
@[Ada relMention
Lovelace] relMention
[[@Bob]] relMention
[[Page]] relLink
Tone:good relKey
[/] relBox
@李 relMention"
}

@test "code, mail addresses and words have none of these colours" {
	groups "" "mail ada@example.org, a#b, x[ ] 12026-03-14 2026-03-145 \\@ada" \
		"\`@ada #tag due:1\` @ http://x/gave:it #1 due: fordue:x" \
		"" "\`\`\`" "@ada due:x 2026-03-14" "\`\`\`"
	same ""
}

@test "the help has its tags" {
	cp -R "$REL_SOURCE/contrib/vim/doc" doc
	chmod -R u+w doc
	edits journal.md 'helptags doc' 'call Show("")'
	cut -f 1 doc/tags | grep -qx ':RelDue'
	cut -f 1 doc/tags | grep -qx 'rel-completion'
	run awk 'length($0) > 79' doc/rel.txt
	same ""
}

@test "the same holds in Neovim" {
	[ "$EDITORS" = "vim nvim" ] || skip "no nvim"
}
