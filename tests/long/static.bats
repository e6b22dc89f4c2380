# What other programs say of the sources without running them, where it takes
# them long: gcc's analyzer, clang-tidy and cppcheck. What is excused, and why,
# stands in .clang-tidy and tests/static/excused.
load ../common
load ../static

@test "gcc's analyzer finds nothing" {
	nothing_to_say analyzer gcc
}

@test "clang-tidy finds nothing" {
	nothing_to_say tidy clang-tidy
}

@test "cppcheck finds nothing, and nothing is excused in vain" {
	nothing_to_say cppcheck cppcheck
}

@test "each of them finds a fault where there is one" {
	says analyzer gcc null-dereference \
		'int f(int *p); int f(int *p) { return p ? 0 : *p; }'
	says analyzer gcc analyzer-malloc-leak '#include <stdlib.h>
int f(int n); int f(int n) { return malloc((size_t)n) ? 0 : 1; }'
	says tidy clang-tidy bugprone-suspicious-semicolon \
		'int f(int p); int f(int p) { if (p); p++; return p; }'
	says cppcheck cppcheck arrayIndexOutOfBounds \
		'int f(int p) { int a[2] = { 0 }; return p == 2 ? 0 : a[2]; }'
}
