# The unit tests (tests/unit), a program that writes a line each.
load common

UNIT=${REL_BIN:-$REL_SOURCE}/tests/unit/unit

# all_pass [MODULE...] : each planned test ran and passed; others are shown
all_pass() {
	[ -x "$UNIT" ] || {
		echo "$UNIT is not built: make check builds it"
		return 1
	}
	local status=0
	TMPDIR=$BATS_TEST_TMPDIR "$UNIT" "$@" >came </dev/null 2>&1 ||
		status=$?
	grep -v '^ok' came || :
	awk '
	/^1\.\./ { planned = substr($0, 4) }
	/^ok / { passed++ }
	END { exit planned == 0 || passed != planned }' came
	[ "$status" -eq 0 ]
}

@test "every module does what its header says" {
	all_pass
}

@test "names and clusters are those of the Unicode Character Database" {
	REL_UNICODE=${REL_UNICODE:-$REL_SOURCE/../shared/badinput/unicode15}
	[ -f "$REL_UNICODE/NormalizationTest.txt" ] ||
		skip "no ../shared/badinput/unicode15"
	export REL_UNICODE
	all_pass unicode
	[ "$(grep -c '^ok.*# SKIP' came)" = 0 ]
}

@test "a module that is not there is no test that passed" {
	run "$UNIT" no-such-module
	[ "$status" -ne 0 ]
}
