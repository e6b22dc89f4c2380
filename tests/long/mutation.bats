# That a core module which is changed is found to be: of its mutants the tests
# kill nine of ten, and each that lives on is known, with the reason.
load ../common

LEAST_KILLED=90
SURVIVORS=$REL_SOURCE/tests/mutation/SURVIVORS.md

# reasons : FILE WAS IS of each survivor in the list, with tabs: a heading is a
# file, a line `- `WAS` -> `IS`: why` a mutant of it
reasons() {
	sed -n 's/^## //p; s/^- `\(.*\)` -> `\(.*\)`: .*/\t\1\t\2/p' "$SURVIVORS" |
		awk '/^\t/ { print file $0; next } { file = $0 }'
}

@test "the tests kill $LEAST_KILLED of a hundred mutants" {
	"$REL_SOURCE/tests/mutation/run" "${REL_BIN:-$REL_SOURCE}" \
		>"$BATS_FILE_TMPDIR/lived"
	cat "$BATS_FILE_TMPDIR/lived"
	awk -v least=$LEAST_KILLED '
	END { exit !($3 >= 50 && $1 * 100 >= $3 * least) }
	' "$BATS_FILE_TMPDIR/lived"
}

@test "each mutant that lives on is known, with the reason" {
	[ -s "$BATS_FILE_TMPDIR/lived" ]
	sed '$d' "$BATS_FILE_TMPDIR/lived" | sort >lived
	reasons | sort >known
	run comm -23 lived known
	same ""
}

@test "each mutant that is known is one" {
	cd "$REL_SOURCE"
	for f in $(sed -n 's/^## //p' "$SURVIVORS"); do
		awk -v name="$f" -f tests/mutation/mutate.awk "$f" |
			awk -F '\t' -v f="$f" '{ print f "\t" $3 "\t" $4 }'
	done | sort >"$BATS_TEST_TMPDIR/mutants"
	reasons | sort >"$BATS_TEST_TMPDIR/known"
	run comm -23 "$BATS_TEST_TMPDIR/known" "$BATS_TEST_TMPDIR/mutants"
	same ""
}
