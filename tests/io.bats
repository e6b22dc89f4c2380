# What every tool does alike: reading, writing, trouble, options, environment.
load common

export REL_TODAY=2026-03-20

# a_journal : a small journal; some_records : records that each tool answers
a_journal() {
	printf '%s\n' '# People' '' '- @ada Ada Lovelace every:2w' '' \
		'## 2026-02-01' '' '- coffee with @ada about @bob gave:book'
}

some_records() {
	record attr - ada - every 2 w - - - j.md:3 2w
	record contact 2026-02-01 ada both coffee - - - - - j.md:7 coffee
	record exchange 2026-02-01 ada out book 1 - - - - j.md:7 coffee
}

# inputs : makes `in` for each tool: in.rel-parse and so on
inputs() {
	a_journal >in.rel-parse
	for tool in $READERS; do
		some_records >in.$tool
	done
}

# ends WANTED COMMAND... : runs it; output in out, messages in err
ends() {
	local wanted=$1 status=0
	shift
	"$@" >out 2>err || status=$?
	[ "$status" -eq "$wanted" ] || {
		echo "status $status, not $wanted: $*"
		cat err
		return 1
	}
}

# says LINE : standard error is that line alone
says() {
	run cat err
	same "$1"
}

@test "each tool answers its input" {
	inputs
	for tool in $TOOLS; do
		ends 0 $tool in.$tool
		[ -s out ]
		[ ! -s err ]
	done
}

@test "a full disk is trouble, said once" {
	[ -c /dev/full ] || skip "no /dev/full"
	inputs
	for tool in $TOOLS; do
		ends 2 sh -c "$tool in.$tool >/dev/full"
		says "$tool: standard output: No space left on device"
	done
}

@test "a full disk is trouble also where more is written than a buffer holds" {
	[ -c /dev/full ] || skip "no /dev/full"
	{
		a_journal
		awk 'BEGIN { for (; i < 9999; i++) print "- call @p" i }'
	} >in.rel-parse
	rel-parse in.rel-parse >in.rel-stats
	cp in.rel-stats in.rel-fmt
	cp in.rel-stats in.rel-find
	rel-parse in.rel-parse |
		awk -F '\t' -v OFS='\t' '{ $1 = "next"; $8 = "2026-03-01" } 1' \
		>in.rel-due
	for tool in $TOOLS; do
		[ "$($tool in.$tool | wc -c)" -gt 200000 ]
		ends 2 timeout 20 sh -c "$tool in.$tool >/dev/full"
		says "$tool: standard output: No space left on device"
	done
}

@test "--help and --version are written or trouble" {
	for tool in $TOOLS; do
		ends 0 $tool --help
		[ "$(sed -n 's/^usage: \([a-z-]*\).*/\1/p' out)" = $tool ]
		[ ! -s err ]
		ends 0 $tool --version
		grep -Eq "^$tool \(rel\) [0-9]+\.[0-9]+\.[0-9]+$" out
		[ "$(wc -l <out)" -eq 1 ]
		[ ! -s err ]
	done
	[ -c /dev/full ] || skip "no /dev/full"
	for tool in $TOOLS; do
		for option in --help --version; do
			ends 2 sh -c "$tool $option >/dev/full"
			says "$tool: standard output: No space left on device"
		done
	done
}

@test "a closed standard output is trouble, and no input is written to" {
	inputs
	for tool in $TOOLS; do
		cp in.$tool kept
		ends 2 sh -c "exec $tool in.$tool >&-"
		says "$tool: standard output: Bad file descriptor"
		cmp kept in.$tool
		ends 2 sh -c "exec $tool --help >&-"
		ends 2 sh -c "exec $tool - >&- <in.$tool"
	done
}

@test "a closed standard error changes nothing else" {
	inputs
	for tool in $TOOLS; do
		cp in.$tool kept
		$tool in.$tool >wanted
		ends 0 sh -c "exec $tool in.$tool 2>&-"
		cmp wanted out
		ends 2 sh -c "exec $tool missing in.$tool 2>&-"
		cmp wanted out
		ends 2 sh -c "exec $tool --no-such-option 2>&- <&- >&-"
		cmp kept in.$tool
	done
}

@test "a closed standard input is trouble where it is read, and else is not" {
	inputs
	for tool in $TOOLS; do
		ends 2 sh -c "exec $tool <&-"
		says "$tool: <stdin>: Bad file descriptor"
		ends 2 sh -c "exec $tool - in.$tool <&-"
		[ -s out ]
		ends 0 sh -c "exec $tool in.$tool <&-"
		[ -s out ]
		[ ! -s err ]
	done
}

@test "a missing file is named, and the others are read" {
	inputs
	for tool in $TOOLS; do
		$tool in.$tool >wanted
		ends 2 $tool missing in.$tool
		says "$tool: missing: No such file or directory"
		cmp wanted out
		ends 2 $tool in.$tool missing
		cmp wanted out
		ends 2 $tool in.$tool/x ""
		[ "$(wc -l <err)" -eq 2 ]
	done
}

@test "a directory is no file of records" {
	inputs
	mkdir d
	for tool in $READERS; do
		$tool in.$tool >wanted
		ends 2 $tool d in.$tool
		says "$tool: d: Is a directory"
		cmp wanted out
		ends 2 sh -c "$tool <d"
		says "$tool: <stdin>: Is a directory"
	done
	ends 2 sh -c "rel-parse <d"
	says "rel-parse: <stdin>: Is a directory"
}

# as_nobody COMMAND... : as a user who may read nothing that is not his
as_nobody() {
	if [ "$(id -u)" != 0 ]; then
		"$@"
	elif command -v setpriv >/dev/null; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		return 125
	fi
}

@test "an unreadable file is named, and the others are read" {
	chmod 755 .
	as_nobody rel-fmt --version >/dev/null 2>&1 ||
		skip "no way to be another user"
	inputs
	mkdir d
	a_journal >d/a.md
	chmod 644 in.*
	echo >secret
	chmod 0 secret d
	as_nobody cat secret >/dev/null 2>&1 && skip "nothing is unreadable"
	for tool in $TOOLS; do
		$tool in.$tool >wanted
		ends 2 as_nobody $tool secret in.$tool
		says "$tool: secret: Permission denied"
		cmp wanted out
		ends 2 as_nobody $tool d in.$tool
		cmp wanted out
	done
	chmod 755 d
}

@test "an error while reading is trouble" {
	[ -r /proc/self/mem ] || skip "no /proc/self/mem"
	inputs
	for tool in $TOOLS; do
		$tool in.$tool >wanted
		ends 2 $tool /proc/self/mem in.$tool
		says "$tool: /proc/self/mem: Input/output error"
		cmp wanted out
	done
}

@test "a pipe that closes ends a tool silently by SIGPIPE" {
	# Where a parent ignores the signal, so does everything it starts.
	sh -c 'kill -s PIPE $$' 2>/dev/null && skip "SIGPIPE is ignored here"
	{
		a_journal
		awk 'BEGIN { for (; i < 99999; i++) print "- call @p" i }'
	} >in.rel-parse
	rel-parse in.rel-parse >in.rel-stats
	cp in.rel-stats in.rel-fmt
	cp in.rel-stats in.rel-find
	awk -F '\t' -v OFS='\t' '{ $1 = "next"; $8 = "2026-03-01" } 1' \
		in.rel-stats >in.rel-due
	for tool in $TOOLS; do
		ends 0 bash -c "
			$tool in.$tool 2>said | head -n 1
			[ \${PIPESTATUS[0]} = 141 ]"
		[ "$(wc -l <out)" -eq 1 ]
		[ ! -s said ]
	done
}

@test "where SIGPIPE is ignored a pipe that closes is a failed write" {
	{
		a_journal
		awk 'BEGIN { for (; i < 99999; i++) print "- call @p" i }'
	} >in.rel-parse
	ends 0 bash -c "trap '' PIPE
		timeout 20 rel-parse in.rel-parse 2>said | head -n 1
		[ \${PIPESTATUS[0]} = 2 ]"
	[ "$(cat said)" = "rel-parse: standard output: Broken pipe" ]
}

@test "an unknown option is named, and nothing is read or written" {
	# Nothing ever comes out of it: who reads it waits for ever.
	mkfifo never
	exec 8<>never
	for tool in $TOOLS; do
		for option in --no-such-option -Y --todayx --help=x --version=; do
			ends 2 timeout 20 $tool $option <never
			[ ! -s out ]
			grep -q "^$tool: " err
			grep -q "Try $tool --help" err
		done
	done
}

@test "a bad date for today is bad usage, from the option and from REL_TODAY" {
	inputs
	for tool in $TOOLS; do
		for bad in soon 2026-02-30 2026-3-1 "2026-03-20 " 20260320 \
		    +1d; do
			ends 2 $tool --today "$bad" in.$tool
			[ ! -s out ]
			grep -q "^$tool: $bad: " err
			REL_TODAY=$bad ends 2 $tool in.$tool
			[ ! -s out ]
			grep -q "^$tool: $bad: .*REL_TODAY" err
			# The option is over the variable.
			REL_TODAY=$bad ends 0 $tool --today 2026-03-20 in.$tool
			[ ! -s err ]
		done
		ends 2 $tool --today= in.$tool
		ends 2 $tool --today
		REL_TODAY= ends 0 $tool in.$tool
	done
}

@test "options may stand anywhere before --" {
	inputs
	for tool in $TOOLS; do
		$tool -H --today 2026-04-01 in.$tool >wanted
		for arguments in "in.$tool -H --today 2026-04-01" \
		    "--today=2026-04-01 in.$tool -H" \
		    "-H --today 2026-04-01 -- in.$tool" \
		    "--header in.$tool --today=2026-04-01 --"; do
			ends 0 $tool $arguments
			cmp wanted out
		done
		ends 2 $tool in.$tool -- -H
		says "$tool: -H: No such file or directory"
		cp in.$tool ./-H
		ends 0 $tool -- -H
		[ -s out ]
		rm ./-H
	done
}

@test "- is standard input, of which nothing is left the second time" {
	inputs
	for tool in $TOOLS; do
		$tool <in.$tool >wanted
		ends 0 $tool - <in.$tool
		cmp wanted out
		ends 0 sh -c "cat in.$tool | $tool - -"
		cmp wanted out
		ends 0 $tool - - <in.$tool
		cmp wanted out
	done
}

@test "the locale changes nothing" {
	inputs
	printf '## 2026-02-02\n\n- ÇAY with @İpek_IŞIK for:1.5h\n' \
		>>in.rel-parse
	for tool in $TOOLS; do
		$tool in.$tool >wanted
		for locale in C.UTF-8 tr_TR.UTF-8 de_DE.UTF-8 POSIX nonsense; do
			LC_ALL=$locale LANG=$locale ends 0 $tool in.$tool
			cmp wanted out
			LC_ALL=$locale ends 2 $tool missing
			says "$tool: missing: No such file or directory"
		done
	done
	[ "$(locale -a 2>/dev/null | grep -ic '^\(tr_TR\|de_DE\).utf')" -ge 2 ] ||
		skip "no tr_TR and de_DE to be sure"
}

@test "the time zone changes nothing but what day it is" {
	inputs
	for tool in $TOOLS; do
		$tool in.$tool >wanted
		for zone in UTC XXX-14 XXX+12 :nonsense; do
			TZ=$zone ends 0 $tool in.$tool
			cmp wanted out
		done
	done
	unset REL_TODAY
	# Twenty-six hours apart, the day is never the same.
	record attr - ada - every 2 w - - - j.md:3 2w >in.rel-due
	for zone in XXX-14 XXX+12; do
		before=$(TZ=$zone date +%F)
		came=$(TZ=$zone rel-due in.rel-due | cut -f 2)
		[ "$came" = "$before" ] || [ "$came" = "$(TZ=$zone date +%F)" ]
		echo "$came" >>days
	done
	[ "$(sort -u days | wc -l)" -eq 2 ]
}

# same_ways TOOL FILE [OPTION...] : reads the file in every way there is
same_ways() {
	local tool=$1 file=$2
	shift 2
	$tool "$@" "$file" >wanted 2>wanted.err || :
	$tool "$@" <"$file" >came 2>came.err || :
	cmp wanted came
	cat "$file" | $tool "$@" - >came 2>came.err || :
	cmp wanted came
	rm -f fifo
	mkfifo fifo
	cat "$file" >fifo &
	$tool "$@" - <fifo >came 2>came.err || :
	cmp wanted came
	wait
	# In pieces that no line respects.
	dd if="$file" bs=777 2>/dev/null | $tool "$@" >came 2>came.err || :
	cmp wanted came
}

@test "file, redirection, pipe and FIFO read the same" {
	inputs
	for tool in $TOOLS; do
		case $tool in
		rel-parse) same_ways $tool in.$tool --label in.$tool ;;
		*) same_ways $tool in.$tool ;;
		esac
	done
	# A FIFO may also be named.
	for tool in $TOOLS; do
		$tool in.$tool | sed "s/in\.$tool/fifo/g" >wanted
		rm -f fifo
		mkfifo fifo
		cat in.$tool >fifo &
		ends 0 $tool fifo
		cmp wanted out
		wait
	done
}

@test "what is larger than a buffer reads the same in every way" {
	awk 'BEGIN {
		print "# 2026-02-01\n"
		for (i = 0; i < 20000; i++)
			print "- call @p" i % 100 " about é" i, "gave:x" i % 7
		printf "- met @p1"
		for (i = 0; i < 70000; i++)
			printf " long"
		print ""
		printf "%s", "- met @p2, no line feed"
	}' >in.rel-parse
	[ "$(wc -c <in.rel-parse)" -gt 600000 ]
	same_ways rel-parse in.rel-parse --label in.rel-parse
	same_ways rel-parse in.rel-parse --label in.rel-parse --plain
	rel-parse in.rel-parse >in.tsv
	[ "$(cut -f 3 in.tsv | sort -u | wc -l)" -eq 100 ]
	for tool in $READERS; do
		same_ways $tool in.tsv
	done
}

@test "a journal on redirected standard input begins where it was left" {
	printf 'a line\n' >in.md
	a_journal >>in.md
	rel-parse --label x <in.md >whole
	{
		# A shell reads no further than the line.
		IFS= read -r line
		rel-parse --label x
	} <in.md >came
	[ "$line" = "a line" ]
	a_journal | rel-parse --label x >wanted
	cmp wanted came
}

# answers COMMAND... : what it is given at once it answers at once, while more
# is yet to come
answers() {
	rm -f in out
	mkfifo in
	"$@" <in >out &
	local i=0
	exec 8>in
	record contact 2026-02-01 ada both coffee - - - - - j.md:7 first >&8
	until grep -q first out; do
		sleep 0.1
		i=$((i + 1))
		[ $i -lt 200 ] || break
	done
	grep -q first out || {
		exec 8>&-
		echo "waits: $*"
		return 1
	}
	[ "$(grep -c second out)" = 0 ]
	record contact 2026-02-01 ada both coffee - - - - - j.md:8 second >&8
	exec 8>&-
	wait
	grep -q second out
}

@test "rel-fmt answers a slow writer line by line" {
	answers rel-fmt -t tsv
	answers rel-fmt -t csv
	answers rel-fmt -t jsonl
	answers rel-fmt -t errors
	answers rel-fmt -T '{text}'
}

@test "rel-find answers a slow writer line by line" {
	answers rel-find
	answers rel-find -t contact -k coffee -e '^(first|second)$'
	answers rel-find -v -e other
	# And where it is known who is meant.
	answers rel-find -p ada
}

@test "diagnostics come at once, too" {
	mkfifo in
	for tool in $READERS; do
		$tool <in >out 2>err &
		exec 8>in
		echo "no record" >&8
		i=0
		until [ -s err ]; do
			sleep 0.1
			i=$((i + 1))
			[ $i -lt 200 ] || break
		done
		exec 8>&-
		[ $i -lt 200 ]
		wait || :
	done
}

# limited KIB COMMAND... : with so much address space
limited() {
	local kib=$1
	shift
	(ulimit -v "$kib" && exec "$@")
}

@test "without memory a tool says so and ends in 2" {
	limited 60000 rel-fmt --version >/dev/null 2>&1 ||
		skip "needs more to start"
	head -c 67108864 /dev/zero | tr '\0' a >in
	for tool in $TOOLS; do
		ends 2 limited 60000 $tool in
		says "$tool: out of memory"
		[ ! -s out ]
	done
}

@test "a journal may be larger than memory" {
	limited 60000 rel-parse --version >/dev/null 2>&1 ||
		skip "needs more to start"
	awk 'BEGIN {
		for (; i < 100000; i++)
			printf "- 2026-02-01 call @p%d %*s\n", i % 9, 900, "x"
	}' >in.md
	[ "$(wc -c <in.md)" -gt 80000000 ]
	ends 0 limited 60000 rel-parse in.md
	[ "$(wc -l <out)" -eq 100000 ]
	# Not so a pipe, which can't be read twice: it is kept.
	ends 2 limited 60000 sh -c "cat in.md | rel-parse"
}

@test "somebody at a terminal is told that it is read" {
	script -qec true /dev/null </dev/null >/dev/null 2>&1 ||
		skip "no script(1)"
	for tool in $TOOLS; do
		printf '\004' | timeout 20 script -qec "$tool" /dev/null >said
		grep -q "^$tool: reading" said
		: >empty
		script -qec "$tool empty" /dev/null </dev/null >said
		[ "$(grep -c reading said)" = 0 ]
	done
}

@test "header lines of several inputs are dropped wherever they stand" {
	some_records >b.tsv
	{
		rel-fmt -t tsv -H b.tsv | head -n 1
		cat b.tsv
	} >a.tsv
	cat b.tsv a.tsv >both.tsv
	cat b.tsv b.tsv >twice.tsv
	for tool in $READERS; do
		$tool twice.tsv >wanted
		ends 0 $tool both.tsv
		cmp wanted out
		ends 0 $tool b.tsv a.tsv
		cmp wanted out
	done
}

@test "-H writes the names of the columns first, whatever follows" {
	names=$(printf '%s\t' type date person way kind amount unit due done \
		tags source)text
	inputs
	for tool in rel-parse rel-find rel-due rel-stats; do
		ends 0 $tool -H in.$tool
		[ "$(head -n 1 out)" = "$names" ]
		[ "$(tail -n +2 out)" = "$($tool in.$tool)" ]
		ends 0 $tool --header /dev/null
		[ "$(cat out)" = "$names" ]
	done
}
