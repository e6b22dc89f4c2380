# generate.awk: a journal of n interactions, the same for the same n:
#
#	awk -v n=1000 -f generate.awk
#
# About 100 bytes each, people in a Zipf-like distribution, a fifth with an
# exchange, a twentieth with a promise, nested items, tags, prose between, and
# 9 in 100 lines with a letter beyond ASCII.

# A number from 0 up to, not with, 1 (Park and Miller, minimal standard).
function random() {
	seed = (seed * 16807) % 2147483647
	return seed / 2147483647
}

function pick(list, count) {
	return list[int(random() * count) + 1]
}

function phrase(length_, s, i) {
	s = pick(words, word_count)
	for (i = 1; i < length_; i++)
		s = s " " pick(words, word_count)
	return s
}

# Civil day from a count of days (Hinnant), as YYYY-MM-DD.
function date(z, era, doe, yoe, doy, mp, d, m, y) {
	z += 719468
	era = int(z / 146097)
	doe = z - era * 146097
	yoe = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365)
	doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100))
	mp = int((5 * doy + 2) / 153)
	d = doy - int((153 * mp + 2) / 5) + 1
	m = mp < 10 ? mp + 3 : mp - 9
	y = yoe + era * 400 + (m <= 2)
	return sprintf("%04d-%02d-%02d", y, m, d)
}

BEGIN {
	seed = 42
	kind_count = split("coffee with|call with|email to|email from|lunch with|met|text from|walk with|zoom with|dinner with", kinds, "|")
	word_count = split("the plan and a long road we talked of last time maybe again soon about nothing but spring work her new house his old boat which they sold before moving to the coast where it rains less than here", words, " ")
	tag_count = split("#work #family #book #climbing #open-data", tags, " ")
	thing_count = split("advice intro help review lift book contact cake", things, " ")
	people = int(n / 50) + 10
	if (people > 5000)
		people = 5000
	print "# People\n"
	for (i = 1; i <= people; i++)
		printf "- @p%d Person Number%d every:%dw #c%d\n", i, i, i % 9 + 1, i % 7
	per_day = n > 20000 ? int(n / 8000) : 3
	today = 16071
	for (i = 1; i <= n; i++) {
		if ((i - 1) % per_day == 0)
			printf "\n## %s\n\n", date(today++)
		if (random() < 0.03)
			printf "\nA quiet day, %s.\n\n", phrase(8)
		who = int(exp(random() * log(people)))
		line = "- " pick(kinds, kind_count) " @p" who
		other = int(exp(random() * log(people)))
		if (random() < 0.1 && other != who)
			line = line " and @p" other
		line = line ": " phrase(12)
		if (random() < 0.09)
			line = line " caf\303\251"
		r = random()
		if (r < 0.1)
			line = line " gave:" pick(things, thing_count)
		else if (r < 0.2)
			line = line " got:" pick(things, thing_count) "(" int(random() * 3) + 1 ")"
		if (random() < 0.15)
			line = line " " pick(tags, tag_count)
		print line
		r = random()
		if (r < 0.05)
			printf "  - [%s] send %s due:%s\n", random() < 0.5 ? " " : "x", phrase(4), date(today + 7)
		else if (r < 0.1)
			printf "  - %s\n", phrase(8)
	}
}
