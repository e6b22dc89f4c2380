# No tool looks at memory that nothing was written to, or leaves memory or a
# descriptor behind: under memcheck the commands that lead through all that is
# kept. With the sanitizers some golden cases are run where tools with them are
# built (fuzz.bats), all tests in tests/long/sanitized.bats.
load common
load commands

export REL_TODAY=2026-03-20

# Code that PCRE2 makes at run time, which is of no file, looks at bytes beyond
# the text, and then does not care what it saw.
suppressions() {
	printf '%s\n' '{' 'made at run time' Memcheck:Cond 'obj:???' '...' '}'
}

# watched TOOL : its commands in one process, under memcheck
watched() {
	command -v valgrind >/dev/null || skip "no valgrind"
	sanitized && skip "valgrind does not run what is sanitized"
	rich_inputs
	commands "$1" >lines
	suppressions >suppressed
	valgrind --leak-check=full --show-leak-kinds=all \
		--errors-for-leak-kinds=all --track-fds=yes \
		--suppressions=suppressed --error-exitcode=99 --log-file=said \
		"${REL_BIN:-$REL_SOURCE}/tests/again/$1" lines \
		<"$(what_it_reads "$1")" >out 2>err 3>&- 4>&- || [ $? -le 1 ] || {
		cat said
		return 1
	}
	[ -s out ]
	# Of descriptors it only tells.
	grep -q 'FILE DESCRIPTORS: ' said
	run awk '
	/Open file descriptor [0-9]+/ && $5 > 2 { line = $0; next }
	line != "" && !/inherited/ { print line }
	{ line = "" }' said
	same ""
}

@test "no tool leaves anything behind, under memcheck" {
	for tool in $FILTERS; do
		watched $tool
	done
}
