load common

# needs PROGRAM : skips the rest where an independent reader is missing
needs() {
	command -v "$1" >/dev/null || skip "no $1"
}

# facts : records with every column in use and awkward words
facts() {
	record contact 2026-03-14 'Ada, Countess' both coffee - - - - '#a #b-c' \
		j.md:9 'she said "go", \t\n\\ | é'
	record exchange 2026-03-02 Bob out loan 1250.5 EUR - - - j.md:10 '=1+1'
	record promise - 漢字 in open - - 2026-04-01 - - 'my file.md:11' x
	record tone 2025-01-01 Bob - - -1 - - 2026-01-01 - - -
}

# every_byte : records whose person, kind, source and text hold each byte
every_byte() {
	local i byte
	for i in $(seq 0 255); do
		byte="\\$(printf %03o "$i")"
		case $i in
		9) byte='\\t' ;;
		10) byte='\\n' ;;
		13) byte='\\r' ;;
		92) byte='\\\\' ;;
		esac
		printf "note\t-\t<$byte>\t-\t|$byte\t-\t-\t-\t-\t#$byte\tf$byte:1\t\"$byte\n"
	done
}

# lacks PATTERN FILE : no line matches
lacks() {
	! LC_ALL=C grep -q -e "$1" "$2"
}

# is_clean FILE : valid UTF-8 without controls but tab and line feed
is_clean() {
	iconv -f UTF-8 -t UTF-16 "$1" >/dev/null
	[ "$(tr -d '\11\12\40-\176\200-\377' <"$1" | wc -c)" -eq 0 ]
	lacks "$(printf '\302[\200-\237]')" "$1"
}

@test "Miller reads tsv and csv as the same records that jsonl has" {
	needs mlr
	needs jq
	facts >in.tsv
	# Miller knows no absent columns, and no lists.
	rel-fmt -t jsonl in.tsv | jq -S -c '
		if .tags then .tags |= (map("#" + .) | join(" ")) else . end
		| map_values(tostring)' >wanted
	[ "$(wc -l <wanted)" -eq 4 ]
	for format in tsv csv; do
		rel-fmt -t $format in.tsv | mlr --i$format --ojsonl -S cat |
			jq -S -c 'with_entries(select(.value != ""))
				| map_values(tostring)' >came
		diff wanted came
	done
}

@test "Miller reads a carriage return in csv" {
	needs mlr
	record note - Ada - - - - - - - - 'a\rb,c' | rel-fmt -t csv >out.csv
	run mlr --icsv --ojson cut -f text out.csv
	[[ $output = *'"text": "a\rb,c"'* ]]
}

@test "datamash counts and sums what tsv holds" {
	needs datamash
	facts >in.tsv
	run bash -c 'rel-fmt -t tsv in.tsv | datamash -H check'
	[ "$status" -eq 0 ]
	run bash -c 'grep Bob in.tsv | rel-fmt -t tsv |
		datamash --header-in -g 3 sum 6'
	same "Bob	1249.5"
}

@test "jq reads json and jsonl as the same objects" {
	needs jq
	facts >in.tsv
	rel-fmt -t json in.tsv | jq -c '.[]' >array
	rel-fmt -t jsonl in.tsv | jq -c . >lines
	cmp array lines
	run jq -r 'select(.type == "contact")
		| .person, .tags[1], .text, (has("amount") | tostring)' lines
	same "$(printf 'Ada, Countess\nb-c\nshe said "go", \t\n\\ | é\nfalse')"
	run jq 'select(.type == "exchange").amount * 2' lines
	same 2501
}

@test "what jq reads back is what the record says, for every byte" {
	needs jq
	every_byte >in.tsv 2>/dev/null
	rel-fmt -t jsonl in.tsv 2>/dev/null | jq -r .text >came
	rel-fmt -t csv -c text in.tsv 2>/dev/null |
		sed -e 1d -e 's/^"//; s/"$//; s/""/"/g' >csv
	[ "$(wc -l <came)" -eq 257 ]
	cmp came csv
}

# columns_before_text TEXT : records with this text and much else
columns_before_text() {
	local person
	for person in Ada 漢字 'p,q' 'p"q' '=p' '- p' ' '; do
		record promise 2024-02-29 "$person" in '@k' -1.50 EUR 2026-04-01 \
			0001-01-01 '#a #b=1' j.md:9 "$1"
	done
	record - - - - - - - - - '  ' - "$1"
	record - - - - - 0 - - - - - "$1"
}

@test "what one column holds is nothing to how the others are written" {
	columns=type,date,person,way,kind,amount,unit,due,done,tags,source
	columns_before_text plain >plain.tsv
	for text in 'a\\b' 'a\tb' 'a,b' 'a"b' é -; do
		columns_before_text "$text" >in.tsv
		for options in "-t tsv" "-t csv" "-t jsonl" "-t csv --safe" \
			"-t tsv --safe" "-t jsonl --sort person" "-t md" \
			"-t table" "--width 30 --bars amount"; do
			rel-fmt $options -c $columns plain.tsv >wanted
			[ -s wanted ]
			rel-fmt $options -c $columns in.tsv | cmp - wanted
		done
	done
}

@test "cmark-gfm makes a table of every table, with all its cells" {
	needs cmark-gfm
	{
		facts
		record exchange - 'a|b' in '`c|d`' 1 - - - - - '||e\\|'
	} >in.tsv
	rel-fmt -t md in.tsv | cmark-gfm -e table >out.html
	[ "$(grep -c '<table>' out.html)" -eq 4 ]
	grep -q '<td align="right">1250.5</td>' out.html
	grep -q '<td>a|b</td>' out.html
	grep -q '<td><code>c|d</code></td>' out.html
	# 5 tables' rows, each with as many cells as its head.
	awk '/<tr>/ { n = 0 } /<t[hd]/ { n++ }
		/<\/tr>/ { if (last && n != last) exit 1; last = n }
		/<\/table>/ { last = 0 }' out.html
}

@test "no byte of a record leaves a format as a control, or as bad UTF-8" {
	every_byte >in.tsv 2>/dev/null
	for options in "" "-t md" "-t tsv" "-t json" "-t jsonl" "-t errors" \
		"-T {person}{kind}{source}{text}" "--width 30" "-t tsv --safe"
	do
		rel-fmt $options in.tsv >out 2>/dev/null
		[ "$(wc -l <out)" -ge 250 ]
		is_clean out
	done
	rel-fmt -t csv in.tsv 2>/dev/null | tr -d '\r' >out
	is_clean out
}

@test "each format but tables writes a record before it waits for the next" {
	mkfifo pipe
	for options in "-t tsv" "-t csv" "-t jsonl" "-t json" "-t errors" \
		"-T {person}"; do
		rel-fmt $options pipe >out &
		exec 7>pipe
		record note - Ada - - - - - - - j.md:1 >&7
		for i in $(seq 50); do
			! grep -q Ada out || break
			sleep 0.1
		done
		grep -q Ada out
		exec 7>&-
		wait $!
	done
}

@test "the header comes before the first record does" {
	mkfifo pipe
	rel-fmt -t tsv pipe >out &
	exec 7>pipe
	for i in $(seq 50); do
		[ ! -s out ] || break
		sleep 0.1
	done
	[ "$(cut -f 1-3 out)" = "type	date	person" ]
	exec 7>&-
	wait $!
}

@test "no line of a table is wider than --width, as long as text can be cut" {
	for i in 1 2 3; do
		record contact 2026-03-14 "Ada Lovelace" both "a long kind $i" - - \
			- - - - "words and words and more of them, $i of 3"
	done >in.tsv
	for width in $(seq 30 100); do
		rel-fmt --width $width in.tsv | sed 's/…/./g' >out
		awk -v w=$width 'length > w { exit 1 }' out
		rel-fmt -t md --width $((width + 12)) in.tsv |
			sed 's/…/./g' >out
		awk -v w=$width 'length > w + 12 { exit 1 }' out
	done
	# And where all fits nothing is cut.
	rel-fmt --width 100 in.tsv | cmp - <(rel-fmt in.tsv)
}

@test "no table has spaces at the end of a line" {
	{
		facts
		record stat - Ada - contacts 3
		record stat - Bob - last - - - 2026-01-01
		record x - Ada - - - - - - - - 'ends  '
	} >in.tsv
	for options in "" "--width 40" "--bars amount" "--bars contacts" "-n"; do
		rel-fmt $options in.tsv >out
		[ -s out ]
		lacks ' $' out
	done
}

@test "shuffled records make the same tables in the same order" {
	facts >in.tsv
	record stat - Ada - gave 3 >>in.tsv
	record stat - Ada - contacts 3 >>in.tsv
	sort -r in.tsv >shuffled.tsv
	rel-fmt in.tsv >wanted
	rel-fmt shuffled.tsv >came
	cmp wanted came
	grep -q '^who  contacts  gave$' came
}

# limit_memory : to 200 MB, where the program can run so at all (built with
# sanitizers it can't)
limit_memory() {
	if (ulimit -v 200000 && rel-fmt --version) >/dev/null 2>&1; then
		ulimit -v 200000
	fi
}

# on_terminal COMMAND : runs it on a terminal of 40 columns
on_terminal() {
	script -qec "stty cols 40; $1" /dev/null </dev/null | tr -d '\r'
}

@test "on a terminal heads are bold and text is cut to its width" {
	needs script
	record note 2026-03-14 Ada - - - - - - - - \
		'words and words and words' >in.tsv
	export TERM=xterm
	run on_terminal 'rel-fmt in.tsv'
	same $'\e[1mdate        who  what\e[0m
2026-03-14  Ada  words and words and wo…'
	run on_terminal 'rel-fmt --width 0 -n in.tsv'
	same '2026-03-14  Ada  words and words and words'
}

@test "NO_COLOR and TERM=dumb are heard, and --color decides over both" {
	needs script
	record note - Ada >in.tsv
	run on_terminal 'TERM=xterm NO_COLOR=1 rel-fmt -c who in.tsv'
	same $'who\nAda'
	run on_terminal 'TERM=dumb rel-fmt -c who in.tsv'
	same $'who\nAda'
	run on_terminal 'TERM=xterm NO_COLOR= rel-fmt -c who in.tsv'
	same $'\e[1mwho\e[0m\nAda'
	run on_terminal 'TERM=dumb NO_COLOR=1 rel-fmt --color=always -c who in.tsv'
	same $'\e[1mwho\e[0m\nAda'
	run on_terminal 'TERM=xterm rel-fmt --color never -c who in.tsv'
	same $'who\nAda'
}

@test "exact formats hide nothing on a terminal, and are exact elsewhere" {
	needs script
	printf 'note%s\ta\xe2\x80\xaeb\\rc\n' "$(printf '\t-%.0s' \
		1 2 3 4 5 6 7 8 9 10)" >in.tsv
	run on_terminal 'rel-fmt -t csv -n -c text in.tsv'
	same 'a<U+202E>b^Mc'
	run on_terminal 'rel-fmt -t tsv -n -c text in.tsv'
	same 'a<U+202E>b^Mc'
	run on_terminal 'rel-fmt -t jsonl -c text in.tsv'
	same '{"text":"a\u202eb\rc"}'
	run rel-fmt -t tsv -n -c text in.tsv
	same $'a\xe2\x80\xaeb\\rc'
}

@test "bars and cells take time and memory in proportion to the input" {
	awk 'BEGIN { OFS = "\t"; for (i = 0; i < 100000; i++)
		print "contact", "2026-01-01", "P" i % 999, "out", "call",
		    i % 7, "-", "-", "-", "-", "j.md:" i, "words " i }' >in.tsv
	limit_memory
	timeout 20 rel-fmt --bars amount --sort source in.tsv >out
	[ "$(wc -l <out)" -eq 100001 ]
}

@test "a table of nearly nothing but empty cells is not made" {
	awk 'BEGIN { OFS = "\t"; for (i = 0; i < 20000; i++)
		print "stat", "-", "P" i, "-", "gave", 1, "u" i,
		    "-", "-", "-", "-", "-" }' >in.tsv
	limit_memory
	timeout 20 rel-fmt in.tsv >out
	[ "$(head -n 1 out | tr -s ' ')" = "who measure amount unit" ]
	[ "$(wc -l <out)" -eq 20001 ]
}

@test "one long cell does not make all lines long" {
	{
		record note 2026-01-01 LONG |
			sed "s/LONG/$(head -c 100000 /dev/zero | tr '\0' x)/"
		record note 2026-01-01 Ada |
			awk '{ for (; i < 1000; i++) print }'
	} >in.tsv
	rel-fmt in.tsv >out
	[ "$(wc -c <out)" -lt 500000 ]
}

@test "a full disk is trouble" {
	[ -w /dev/full ] || skip "no /dev/full"
	facts >in.tsv
	for format in table tsv json; do
		run bash -c "rel-fmt -t $format in.tsv >/dev/full"
		[ "$status" -eq 2 ]
		[[ $output = "rel-fmt: standard output: "* ]]
	done
}

@test "a reader that goes away ends it silently" {
	awk 'BEGIN {
		while (i++ < 20000)
			print "note\t-\tAda\t-\t-\t-\t-\t-\t-\t-\t-\twords words"
	}' >in.tsv
	run bash -c 'rel-fmt -t csv in.tsv | head -n 1; echo ${PIPESTATUS[0]}'
	[ "${lines[1]}" -eq 141 ]
	[ "${#lines[@]}" -eq 2 ]
}

@test "bad usage names what is bad, and nothing is written or read" {
	run rel-fmt -c person,nope none.tsv
	[ "$status" -eq 2 ]
	[[ ${lines[0]} = "rel-fmt: nope: unknown column" ]]
	run rel-fmt -T '{person} {nope}' none.tsv
	[[ ${lines[0]} = "rel-fmt: nope: unknown column" ]]
	run rel-fmt -t nope none.tsv
	[[ ${lines[0]} = "rel-fmt: nope: unknown format" ]]
}
