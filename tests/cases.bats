# The golden cases of tests/cases, a test a topic.
load common

cases() {
	run "$REL_SOURCE/tests/cases/run" "${REL_BIN:-$REL_SOURCE}" "$@"
	printf '%s\n' "$output"
	[ "$status" = 0 ]
	# A topic without a case would pass unseen.
	case ${lines[-1]} in
	"0 passed,"*) return 1 ;;
	esac
}

@test "blocks and plain text are read as the manual says" {
	cases block- text-
}

@test "entries have their people, kinds, ways and tags" {
	cases entry-
}

@test "keys become facts, or a diagnostic" {
	cases key-
}

@test "tasks become promises" {
	cases task-
}

@test "people are declared, named and described" {
	cases people-
}

@test "settings change what the text means" {
	cases set-
}

@test "rel-parse reads its inputs and says what is wrong" {
	cases parse- check-
}

@test "every tool reads records alike" {
	cases rec-
}

@test "rel-find passes on what fits" {
	cases find-
}

@test "rel-due finds what is due" {
	cases due-
}

@test "rel-stats counts and sums" {
	cases stats-
}

@test "rel-fmt writes every format" {
	cases fmt-
}

@test "every case belongs to a topic that is run" {
	cd "$REL_SOURCE/tests/cases"
	run sh -c 'ls -d */ | grep -Ev "^(block|text|entry|key|task|people|set|parse|check|rec|find|due|stats|fmt)-"'
	[ "$output" = "" ]
}
