# That every compiler and machine of tests/portability/configurations gives
# what the tests want: the same output for each golden case, the same from the
# modules.
load ../common

PORTABILITY=$REL_SOURCE/tests/portability

# same_here NAME
same_here() {
	run "$PORTABILITY/run" "$1" "$BATS_TEST_TMPDIR/bin"
	[ "$status" -ne 77 ] || skip "$1: $output"
	printf '%s\n' "$output"
	[ "$status" -eq 0 ]
	[[ "${lines[-1]}" == [1-9]*" passed, 0 failed" ]]
}

@test "gcc without optimization" {
	same_here gcc-O0
}

@test "gcc with all of it, over all files" {
	same_here gcc-O3-lto
}

@test "clang without optimization" {
	same_here clang-O0
}

@test "clang with all of it, over all files" {
	same_here clang-O3-lto
}

@test "characters without a sign" {
	same_here unsigned-char
}

@test "POSIX and C11 and nothing beyond" {
	same_here posix
}

@test "a machine of 32 bits" {
	same_here m32
}

@test "another C library" {
	same_here musl
}

@test "a machine that has the large end first" {
	same_here s390x
}

@test "a machine with vector instructions of another kind" {
	same_here aarch64
}

@test "each configuration is tested" {
	run bash -c "grep -v '^#' '$PORTABILITY/configurations' | cut -f 1"
	printf '%s\n' "$output"
	[ "${#lines[@]}" -ge 10 ]
	for name in "${lines[@]}"; do
		grep -q "same_here $name\$" "$BATS_TEST_FILENAME"
	done
}
