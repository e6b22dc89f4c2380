# What other programs say of the sources: both compilers, which know more
# warnings than the build asks for, gcc with its analyzer; clang-tidy and
# cppcheck. What is excused, and why, stands in .clang-tidy and
# tests/static/excused. (Scripts: house.bats.)
load common

# nothing_to_say READER COMMAND : it has read all sources (tests/static/run)
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

@test "gcc and its analyzer warn of nothing" {
	nothing_to_say gcc gcc
}

@test "clang warns of nothing" {
	nothing_to_say clang clang
}

@test "clang-tidy finds nothing" {
	nothing_to_say tidy clang-tidy
}

@test "cppcheck finds nothing, and nothing is excused in vain" {
	nothing_to_say cppcheck cppcheck
}

@test "each of them warns of a fault where there is one" {
	says gcc gcc logical-op \
		'int f(int p); int f(int p) { return p > 1 && p > 1; }'
	says gcc gcc null-dereference \
		'int f(int *p); int f(int *p) { return p ? 0 : *p; }'
	says gcc gcc analyzer-malloc-leak '#include <stdlib.h>
int f(int n); int f(int n) { return malloc((size_t)n) ? 0 : 1; }'
	says clang clang Wcomma \
		'int f(int p); int f(int p) { return p++, p; }'
	says tidy clang-tidy bugprone-suspicious-semicolon \
		'int f(int p); int f(int p) { if (p); p++; return p; }'
	says cppcheck cppcheck arrayIndexOutOfBounds \
		'int f(int p) { int a[2] = { 0 }; return p == 2 ? 0 : a[2]; }'
}
