load common

export REL_TODAY=2026-03-14

# shuffled SEED FILE : the lines of the file in an order the seed decides
shuffled() {
	awk -v seed="$1" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' \
		"$2" | sort | cut -f 2-
}

@test "shuffled records give the same bytes, whatever the reason" {
	for file in "$REL_SOURCE"/tests/cases/due-*/in.tsv; do
		for options in "-a -f -w 1w" "--by urgency -a -f --grace 1d"; do
			rel-due $options "$file" >wanted 2>/dev/null || :
			cut -f 5 wanted >>seen
			for seed in 1 2 3; do
				shuffled $seed "$file" >shuffled.tsv
				rel-due $options shuffled.tsv >came \
					2>/dev/null || :
				cmp wanted came
			done
		done
	done
	[ "$(sort -u seen | xargs)" = "await contact date fading next plan \
promise repair thank" ]
}

@test "nothing is due in no records" {
	run rel-due </dev/null
	[ "$status" -eq 0 ]
	same ""
}

@test "what rel-due writes says nothing to rel-due" {
	record promise - ada out open - - 2026-03-01 - - j.md:1 notes >in.tsv
	rel-due in.tsv >due.tsv
	[ -s due.tsv ]
	run rel-due due.tsv
	[ "$status" -eq 0 ]
	same ""
}

@test "a rejected line is named, the others count, and the status is 1" {
	{
		record promise 2026-02-30 ada out open - - 2026-03-01
		record promise - ada out open - - 2026-03-01 - - j.md:1 notes
	} >in.tsv
	rel-due in.tsv >out 2>err && status=0 || status=$?
	[ "$status" -eq 1 ]
	grep -q '^in.tsv:1:9: error: .*2026-02-30' err
	[ "$(cut -f 12 out)" = notes ]
}

@test "each reason can be asked for by its name" {
	for reason in contact next promise await thank repair date plan fading
	do
		rel-due -k $reason </dev/null
	done
}

@test "a bad value is named on standard error, and nothing is written" {
	record promise - ada out open - - 2026-03-01 >in.tsv
	for bad in "-w soon" "--lead soon" "--grace soon" "--lapse soon" \
	    "-k soon" "--by soon" "--today soon" "--soon" "-s"; do
		rel-due $bad in.tsv >out 2>err && status=0 || status=$?
		[ "$status" -eq 2 ]
		[ ! -s out ]
		grep -q "^rel-due: ${bad##* }: " err
	done
}

@test "quiet ends in 0 if something is due, in 1 if nothing is, in 2 on trouble" {
	record promise - ada out open - - 2026-03-01 >in.tsv
	run rel-due -q in.tsv
	[ "$status" -eq 0 ]
	same ""
	run rel-due -q -k await in.tsv
	[ "$status" -eq 1 ]
	same ""
	run rel-due -q in.tsv missing.tsv
	[ "$status" -eq 2 ]
}

@test "without an option today is REL_TODAY, and without that the date" {
	record attr - ada - every 1 w - - - p.md:1 1w >in.tsv
	[ "$(rel-due in.tsv | cut -f 2)" = 2026-03-14 ]
	[ "$(rel-due --today 2026-01-01 in.tsv | cut -f 2)" = 2026-01-01 ]
	unset REL_TODAY
	before=$(date +%F)
	came=$(rel-due in.tsv | cut -f 2)
	[ "$came" = "$before" ] || [ "$came" = "$(date +%F)" ]
}

@test "the longest silence comes first by urgency, however overdue the rest" {
	{
		record attr - monthly - every 1 mo - - - p.md:1 1mo
		record contact 2026-01-10 monthly both - - - - - - j.md:1 a
		record attr - daily - every 1 d - - - p.md:2 1d
		record contact 2026-03-10 daily both - - - - - - j.md:2 b
	} >in.tsv
	[ "$(rel-due in.tsv | cut -f 3 | xargs)" = "monthly daily" ]
	[ "$(rel-due --by urgency in.tsv | cut -f 3 | xargs)" = \
	    "daily monthly" ]
}

@test "memory grows with people, not with contacts" {
	limited() {
		(ulimit -v 40000 && exec "$@")
	}
	limited rel-due </dev/null 2>/dev/null || skip "needs more to start"
	awk 'BEGIN {
		OFS = "\t"
		text = sprintf("%200s", "")
		for (i = 0; i < 300000; i++) {
			day = sprintf("20%02d-%02d-%02d", i / 1000 % 20,
			    i / 28 % 12 + 1, i % 28 + 1)
			print "contact", day, "ada", "both", "-", "-", "-", \
			    "-", "-", "-", "j.md:" i, text i
			print "next", day, "ada", "-", "-", "-", "-", day, \
			    "-", "-", "j.md:" i, text i
			print "exchange", day, "ada", i % 2 ? "in" : "out", \
			    "x", 1, "-", "-", "-", "-", "j.md:" i, text i
		}
	}' >in.tsv
	limited rel-due --today 2020-01-01 --lapse 99y -f in.tsv >out
	[ "$(cut -f 3,5 out | xargs)" = "ada next ada fading" ]
}

@test "a hundred thousand of everything for one person takes no time" {
	awk 'BEGIN {
		OFS = "\t"
		n = 100000
		for (i = 0; i < n; i++) {
			at = "j.md:" (i * 7919) % n
			print "exchange", "2026-03-01", "ada", "in", "x", 1, \
			    "-", "-", "-", "-", at, "t"
			print "next", "2026-03-01", "ada", "-", "-", "-", "-", \
			    "2026-03-10", "-", "-", at, "t"
			print "promise", "-", "ada", "out", "open", "-", "-", \
			    "2026-03-01", "-", "-", at, "t"
			print "contact", "2026-03-01", "ada", "both", "-", "-", \
			    "-", "-", "-", "-", at, "t"
			print "attr", "-", "ada", "-", "every", 1, "w", "-", \
			    "-", "-", at, "1w"
		}
	}' >in.tsv
	timeout 20 rel-due in.tsv >out
	[ "$(cut -f 5 out | uniq -c | awk '{ print $1, $2 }' | xargs)" = \
	    "100000 promise 1 thank 1 next" ]
}
