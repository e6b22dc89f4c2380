# What nobody has, and somebody will: ten million people, a line of a GiB, a
# hundred thousand files. Limited is the time of the processors, not of the
# clock, and the memory that a tool has in use.
load ../common
load ../commands

export REL_TODAY=2026-03-20
PEOPLE=10000000
GIB=1073741824

# within SECONDS GIB LINES COMMAND : ends in 0 within that time and memory, and
# writes so many lines
within() {
	local came
	printf 'x\t%s >out\n' "$4" >command
	"${REL_BIN:-$REL_SOURCE}/tests/bench/measure" 1 <command >used
	came=$(wc -l <out)
	rm out
	sanitized && return
	awk -v seconds="$1" -v kib=$(($2 * 1048576)) -v wanted="$3" \
		-v came="$came" -v command="$4" '
	{
		good = $4 <= seconds && $5 <= kib && came == wanted
		if (!good)
			print command ": " $4 " s, " $5 " KiB, " came " lines"
	}
	END { exit !good }' used
}

# meetings : each with another person
meetings() {
	awk -v n=$PEOPLE 'BEGIN {
		for (; i < n; i++)
			print "- 2026-03-14 with @p" i
	}'
}

@test "ten million people who are met, in 60 s of the processors and 4 GiB" {
	meetings >in.md
	within 60 4 $PEOPLE "rel-parse in.md"
	rel-parse in.md >in.tsv
	rm in.md
	within 60 4 0 "rel-due in.tsv"
	within 60 4 $((5 * PEOPLE)) "rel-stats in.tsv"
	within 60 4 $PEOPLE "rel-find in.tsv"
	within 60 4 $((PEOPLE + 1)) "rel-fmt -t csv in.tsv"
	within 60 4 $((PEOPLE + 1)) "rel-fmt in.tsv"
}

@test "ten million people who are declared, in 60 s of the processors and 4 GiB" {
	{
		printf '# People\n\n'
		meetings | sed 's/2026-03-14 with @p\(.*\)/@p\1 Person \1/'
	} >people.md
	within 60 4 $PEOPLE "rel-parse people.md"
	rel-parse people.md >in.tsv
	rm people.md
	within 60 4 0 "rel-due in.tsv"
	within 60 4 $((3 * PEOPLE)) "rel-stats in.tsv"
	within 60 4 $PEOPLE "rel-find in.tsv"
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

@test "a line of a GiB, in 5 s of the processors" {
	{ printf '## 2026-03-14\n\n- coffee with @ada '; a_gib; } >in.md
	within 5 4 0 "(rel-parse in.md >/dev/null)"
	rel-parse in.md >in.tsv
	[ "$(wc -c <in.tsv)" -gt $GIB ]
	within 5 4 0 "rel-due in.tsv"
	within 5 4 5 "rel-stats in.tsv"
}

# Each writes a GiB, which is for the kernel to take.
@test "a line of a GiB that is written again" {
	{ printf '## 2026-03-14\n\n- coffee with @ada '; a_gib; } >in.md
	within 10 4 1 "rel-parse in.md"
	rel-parse in.md >in.tsv
	rm in.md
	within 10 4 1 "rel-find in.tsv"
	within 10 4 2 "rel-fmt -t csv in.tsv"
	within 10 4 2 "rel-fmt in.tsv"
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
	within 60 4 300000 "rel-parse d"
	record contact 2026-03-14 ada both - - - - - - j.md:1 x >in.tsv
	rm -r d
	for tool in rel-due rel-stats rel-fmt; do
		$tool $(awk 'BEGIN { while (i++ < 1000) print "in.tsv" }') \
			>out 2>err
		[ ! -s err ]
	done
}
