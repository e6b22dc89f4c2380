# What nobody has, and somebody will: ten million people, a line of a GiB, a
# hundred thousand files. Limited is the time of the processor, not of the
# clock, and the memory that a tool may ask for.
load ../common
load ../commands

export REL_TODAY=2026-03-20
PEOPLE=10000000
GIB=1073741824

# within SECONDS GIB LINES COMMAND... : ends in 0 within that time and memory,
# and writes so many lines
within() {
	local seconds=$1 memory=$2 wanted=$3 came
	shift 3
	sanitized && memory=unlimited || memory=$((memory * 1048576))
	came=$( (ulimit -t "$seconds" -v "$memory" && exec "$@") 2>err |
		wc -l
		exit "${PIPESTATUS[0]}") && [ "$came" -eq "$wanted" ] || {
		echo "${came:-no} lines, not $wanted: $*"
		head -n 3 err
		return 1
	}
}

# meetings : each with another person
meetings() {
	awk -v n=$PEOPLE 'BEGIN {
		for (; i < n; i++)
			print "- 2026-03-14 with @p" i
	}'
}

@test "ten million people, in 60 s of the processor and 4 GiB" {
	meetings >in.md
	within 60 4 $PEOPLE rel-parse in.md
	rel-parse in.md >in.tsv
	rm in.md
	within 60 4 $((PEOPLE + 1)) rel-fmt -t csv in.tsv
	within 60 4 $((PEOPLE + 1)) rel-fmt in.tsv
}

# Not yet in 4 GiB, as they should.
@test "ten million people with all that is kept of each, in 8 GiB" {
	meetings >in.md
	rel-parse in.md >in.tsv
	within 60 8 0 rel-due in.tsv
	within 60 8 $((5 * PEOPLE)) rel-stats in.tsv
	rm in.tsv
	{
		printf '# People\n\n'
		sed 's/2026-03-14 with @p\(.*\)/@p\1 Person \1/' in.md
	} >people.md
	within 60 8 $PEOPLE rel-parse people.md
}

# a_gib : that of words, in a line
a_gib() {
	awk -v n=$GIB 'BEGIN {
		s = "words and more "
		while (length(s) < 65536)
			s = s s
		for (i = 0; i < n; i += length(s))
			printf "%s", s
		print ""
	}'
}

@test "a line of a GiB" {
	{ printf '## 2026-03-14\n\n- coffee with @ada '; a_gib; } >in.md
	within 20 6 1 rel-parse in.md
	rel-parse in.md >in.tsv
	[ "$(wc -c <in.tsv)" -gt $GIB ]
	rm in.md
	within 20 6 0 rel-due in.tsv
	within 20 6 5 rel-stats in.tsv
	within 20 6 2 rel-fmt -t csv in.tsv
	within 20 6 2 rel-fmt in.tsv
}

@test "a hundred thousand files, and few descriptors" {
	mkdir d
	awk 'BEGIN {
		for (i = 0; i < 100000; i++) {
			name = "d/@P" i ".md"
			print "- 2026-03-14 call about @x" >name
			close(name)
		}
	}'
	# A descriptor that stayed open for each would soon be one too many.
	ulimit -n 24
	within 60 4 300000 rel-parse d
	record contact 2026-03-14 ada both - - - - - - j.md:1 x >in.tsv
	rm -r d
	for tool in rel-due rel-stats rel-fmt; do
		$tool $(awk 'BEGIN { while (i++ < 1000) print "in.tsv" }') \
			>out 2>err
		[ ! -s err ]
	done
}
