# Fuzzing: what must hold of any bytes at all (tests/fuzz). That the seeds find
# what is broken: long/fuzz.bats.
load common

BIN=${REL_BIN:-$REL_SOURCE}
FUZZ=$REL_SOURCE/tests/fuzz
SECONDS_EACH=${REL_FUZZ_SECONDS:-20}
# They wait for each other as little as for the other tests.
AT_A_TIME=8

setup_file() {
	"$FUZZ/corpus" "$BATS_FILE_TMPDIR/corpus"
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return 1
}

@test "every seed holds what its target promises" {
	[ "$(ls corpus | wc -l)" = "$(grep -c '^	X([a-z]*)' "$FUZZ/fuzz.h")" ]
	for target in $(ls corpus); do
		REL_FUZZ=$target run "$BIN/tests/fuzz/replay" "corpus/$target"
		echo "$target: $output"
		[ "$status" -eq 0 ]
		[ "$output" = "$(ls "corpus/$target" | wc -l) inputs" ]
	done
}

@test "each target holds for $SECONDS_EACH seconds of new inputs" {
	run "$FUZZ/run" -j $AT_A_TIME -t "$SECONDS_EACH" "$BIN/fuzz"
	echo "$output"
	[ "$status" -ne 77 ] || skip "$output"
	[ "$status" -eq 0 ]
	[ "$(grep -c ' executions, ' <<<"$output")" = "$(ls corpus | wc -l)" ]
}

# One of three; all of them, and all else, in check-long.
@test "golden cases hold with the sanitizers" {
	sanitized && skip "so they are, with the tools that are tested"
	[ -e "$BIN/fuzz/thorough/flags" ] || skip "nothing was built to fuzz"
	"$FUZZ/run" -b "$BIN" "$BIN/fuzz"
	mkdir tools
	cp "$BIN"/fuzz/thorough/rel-* tools
	export ASAN_OPTIONS=log_path=$PWD/said:detect_leaks=1
	run "$REL_SOURCE/tests/cases/run" tools \
		$(ls "$REL_SOURCE/tests/cases" | awk 'NR % 3 == 0')
	printf '%s\n' "$output"
	[ "$status" -eq 0 ]
	[[ "${lines[-1]}" == [1-9]*" passed, 0 failed" ]]
	# What they find they write to files.
	run cat said.*
	[ "$status" -ne 0 ]
}
