# What other programs say of the sources without running them: both compilers,
# gcc's analyzer, clang-tidy and cppcheck. What is excused, and why, stands in
# .clang-tidy and tests/static/excused. (Scripts: house.bats.)
load common

# nothing_to_say READER COMMAND : it has read all sources
nothing_to_say() {
	command -v "$2" >/dev/null || skip "no $2"
	run "$REL_SOURCE/tests/static/run" "${REL_BIN:-$REL_SOURCE}" "$1"
	same ""
	[ "$status" -eq 0 ]
}

# says READER COMMAND WANTED : it finds fault with fault.c
says() {
	command -v "$2" >/dev/null || return 0
	run "$REL_SOURCE/tests/static/run" "${REL_BIN:-$REL_SOURCE}" "$1" \
		"$PWD/fault.c"
	[ "$status" -eq 1 ]
	[[ "$output" == *"$3"* ]]
}

@test "gcc and its analyzer find nothing" {
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

@test "each of them finds a fault where there is one" {
	echo 'int f(int *p); int f(int *p) { return p ? 0 : *p; }' >fault.c
	says gcc gcc null-dereference
	echo 'int f(int p); int f(int p) { return p++, p; }' >fault.c
	says clang clang Wcomma
	echo 'int f(int p); int f(int p) { if (p); p++; return p; }' >fault.c
	says tidy clang-tidy bugprone-suspicious-semicolon
	echo 'int f(int p) { int a[2] = { 0 }; return p == 2 ? 0 : a[2]; }' \
		>fault.c
	says cppcheck cppcheck arrayIndexOutOfBounds
}
