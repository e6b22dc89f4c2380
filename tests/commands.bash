# What stands for each tool in the suites that go through all of them. A tool
# without a line of its own reads records.

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
	for tool in $FILTERS; do
		[ $tool = rel-parse ] || some_records >in.$tool
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

# For the suites that look at every call that a tool makes: rich_inputs makes
# files that lead through all of its code that keeps something, `commands TOOL`
# prints command lines over them, in words that need no quotes.

rich_journal() {
	cat <<-'END'
	# People

	- @ada Ada Lovelace every:2w/6w birthday:1815-12-10 #inner #work
	  - cares about: engines, poetry
	- @bob Bob Ortiz aka:Bobby aka:"B. O." met:2020-01-01
	- [[Çağla İnci]] aka:C role:friend
	- @zoe Zoë

	```rel
	every 2mo #work
	every 1y role=friend
	kind séance sitting
	weight cake 2.5 eur
	group all @ada @bob
	me I Myself
	roster Friends
	key aim role
	match person /~(?<name>[a-z]+)/
	match gave /\$(?<amount>[0-9]+)( for (?<what>\w+))?/
	match day /(?<d>\d+)\. (?<m>\w+) (?<y>\d+)/
	match kind /over the (wire|phone)/ call
	ignore /^Weather:/
	nonsense line
	```

	## 2026-02-01 Sunday, at @bob's

	- coffee with @ada and ~carl about [[Çağla İnci]] gave:cake got:advice(2) #engine for:1.5h
	  - [ ] send her the notes due:2026-03-20
	  - [x] lend a book 📅 2026-02-10 ✅ 2026-02-12
	  tone:++ at:Paris next:2026-04-01
	- Weather: fine
	- spoke over the wire with @all, $5 for lunch `@nobody` <!-- @none -->
	- séance with @[Somebody Undeclared] gave:"a cake" \@ada gave:
	- 2026-02-30 impossible, with @ada

	### 2. March 2026

	A paragraph with @bob about @zoe: bad:: [gave:: cake] (got:: tea)
	goes on (here) and ends with @Zoë and @nobody-declared.

	## @dan

	- aka:Daniel
	- role: baker
	- 2026-03-01 call about @ada

	| a | table |
	> a quotation of @ada
	END
	printf '\n- 2026-03-02 ǵ%s @a\314\201\314\202\314\203 \377 end\n' x
}

rich_records() {
	record person - ada - - - - - - '#work #inner' j.md:3 Ada
	record alias - ada - - - - - - - j.md:3 Lovelace
	record attr - ada - every 2 w - - - j.md:3 2w/6w
	record attr 1815-12-10 ada - birthday - - - - - j.md:3 1815-12-10
	record person - 'Zoë' - - - - - - '#work' j.md:4 zoe
	record attr - 'Zoë' - role - - - - - j.md:4 baker
	record contact 2025-11-01 ada both coffee - - - - '#engine' j.md:7 'a b'
	record contact 2026-02-01 ada out call - - - - - j.md:8 'c\\d\te'
	record contact 2026-02-01 ZOË in call - - - - - j.md:8 'c\\d\te'
	record contact 2026-02-03 bob both - - - - - - j.md:9 '日本語'
	record exchange 2026-02-01 ada out cake 2.5 eur - - - j.md:7 x
	record exchange 2026-02-01 ada in advice 2 - - - - j.md:7 x
	record tone 2026-02-01 ada - - -2 - - - - j.md:7 x
	record time 2026-02-01 ada - - 90 min - - - j.md:7 x
	record place 2026-02-01 ada - Paris - - - - - j.md:7 x
	record next 2026-02-01 bob - - - - 2026-03-01 - - j.md:9 soon
	record promise 2026-02-01 ada out open - - 2026-03-01 - - j.md:7 notes
	record promise 2026-02-01 ada in kept - - - 2026-03-01 - j.md:7 notes
	record promise 2026-02-01 bob out open - - - - - j.md:7 whenever
	record note 2026-02-01 bob - note - - - - - j.md:7 =SUM
	record mention 2026-02-01 bob - call - - - - - j.md:7 y
	record stat - ada - contacts 3 - - - - - -
	record due 2026-03-20 ada out contact 30 d 2026-03-01 - - j.md:8 late
	echo 'no record'
}

rich_inputs() {
	rich_journal >journal.md
	rich_records >records.tsv
	rich_records | sed 's/ada/Ada/; s/j\.md/k.md/' >more.tsv
	mkdir -p d/@people
	printf -- '---\nperson: Eve E\naliases: [E, Evie]\nrole: "x"\n---\n%s\n' \
		'- 2026-03-03 call' >d/eve.md
	printf -- '---\npeople:\n  - Ada\n  - Bob\n---\n\nwalked about @eve\n' \
		>d/2026-03-04-lunch.md
	printf '2026-03-05\nmet @ada\n  and @bob\n\n[2026-03-06 09:00] with @x\n' \
		>d/plain.txt
	echo '- 2026-03-07 call' >'d/@people/@Fay.md'
}

commands() {
	case $1 in
	rel-parse)
		echo rel-parse -H journal.md d
		echo rel-parse --check d journal.md
		echo rel-parse --people --plain --roster journal.md d
		echo rel-parse --label x
		;;
	rel-find)
		echo rel-find -H -v -p ada -c work -e 'x$' -i records.tsv more.tsv
		echo rel-find -p ada -t contact,promise -g engine
		echo rel-find -o -k call -w out,in --since 2026-01-01
		;;
	rel-due)
		echo rel-due -H -a -f -w 1y --by urgency -p ada -p zoë records.tsv
		echo rel-due -q more.tsv
		echo rel-due
		;;
	rel-stats)
		echo rel-stats -H -b role,month,circle -m all records.tsv more.tsv
		echo rel-stats --pairs -p ada
		echo rel-stats -m strength,balance --since 2026-01-01
		;;
	rel-fmt)
		echo rel-fmt --width 70 --sort text:desc --bars amount records.tsv
		for format in md tsv csv json jsonl errors; do
			echo rel-fmt -t $format records.tsv more.tsv
		done
		echo rel-fmt -T '{person}:{text}'
		;;
	*)
		echo "$1" records.tsv more.tsv
		;;
	esac
}

# what_it_reads TOOL : the file that is its standard input
what_it_reads() {
	case $1 in
	rel-parse) echo journal.md ;;
	*) echo records.tsv ;;
	esac
}

# sanitized : whether the tools are built with the sanitizers, which have an
# allocator of their own, and go together with no other such
sanitized() {
	grep -q __asan_init "$(command -v rel-parse)"
}

# to_nobody COMMAND... : it writes to a pipe whose reader has gone
to_nobody() {
	[ -p nobody ] || mkfifo nobody
	sh -c 'exec 9<>nobody 8>nobody 9<&- && exec "$@" >&8 8>&-' sh "$@"
}
