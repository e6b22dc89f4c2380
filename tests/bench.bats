# The bench (tests/bench) measures what it says it does. Never how fast.
load common

BENCH=$REL_SOURCE/tests/bench

@test "the bench measures every row, and its peers do the same job" {
	REL_BIN=${REL_BIN:-$REL_SOURCE} run "$BENCH/smoke"
	printf '%s\n' "$output" | tee "$BATS_FILE_TMPDIR/smoke"
	[ "$status" -eq 0 ]
}

@test "no peer of the bench is missing" {
	[ -e "$BATS_FILE_TMPDIR/smoke" ]
	run grep '^no ' "$BATS_FILE_TMPDIR/smoke"
	[ "$output" = "" ] || skip "${lines[*]}"
}

@test "the picture of the results is of the results" {
	[ -e "$BENCH/RESULTS.md" ] || skip "no RESULTS.md"
	"$BENCH/plot" "$BENCH/RESULTS.md" | diff "$BENCH/RESULTS.svg" -
}
