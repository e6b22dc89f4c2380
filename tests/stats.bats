load common

export REL_TODAY=2026-03-14

# shuffled SEED FILE : the lines of the file in an order the seed decides
shuffled() {
	awk -v seed="$1" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' \
		"$2" | sort | cut -f 2-
}

# facts SEED N : N facts of all types about four people
facts() {
	awk -v seed="$1" -v n="$2" '
	function pick(list, words) {
		return words[1 + int(rand() * split(list, words, " "))]
	}
	function day() {
		return sprintf("2026-0%d-%02d", 1 + int(rand() * 4),
		    1 + int(rand() * 28))
	}
	function put(type, way, kind, amount, unit, due, done) {
		tags = pick("- - #x #X #y")
		if (tags == "#y" && rand() < 0.5)
			tags = "#y #x"
		print type, rand() < 0.1 && type != "contact" ? "-" : day(), \
		    pick("ada bob cleo dan"), way, kind, amount, unit, due, \
		    done, tags, "j.md:" int(rand() * n / 3), "t"
	}
	BEGIN {
		srand(seed)
		OFS = "\t"
		way = "out in both"
		for (i = 0; i < n; i++) {
			put("contact", pick(way), pick("- call Call walk"), \
			    "-", "-", "-", "-")
			put("exchange", pick("out in"), pick("tea loan"), \
			    pick("1 0.5 2.25 3"), pick("- EUR h"), "-", "-")
			put("time", "-", "-", pick("30 45 7.5"), "min", "-", \
			    "-")
			put("tone", "-", "-", pick("-2 -1 1 2"), "-", "-", "-")
			put("promise", pick("out in"), \
			    pick("open kept dropped"), "-", "-", day(), day())
			put("mention", "-", "-", "-", "-", "-", "-")
		}
		print "person", "-", "ada", "-", "-", "-", "-", "-", "-", \
		    "#p #q", "p.md:1", "al"
		print "alias", "-", "bob", "-", "-", "-", "-", "-", "-", "-", \
		    "p.md:2", "Robert"
		print "attr", "-", "bob", "-", "role", "-", "-", "-", "-", \
		    "-", "p.md:2", "the boss"
		print "attr", "-", "cleo", "-", "every", "2", "w", "-", "-", \
		    "-", "p.md:3", "2w"
	}'
}

@test "shuffled records give the same bytes, whatever is asked" {
	facts 1 60 >in.tsv
	for options in "-m all" "-b all -m all" "-b person,month -m all" \
	    "-b tag,circle -m all" "-b kind,way,role -m all -p al -p robert" \
	    "-b weekday,week -m all --since 2026-02-01" "--pairs" \
	    "--pairs -p robert"; do
		rel-stats $options in.tsv >wanted
		[ -s wanted ]
		for seed in 1 2 3; do
			shuffled $seed in.tsv >shuffled.tsv
			rel-stats $options shuffled.tsv | cmp - wanted
		done
	done
}

@test "the golden cases, shuffled, give the same bytes" {
	for file in "$REL_SOURCE"/tests/cases/stats-*/in.tsv; do
		for options in "-m all" "-b circle,tag,month -m all" "--pairs"
		do
			rel-stats $options "$file" >wanted 2>/dev/null || :
			shuffled 4 "$file" >shuffled.tsv
			rel-stats $options shuffled.tsv 2>/dev/null >came || :
			cmp wanted came
		done
	done
}

@test "results over records split by person are those over the whole" {
	facts 2 60 | awk -F '\t' '{
		# Exchanges with everybody in the entry, as rel-parse has them.
		print
		if ($1 != "exchange")
			next
		OFS = "\t"
		split("ada bob cleo dan", names, " ")
		for (i in names) {
			$3 = names[i]
			print
		}
	}' >in.tsv
	for keys in person person,month person,tag,kind way,person,circle; do
		rel-stats -m all -b $keys in.tsv | LC_ALL=C sort >wanted
		for name in ada bob cleo dan; do
			awk -F '\t' -v name=$name '$3 == name' in.tsv |
				rel-stats -m all -b $keys
		done | LC_ALL=C sort >came
		[ -s wanted ]
		cmp wanted came
	done
}

@test "the numbers of all groups add up to those of everything" {
	facts 3 80 >in.tsv
	for measure in gave got promised open mentions; do
		rel-stats -b all -m $measure in.tsv |
			cut -f 4,6,7 | sort >wanted
		for key in person kind way day week month quarter year weekday
		do
			rel-stats -b $key -m $measure in.tsv | awk '
				BEGIN { FS = OFS = "\t" }
				{ sum[$4 FS $7] += $6 }
				END {
					for (i in sum) {
						split(i, at, FS)
						print at[1], sum[i], at[2]
					}
				}' | sort >came
			[ -s wanted ]
			cmp wanted came
		done
	done
}

@test "strength is exact however old the contacts are" {
	# 2^-4 + 2^-5 + ... + 2^-200 + 2^-200 is 1/8, which rounds up.
	awk 'BEGIN {
		OFS = "\t"
		split("31 28 31 30 31 30 31 31 30 31 30 31", length_of, " ")
		for (ago = 4; ago <= 201; ago++) {
			day = 365 - (ago < 201 ? ago : 200)
			for (month = 1; day > length_of[month]; month++)
				day -= length_of[month]
			date = sprintf("2026-%02d-%02d", month, day)
			print "contact", date, "a", "both", "-", "-", "-", \
			    "-", "-", "-", "-", "t"
		}
	}' >in.tsv
	strength() {
		rel-stats --today 2026-12-31 -m strength --half-life 1d "$@" |
			cut -f 6
	}
	[ "$(strength in.tsv)" = 0.13 ]
	sed '$d' in.tsv >less.tsv
	[ "$(strength less.tsv)" = 0.12 ]
}

@test "each measure and each key of the manual is known" {
	record contact 2026-01-01 ada both >in.tsv
	measures=$(awk '/^\.Ss Measures/ { on = 1 } /^\.Ss Pairs/ { on = 0 }
		on && /^\.It Cm/' "$REL_SOURCE/man/rel-stats.1" |
		sed 's/^.It Cm//; s/ ,//g')
	[ "$(echo $measures | wc -w)" -eq 23 ]
	for measure in $measures; do
		rel-stats -m $measure in.tsv
	done
	keys=$(awk '/^\.Ss Groups/ { on = 1 } /^\.Ss Measures/ { on = 0 }
		on && /^\.It Cm/' "$REL_SOURCE/man/rel-stats.1" |
		sed 's/^.It Cm//; s/ ,//g')
	[ "$(echo $keys | wc -w)" -eq 12 ]
	for key in $keys; do
		# An attribute's key would have none of its values.
		run rel-stats -b $key -m contacts in.tsv
		[ "$status" -eq 0 ]
		case $key in
		kind | tag | circle) ;;
		*) [ "${output#*=-}" = "$output" ] ;;
		esac
	done
}

@test "a bad value is named on standard error, and nothing is written" {
	record contact 2026-01-01 ada both >in.tsv
	for bad in "-m soon" "--since soon" "--until soon" "--today soon" \
	    "--half-life soon" "--soon" "-s"; do
		rel-stats $bad in.tsv >out 2>err && status=0 || status=$?
		[ "$status" -eq 2 ]
		[ ! -s out ]
		grep -q "^rel-stats: ${bad##* }: " err
	done
}

@test "a sum too large is named with the line that made it so" {
	{
		record exchange 2026-01-01 ada out tea 900000000000000000 EUR
		record exchange 2026-01-01 ada out tea 200000000000000000 EUR
		record exchange 2026-01-01 ada in tea 5 EUR
	} >in.tsv
	rel-stats -m gave,got in.tsv >out 2>err && status=0 || status=$?
	[ "$status" -eq 1 ]
	[ "$(cut -f 5,6 out)" = "got	5" ]
	grep -q '^in.tsv:2:1: error: .*gave in EUR of ada.* \[overflow\]$' err
	[ "$(wc -l <err)" -eq 1 ]
}

@test "without an option today is REL_TODAY, and without that the date" {
	record contact 2026-01-01 ada both >in.tsv
	[ "$(rel-stats -m since in.tsv | cut -f 6)" = 72 ]
	[ "$(rel-stats --today 2026-01-02 -m since in.tsv | cut -f 6)" = 1 ]
	unset REL_TODAY
	record contact "$(date +%F)" ada both >in.tsv
	[ "$(rel-stats -m since in.tsv | cut -f 6)" -le 1 ]
}

@test "several files and standard input are one stream" {
	record contact 2026-01-01 ada both - - - - - - j.md:1 t >a.tsv
	record contact 2026-01-01 bob both - - - - - - j.md:1 t >b.tsv
	[ "$(rel-stats -b all -m contacts,people a.tsv - <b.tsv |
		cut -f 6 | xargs)" = "1 2" ]
	[ "$(cat a.tsv b.tsv | rel-stats --pairs | cut -f 3,6,12)" = \
	    "ada	1	bob" ]
}

@test "memory grows with people, not with contacts" {
	limited() {
		(ulimit -v 40000 && exec "$@")
	}
	limited rel-stats </dev/null 2>/dev/null || skip "needs more to start"
	awk 'BEGIN {
		OFS = "\t"
		text = sprintf("%200s", "")
		for (i = 0; i < 400000; i++) {
			day = sprintf("20%02d-%02d-%02d", i / 1000 % 20,
			    i / 28 % 12 + 1, i % 28 + 1)
			print "contact", day, "ada", "both", "-", "-", "-", \
			    "-", "-", "-", "j.md:" i, text i
			print "exchange", day, "ada", "out", "x" i, 1, "-", \
			    "-", "-", "-", "j.md:" i, text i
		}
	}' >in.tsv
	limited rel-stats -m contacts,last,gave,gap,strength in.tsv >out
	[ "$(cut -f 5,6 out | head -n 1)" = "contacts	400000" ]
	limited rel-stats -b month -m days,people,gave in.tsv >out
	[ "$(wc -l <out)" -eq 720 ]
}

@test "a hundred thousand of everything takes no time" {
	awk 'BEGIN {
		OFS = "\t"
		n = 100000
		for (i = 0; i < n; i++) {
			j = (i * 7919) % n
			day = sprintf("%04d-%02d-%02d", 1000 + j / 336 % 1000, \
			    j / 28 % 12 + 1, j % 28 + 1)
			print "contact", day, "p" i % 9, "out", "k" j, "-", \
			    "-", "-", "-", "#t" j, "j.md:" j, "t"
			print "exchange", day, "ada", "in", "x", 1, "u" j, \
			    "-", "-", "-", "j.md:" j, "t"
			print "attr", "-", "ada", "-", "role", "-", "-", "-", \
			    "-", "-", "j.md:" j, "role " j
			print "attr", "-", "ada", "-", "every", 1, "w", "-", \
			    "-", "-", "j.md:" j, "1w"
			print "person", "-", "p" j, "-", "-", "-", "-", "-", \
			    "-", "#c" j, "j.md:" j, "h" j
		}
	}' >in.tsv
	for options in "-m all" "-b all -m all" "-b role -m gave,contacts" \
	    "-b tag,kind,day -m all" "-b circle" "--pairs -p h1"; do
		timeout 60 rel-stats $options in.tsv >out
		[ -s out ] || [ "$options" = "--pairs -p h1" ]
	done
}
