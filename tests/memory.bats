# No tool reads or writes beside its memory, computes what C leaves open, or
# leaves memory or a descriptor behind. tests/long/sanitized.bats runs all
# tests with the sanitizers; here are some golden cases with them, and with
# memcheck the commands that lead through all that is kept.
load common
load commands

export REL_TODAY=2026-03-20

# build : makes the tools in . with AddressSanitizer and UBSan, not optimized,
# which would take three times as long
build() {
	local cc tool
	cc=$(command -v clang || command -v cc) || return 1
	mkdir objects
	(cd objects && "$cc" -std=c11 -g1 -D_POSIX_C_SOURCE=200809L \
		-fsanitize=address,undefined -fno-sanitize-recover=all \
		-I"$BIN" -I"$REL_SOURCE/lib" \
		$(pkg-config --cflags libpcre2-8 libutf8proc) -c \
		"$REL_SOURCE"/lib/*.c "$REL_SOURCE"/cmd/*.c)
	for tool in $FILTERS; do
		"$cc" -fsanitize=address,undefined -o $tool objects/$tool.o \
			$(ls objects/*.o | grep -v /rel-) \
			$(pkg-config --libs libpcre2-8 libutf8proc)
	done
}

# logged : the sanitizers write what they find to files here, `said.*`
logged() {
	export ASAN_OPTIONS=log_path=$PWD/said:detect_leaks=1
	export UBSAN_OPTIONS=log_path=$PWD/said:print_stacktrace=1
}

# nothing_said : and there are none
nothing_said() {
	run cat said.*
	[ "$status" -ne 0 ]
}

@test "the golden cases, with the sanitizers" {
	sanitized && skip "so they are, with the tools that are tested"
	BIN=$(cd "${REL_BIN:-$REL_SOURCE}" && pwd)
	build
	logged
	# One of three; all of them, and all else, in check-long.
	run "$REL_SOURCE/tests/cases/run" . \
		$(ls "$REL_SOURCE/tests/cases" | awk 'NR % 3 == 0')
	printf '%s\n' "$output"
	[ "$status" -eq 0 ]
	[[ "${lines[-1]}" == [1-9]*" passed, 0 failed" ]]
	nothing_said
}

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
