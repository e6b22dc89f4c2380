# For static.bats and long/static.bats: what a reader of the sources has to say
# (tests/static/run).
# shellcheck shell=bash

# nothing_to_say READER COMMAND : it has read all sources
nothing_to_say() {
	command -v "$2" >/dev/null || skip "no $2"
	run "$REL_SOURCE/tests/static/run" "${REL_BIN:-$REL_SOURCE}" "$1"
	same ""
	[ "$status" -eq 0 ]
}

# says READER COMMAND WANTED CODE : it finds that fault with the code
says() {
	command -v "$2" >/dev/null || return 0
	printf '%s\n' "$4" >fault.c
	run "$REL_SOURCE/tests/static/run" "${REL_BIN:-$REL_SOURCE}" "$1" \
		"$PWD/fault.c"
	[ "$status" -eq 1 ]
	[[ "$output" == *"$3"* ]]
}
