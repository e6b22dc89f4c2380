# The gate (lib/sandbox.h): from the first byte of input on, a tool opens,
# connects to and executes nothing, whatever becomes of it; and nobody notices.
load common

export REL_TODAY=2026-03-20

# inputs : makes in.TOOL for each tool, a directory d with a journal
inputs() {
	printf '%s\n' '# People' '' '- @ada Ada Lovelace every:2w' '' \
		'## 2026-02-01' '' '- coffee with @ada' >in.rel-parse
	{
		record attr - ada - every 2 w - - - j.md:3 2w
		record contact 2026-02-01 ada both coffee - - - - - j.md:7 x
	} >in.rel-due
	for tool in $READERS; do
		[ $tool = rel-due ] || cp in.rel-due in.$tool
	done
	mkdir d
	cp in.rel-parse d/j.md
}

# has WORD : whether that holds here, as --version says it
has() {
	rel-fmt --version | sed -n 's/^sandbox: //p' | tr -d , | grep -qw "$1"
}

# attack COMMAND : runs it, with hostile code in the program after $with that
# acts when the first input is read; what it did is in said
with="env LD_PRELOAD=./attack.so"
attack() {
	[ -e attack.so ] ||
		${CC:-cc} -shared -fPIC -o attack.so \
			"$REL_SOURCE/tests/gate/attack.c"
	echo secret >secret
	echo victim >victim
	rm -rf created linked renamed made pointing
	eval "$1" >out 2>said
}

# attacked COMMAND : the same; it lives on, and tried everything
attacked() {
	attack "$1"
	[ -s out ]
	[ "$(wc -l <said)" -eq 20 ]
}

# refused : nothing was done of what the kernel here can refuse
refused() {
	local version
	version=$(rel-fmt --version | sed -n 's/.*Landlock \([0-9]*\).*/\1/p')
	{
		[ "$version" -ge 2 ] || echo link
		[ "$version" -ge 3 ] || echo truncate
		[ "$version" -ge 4 ] || echo connect
		[ "$version" -ge 6 ] || echo signal
	} >beyond
	run grep -v -e ': refused$' -f beyond said
	same ""
	[ "$(cat secret victim)" = "secret
victim" ]
	[ ! -e created ] && [ ! -e renamed ] && [ ! -e made ]
}

@test "a tool that is taken over can open, connect and execute nothing" {
	has Landlock || skip "no Landlock here"
	inputs
	for tool in $FILTERS; do
		for way in "$tool in.$tool" "$tool - <in.$tool" \
		    "$tool <(cat in.$tool) in.$tool" "$tool in.$tool -"; do
			echo "$way"
			attacked "$with $way"
			refused
		done
	done
	attacked "$with rel-parse d"
	refused
	attacked "cat in.rel-parse | $with rel-parse"
	refused
	attacked "$with rel-parse --roster in.rel-parse d in.rel-parse"
	refused
	# rel-add is left the directory of what it changes. The bytes of that
	# are kept before, but not looked at.
	with="ATTACK_AT=d/people.md REL_JOURNAL=e/j.md:d/people.md $with"
	mkdir e
	for journal in "# Mine" ""; do
		cp in.rel-parse d/people.md
		[ -z "$journal" ] || echo "$journal" >e/j.md
		attacked "$with rel-add met @ada"
		refused
		grep -q 'met @ada' e/j.md
		rm e/j.md
		attacked "$with rel-add -n met @ada"
		refused
		attacked "$with rel-add -f d tea with @ada ${#journal}"
		refused
	done
}

@test "of root's powers only that to read all files is left" {
	[ "$(id -u)" = 0 ] || skip "not root"
	has Landlock || skip "no Landlock here"
	mkfifo pipe
	for tool in rel-due rel-stats rel-fmt; do
		$tool <pipe &
		exec 8>pipe
		tries=0
		until grep -Eq '^CapEff:.0+[0-6]$' /proc/$!/status; do
			sleep 0.1
			[ $((tries += 1)) -lt 200 ] || break
		done
		grep '^Cap\|^NoNew' /proc/$!/status >status || :
		exec 8>&-
		grep -Eq '^CapEff:.0+[0-6]$' status
		grep -Eq '^CapPrm:.0+[0-6]$' status
		grep -Eq '^NoNewPrivs:.1' status
		wait $!
	done
}

@test "with REL_SANDBOX=off all of that would be done" {
	has Landlock || skip "no Landlock here"
	inputs
	for tool in $FILTERS; do
		attacked "REL_SANDBOX=off $with $tool in.$tool"
		# Some kernels have no io_uring, or let nobody trace.
		run grep -vE '^(io_uring|trace): |: done$' said
		same ""
		[ ! -s victim ]
		[ -e created ]
	done
}

@test "--version says what holds, and that nothing does" {
	for tool in $TOOLS; do
		run $tool --version
		[ "$status" -eq 0 ]
		[[ ${lines[1]} == "sandbox: "* ]]
		REL_SANDBOX=off run $tool --version
		[ "$status" -eq 0 ]
		[ "${lines[1]}" = "sandbox: off (REL_SANDBOX)" ]
		REL_SANDBOX=on run $tool --version
		[ "${lines[1]}" != "sandbox: off (REL_SANDBOX)" ]
	done
}

@test "the gate closes before the first byte of input is read" {
	has Landlock || skip "no Landlock here"
	strace -o /dev/null true || skip "no strace"
	inputs
	for tool in $FILTERS; do
		for way in in.$tool "in.$tool in.$tool" -; do
			strace -s 99 -o trace $tool $way <in.$tool >out
			awk '
			/^landlock_restrict_self\(.* = 0$/ { entered = NR }
			/^read\(/ && /(People|contact)/ && !reading {
				reading = NR
			}
			/^(open|openat|socket|execve)\(/ { opened = NR }
			END {
				print entered, reading, opened
				exit !(entered && entered < reading &&
				    opened < entered)
			}' trace
		done
	done
}

# lets_through : whether the tools do the same as without a gate, whatever is
# read
lets_through() {
	for tool in $FILTERS; do
		for operands in in.$tool "in.$tool in.$tool" /dev/stdin \
		    /dev/fd/0 /proc/self/fd/0 "- in.$tool" missing \
		    "in.$tool missing in.$tool" d e "d in.$tool" "''" \
		    "in.$tool/x" "<(cat in.$tool)" /dev/null \
		    "<(cat in.$tool) <(cat in.$tool)"; do
			for from in "<in.$tool" "< <(cat in.$tool)" "<&-"; do
				echo "$tool $operands $from"
				REL_SANDBOX=off bash -c \
					"$tool $operands $from" \
					>wanted 2>wanted.err &&
					wanted=0 || wanted=$?
				bash -c "$tool $operands $from" >out 2>err &&
					came=0 || came=$?
				[ "$wanted" = "$came" ]
				cmp wanted out
				cmp wanted.err err
			done
		done
	done
}

@test "what the gate lets through is the same as without it" {
	inputs
	ln -s ../in.rel-parse d/link.md
	ln -s missing d/dangling.md
	mkdir d/sub e
	cp in.rel-parse d/sub/j.txt
	lets_through
}

# promised : in PATH are tools with OpenBSD's gate, pledge(2), which ends a
# process that does what it did not promise
promised() {
	local bin=${REL_BIN:-$REL_SOURCE}
	mkdir -p promised
	for tool in $TOOLS; do
		ln -s "$bin/tests/gate/$tool" promised/
	done
	ln -s "$bin/rel" "$bin/rel-complete" promised/
	PATH=$PWD/promised:$PATH
	has pledge || skip "no seccomp here"
}

@test "with OpenBSD's gate no tool does what it did not promise" {
	promised
	for tool in $TOOLS; do
		[ "$($tool --version | tail -n 1)" = "sandbox: pledge" ]
	done
	run "$REL_SOURCE/tests/cases/run" promised \
		add- due- find- fmt- parse- rec- stats-
	[ "$status" -eq 0 ]
	[[ ${lines[-1]} == [1-9]*" passed, 0 failed" ]]
	inputs
	mkdir e
	lets_through
	# Of another run, that may live.
	cp in.rel-parse j.md
	echo lost >.j.md.rel-add-999999999-0
	echo kept >.j.md.rel-add-1-0
	rel-add -f j.md tea with @ada >out
	[ "$(echo .j.md.*)" = .j.md.rel-add-1-0 ]
}

# ended COMMAND : an attack ends it by the signal of a broken promise
ended() {
	attack "$1" && return 1
	[ $? -eq $((128 + $(kill -l SYS))) ]
	[ ! -s out ]
}

@test "OpenBSD's gate ends a tool that is taken over" {
	promised
	inputs
	for tool in $FILTERS; do
		ended "$with $tool in.$tool 2>heard"
		[ ! -s heard ]
	done
	# Whose files are still to be opened may read, and no more.
	ended "$with rel-parse d 2>heard"
	[ "$(cat heard)" = "open: done
open absolute: done" ]
}

@test "rel-add does the same with and without it" {
	HOME=$PWD/home
	for gate in off on; do
		rm -rf j away home
		mkdir -p j/sub j/days away home
		inputs_of_add
		for way in "-f j/j.md" "-f j/link.md" "-f j/new.md" "-f j/days" \
		    "" "-n -f j/j.md" "-f away" "-f j/fifo" "-f missing/j.md"; do
			for journal in "" j/link.md j/days:away/people.md \
			    j/j.md:missing.md j/fifo; do
				echo "\$ rel-add $way $journal"
				REL_SANDBOX=$gate REL_JOURNAL=$journal \
					rel-add $way tea with @ada 2>&1 ||
					echo $?
				find j away home -type f | sort |
					while read -r file; do
						cat "$file"
					done
			done
		done >$gate
	done
	grep -q 'tea with @ada$' off
	cmp off on
}

# inputs_of_add : journals that lie in several places
inputs_of_add() {
	printf '# 2026-03-20\n\n- lunch with @bob\n' >away/j.md
	printf '# People\n\n- @ada Ada Lovelace\n' >away/people.md
	ln -s ../away/j.md j/link.md
	ln -s ../../away/people.md j/days/people.md
	printf -- '- 2026-03-01 tea\n' >j/j.md
	mkfifo j/fifo
}

@test "rel-add reads a journal's other file though an editor replaces it" {
	mkdir e
	printf '# People\n\n- @ada\n' >people.md
	export REL_JOURNAL=e/j.md:people.md
	while [ ! -e done ]; do
		cp people.md new
		mv new people.md
	done &
	for i in $(seq 1 40); do
		rel-add tea $i with @ada >>out 2>>err || echo "$?" >>err
	done
	touch done
	wait
	[ ! -s err ]
	[ "$(wc -l <out)" = 40 ]
}

@test "a file that another takes the place of is read as it was" {
	printf '# @ada\n' >a.md
	printf '# 2026-03-01\n\n- tea with @ada\n' >b.md
	rel-parse a.md b.md >wanted
	mkfifo pipe
	rel-parse a.md pipe >out 2>err &
	exec 8>pipe
	# An editor writes a new file and renames it.
	printf '# @bob\n' >new
	mv new a.md
	cat b.md >&8
	exec 8>&-
	wait $!
	[ ! -s err ]
	sed 's/b\.md/pipe/' wanted | cmp - out
	# Of records, too.
	record contact 2026-02-01 ada both coffee - - - - - j.md:7 coffee >a
	for tool in rel-due rel-stats rel-fmt; do
		cp a b
		$tool a a >wanted
		$tool pipe b >out 2>err &
		exec 8>pipe
		echo bad >new
		mv new b
		cat a >&8
		exec 8>&-
		wait $!
		[ ! -s err ]
		cmp wanted out
	done
}

@test "more files than descriptors are read" {
	mkdir d
	for i in $(seq 1 700); do
		printf '# 2026-03-01\n\n- tea with @p%d\n' "$i" >"d/$i.md"
	done
	cat d/?.md d/??.md d/???.md | rel-parse --label x | cut -f 1-10 |
		sort >wanted
	[ "$(wc -l <wanted)" -eq 700 ]
	for most in 12 20 256 1024; do
		(ulimit -n $most && rel-parse d/*.md) | cut -f 1-10 | sort |
			cmp wanted
		(ulimit -n $most && rel-parse d) | cut -f 1-10 | sort |
			cmp wanted
	done
	rel-parse d >facts
	split -l 1 -a 3 facts part.
	rel-fmt -t tsv -n facts >wanted
	for most in 12 256 1024; do
		(ulimit -n $most && rel-fmt -t tsv -n part.*) | cmp wanted
	done
}

@test "under valgrind, which knows no Landlock, nothing is said" {
	valgrind -q --log-file=log rel-fmt --version >/dev/null ||
		skip "no valgrind for these programs"
	inputs
	for tool in $FILTERS; do
		$tool in.$tool >wanted
		valgrind -q --tool=none --log-file=log $tool in.$tool \
			>out 2>err
		cmp wanted out
		[ ! -s err ]
	done
}

# lacking CALL[:CALL] COMMAND... : in a kernel that does not know those calls
lacking() {
	local calls=$1
	shift
	timeout 60 strace -o /dev/null -e trace="${calls//:/,}" \
		-e inject="${calls//:/,}":error=ENOSYS "$@"
}

@test "what a kernel lacks is left out without a word, the rest holds" {
	has Landlock || skip "no Landlock here"
	strace -o /dev/null true || skip "no strace"
	inputs
	for tool in $FILTERS; do
		$tool in.$tool >wanted
		for calls in landlock_create_ruleset landlock_restrict_self \
		    landlock_create_ruleset:seccomp prlimit64 \
		    landlock_create_ruleset:prlimit64:seccomp:capset; do
			lacking $calls $tool in.$tool >out 2>err
			cmp wanted out
			[ ! -s err ]
		done
	done
	lacking landlock_create_ruleset rel-fmt --version >out
	[ "$(tail -n 1 out)" = "sandbox: rlimit, seccomp" ]
	lacking landlock_create_ruleset:prlimit64:seccomp rel-fmt --version >out
	[ "$(tail -n 1 out)" = "sandbox: none here" ]
	# Without Landlock files may be removed, but nothing can be opened,
	# connected to or executed.
	with="lacking landlock_create_ruleset $with"
	attacked "$with rel-parse in.rel-parse"
	run grep -E '^(open|create|execute|connect|.*socket|io_uring|trace).*done' \
		said
	same ""
	grep -q 'remove: done' said
}
