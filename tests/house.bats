# The house rules of the sources (HACKING.md): layers and form.
load common

MOST_LINES_OF_FUNCTION=60
MOST_LINES_OF_FILE=600
MOST_COLUMNS=80
DEEPEST_NESTING=3

# sources : all C files, relative to the project
sources() {
	(cd "$REL_SOURCE" && ls lib/*.[ch] cmd/*.[ch] \
		tests/*/*.[ch])
}

# scripts : all files that a shell runs
scripts() {
	(cd "$REL_SOURCE" && find . -type f -perm -u+x ! -path './.git/*' \
		! -path './build*' ! -path './_build/*' ! -path './_inst/*' \
		! -path './autom4te.cache/*' \
		! -name configure ! -name 'configure~' \
		-exec grep -lE '^#! ?/bin/(ba)?sh' {} + | sort)
}

# texts : what people write here, but for golden cases and data
texts() {
	(cd "$REL_SOURCE" && ls lib/*.[ch] cmd/*.[ch] \
		tests/*/*.[ch] tests/bench/* tests/fuzz/*.md tests/*.bats \
		tests/long/*.bats tests/*.bash man/*.[1-9] *.md Makefile.am \
		configure.ac examples/*.md && find contrib -type f && scripts)
}

# none FILES... AWK : no line of the files is printed by the program
none() {
	local program=${!#}
	set -- "${@:1:$#-1}"
	[ $# -gt 0 ]
	run awk "$program" "$@"
	[ "$status" -eq 0 ]
	same ""
}

@test "includes point downwards, and each thing has its one user" {
	run "$REL_SOURCE/tests/layers" "$REL_SOURCE"
	[ "$status" -eq 0 ]
	same ""
}

# breaks FILE LINE WANTED : with that line at its end, the file is found fault
# with, by words that contain WANTED
breaks() {
	cp "$REL_SOURCE/$1" kept
	chmod u+w kept
	printf '%s\n' "$2" >>"copy/$1"
	run "$REL_SOURCE/tests/layers" copy
	[ "$status" -eq 1 ]
	[[ "$output" == *"$3"* ]]
	cp kept "copy/$1"
}

@test "what breaks the layers is found" {
	mkdir copy
	cp -R "$REL_SOURCE/lib" "$REL_SOURCE/cmd" copy
	chmod -R u+w copy
	run "$REL_SOURCE/tests/layers" copy
	[ "$status" -eq 0 ]
	breaks lib/slice.c '#include "utf8.h"' "utf8.h is above slice"
	breaks lib/record.h '#include "people.h"' "people.h is above record"
	breaks lib/due.c '#include "tool.h"' "tool.h is above due"
	breaks lib/day.c '#include "other.h"' "other.h is of no module"
	breaks lib/people.c '#include "inline_part.h"' "part of inline"
	breaks lib/people.c '#include <utf8proc.h>' "utf8proc.h is not for people"
	breaks lib/inline.c '#include <pcre2.h>' "pcre2.h is not for inline"
	breaks lib/tool.c '#include <stdio.h>' "stdio.h is not for tool"
	breaks cmd/rel-due.c '#include <ctype.h>' "ctype.h is not for rel-due"
	breaks lib/record.c 'n = read(0, b, 1);' "read() is not for record"
	breaks lib/utf8.c 'fd = open(p, 0);' "open() is not for utf8"
	breaks lib/input.c 'write(1, b, 1);' "write() is not for input"
	breaks lib/due.c 'x = getenv("A");' "getenv() is not for due"
	breaks lib/journal.c 'time(NULL);' "time() is not for journal"
	breaks cmd/rel-fmt.c 'exit(1);' "exit() is not for rel-fmt"
	breaks lib/map.c 'p = malloc(1);' "malloc() is not for map"
	# Words in comments and strings, and other modules' members, are none.
	printf '%s\n' '/* read(0) */ x = "exit(1)"; o->write(1); my_open(2);' \
		>>copy/lib/due.c
	run "$REL_SOURCE/tests/layers" copy
	[ "$status" -eq 0 ]
	echo >copy/lib/newcomer.c
	run "$REL_SOURCE/tests/layers" copy
	[ "$status" -eq 1 ]
	[[ "$output" == *"newcomer is no module"* ]]
}

@test "headers that include each other are found" {
	mkdir copy
	cp -R "$REL_SOURCE/lib" "$REL_SOURCE/cmd" copy
	chmod -R u+w copy
	echo '#include "day.h"' >>copy/lib/decimal.h
	echo '#include "decimal.h"' >>copy/lib/day.h
	run "$REL_SOURCE/tests/layers" copy
	[ "$status" -eq 1 ]
	[[ "$output" == *circle*day.h* ]]
}

# But for two, which the tests that need them build.
@test "each source is built, and what is built is there" {
	cd "$REL_SOURCE"
	tr -d '\\' <Makefile.am | tr -s ' \t' '\n' |
		grep -E '^(lib|cmd|tests/[a-z]+)/.*\.[ch]$' |
		cat - <(printf 'tests/%s\n' gate/attack.c coverage/exit.c) |
		sort -u >"$BATS_TEST_TMPDIR/named"
	sources | sort >"$BATS_TEST_TMPDIR/there"
	diff "$BATS_TEST_TMPDIR/named" "$BATS_TEST_TMPDIR/there"
}

@test "a function has at most $MOST_LINES_OF_FUNCTION lines" {
	cd "$REL_SOURCE"
	none $(sources) '
	/^[a-z_0-9]+\(/ { name = $0; first = FNR }
	/^}/ && name != "" {
		if (FNR - first >= '$MOST_LINES_OF_FUNCTION')
			print FILENAME ":" first ": " name
		functions++
		name = ""
	}
	END {
		# Of fewer the rule would not have been applied.
		if (functions < 500)
			print functions " functions"
	}'
}

@test "a file has at most $MOST_LINES_OF_FILE lines" {
	cd "$REL_SOURCE"
	none $(sources) \
		'FNR == '$((MOST_LINES_OF_FILE + 1))' { print FILENAME }'
}

@test "statements nest at most $DEEPEST_NESTING deep" {
	cd "$REL_SOURCE"
	# A tab for the body and one a level; more in a line that starts a
	# statement or ends a block. What goes on with a line has spaces, too.
	none $(sources) '
	{
		depth = match($0, /[^\t]/) - 2
		if (depth > '$DEEPEST_NESTING' && substr($0, RSTART, 1) != " " &&
		    (/;$/ || /\{$/ || /\}$/))
			print FILENAME ":" FNR ": " depth
	}'
}

@test "a line has at most $MOST_COLUMNS columns" {
	cd "$REL_SOURCE"
	none $(sources) '
	{
		line = $0
		gsub(/[\200-\277]/, "", line)
		n = split(line, part, "\t")
		columns = 0
		for (i = 1; i < n; i++) {
			columns += length(part[i])
			columns += 8 - columns % 8
		}
		columns += length(part[n])
		if (columns > '$MOST_COLUMNS')
			print FILENAME ":" FNR ": " columns " columns"
	}'
}

@test "lines are indented by tabs and end in no white space" {
	cd "$REL_SOURCE"
	none $(sources) \
		'/^ {8}/ || /^\t* +\t/ { print FILENAME ":" FNR ": spaces" }'
	none $(texts) '/[ \t\r]$/ { print FILENAME ":" FNR }'
}

@test "a function's name begins its line, its type stands before" {
	cd "$REL_SOURCE"
	none lib/*.c cmd/*.c tests/*/*.c '
	/^[a-z].*[ *][a-z_0-9]+\(.*\)$/ { print FILENAME ":" FNR ": " $0 }'
}

@test "each file begins by saying what it is, each header has its guard" {
	cd "$REL_SOURCE"
	none $(sources) 'FNR == 1 && !/^\/\*/ { print FILENAME }'
	for header in lib/*.h tests/*/*.h; do
		name=$(basename "$header" .h | tr a-z A-Z)
		[ "$(grep -c "^#ifndef REL_${name}_H$" "$header")" = 1 ]
		[ "$(grep -c "^#define REL_${name}_H$" "$header")" = 1 ]
	done
}

@test "comments are of C, and nothing is left to do" {
	cd "$REL_SOURCE"
	none $(sources) '/(^|[^:"])\/\/( |$)/ { print FILENAME ":" FNR ": //" }'
	none $(sources) '/TO''DO|FIX''ME|XX''X[^X-]/ && !/XXXX/ {
		print FILENAME ":" FNR ": " $0
	}'
}

@test "scripts are clean under shellcheck" {
	command -v shellcheck >/dev/null || skip "no shellcheck"
	cd "$REL_SOURCE"
	[ "$(scripts | wc -l)" -ge 5 ]
	shellcheck $(scripts)
}
