# Time is linear in the input, for every input: shapes of a size at which
# looking at anything once more for each of them would take hours. Limited is
# the time of the processor, not that of the clock, so that a busy machine
# fails no test.
load common

SECONDS_OF_CPU=20
MANY=300000

export REL_TODAY=2026-03-20

# repeated TEXT TIMES : the text so often, in one line
repeated() {
	awk -v n="$2" -v text="$1" 'BEGIN {
		while (i++ < n)
			printf "%s", text
		print ""
	}'
}

# numbered FORMAT TIMES : the format with the numbers from 0 on for each %d
numbered() {
	awk -v n="$2" -v format="$1" 'BEGIN {
		parts = split(format, part, "%d")
		for (i = 0; i < n; i++) {
			for (k = 1; k < parts; k++)
				printf "%s%d", part[k], i
			printf "%s", part[parts]
		}
		print ""
	}'
}

# on_a_day : makes what comes in the text of an entry
on_a_day() {
	printf '## 2026-03-14\n\n- coffee with @ada '
	cat
}

# people : what comes in is a roster
people() {
	printf '# People\n\n'
	cat
}

# settings LINE... : a settings block
settings() {
	printf '```rel\n'
	printf '%s\n' "$@"
	printf '```\n\n'
}

# gives LINES COMMAND... : ends, not by trouble, in time, and writes so many
# lines
gives() {
	local lines=$1 came status
	shift
	came=$( (ulimit -t "$SECONDS_OF_CPU" && exec timeout 300 "$@") \
		2>err | wc -l
		exit "${PIPESTATUS[0]}") && status=0 || status=$?
	[ "$status" -le 1 ] && [ "$came" -eq "$lines" ] || {
		echo "status $status, $came lines, not $lines: $*"
		head -n 3 err
		ls -l in.*
		return 1
	}
}

@test "a line of 64 MiB" {
	repeated 'word ' 13421773 | on_a_day >in.md
	gives 1 rel-parse in.md
	repeated a 67108864 | on_a_day >in.md
	gives 1 rel-parse in.md
}

@test "a long line, whatever it is made of" {
	for text in '@' '#' ':' '\\\\' '- ' 'é' ' ' '"' 'a-' "a'" '.'; do
		repeated "$text" 4000000 | on_a_day >in.md
		gives 1 rel-parse in.md
	done
}

@test "names, tags, values and headings of 16 MiB" {
	repeated a 16777216 >long
	for before in '#' 'gave:"' '@[' '[at:: ' '<!--'; do
		{ printf '%s' "$before" && cat long; } | on_a_day >in.md
		gives 1 rel-parse in.md
	done
	for before in '@' 'at:' '[[@'; do
		{ printf '%s' "$before" && cat long; } | on_a_day >in.md
		gives 2 rel-parse in.md
	done
	for before in '# ' '# @' '# @[' '    ' '> ' '```' '| ' '---' '1. '; do
		{ printf '%s' "$before" && cat long; } >in.md
		gives 0 rel-parse --check in.md
	done
	{ printf -- '---\nrole: ' && cat long && printf 'person: Ada\n---\n'; } >in.md
	gives 2 rel-parse in.md
}

@test "a million people, declared or not" {
	numbered '- @p%d Person %d
' 1000000 | people >in.md
	gives 1000000 rel-parse in.md
	numbered '- 2026-03-14 coffee with @p%d
' 1000000 >in.md
	gives 1000000 rel-parse in.md
	gives 0 rel-parse --people in.md
}

@test "a million items, each in the one before" {
	repeated '- ' 1000000 | sed 's/$/coffee with @ada/' |
		sed '1s/^/## 2026-03-14\n\n/' >in.md
	gives 1 rel-parse in.md
	{ repeated '* - 1. ' 300000; repeated '+ ' 300000; } >in.md
	gives 0 rel-parse in.md
	awk 'BEGIN {
		print "## 2026-03-14\n"
		for (i = 0; i < 4000; i++) {
			print s "- with @ada x" i
			s = s "  "
		}
	}' >in.md
	# Those below an entry whose heads name somebody are entries as well.
	gives 4000 rel-parse in.md
}

@test "white space of any length" {
	for space in ' ' '	'; do
		{
			printf '## 2026-03-14\n\n- with @bob\n'
			repeated "$space" 4000000 | tr -d '\n'
			echo '- with @ada'
		} >in.md
		gives 2 rel-parse in.md
	done
	numbered '
' 3000000 >in.md
	gives 0 rel-parse in.md
	{ printf '## 2026-03-14\n\n- with @ada\n'; numbered '
' 3000000; echo '  - and @bob'; } >in.md
	gives 2 rel-parse in.md
	{ printf '## 2026-03-14\n\n- with @ada\n'; numbered 'lazy %d
' 1000000; } >in.md
	gives 1 rel-parse in.md
}

@test "any number of things that are never closed" {
	for piece in '[' '@[' '[[' '[[@' '[[a|' '(' '`' '<!--' '<!-- --' \
	    '[gave:: ' '(gave:: ' '[gave:: [' '[gave:: (x)' '[gave:: `' \
	    '[gave:: @[' ' gave:x(' ' gave:"' ' gave:`' ' by:@[' \
	    ' by:[[' '**' '_' ' - ' 'a: ' '📅 ' '✅'; do
		repeated "$piece" $MANY >text
		on_a_day <text >in.md
		# Of a key the record repeats the text: only judged here.
		case $piece in
		' gave'*) gives 0 rel-parse --check in.md ;;
		*) gives 1 rel-parse in.md ;;
		esac
		{ printf '# People\n\n- @ada Ada '; cat text; } >in.md
		gives 0 rel-parse --check in.md
		{ printf '# @ada\n\n'; cat text; } >in.md
		gives 0 rel-parse --check in.md
		{ printf '# 2026-03-14 with @ada '; cat text; } >in.md
		gives 0 rel-parse --check in.md
	done
}

@test "backticks in runs of every length" {
	awk 'BEGIN {
		for (i = 1; i < 6000; i++)
			printf "%s ", s = s "`"
		print ""
	}' | on_a_day >in.md
	gives 1 rel-parse in.md
	{ repeated '`` ' $MANY | tr -d '\n'; echo '`'; } | on_a_day >in.md
	gives 1 rel-parse in.md
}

@test "constructs that do close, in any number" {
	for piece in '@ada ' '@[ada] ' '[[@ada]] ' '#a ' '`x` ' '<!-- x --> ' \
	    '\@ada ' 'role:x ' '[role:: x] ' '[[x]] '; do
		repeated "$piece" $MANY | on_a_day >in.md
		gives 1 rel-parse in.md
	done
	numbered '#t%d ' 100000 | on_a_day >in.md
	gives 1 rel-parse in.md
	numbered '@p%d ' 100000 | on_a_day >in.md
	gives 0 rel-parse --check in.md
	# Each of n people has a record with the whole text: n times n bytes.
	numbered '@p%d ' 3000 | on_a_day >in.md
	gives 3001 rel-parse in.md
	numbered 'gave:g%d ' 3000 | on_a_day >in.md
	gives 3001 rel-parse in.md
}

@test "names with 64,000 combining marks" {
	local marked
	for mark in '́' '̂́' 'é̂'; do
		marked=$(repeated "$mark" 64000)
		echo "@[A$marked] #a$marked at:$marked" | on_a_day >in.md
		gives 4 rel-parse in.md
		echo "- @a$marked A$marked aka:B$marked #c$marked" |
			people >in.md
		gives 2 rel-parse --people in.md
		{ printf -- '---\nperson: A'; echo "$marked"; echo '---'; } >in.md
		gives 1 rel-parse in.md
		record contact 2026-03-14 "A$marked" both "k$marked" - - - - \
			"#t$marked" j.md:1 "t$marked" >in.tsv
		gives 0 rel-due in.tsv
		rel-stats in.tsv >out
		[ -s out ]
		gives 2 rel-fmt --width 80 in.tsv
	done
}

@test "a hundred thousand aliases and attributes of one person" {
	numbered 'aka:A%d ' 100000 | sed 's/^/- @ada Ada /' | people >in.md
	gives 100001 rel-parse in.md
	numbered 'k%d:v ' 100000 | sed 's/^/- @ada Ada /' | people >in.md
	gives 100001 rel-parse in.md
	{ echo '- @ada Ada'; numbered '  - key: value %d
' 100000; } | people >in.md
	gives 100001 rel-parse in.md
	{ printf -- '---\nperson: Ada\naliases: ['; numbered 'A%d, ' 200000 |
		tr -d '\n'; printf 'x]\n---\n'; } >in.md
	gives 200002 rel-parse in.md
	{ printf -- '---\nperson: Ada\naliases:\n'; numbered '  - A%d
' 200000; printf -- '---\n'; } >in.md
	gives 200001 rel-parse in.md
}

@test "a hundred thousand people whose names touch" {
	# Each has the alias that the next is called.
	awk 'BEGIN {
		for (i = 0; i < 100000; i++)
			print "- @p" i " aka:p" i + 1
	}' | people >in.md
	timeout 300 rel-parse in.md >out 2>err || [ $? = 1 ]
	awk 'BEGIN {
		for (i = 100000; i > 0; i--)
			print "- @p" i " aka:p" i - 1
	}' | people >in.md
	gives "$(rel-parse in.md 2>/dev/null | wc -l)" rel-parse in.md
	numbered '- @p%d Same Name aka:x
' 100000 | people >in.md
	gives 100001 rel-parse in.md
	numbered '- @p Person %d
' 100000 | people >in.md
	gives 100000 rel-parse in.md
	[ "$(wc -l <err)" -eq 99999 ]
	{ numbered '- [[P %d]] aka:x%d
' 100000 | people; numbered '
## [[P %d]]

role: x
' 100000; } >in.md
	gives 200000 rel-parse in.md
}

@test "hundreds of thousands of headings" {
	awk -v n=$MANY 'BEGIN {
		for (i = 0; i < n; i++) {
			level = substr("######", 1, i % 6 + 1)
			print level, "2026-03-14 x #t" i "\n\n- with @a" i "\n"
		}
	}' >in.md
	gives $MANY rel-parse in.md
	awk -v n=$MANY 'BEGIN {
		for (i = 0; i < n; i++) {
			level = substr("######", 1, i % 6 + 1)
			print level, "@p" i "\n\n- role: x\n"
		}
	}' >in.md
	gives $((2 * MANY)) rel-parse in.md
	numbered '# 2026-03-14 with @a%d

- about @b%d

' $MANY >in.md
	gives $((2 * MANY)) rel-parse in.md
}

@test "what is skipped, in any amount" {
	for line in '```' '<!-- x' '> x' '| x' '***' '<<<<<<< x' '=======' \
	    '---' '    x' '# ' '-' '>' '~~~ rel'; do
		numbered "$line
" $MANY >in.md
		gives 0 rel-parse --check in.md
		{ echo; cat in.md; } >in.txt
		gives 0 rel-parse --check in.txt
	done
	{ echo ---; numbered 'k%d: v
' $MANY; } >in.md
	gives 0 rel-parse in.md
	{ echo ---; numbered 'k%d: [[[[
' $MANY; echo ---; } >in.md
	gives 0 rel-parse in.md
	{ printf -- '---\nk: ['; repeated '[' 4000000; echo ---; } >in.md
	gives 0 rel-parse in.md
}

@test "bytes that are no text, in any number" {
	repeated x 3000000 | tr x '\377' | on_a_day >in.md
	gives 1 rel-parse in.md
	numbered 'x
' $MANY | tr x '\377' >in.md
	gives 0 rel-parse in.md
	[ "$(wc -l <err)" -eq $MANY ]
	repeated x 3000000 | tr x '\001' | on_a_day >in.md
	gives 1 rel-parse in.md
	# Each fault has its place in the file, before it was made clean.
	repeated 'tone:x ' 100000 | tr x '\377' | on_a_day >in.md
	gives 1 rel-parse in.md
	[ "$(wc -l <err)" -eq 100001 ]
}

@test "settings by the ten thousand" {
	awk 'BEGIN {
		print "```rel"
		for (i = 0; i < 50000; i++) {
			print "kind k" i " s" i
			print "weight w" i " 2"
			print "group g" i " @a @b"
			print "me m" i
			print "key q" i " role"
			print "roster r" i
			print "every 2w #c" i
			print "every 2w q=" i
		}
		print "```\n\n## 2026-03-14\n"
		for (i = 0; i < 50000; i++)
			print "- k7 with @g3 gave:w3"
		print "# People\n"
		for (i = 0; i < 50000; i++)
			print "- @p" i " #c" i
	}' >in.md
	gives 300000 rel-parse in.md
	settings "group all $(numbered '@p%d ' 1000)" >in.md
	repeated '@all ' 20000 | on_a_day >>in.md
	gives 0 rel-parse --check in.md
	settings "people-files $(repeated '*a' 5000)" >in.md
	gives 0 rel-parse in.md
}

@test "patterns that match often, or take long" {
	{ settings 'match person /~([a-z]+)/'; repeated '~ada ' $MANY |
		on_a_day; } >in.md
	gives 1 rel-parse in.md
	{ settings 'match person /(?=(x))/'; repeated x $MANY | on_a_day; } \
		>in.md
	gives 1 rel-parse in.md
	{ settings 'match gave /x(y)?/'; repeated 'x ' $MANY | on_a_day; } \
		>in.md
	gives 0 rel-parse --check in.md
	{ settings 'match person /~([a-z]+)/' 'match got /never/'; repeated \
		'@ada ~bob `~x` ' $MANY | on_a_day; } >in.md
	gives 2 rel-parse in.md
	{ settings 'match kind /(a+)+$/ x' 'ignore /(b+)+$/'
		numbered '- 2026-03-14 with @ada aaaaaaaaaaaaaaaaaaaaaaaaaaaaab bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbba
' 3000; } >in.md
	gives 3000 rel-parse in.md
}

@test "--check compares names, and finds entries that stand twice" {
	{ numbered '- @name%d Person Number %d
' 900 | people; numbered '- 2026-03-14 with @nmae%d
' 5000; } >in.md
	gives 0 rel-parse --check in.md
	numbered '- 2026-03-14 with @ada
' $MANY >in.md
	gives 0 rel-parse --check in.md
	[ "$(wc -l <err)" -eq $((MANY - 1)) ]
}

@test "ten thousand files" {
	mkdir d
	(cd d && awk 'BEGIN {
		for (i = 0; i < 10000; i++) {
			name = "@P" i ".md"
			print "- 2026-03-14 call about @x" > name
			close(name)
		}
	}')
	gives 30000 rel-parse d
}

# records FORMAT TIMES : records; ~ stands for the tab
records() {
	numbered "$1
" "$2" | tr '~' '\t' | sed '$d'
}

# through FILE : each tool and format reads it, in time
through() {
	gives "$(rel-due -a -f "$1" | wc -l)" rel-due -a -f --by urgency "$1"
	for c in "rel-find -v -p nobody" "rel-find -c c7 -k k7 -g t7 -i -e (x|a)\$" \
	    "rel-stats" "rel-stats -b month,kind" "rel-stats -b all -m all" \
	    "rel-fmt" "rel-fmt -t csv" "rel-fmt -t jsonl" "rel-fmt -t errors" \
	    "rel-fmt --sort text:desc --width 80 --bars amount"; do
		(ulimit -t $SECONDS_OF_CPU && exec timeout 300 $c "$1") 2>err |
			tail -c 1 >out
		local status=${PIPESTATUS[0]}
		[ "$status" -le 1 ] || {
			echo "status $status: $c"
			head -n 3 "$1" | cut -c 1-200
			return 1
		}
	done
}

@test "records of each type by the hundred thousand" {
	records 'person~-~p%d~-~-~-~-~-~-~#c%d~j:%d~h%d' 200000 >in.tsv
	through in.tsv
	records 'alias~-~p~-~-~-~-~-~-~-~j:%d~a%d' 200000 >in.tsv
	through in.tsv
	records 'attr~-~p%d~-~every~2~w~-~-~-~j:%d~2w' 200000 >in.tsv
	through in.tsv
	records 'contact~2026-03-14~p%d~both~k%d~-~-~-~-~#t%d~j:%d~text' \
		200000 >in.tsv
	through in.tsv
	records 'contact~2026-03-14~p~both~-~-~-~-~-~-~j:%d~text' 200000 >in.tsv
	through in.tsv
	records 'promise~2026-01-01~p~out~open~-~-~2026-03-14~-~-~j:%d~x' \
		200000 >in.tsv
	through in.tsv
	records 'exchange~2026-01-01~p~in~k%d~1~u%d~-~-~-~j:%d~x' 200000 >in.tsv
	through in.tsv
	records 'stat~-~p%d~-~contacts~1~u%d~-~-~-~-~-' 200000 >in.tsv
	through in.tsv
	records 't%d~-~p~-~-~-~-~-~-~-~-~-' 200000 >in.tsv
	through in.tsv
}

@test "twenty thousand names, asked for among as many aliases" {
	records 'alias~-~p%d~-~-~-~-~-~-~-~j:%d~a%d' 20000 >in.tsv
	names=$(numbered '-p a%d ' 20000)
	gives 20000 rel-find $names in.tsv
	gives 0 rel-find -v $names in.tsv
	gives 0 rel-due $names in.tsv
	gives 0 rel-stats $names in.tsv
}

@test "contacts of one entry, and of one source" {
	records 'contact~2026-03-14~p%d~both~-~-~-~-~-~-~j:1~text' 200000 >in.tsv
	through in.tsv
	gives 0 rel-due in.tsv
	# Pairs are n times n: of 1,000 people half a million.
	records 'contact~2026-03-14~p%d~both~-~-~-~-~-~-~j:1~text' 1000 >in.tsv
	gives 499500 rel-stats --pairs in.tsv
	# Two by two they are as many as the entries.
	awk -v n=200000 -v OFS='\t' 'BEGIN {
		for (i = 0; i < n; i++)
			print "contact", "2026-03-14", "p" i % 5000, "both", \
			    "-", "-", "-", "-", "-", "-", \
			    "j:" int(i / 2), "text"
	}' >in.tsv
	gives 2500 rel-stats --pairs in.tsv
}

@test "fields of 16 MiB, and lines of nothing" {
	{ printf 'note\t-\tada\t-\t-\t-\t-\t-\t-\t-\t-\t'; repeated a 16777216; } \
		>in.tsv
	through in.tsv
	{ printf 'contact\t2026-03-14\tada\t-\t-\t-\t-\t-\t-\t'; repeated '#a ' \
		3000000 | tr -d '\n'; printf '\tj\t-\n'; } >in.tsv
	through in.tsv
	{ printf 'person\t-\tada\t-\t-\t-\t-\t-\t-\t'; numbered '#a%d ' 100000 |
		tr -d '\n'; printf '\tj\t-\n'; } >in.tsv
	through in.tsv
	{ repeated '-	' 11 | tr -d '\n'; repeated '\\\\' 4000000; } >in.tsv
	through in.tsv
	repeated '	' 5000000 >in.tsv
	through in.tsv
	numbered '
' 2000000 >in.tsv
	through in.tsv
	numbered '#
' 2000000 >in.tsv
	through in.tsv
	numbered 'no record
' $MANY >in.tsv
	through in.tsv
}
