# What the system refuses a tool, or gives it in small pieces: memory, reads,
# writes. tests/fault/every does it at every call; tests/long/syscalls.bats
# makes each system call fail.
load common
load commands

EVERY=${REL_BIN:-$REL_SOURCE}/tests/fault/every
export REL_TODAY=2026-03-20

# disturbed WHAT TOOL : each of the tool's commands, at each call
disturbed() {
	sanitized && skip "the sanitizers have an allocator of their own"
	[ -x "$EVERY" ] || {
		echo "$EVERY is not built: make check builds it"
		return 1
	}
	local line failed=0
	rich_inputs
	while read -r line; do
		"$EVERY" "$1" $line <"$(what_it_reads "$2")" || {
			echo "not so: $line"
			failed=1
		}
	done < <(commands "$2")
	[ "$failed" -eq 0 ]
}

@test "without memory, at any call, each tool says so and ends in 2" {
	for tool in $FILTERS; do
		disturbed alloc $tool
	done
}

@test "without memory to learn the time zone no other day is taken" {
	unset REL_TODAY
	for zone in Etc/GMT+12 Pacific/Kiritimati; do
		[ -e /usr/share/zoneinfo/$zone ] || skip "no $zone"
		TZ=$zone disturbed alloc rel-due
	done
}

@test "short reads and writes change no byte" {
	for tool in $FILTERS; do
		disturbed short $tool
	done
}

# refused TOOL CALLS ERRORS : by each of its calls, in the tool's first command
refused() {
	local line
	sanitized && skip "the sanitizers do not work where a process is traced"
	strace -o trace -e inject=close:error=EIO:when=9999 true 2>/dev/null ||
		skip "no strace, or it may not trace"
	rich_inputs
	read -r line < <(commands "$1")
	"$REL_SOURCE/tests/fault/refuse" "$2" "$3" $line \
		<"$(what_it_reads "$1")"
}

@test "what the system refuses is trouble, or the output is whole" {
	for tool in $FILTERS; do
		refused $tool read,open,openat,lseek,getdents64 EIO
		refused $tool write ENOSPC
	done
	refused rel-fmt read,write EINTR
}

@test "a disk that is full only when a file is closed is trouble" {
	sanitized && skip "the sanitizers do not work where a process is traced"
	for tool in $FILTERS; do
		# The last call of that name is for standard output.
		refused $tool close ENOSPC | tee said
		[ "$(sed -n 's/.*: \([0-9]*\) trouble.*/\1/p' said)" -eq 1 ]
	done
}

@test "a program that does not look at what it got is found out" {
	sanitized && skip "the sanitizers have an allocator of their own"
	echo "of many bytes" >in
	run "$EVERY" alloc "${EVERY%/*}/careless" <in
	[ "$status" -eq 1 ]
	[[ "$output" == *"alloc 1 of careless: status 0, 0 of 14 bytes"* ]]
	run "$EVERY" short "${EVERY%/*}/careless" <in
	[ "$status" -eq 1 ]
	[[ "$output" == *"read 1 of careless: status 0, 1 of 14 bytes"* ]]
	[[ "$output" == *"write 1 of careless: status 0, 1 of 14 bytes"* ]]
	strace -o trace true 2>/dev/null || skip "no strace"
	run "$REL_SOURCE/tests/fault/refuse" read,write EIO \
		"${EVERY%/*}/careless" <in
	[ "$status" -eq 1 ]
	[[ "$output" == *"read "*", EIO: status 0: another output"* ]]
	[[ "$output" == *"write 1, EIO: status 0: another output"* ]]
}
