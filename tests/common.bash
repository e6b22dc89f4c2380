# What every test file loads. REL_BIN is the directory of the programs under
# test (make check sets it), REL_SOURCE that of the project.
REL_SOURCE=${REL_SOURCE:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
PATH=${REL_BIN:-$REL_SOURCE}:$PATH
TZ=UTC LC_ALL=C
export PATH TZ LC_ALL REL_SOURCE
unset REL_TODAY REL_JOURNAL NO_COLOR
# Every filter; what all of them do alike is tested with each.
TOOLS="rel-parse rel-find rel-due rel-stats rel-fmt"
# Those that read records.
READERS="rel-find rel-due rel-stats rel-fmt"

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
}

# record COLUMN... : one record; columns left out at the end are -
record() {
	local i line=$1
	shift
	for i in 1 2 3 4 5 6 7 8 9 10 11; do
		line="$line	${1:--}"
		shift || :
	done
	printf '%s\n' "$line"
}

# same WANTED : fails, showing both, unless $output is WANTED
same() {
	[ "$output" = "$1" ] || {
		printf 'wanted:\n%s\ncame:\n%s\n' "$1" "$output"
		return 1
	}
}
