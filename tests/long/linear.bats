# Each family of ../pathological at its full size: read to the end, in bounded
# time of the processor, with the status and the lines that are due, and each
# line of records a record.
load ../common
load ../commands

export REL_TODAY=2026-03-20
SIZE=${REL_PATHOLOGICAL_SIZE:-67108864}
# Each byte of most families takes less than a microsecond.
SECONDS_OF_CPU=300

# size_of NAME : the full size, but where each piece costs a compiler's work
size_of() {
	case $1 in
	patterns) echo $((SIZE / 64)) ;;
	*) echo "$SIZE" ;;
	esac
}

# read_whole NAME STATUS COMMAND... : the family's input is in `in`, the number
# of its lines in `lines`
read_whole() {
	local name=$1 wanted=$2 came=0
	shift 2
	(ulimit -t "$SECONDS_OF_CPU" && exec "$@" in) >out 2>err || came=$?
	[ "$came" -eq "$wanted" ] && [ "$(wc -l <out)" -eq "$(cat lines)" ] || {
		echo "$name: status $came, not $wanted;" \
			"$(wc -l <out) lines, not $(cat lines)"
		head -n 3 err | cut -c 1-200
		return 1
	}
	# Of a record nothing but its tabs is looked at: some are 64 MiB long.
	[ "$1" = rel-fmt ] || LC_ALL=C tr -cd '\t\n' <out |
		awk -v name="$name" 'length($0) != 11 {
			print name ": line " NR " is no record"; exit 1 }'
}

@test "each family of pathological inputs, of 64 MiB" {
	local name status command failed=0 seen=0
	while IFS='	' read -r name status command; do
		"$REL_SOURCE/tests/pathological" "$name" "$(size_of "$name")" \
			lines >in
		read_whole "$name" "$status" $command || failed=1
		seen=$((seen + 1))
	done < <("$REL_SOURCE/tests/pathological")
	rm -f in out err
	[ "$seen" -ge 100 ]
	[ "$failed" -eq 0 ]
}
