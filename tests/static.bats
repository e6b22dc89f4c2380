# What both compilers say of the sources while they only read them; they know
# more warnings than the build asks for. The slower readers, and what is
# excused: long/static.bats. (Scripts: house.bats.)
load common
load static

@test "gcc warns of nothing" {
	nothing_to_say gcc gcc
}

@test "clang warns of nothing" {
	nothing_to_say clang clang
}

@test "each of them warns of a fault where there is one" {
	says gcc gcc logical-op \
		'int f(int p); int f(int p) { return p > 1 && p > 1; }'
	says clang clang Wcomma \
		'int f(int p); int f(int p) { return p++, p; }'
}
