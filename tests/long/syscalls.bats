# Each system call of each tool fails, in all its ways (../fault/refuse): the
# status tells of it, or the output is whole. ../faults.bats has a part of it.
load ../common
load ../commands

export REL_TODAY=2026-03-20

@test "each system call, refused, is trouble, or the output is whole" {
	strace -o trace -e inject=close:error=EIO:when=9999 true 2>/dev/null ||
		skip "no strace, or it may not trace"
	local line failed=0
	export ASAN_OPTIONS=detect_leaks=0
	rich_inputs
	for tool in $FILTERS; do
		while read -r line; do
			"$REL_SOURCE/tests/fault/refuse" all EIO,ENOSPC,EINTR \
				$line <"$(what_it_reads $tool)" || {
				echo "not so: $line"
				failed=1
			}
		done < <(commands $tool)
	done
	[ "$failed" -eq 0 ]
}
