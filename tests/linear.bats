# Time is linear in the input, for every input: of each family of
# tests/pathological twice as much takes at most 2.2 times the instructions,
# what an empty input takes left out. Counted is by callgrind, so that a busy
# machine fails no test, all families of a tool in one process (tests/again).
# tests/long/linear.bats reads them at their full size.
load common
load commands

PATHOLOGICAL=$REL_SOURCE/tests/pathological
SIZE=6144
# Larger than any buffer.
LARGER_SIZE=300000

export REL_TODAY=2026-03-20

# families TOOL : their names, statuses and commands
families() {
	"$PATHOLOGICAL" | awk -F '\t' -v tool="$1" '
	{ split($3, word, " ") }
	word[1] == tool'
}

# Above these sizes a C library may copy by an instruction that counts for each
# byte; elsewhere it is not known.
GLIBC_TUNABLES=glibc.cpu.x86_rep_movsb_threshold=100000000
GLIBC_TUNABLES=$GLIBC_TUNABLES:glibc.cpu.x86_rep_stosb_threshold=100000000

# counted TOOL : writes how many instructions each line of `commands` takes
counted() {
	GLIBC_TUNABLES=$GLIBC_TUNABLES valgrind --tool=callgrind --callgrind-out-file=count \
		--toggle-collect=again_run --dump-after=again_run \
		--log-file=valgrind.log \
		"${REL_BIN:-$REL_SOURCE}/tests/again/$1" commands \
		>/dev/null 2>said || [ $? = 1 ]
	local i=0
	while [ -e count.$((i += 1)) ]; do
		sed -n 's/^summary: //p' count.$i
	done
}

# judged : of names on standard input and their three counts in `counts`, at
# sizes 0, n and 2n, the names whose second is too much
judged() {
	awk '
	FILENAME == "counts" { count[++counts] = $1; next }
	{
		none = count[3 * FNR - 2]
		once = count[3 * FNR - 1] - none
		twice = count[3 * FNR] - none
		if (!(once > 0 && twice <= 2.2 * once))
			printf "%s: %d, twice as much %d, %.2f\n", $1, once,
			    twice, (once > 0 ? twice / once : 0)
	}
	END {
		if (counts != 3 * FNR || FNR == 0)
			print counts " counts of " FNR " families"
	}' counts -
}

# inputs_of NAME SIZE : the three of them
inputs_of() {
	: >"$1.0"
	"$PATHOLOGICAL" "$1" "$2" >"$1.1"
	"$PATHOLOGICAL" "$1" $((2 * $2)) >"$1.2"
}

# needs_valgrind : or the test is skipped
needs_valgrind() {
	command -v valgrind >/dev/null || skip "no valgrind"
	sanitized && skip "valgrind does not run what is sanitized"
	:
}

# linear TOOL
linear() {
	needs_valgrind
	local name status command i
	rm -f commands names count.*
	while IFS='	' read -r name status command; do
		inputs_of "$name" $SIZE
		for i in 0 1 2; do
			echo "$command $name.$i"
		done >>commands
		echo "$name" >>names
	done < <(families "$1")
	counted "$1" >counts
	run judged <names
	same ""
}

@test "there are families of pathological inputs for every tool" {
	[ "$("$PATHOLOGICAL" | cut -f 1 | sort -u | wc -l)" -ge 100 ]
	[ "$("$PATHOLOGICAL" | cut -f 1 | sort | uniq -d | wc -l)" -eq 0 ]
	for tool in $FILTERS; do
		[ "$(families $tool | wc -l)" -gt 0 ]
	done
}

@test "what is pathological ends in its status, with all its lines" {
	local name status command came
	while IFS='	' read -r name status command; do
		"$PATHOLOGICAL" "$name" $LARGER_SIZE lines >in
		came=0
		$command in >out 2>err || came=$?
		[ "$came" -eq "$status" ]
		[ "$(wc -l <out)" -eq "$(cat lines)" ]
	done < <("$PATHOLOGICAL")
}

@test "each tool takes twice the time for twice as much, whatever it is" {
	for tool in $FILTERS; do
		linear $tool
	done
}

@test "what takes longer than that is found" {
	needs_valgrind
	# A record for each of n people, with the text in which they all are.
	inputs_of mentions-of-many 16384
	for i in 0 1 2; do
		echo rel-parse mentions-of-many.$i
	done >commands
	counted rel-parse >counts
	run judged <<<mentions-of-many
	[[ "$output" =~ ^mentions-of-many:.*,\ (2\.[3-9]|3\.)[0-9]+$ ]]
}
