# What other programs say of the sources while they only read them: both
# compilers, which know more warnings than the build asks for, clang-tidy and
# cppcheck. What is excused, and why, stands in .clang-tidy and
# tests/static/excused. (gcc's analyzer: long/static.bats. Scripts: house.bats.)
load common
load static

@test "gcc warns of nothing" {
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
	says clang clang Wcomma \
		'int f(int p); int f(int p) { return p++, p; }'
	says tidy clang-tidy bugprone-suspicious-semicolon \
		'int f(int p); int f(int p) { if (p); p++; return p; }'
	says cppcheck cppcheck arrayIndexOutOfBounds \
		'int f(int p) { int a[2] = { 0 }; return p == 2 ? 0 : a[2]; }'
}
