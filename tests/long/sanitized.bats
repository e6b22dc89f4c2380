# All tests once more, with tools that were built with AddressSanitizer and
# UndefinedBehaviorSanitizer.
load ../common
load ../commands

@test "the whole suite, with the sanitizers" {
	sanitized && skip "so it is, with the tools that are tested"
	local config
	config=$REL_SOURCE/configure
	[ -x "$config" ] && [ ! -e "$REL_SOURCE/config.status" ] ||
		skip "the sources are not to be built elsewhere"
	mkdir build
	cd build
	"$config" --quiet --enable-sanitizers CFLAGS="-O1 -g"
	# Of these tests' own environment nothing, so that bats may run in bats.
	run env -i PATH="/usr/local/bin:$(getconf PATH)" make -s check
	printf '%s\n' "$output"
	[ "$status" -eq 0 ]
}
