# rel, under each shell that may run it.
load common
load commands

SHELLS="dash bash busybox zsh"
# The sanitizer of leaks stops a process to look at it, zsh wakes up what is
# stopped, and both wait for ever.
sanitized && SHELLS="dash bash busybox"

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	export HOME=$PWD REL_TODAY=2026-03-20
	unset XDG_DATA_HOME PAGER LESS EDITOR VISUAL
	cp "$REL_SOURCE/examples/journal.md" .
	chmod u+w journal.md
}

# under SHELL ARGUMENT... : runs it by that shell
under() {
	case $1 in
	busybox) busybox sh "${@:2}" ;;
	*) "$@" ;;
	esac
}

# each_shell FUNCTION : the function, with rel() by each shell that is there
each_shell() {
	local tried=0
	for shell in $SHELLS; do
		command -v "$shell" >/dev/null || continue
		echo "under $shell:"
		"$1"
		tried=$((tried + 1))
	done
	[ "$tried" -ge 2 ]
}

# some_shells FUNCTION : the same where it takes long: the others in check-long
some_shells() {
	local SHELLS=$SHELLS
	[ -n "${REL_LONG:-}" ] || SHELLS="dash ${SHELLS##* }"
	each_shell "$1"
}

rel() {
	under "$shell" "$(type -P rel)" "$@"
}

# says_what_it_does ARGUMENT... : what -x prints is run by the shell and prints
# the same as the command
says_what_it_does() {
	rel "$@" >came 2>&1 || :
	rel "$1" -x "${@:2}" >pipeline
	under "$shell" pipeline >wanted 2>&1 || :
	[ -s wanted ]
	cmp wanted came
	rel -x "$@" | cmp pipeline -
}

@test "each command does what its -x says" {
	commands() {
		says_what_it_does due
		says_what_it_does due -w 2w -k promise,await
		says_what_it_does show ada
		says_what_it_does show Ada Lovelace
		says_what_it_does log
		says_what_it_does log bob
		says_what_it_does log bob --since 2026-02-01
		says_what_it_does find -o -e 'Lis(bon)?' -i
		says_what_it_does stats
		says_what_it_does stats -b month -m contacts
		says_what_it_does balance
		says_what_it_does facts
		echo '# 2026-02-30' >>journal.md
		says_what_it_does check
	}
	each_shell commands
}

@test "the pipelines are those of the manual" {
	pipelines() {
		[ "$(rel -x)" = "rel-parse journal.md | rel-due | rel-fmt" ]
		[ "$(rel -x -w 1w)" = \
		    "rel-parse journal.md | rel-due -w 1w | rel-fmt" ]
		[ "$(rel due -x -q)" = "rel-parse journal.md | rel-due -q" ]
		[ "$(rel stats -x)" = \
		    "rel-parse journal.md | rel-stats | rel-fmt" ]
		[ "$(rel check -x)" = "rel-parse --check journal.md" ]
		[ "$(rel add -x -d today 'tea with @ada')" = \
		    "rel-add -d today 'tea with @ada' | rel-fmt" ]
	}
	each_shell pipelines
}

@test "nothing but rel-add and an editor is run that -x does not say" {
	shell=dash
	mkdir bin
	for tool in $TOOLS sort tail sed; do
		printf '#!/bin/sh\necho %s >>"$HOME/ran"\nexec %s "$@"\n' \
			"$tool" "$(command -v "$tool")" >"bin/$tool"
	done
	chmod +x bin/*
	PATH=$PWD/bin:$PATH rel show ada >/dev/null
	rel show -x ada | tr ' $()' '\n\n\n\n' |
		grep -E '^(rel-[a-z]+|sort|tail|sed)$' | sort >wanted
	sort ran | cmp wanted -
}

@test "a brief has who it is, what is open, what was last, how things stand" {
	brief() {
		run rel show Bobby
		[ "$status" -eq 0 ]
		same 'who        handle  circles
Bob Ortiz  bob     #work

alias
Bobby

key          value
every        3w/6w
note         taught me to climb
cares-about  climbing, open data
city         Lisbon

due         days  why      last        what
2026-03-13     7  contact  2026-02-20  Introduced @sam to @bob. gave:intro at:Lisbon

date        way   kind   what
2026-01-10  both  call   called @bob about the move for:40m
2026-01-24  both  chess  blitz with the @climbers got:lesson
2026-02-20  both  -      Introduced @sam to @bob. gave:intro at:Lisbon

date        kind   what
2026-01-10  email  email from @sam: asks for an introduction to @bob

contacts  last        since  gave  got  balance  open out  open in
       3  2026-02-20     28     3    3        0         0        0'
	}
	each_shell brief
}

@test "a brief has promises of both sides, also those without a day" {
	shell=dash
	printf '## 2026-03-01\n%s\n' '- [ ] my book for @ada' \
		'- [ ] her book by:@ada due:2028-01-01' >in.md
	export REL_JOURNAL=in.md
	rel show ada >out
	grep -q 'promise.*my book' out
	grep -q 'await.*her book' out
}

@test "a brief has the last five contacts, and none to come" {
	shell=dash
	for day in 01 02 03 04 05 06 25; do
		printf '## 2026-03-%s\n- tea %s with @ada\n' $day $day
	done >in.md
	REL_JOURNAL=in.md rel show ada | grep -o 'both  .*' >out
	[ "$(grep -o 'tea ..' out | cut -c 5- | xargs)" = "02 03 04 05 06" ]
}

@test "of one day, a brief has those that were written last, as they were" {
	shell=dash
	{
		echo '## 2026-03-10'
		for what in 'call to @zoe' 'tea with @zoe' 'email from @zoe' \
			'chat to @zoe' 'walk with @zoe' 'walk to @zoe'; do
			echo "- $what"
		done
	} >in.md
	REL_JOURNAL=in.md rel show zoe | sed -n 's/^2026-03-10 .*  //p' >out
	wanted='tea with,email from,chat to,walk with,walk to'
	[ "$(sed 's/ @zoe//' out | paste -s -d , -)" = "$wanted" ]
}

@test "a brief of whom others only talked about says where" {
	shell=dash
	printf '## 2026-03-%s\n- tea with @ada: %s\n' 01 'about rain' \
		02 '@bob moves' 03 'and @bob has moved' >in.md
	REL_JOURNAL=in.md run rel show bob
	same "\
date        kind    what
2026-03-02  coffee  tea with @ada: @bob moves
2026-03-03  coffee  tea with @ada: and @bob has moved"
}

@test "somebody who is not in the journal is no, not silence" {
	unknown() {
		for command in show edit; do
			EDITOR=false run rel $command nemo
			[ "$status" -eq 1 ]
			same "rel: nemo: nobody of that name"
		done
		run rel log nemo
		[ "$status" -eq 0 ]
		same ""
	}
	each_shell unknown
}

@test "what is in a name is never run" {
	names() {
		rel show ada >/dev/null
		for name in '; touch pwned' '$(touch pwned)' '`touch pwned`' \
		    "' ; touch pwned; '" '" & touch pwned & "' '*' '-p' '--' \
		    "a
b" '\\n' '%s' '=ls' '~root'; do
			for command in show log find edit add facts; do
				EDITOR=: rel $command "$name" >out 2>&1 || :
				rel $command -x "$name" >pipeline || :
				PATH=/nowhere:/bin:/usr/bin EDITOR=: \
				    under "$shell" pipeline >out 2>&1 || :
			done
			[ ! -e pwned ]
		done
	}
	some_shells names
}

@test "a name is found however it has to be quoted" {
	found() {
		for name in "Ann O'Hara" 'Ann "The" O' 'Ann $HOME' 'Ann * B' \
		    'Ann | B' 'Ann & B' "A 'n' 'b'"; do
			printf '# People\n\n- @an %s\n\n## 2026-03-01\n%s\n' \
				"$name" '- tea with @an' >in.md
			export REL_JOURNAL=in.md
			rel show "$name" | grep -qF "$name"
			says_what_it_does show "$name"
			rel log "$name" | grep -q 'tea with'
			rel show @an | grep -qF "$name"
		done
	}
	some_shells found
}

@test "journals may have any name" {
	files() {
		mkdir -p 'a dir'
		for name in 'with space.md' "it's.md" '-p.md' '+1.md' '*.md' \
		    'new
line.md' '$(touch pwned).md' '; touch pwned.md' 'a dir/b.md' \
		    '\n.md' '=ls.md' "$(printf '\351.md')"; do
			cp -- journal.md "$name"
			export REL_JOURNAL=$name
			run rel
			[ "$status" -eq 0 ]
			[ "${#lines[@]}" -eq 10 ]
			says_what_it_does due
			EDITOR='printf [%s]' run rel edit ada
			[ "$status" -eq 0 ]
			case $name in
			[-+]*) same "[./$name]" ;;
			*) same "[$name]" ;;
			esac
			[ ! -e pwned ]
			unset REL_JOURNAL
			rm -- "$name"
		done
	}
	some_shells files
}

@test "REL_JOURNAL is a list of files and folders" {
	list() {
		mkdir -p notes
		echo '- tea with @zoe' >notes/2026-03-01.md
		echo '- tea with @yan' >2026-03-02.md
		[ "$(REL_JOURNAL=notes:2026-03-02.md rel facts | cut -f 3 |
			xargs)" = "zoe yan" ]
		REL_JOURNAL=::notes/::2026-03-02.md: rel facts >out
		[ "$(cut -f 3 out | xargs)" = "zoe yan" ]
	}
	each_shell list
}

@test "without REL_JOURNAL the journal is here, or in the user's data" {
	places() {
		[ "$(REL_JOURNAL=:: rel check -x)" = \
		    "rel-parse --check journal.md" ]
		mkdir -p empty data/rel && cd empty
		[ "$(HOME=/h rel check -x)" = \
		    "rel-parse --check /h/.local/share/rel/journal.md" ]
		[ "$(XDG_DATA_HOME=/x rel check -x)" = \
		    "rel-parse --check /x/rel/journal.md" ]
		echo '- 2026-03-01 tea with @zoe' >../data/rel/journal.md
		[ "$(XDG_DATA_HOME=$HOME/data rel facts | cut -f 3)" = zoe ]
		cd ..
	}
	each_shell places
}

@test "a missing journal is trouble, the others are read" {
	missing() {
		REL_JOURNAL=nowhere.md:journal.md rel >out 2>err &&
			status=0 || status=$?
		[ "$status" -eq 2 ]
		[ "$(wc -l <out)" -eq 10 ]
		[ "$(cat err)" = \
		    "rel-parse: nowhere.md: No such file or directory" ]
	}
	each_shell missing
}

@test "no part's failure is lost in a pipeline" {
	statuses() {
		run rel
		[ "$status" -eq 0 ]
		cp journal.md bad.md
		echo '# 2026-02-30' >>bad.md
		for command in due stats balance log find facts check \
		    'show ada'; do
			REL_JOURNAL=bad.md run rel $command
			[ "$status" -eq 1 ]
			REL_JOURNAL=bad.md:nowhere.md run rel $command
			[ "$status" -eq 2 ]
		done
		run rel due -w soon
		[ "$status" -eq 2 ]
		run rel stats --soon
		[ "$status" -eq 2 ]
		# What reads no further is in trouble, not what writes to it.
		awk 'BEGIN { for (i = 0; i < 9999; i++)
			print "- 2026-03-01 tea with @ada" }' >long.md
		REL_JOURNAL=long.md run rel find -e '('
		[ "$status" -eq 2 ]
		run rel bogus
		[ "$status" -eq 2 ]
		same "rel: bogus: no such command; see rel --help"
		run rel show
		[ "$status" -eq 2 ]
	}
	each_shell statuses
}

@test "quiet: 0 if something is due, 1 if nothing is, 2 on trouble" {
	quiet() {
		for option in -q --quiet -aq "-w 1w -q"; do
			run rel due $option
			[ "$status" -eq 0 ]
			same ""
			REL_TODAY=2025-01-01 run rel due $option -k promise
			[ "$status" -eq 1 ]
			same ""
		done
		# A slip of the pen is told, but is no answer.
		echo '# 2026-02-30' >bad.md
		REL_JOURNAL=journal.md:bad.md rel -q 2>err
		grep -q no-such-day err
		REL_JOURNAL=journal.md:nowhere.md run rel -q
		[ "$status" -eq 2 ]
		# The value of an option is none itself.
		echo '- [ ] a book for @q due:2026-03-01' >q.md
		REL_JOURNAL=q.md rel due -pq | grep -q '^due '
	}
	each_shell quiet
}

@test "the reader of a pipe may go away, and nothing is said" {
	long() {
		awk 'BEGIN { for (i = 0; i < 20000; i++)
			print "- 2026-03-01 tea with @ada" i }' >long.md
		REL_JOURNAL=long.md rel log 2>err | head -n 1 >out
		[ "$(cut -d ' ' -f 1 out)" = date ]
		[ ! -s err ]
	}
	each_shell long
}

@test "help and version are told wherever they are asked for" {
	asked() {
		rel help log >wanted
		for command in 'log --help' 'log bob --help' \
		    'log --since 2026-01-01 --help --version'; do
			rel $command | cmp wanted -
		done
		rel help due >wanted
		rel -w 1w --help | cmp wanted -
		rel --version >wanted
		rel show bob --version | cmp wanted -
		run rel show -- --help
		[ "$status" -eq 1 ]
	}
	each_shell asked
}

@test "show knows what was promised for a day far away, and ends with a table" {
	printf '%s\n' '## 2026-03-01' '- [ ] far @a due:2126-03-20' \
		'- tea with @a: about @b' >far.md
	export REL_JOURNAL=far.md
	shown() {
		rel show a >out
		grep -q '^2126-03-20 .* far @a due:2126-03-20$' out
		rel show b >out
		[ "$(tail -n 1 out)" = \
			"2026-03-01  coffee  tea with @a: about @b" ]
	}
	each_shell shown
}

@test "a closed or full output is trouble" {
	closed() {
		for command in due 'show ada' facts; do
			rel $command >&- 2>err && status=0 || status=$?
			[ "$status" -eq 2 ]
			[ "$(cat err)" = \
			    "rel: standard output: it is closed" ]
		done
		[ -c /dev/full ] || return 0
		for command in due 'show ada' facts; do
			rel $command >/dev/full 2>err && status=0 || status=$?
			[ "$status" -eq 2 ]
			grep -q 'No space left' err
		done
	}
	each_shell closed
}

# terminal ROWS COMMAND : what the command shows on a terminal of that height
terminal() {
	script -qec "stty rows $1 cols 60; $2" /dev/null </dev/null |
		tr -d '\r'
}

@test "what is longer than the terminal goes to the pager, as it is there" {
	command -v script >/dev/null || skip "no script"
	rel=$(type -P rel)
	paged() {
		by="under $shell"
		[ "$shell" = busybox ] && by="busybox sh" || by=$shell
		TERM=xterm terminal 40 "$by $rel log" >wanted
		grep -q "^$(printf '\033')\[1mdate" wanted
		grep -q 'tone:good$' wanted && return 1
		TERM=xterm PAGER="sed -n s/^/paged:/p" \
		    terminal 40 "$by $rel log" | cmp wanted -
		TERM=xterm PAGER="sed -n s/^/paged:/p" \
		    terminal 18 "$by $rel log" >came
		sed 's/^/paged:/' wanted | cmp - came
		TERM=xterm NO_COLOR=1 PAGER="sed s/^/paged:/" \
		    terminal 5 "$by $rel log" >came
		grep -q '^paged:date' came
		for pager in '' 'nosuch -x'; do
			PAGER=$pager terminal 5 "$by $rel log" >came
			grep -q 'tone:good$' came && return 1
			[ "$(wc -l <came)" -eq "$(wc -l <wanted)" ]
		done
	}
	each_shell paged
}

@test "on a terminal without a journal, rel says how to begin" {
	command -v script >/dev/null || skip "no script"
	rel=$(type -P rel)
	begin() {
		mkdir -p "new $shell" && cd "new $shell"
		export HOME=$PWD
		[ "$shell" = busybox ] && by="busybox sh" || by=$shell
		terminal 24 "$by $rel; echo \$?" >hint
		[ "$(tail -n 1 hint)" = 2 ]
		terminal 24 "$by $rel -q" >quiet
		[ "$(wc -l <quiet)" -eq 1 ]
		# What it tells to type works.
		grep -c '^  ' hint
		sed -n 's/^  //p' hint >typed
		[ "$(wc -l <typed)" -eq 5 ]
		under "$shell" typed >out
		grep -q 'coffee with @ada: her engine' out
		grep -q '^Ada Lovelace  ada     #friends' out
		run rel check
		[ "$status" -eq 0 ]
		cd ..
	}
	each_shell begin
}

@test "without a terminal and a journal there is an error" {
	nowhere() {
		mkdir -p nowhere && cd nowhere
		HOME=/h run rel
		[ "$status" -eq 2 ]
		same "rel: no journal: neither REL_JOURNAL, journal.md nor /h/.local/share/rel/journal.md"
		HOME=/h run rel show ada
		[ "$status" -eq 2 ]
		cd ..
	}
	each_shell nowhere
}

@test "an editor is opened where somebody is declared, or was last met" {
	edit() {
		mkdir -p bin
		for editor in vi nano emacs code; do
			printf '#!/bin/sh\nprintf "<%%s>" %s "$@"\n' $editor \
				>bin/$editor
		done
		chmod +x bin/*
		PATH=$PWD/bin:$PATH
		[ "$(rel edit)" = "<vi><journal.md>" ]
		[ "$(rel edit bob)" = "<vi><+4><journal.md>" ]
		[ "$(rel edit Bob Ortiz)" = "<vi><+4><journal.md>" ]
		[ "$(EDITOR=nano rel edit bob)" = "<nano><+4><journal.md>" ]
		[ "$(EDITOR=nano VISUAL="$PWD/bin/emacs -nw" rel edit bob)" = \
		    "<emacs><-nw><+4><journal.md>" ]
		[ "$(EDITOR=code rel edit bob)" = "<code><journal.md>" ]
		[ "$(EDITOR="vi -R" rel edit -x bob)" = "vi -R +4 journal.md" ]
		echo '- 2026-02-01 tea with @zoe' >a.md
		echo '- 2026-01-01 tea with @zoe' >b.md
		[ "$(REL_JOURNAL=b.md:a.md rel edit zoe)" = "<vi><+1><a.md>" ]
		[ "$(REL_JOURNAL=a.md:b.md rel edit zoe)" = "<vi><+1><a.md>" ]
		# What is still to come is no meeting; nor is a note, but better
		# than nothing.
		printf '%s\n' '- 2026-04-10 lunch with @zoe' '- 2026-01-02 @kim' \
			'- 2026-01-02 call @kim' '- [ ] write to @leo' >c.md
		[ "$(REL_JOURNAL=c.md:b.md rel edit zoe)" = "<vi><+1><b.md>" ]
		[ "$(REL_JOURNAL=c.md rel edit zoe)" = "<vi><+1><c.md>" ]
		[ "$(REL_JOURNAL=c.md rel edit kim)" = "<vi><+3><c.md>" ]
		[ "$(REL_JOURNAL=c.md rel edit leo)" = "<vi><+4><c.md>" ]
		mv a.md 'a\b.md'
		[ "$(REL_JOURNAL='b.md:a\b.md' rel edit zoe)" = \
		    '<vi><+1><a\b.md>' ]
		mv 'a\b.md' a.md
		# In one that is to be mended, too.
		echo '# 2026-02-30' >>a.md
		[ "$(REL_JOURNAL=b.md:a.md rel edit zoe 2>/dev/null)" = \
		    "<vi><+1><a.md>" ]
		mkdir -p none && cd none
		HOME=$PWD rel edit >out
		[ "$(cat out)" = "<vi><$PWD/.local/share/rel/journal.md>" ]
		[ -d .local/share/rel ]
		cd .. && rm -r none
	}
	each_shell edit
}

@test "what happened is added, and shown" {
	add() {
		rel add 'tea with @ada, $HOME `x`' got:advice >out
		grep -q '^2026-03-20 .* coffee  tea with @ada, \$HOME `x`' out
		rel log ada | grep -q '^2026-03-20 .* tea with @ada, \$HOME'
		run rel add -n 'tea with @ada tone:great'
		[ "$status" -eq 1 ]
		[[ $output == *"[bad-value]"* ]]
		run rel add
		[ "$status" -eq 2 ]
		mkdir -p first && cd first
		HOME=$PWD rel add 'tea with @zoe' >/dev/null
		[ "$(HOME=$PWD rel facts | cut -f 3)" = zoe ]
		cd .. && rm -r first
	}
	each_shell add
}

@test "help has every command, and what it takes" {
	helps() {
		rel --help >help
		[ "$(rel help)" = "$(cat help)" ]
		for command in due show log find stats balance add edit check \
		    facts help; do
			grep -q "^  $command " help
			rel help $command >out
			rel $command --help | cmp - out
			grep -q "^usage: rel $command" out
		done
		rel help due | grep -q -e '--within DUR'
		rel help find | grep -q -e '--regexp RE'
		[ "$(rel --version)" = "$(rel-parse --version |
			sed 's/rel-parse/rel/')" ]
		[ "$(rel due --version)" = "$(rel --version)" ]
	}
	each_shell helps
}

@test "the manual has each command, with what it takes" {
	sed -n '/^commands() {/,/^}/s/|/ /gp' "$REL_SOURCE/cmd/rel" |
		sed -E 's/^([a-z]+ ([][A-Z. ]*[].A-Z])).*/\1/' >table
	[ "$(wc -l <table)" -eq 11 ]
	sed -n '/^\.Ss Commands/,/^\.Ss /s/^\.It Cm //p' \
		"$REL_SOURCE/man/rel.1" |
		sed -E -e 's/ \.\.\./.../g' -e 's/Op Ar ([A-Z.]+)/[\1]/g' \
		-e 's/Oo Ar ([A-Z.]+) Oc/[\1]/g' -e 's/Ar //g' >page
	diff table page
}

@test "what the demo shows works, and is not nothing" {
	sed -n '/^demo()/,/^}/p' "$REL_SOURCE/bootstrap" |
		sed -nE 's/.*"(rel[^"]*)"( \\)?$/\1/p' >shown
	[ "$(wc -l <shown)" -ge 5 ]
	unset -f rel
	while IFS= read -r command; do
		run bash -o pipefail -c "$command"
		[ "$status" -eq 0 ]
		[ "${#lines[@]}" -ge 1 ]
	done <shown
}

@test "it is a model: few lines, small functions" {
	[ "$(wc -l <"$REL_SOURCE/cmd/rel")" -lt 400 ]
	run awk '
	/^[a-z_]+\(\) \{/ { first = FNR; name = $1 }
	/^}/ && FNR - first > 40 { print name }
	' "$REL_SOURCE/cmd/rel" "$REL_SOURCE/cmd/rel-complete"
	same ""
}
