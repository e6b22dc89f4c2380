# That the tests look at what is written: the gate of every day, for lines. The
# branches, and all suites, are for tests/long/coverage.bats.
load common

LEAST_LINES=98

@test "the cases and unit tests run $LEAST_LINES of a hundred lines" {
	command -v "${REL_GCC:-gcc}" >/dev/null || skip "no gcc"
	run "$REL_SOURCE/tests/coverage/run" "${REL_BIN:-$REL_SOURCE}" misses
	[ "$status" -eq 0 ]
	awk -F '\t' -v least=$LEAST_LINES '
	{ print $1 ": " $3 " of " $2 }
	$1 == "all" { good = $2 > 5000 && $3 * 100 >= $2 * least }
	END { exit !good }' <<<"$output" || {
		grep never: misses
		return 1
	}
}
