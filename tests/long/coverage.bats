# That all suites together look at the lines and the branches of lib and cmd,
# and at every one of the modules on which all others stand.
load ../common

LEAST_LINES=98
LEAST_BRANCHES=95
# Records and their escapes, days, decimals, the scanner.
WHOLE='^lib/(record|record_read|record_write|day|decimal|scan)[.][ch]$'

@test "all tests run $LEAST_LINES of a hundred lines, $LEAST_BRANCHES of a hundred branches" {
	command -v "${REL_GCC:-gcc}" >/dev/null || skip "no gcc"
	run "$REL_SOURCE/tests/coverage/run" "${REL_BIN:-$REL_SOURCE}" -a misses
	printf '%s\n' "$output"
	[ "$status" -eq 0 ]
	cat misses
	awk -F '\t' -v lines=$LEAST_LINES -v branches=$LEAST_BRANCHES '
	$1 == "all" {
		good = $2 > 5000 && $4 > 3000 && $3 * 100 >= $2 * lines &&
		    $5 * 100 >= $4 * branches
	}
	END { exit !good }' <<<"$output"
	awk -F '\t' -v whole="$WHOLE" '
	$1 ~ whole && ($2 != $3 || $4 != $5) { print; bad = 1 }
	$1 ~ whole { files++ }
	END { exit bad || files < 6 }' <<<"$output"
}
