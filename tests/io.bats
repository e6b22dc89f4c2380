# What every tool does alike: reading, writing, trouble, options, environment.
load common
load commands

export REL_TODAY=2026-03-20

@test "each tool answers its input" {
	inputs
	for tool in $FILTERS; do
		ends 0 $tool in.$tool
		[ -s out ]
		[ ! -s err ]
	done
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
	for tool in $FILTERS; do
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
	for tool in $FILTERS; do
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
	for tool in $FILTERS; do
		$tool <in.$tool >wanted
		ends 0 $tool - <in.$tool
		cmp wanted out
		ends 0 sh -c "cat in.$tool | $tool - -"
		cmp wanted out
		ends 0 $tool - - <in.$tool
		cmp wanted out
	done
}

# locales : makes those of Turkey (i and I are no pair) and Germany (a comma in
# numbers) for this test alone
locales() {
	[ -e /usr/share/i18n/locales/tr_TR ] || skip "no sources of locales"
	mkdir locales
	localedef -i tr_TR -f UTF-8 locales/tr_TR.UTF-8
	localedef -i tr_TR -f ISO-8859-9 locales/tr_TR.ISO-8859-9
	localedef -i de_DE -f UTF-8 locales/de_DE.UTF-8
	export LOCPATH=$PWD/locales
	[ "$(LC_ALL=de_DE.UTF-8 locale decimal_point)" = , ]
	[ "$(LC_ALL=tr_TR.ISO-8859-9 locale charmap)" = ISO-8859-9 ]
	[ "$(LC_ALL=tr_TR.UTF-8 bash -c 'x=I && echo "${x,}"')" = ı ]
}

@test "the locale changes nothing" {
	locales
	inputs
	printf '## 2026-02-02\n\n- ÇAY with @İpek_IŞIK for:1.5h gave:€1.50\n' \
		>>in.rel-parse
	printf -- '- DINNER with @ISIK got:"1,5 kg"\n- 2026-02-30 @x\n' \
		>>in.rel-parse
	rel-parse in.rel-parse 2>/dev/null >>in.rel-stats || :
	cp in.rel-stats in.rel-due
	cp in.rel-stats in.rel-fmt
	for tool in $FILTERS; do
		$tool in.$tool >wanted 2>wanted.err && code=0 || code=$?
		for locale in C.UTF-8 tr_TR.UTF-8 tr_TR.ISO-8859-9 de_DE.UTF-8 \
		    POSIX nonsense; do
			LC_ALL=$locale LANG=$locale ends $code $tool in.$tool
			cmp wanted out
			cmp wanted.err err
			LC_ALL=$locale ends 2 $tool missing
			says "$tool: missing: No such file or directory"
		done
	done
}

@test "the time zone changes nothing but what day it is" {
	inputs
	for tool in $FILTERS; do
		$tool in.$tool >wanted
		for zone in UTC XXX-14 XXX-5:45 XXX+3:30 XXX+12 :nonsense; do
			TZ=$zone ends 0 $tool in.$tool
			cmp wanted out
		done
	done
	unset REL_TODAY
	# Twenty-six hours apart, the day is never the same.
	record attr - ada - every 2 w - - - j.md:3 2w >in.rel-due
	for zone in XXX-{14..0} XXX+{1..12}; do
		before=$(TZ=$zone date +%F)
		came=$(TZ=$zone rel-due in.rel-due | cut -f 2)
		[ "$came" = "$before" ] || [ "$came" = "$(TZ=$zone date +%F)" ]
		echo "$came" >>days
	done
	[ "$(sort -u days | wc -l)" -ge 2 ]
}

@test "a clock that is years off changes nothing but what day it is" {
	faketime -f "2001-02-03 00:00:00" true || skip "no faketime"
	export ASAN_OPTIONS=verify_asan_link_order=0 # faketime is first
	inputs
	summer=CET-1CEST,M3.5.0,M10.5.0/3
	# The clock stands still, or the last second would pass.
	# The first and the last second of a day, years before and ahead, and
	# those before and after the hour that there is not.
	for clock in 1990-01-01T00:00:00 2001-12-31T23:59:59 \
	    2026-03-29T01:59:59 2026-03-29T03:00:00 2037-12-31T23:59:59 \
	    2099-06-01T12:00:00; do
		for zone in UTC XXX-14 XXX+12 $summer; do
			export TZ=$zone
			when=${clock/T/ }
			day=${clock%T*}
			[ "$(faketime -f "$when" date +%F)" = "$day" ]
			for tool in $FILTERS; do
				$tool in.$tool >wanted
				ends 0 faketime -f "$when" $tool in.$tool
				cmp wanted out
				REL_TODAY=$day $tool in.$tool >wanted
				REL_TODAY= ends 0 faketime -f "$when" \
					$tool in.$tool
				cmp wanted out
			done
			# Facts and formats know no day.
			for tool in rel-parse rel-fmt; do
				$tool in.$tool >wanted
				REL_TODAY= ends 0 faketime -f "$when" \
					$tool in.$tool
				cmp wanted out
			done
		done
	done
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
	for tool in $FILTERS; do
		case $tool in
		rel-parse) same_ways $tool in.$tool --label in.$tool ;;
		*) same_ways $tool in.$tool ;;
		esac
	done
	# A FIFO may also be named.
	for tool in $FILTERS; do
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
	for tool in $FILTERS; do
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
	for tool in $FILTERS; do
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
