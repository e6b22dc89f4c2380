# What gcc's analyzer says of the sources, which takes it as long as all other
# readers together (../static.bats).
load ../common
load ../static

@test "gcc's analyzer finds nothing" {
	nothing_to_say analyzer gcc
}

@test "it finds a fault where there is one" {
	says analyzer gcc null-dereference \
		'int f(int *p); int f(int *p) { return p ? 0 : *p; }'
	says analyzer gcc analyzer-malloc-leak '#include <stdlib.h>
int f(int n); int f(int n) { return malloc((size_t)n) ? 0 : 1; }'
}
