load common

CATALOGUE=$REL_SOURCE/lib/diagnostic.h

# needs PROGRAM : skips the rest where it is missing
needs() {
	command -v "$1" >/dev/null || skip "no $1"
}

# part PAGE HEADING : what stands below a .Sh, up to the next
part() {
	awk -v heading="$2" '
		/^\.Sh / { inside = substr($0, 5) == heading; next }
		inside
	' "$REL_SOURCE/man/$1"
}

# section PAGE HEADING : what stands below a .Sh or .Ss, up to the next of both
section() {
	awk -v heading="$2" '
		/^\.S[hs] / { inside = substr($0, 5) == heading; next }
		inside
	' "$REL_SOURCE/man/$1"
}

# agree WANTED CAME : two lists agree; differences are shown, none may be empty
agree() {
	[ -s "$1" ] && diff "$1" "$2"
}

# rules : the catalogue, as lines `RULE SEVERITY`
rules() {
	sed -nE 's/^[[:space:]]X\([A-Z0-9_]+, "([a-z0-9-]+)", ([A-Z]+),.*/\1 \2/p' \
		"$CATALOGUE" | tr A-Z a-z | sort
}

# table FILE ARRAY : the lines of an array of the source that hold strings
table() {
	sed -n "/$2\\[\\]/,/^};/p" "$REL_SOURCE/lib/$1" | grep '"'
}

@test "no title begins with a word that mdoc takes for a macro" {
	run grep -nE '^\.(It|Sh|Ss) (An|At|Do|En|Es|In|No|So|Ta) ' \
		"$REL_SOURCE"/man/*.[157]
	same ""
}

@test "each page is clean under mandoc -Tlint" {
	needs mandoc
	for page in "$REL_SOURCE"/man/*.[1-9]; do
		# Whether other manuals are installed here is no fault of it.
		mandoc -Tlint "$page" 2>&1 |
			grep -v -e 'referenced manual not found' \
			-e 'outdated mandoc.db' >>said || :
	done
	run cat said
	same ""
}

@test "each page is clean under groff with all warnings" {
	needs groff
	for page in "$REL_SOURCE"/man/*.[1-9]; do
		groff -mdoc -Tutf8 -z -ww "$page" >>said 2>&1
	done
	run cat said
	same ""
}

@test "every page refers to the others, and only to pages that exist" {
	cd "$REL_SOURCE/man"
	sed -n 's/^\.[A-Za-z ]*Xr \(rel[a-z-]*\) \([1-9]\).*/\1.\2/p' \
		*.[1-9] | sort -u >"$BATS_TEST_TMPDIR/referred"
	ls *.[1-9] >"$BATS_TEST_TMPDIR/pages"
	agree "$BATS_TEST_TMPDIR/pages" "$BATS_TEST_TMPDIR/referred"
	for page in *.[1-9]; do
		part "$page" "SEE ALSO" |
			sed -n 's/^\.Xr \(rel[a-z-]*\) \([1-9]\).*/\1.\2/p' |
			cat - <(echo "$page") | sort >"$BATS_TEST_TMPDIR/also"
		agree "$BATS_TEST_TMPDIR/pages" "$BATS_TEST_TMPDIR/also"
	done
}

@test "each promise of safety names its tests, which are there" {
	cd "$REL_SOURCE"
	part rel-security.7 PROMISES | awk '
	/^\.It / { promises++; tests = 0 }
	/^\.Pq Pa tests/ && !tests++ { tested++ }
	END { exit !(promises > 8 && tested == promises) }'
	part rel-security.7 PROMISES | sed -n 's/^\.Pq Pa //p' | tr -d , |
		tr ' ' '\n' | sort -u >"$BATS_TEST_TMPDIR/named"
	ls $(cat "$BATS_TEST_TMPDIR/named")
}

@test "each tool has a page with the sections that a page has" {
	for tool in $TOOLS; do
		grep '^\.Sh' "$REL_SOURCE/man/$tool.1" | cut -c 5- >sections
		for section in NAME SYNOPSIS DESCRIPTION ENVIRONMENT \
		    "EXIT STATUS" EXAMPLES "SEE ALSO"; do
			grep -qx "$section" sections
		done
	done
}

@test "the options of each page are those of --help" {
	for tool in $TOOLS; do
		# The argument follows the name; the help, in column 25 or more.
		"$tool" --help | awk '
		/^  (-.,|   ) --/ {
			name = substr($0, 7)
			sub(/ .*/, "", name)
			rest = substr($0, 7 + length(name))
			option = substr($0, 3, 4) name
			if (match(rest, /^ [^ ]+/) && length(name) < 18)
				option = option substr(rest, 1, RLENGTH)
			sub(/^ */, "", option)
			print option
		}' | sort >help
		sed -n -e 's/^\.It Fl \(.\) , Fl -/-\1, --/p' \
			-e 's/^\.It Fl -/--/p' "$REL_SOURCE/man/$tool.1" |
			sed -E -e 's/ (Ar|Cm) / /' \
			-e 's/ Ns Op Cm \\&(.*)/[\1]/' | sort >page
		echo "$tool:"
		agree help page
		grep -qx -e '--today DATE' page
	done
}

# clashing TOOL... : the letters of options that have two meanings
clashing() {
	for tool; do
		"$tool" --help | sed -n 's/^  -\(.\), --\([a-z-]*\).*/\1 \2/p'
	done | sort -u | cut -c 1 | uniq -d
}

@test "a letter means the same in every filter, but for three of rel-find" {
	run clashing ${FILTERS/rel-find/}
	same ""
	# Its page says so.
	run clashing $FILTERS
	same "c
t
w"
}

@test "the synopsis of each page has the options of --help's first lines" {
	for tool in $TOOLS; do
		"$tool" --help | sed '/^[A-Z]/,$d' | tr '[]' '\n\n' |
			sed -n 's/^\(--*[a-zA-Z-]*\).*/\1/p' | sort >help
		part "$tool.1" SYNOPSIS |
			sed -n 's/^\.O[po] Fl \([^ ]*\).*/-\1/p' | sort >page
		echo "$tool:"
		agree help page
	done
}

@test "every rule of the catalogue is explained, once, and no other" {
	rules >catalogue
	sed -nE 's/^\.It Li ([a-z0-9-]+) Pq (error|warning)$/\1 \2/p' \
		"$REL_SOURCE"/man/*.[1-9] | sort >pages
	agree catalogue pages
}

@test "each rule is explained in a sentence or more" {
	for page in rel-journal.5 rel-records.5; do
		part "$page" DIAGNOSTICS | awk '
		function judge() {
			if (rule != "" && words < 8)
				print rule ": " words " words"
		}
		/^\.It Li / { judge(); rule = $3; words = 0; next }
		/^\.El/ { judge(); rule = "" }
		{ words += NF }' >>short
	done
	run cat short
	same ""
}

@test "a message that a page or the README shows is of the catalogue" {
	rules >catalogue
	cat "$REL_SOURCE"/man/*.[1-9] "$REL_SOURCE"/*.md |
		sed -nE 's/.*:[0-9]+: (error|warning): .* \[([a-z0-9-]+)\]$/\2 \1/p' |
		sort -u >shown
	[ -s shown ]
	run comm -13 catalogue shown
	same ""
}

# said COMMAND : runs it, and keeps what it says on standard error
said() {
	sh -c "$1" 2>>said >/dev/null || :
}

@test "every rule is said, with its severity, of what the manual names as its cause" {
	said "printf 'caf\\351\n' | rel-parse"
	said "printf 'a\\0b\n' | rel-parse"
	said "printf '<<<<<<< mine\n' | rel-parse"
	said "printf '~~~\n' | rel-parse"
	said "echo '# 2026-02-30' | rel-parse"
	said "echo '- 2026-03-14 tea with @ada tone:great' | rel-parse"
	said "echo '- tea with @ada tone:good' | rel-parse"
	said "echo '- 2026-03-14 heard about @ada tone:good' | rel-parse"
	said "echo '- 2026-03-14 tea with @ada due:+1w' | rel-parse"
	said "printf '# People\n\n- @ada Ada\n- @ada Bob\n' | rel-parse"
	said "printf '# People\n\n- @ada every:often\n' | rel-parse"
	said "printf '~~~ rel\nround Table\n~~~\n' | rel-parse"
	said "printf '~~~ rel\nignore /(/\n~~~\n' | rel-parse"
	said "printf '~~~ rel\nignore /(a+)+[cd]/\n~~~\n%s\n' \
		aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | rel-parse"
	said "printf '# People\n\n- @ada\n- @adam\n' | rel-parse --check"
	said "printf '# People\n\n- @ada\n# 2026-03-14\n- tea with @bob\n' |
		rel-parse --check --today 2026-03-15"
	said "printf '# 2026-03-14\n- tea with @bob\n- tea with @bob\n' |
		rel-parse --check --today 2025-01-01"
	said "echo one column | rel-due"
	said "record() { printf '%s\t%s\t-\t%s\t-\t%s\t-\t-\t-\t-\t-\t%s\n' \
		\"\$@\"; }
		{ record note - - - '\\d'; record note soon - - -
		record note - up - -; record note - - 1e3 -; } | rel-due"
	said "printf 'exchange\t-\tada\tout\tx\t%s\t-\t-\t-\t-\t-\t-\n' \
		999999999999999999 1 | rel-stats"

	# While the second file is waited for, the first changes.
	echo '# @ada' >a.md
	mkfifo b.md
	rel-parse a.md b.md >/dev/null 2>>said &
	exec 8>b.md
	printf '\n# @ada\n' >a.md
	exec 8>&-
	wait $! || :

	rules >catalogue
	sed -nE 's/^[^ ]*:[0-9]+:[0-9]+: (error|warning): .* \[([a-z0-9-]+)\]$/\2 \1/p' \
		said | sort -u >came
	agree catalogue came
}

@test "each page has the three exit statuses" {
	for page in $(printf '%s.1 ' $TOOLS) rel.1 rel.7; do
		run sed -n 's/^\.It //p' <(part "$page" "EXIT STATUS")
		same "0
1
2"
	done
}

@test "each tool ends in 0 when done, 1 when input was rejected, 2 on trouble" {
	for tool in $FILTERS; do
		run "$tool" </dev/null
		[ "$status" -eq 0 ]
		echo '# 2026-02-30' >bad
		[ "$tool" = rel-parse ] || echo bad >bad
		run "$tool" bad
		[ "$status" -eq 1 ]
		run "$tool" missing bad
		[ "$status" -eq 2 ]
		run "$tool" --no-such-option bad
		[ "$status" -eq 2 ]
		run "$tool" --today 2026-02-30 </dev/null
		[ "$status" -eq 2 ]
	done
	[ -c /dev/full ] || skip "no /dev/full"
	for tool in $FILTERS; do
		run sh -c "$tool --help >/dev/full"
		[ "$status" -eq 2 ]
	done
}

@test "rel-parse --people and --check judge all the input" {
	printf '# People\n\n- @ada\n\n# 2026-02-30\n' >in.md
	for option in --people --check; do
		run rel-parse $option in.md
		[ "$status" -eq 1 ]
		[[ $output == *"[no-such-day]"* ]]
	done
}

@test "the kinds are those of the manual, word for word" {
	section rel-journal.5 Kind | awk '
	/^\.It Li / { kind = $3; print kind, kind; next }
	/^\.El/ { exit }
	kind != "" {
		n = split($0, words, ", ")
		for (i = 1; i <= n; i++)
			print words[i], kind
	}' >page
	table kind.c words | tr -d '\t{",}' | awk '{ print $1, $2 }' >source
	sort page >sorted
	agree source sorted
	awk '{ print "- 2026-03-14 " $1 " @ada" }' page >in.md
	rel-parse in.md | cut -f 5 >came
	cut -d ' ' -f 2 page >wanted
	agree wanted came
}

@test "the attributes are those of the manual, name by name" {
	section rel-journal.5 Attributes | sed -n 's/^\.It Li //p' |
		sed 's/ ,//g' | awk '{
		for (i = 1; i <= NF; i++)
			print $i, $1
	}' | sort >page
	table attribute.c keys | tr -d '{",' | awk '{ print $1, $2 }' |
		sort >source
	agree source page
	{
		echo '# People'
		awk '{
			value = $2 == "every" ? "2w" : "2001-02-03"
			if ($2 == "aka" || $2 == "tags")
				value = "abc"
			print "- @" $1 " " $1 ":" value
		}' page
	} >in.md
	rel-parse in.md | awk -F '\t' '
	$1 == "person" && $10 == "#abc" { print $3, "tags" }
	$1 == "alias" && $12 == "abc" { print $3, "aka" }
	$1 == "attr" { print $3, $5 }' | sort >came 2>/dev/null
	# Two people with one alias: the first keeps it.
	grep ' aka$' page | sort >aliases
	[ "$(grep -c ' aka$' came)" -eq 1 ]
	grep -v ' aka$' page >wanted
	grep -v ' aka$' came | agree wanted -
	while read -r name _; do
		printf '# People\n\n- @ada %s:abc\n' "$name" >in.md
		[ "$(rel-parse in.md | grep -c '^alias')" -eq 1 ]
	done <aliases
}

@test "the settings are those of the manual" {
	section rel-journal.5 SETTINGS |
		sed -n 's/^\.It Ic \([a-z-]*\).*/\1/p' | sort -u >page
	table settings.c directives | sed 's/.*"\(.*\)".*/\1/' | sort >source
	agree source page
}

@test "the units and words of cadences are those of the manual" {
	section rel-journal.5 CADENCES | tr ' ' '\n' |
		grep -E '^(d|w|mo?|q|y|day|week|month|quarter|year)s?$' |
		sort -u >units
	[ "$(wc -l <units)" -eq 16 ]
	while read -r unit; do
		rel-due -w "2 $unit" </dev/null
		rel-due -w "2$unit" </dev/null
	done <units
	section rel-journal.5 CADENCES |
		sed -n 's/^\.Li \([a-z]*ly\).*/\1/p' >words
	[ "$(wc -l <words)" -eq 6 ]
	while read -r word; do
		rel-due -w "$word" </dev/null
	done <words
}

@test "the columns are those of the manual, in order" {
	section rel-records.5 COLUMNS | sed -n 's/^\.Va \([a-z]*\) :$/\1/p' >page
	rel-parse -H </dev/null | tr '\t' '\n' >header
	agree header page
}

@test "the types of facts and findings are those of the manual" {
	cat >in.md <<-'END'
	# People

	- @ada Ada aka:Addy every:2w

	# 2026-03-14

	- tea with @ada: of @bob next:+1w at:home for:1h tone:good gave:cake
	- tea with @ada and @bob
	- noted that @ada has moved
	- [ ] call @ada
	END
	export REL_TODAY=2026-03-20
	rel-parse in.md >facts
	part rel-records.5 FACTS | sed -n 's/^\.It Li //p' >page
	cut -f 1 facts | sort -u >came
	sort page | agree came -
	grep -vx -e note -e promise page >wanted
	cut -f 1 facts | grep -vx -e note -e promise | awk '!seen[$0]++' |
		agree wanted -

	part rel-records.5 FINDINGS | sed -n 's/^\.It Li //p' >page
	{
		rel-due -a facts
		rel-stats facts
		rel-stats --pairs facts
	} | cut -f 1 | uniq >came
	agree page came
}

@test "every example of the manual and the README does what it shows" {
	cd "$REL_SOURCE"
	run tests/examples "${REL_BIN:-$REL_SOURCE}" man/*.[1-9] *.md
	printf '%s\n' "$output" | tee "$BATS_FILE_TMPDIR/examples"
	[ "$status" -eq 0 ]
	[[ ${lines[-1]} == [1-9]*" passed, 0 failed, "* ]]
}

@test "no example was left out" {
	run sed -n 's/.* 0 failed, \([1-9].*\)/\1/p' "$BATS_FILE_TMPDIR/examples"
	[ "$status" -eq 0 ]
	[ "$output" = "" ] || skip "$output"
}

@test "each page has examples" {
	for page in "$REL_SOURCE"/man/*.[1-9]; do
		run "$REL_SOURCE/tests/examples" -l "$page"
		[ "${#lines[@]}" -gt 0 ]
	done
}

@test "what is copied from a page as it is shown is the command" {
	# Some systems typeset these as other characters, some do not.
	run grep -nE "^(\.Dl )?[\$>] .*[\`^~]" "$REL_SOURCE"/man/*.[1-9]
	same ""
	needs groff
	for page in "$REL_SOURCE"/man/*.[1-9]; do
		groff -mdoc -Tutf8 -rLL=900n -P-cbou "$page" |
			sed "s/$(printf '\342\200\220')/-/g" |
			tr -s '\t ' ' ' >shown
		"$REL_SOURCE/tests/examples" -l "$page" | tr -s '\t ' ' ' |
			sed '/^$/d' >commands
		[ -s commands ]
		while IFS= read -r line; do
			grep -qF -e "$line" shown || {
				printf '%s: %s\n' "$page" "$line"
				return 1
			}
		done <commands
	done
}

@test "vim finds the places of diagnostics and of findings" {
	needs vim
	cp "$REL_SOURCE/examples/journal.md" .
	chmod u+w journal.md
	printf '\n# 2026-02-30\n' >>journal.md
	rel-parse journal.md 2>list | rel-due --today 2026-03-20 -k await |
		rel-fmt -t errors >>list
	vim -N -u NONE -i NONE -es -q list -c 'redir! > places' \
		-c 'for q in getqflist() | echo bufname(q.bufnr).":".q.lnum.":".q.col | endfor' \
		-c 'redir END' -c 'qall!' </dev/null
	last=$(($(wc -l <journal.md)))
	await=$(grep -n 'by:@sam' journal.md | cut -d : -f 1)
	run grep . places
	same "journal.md:$last:3
journal.md:$await:1"
}

@test "the task of VS Code is JSON, and its pattern takes every message apart" {
	needs jq
	part rel-editors.7 "VS CODE" | sed -n '/^{/,/^}/p' |
		sed -e 's/\\(dq/"/g' -e 's/\\(ha/^/g' -e 's/\\e/\\/g' >tasks.json
	printf '# 2026-02-30\n\n- [ ] call @ada due:2026-03-01\n' >"it's a.md"
	rel-parse --check "it's a.md" 2>said || :
	rel-parse --check --today 2020-01-01 "$REL_SOURCE/examples" 2>>said || :
	rel-parse "it's a.md" 2>/dev/null | rel-due --today 2026-03-20 |
		rel-fmt -t errors >>said
	cut -d : -f 4 said | sort -u >severities
	[ "$(tr -d '\n' <severities)" = " error note warning" ]
	jq -r '.tasks[].problemMatcher | select(type == "object").pattern
		| [.file, .line, .column, .severity, .message] | join(" ")' \
		tasks.json >groups
	[ "$(cat groups)" = "1 2 3 4 5" ]
	jq -R -r --slurpfile tasks tasks.json \
		'[match($tasks[0].tasks[1].problemMatcher.pattern.regexp)
		.captures[].string] | .[0:3] + [" " + .[3]] + [" " + .[4]]
		| join(":")' said >came
	diff said came
}

@test "the editors complete the keys and attributes that there are" {
	{
		echo received
		sed -n '/key_names\[/,/};/p' "$REL_SOURCE/lib/inline_key.c" |
			grep -o '"[a-z]*"' | tr -d '"'
		table attribute.c keys | tr -d '{",' | awk '{ print $2 }'
	} | sort -u >keys
	[ "$(wc -l <keys)" -gt 15 ]
	while read -r key; do
		echo "$key"
		sed -n "/^let rel#keys/,/city/p" \
			"$REL_SOURCE/contrib/vim/autoload/rel.vim" |
			grep -q "'$key'"
		sed -n '/defconst rel--keys/,/city/p' \
			"$REL_SOURCE/contrib/emacs/rel-mode.el" | grep -q "\"$key\""
	done <keys
}

# page TEXT : a page of that text, and what its examples say
page() {
	printf '%s\n' "$1" >p.1
	run "$REL_SOURCE/tests/examples" "${REL_BIN:-$REL_SOURCE}" p.1
}

@test "an example that writes something else fails" {
	page '.Bd -literal
$ echo a
b
.Ed'
	[ "$status" -eq 1 ]
	[ "${lines[0]}" = "FAIL p.1:2: something else" ]
	[ "${lines[-1]}" = "0 passed, 1 failed, 0 skipped" ]
}

@test "an example that writes more or less than is shown fails" {
	page '.Bd -literal
$ printf "a\enb\en"
a
$ echo a
a
b
$ true
a
.Ed'
	[ "${lines[-1]}" = "0 passed, 3 failed, 0 skipped" ]
}

@test "an example that ends badly fails, unless its status is shown" {
	page '.Dl $ false
.Bd -literal
$ sh -c \(aqexit 3\(aq
$ echo $?
3
$ no-such-program
.Ed'
	[ "${lines[0]}" = "FAIL p.1:1: status 1" ]
	[ "${lines[-1]}" = "2 passed, 2 failed, 0 skipped" ]
}

@test "an example that complains where nothing is shown fails" {
	page '.Dl $ echo oh >&2'
	[ "${lines[0]}" = "FAIL p.1:1: standard error" ]
}

@test "lines that are left out of an example may be any" {
	page '.Bd -literal
$ printf "a\enb\enc\en"
a
\&...
c
$ printf "a\enb\enc\en"
a
\&...
d
.Ed'
	[ "${lines[-1]}" = "1 passed, 1 failed, 0 skipped" ]
}

@test "cat makes a file that is not there, and shows one that is" {
	page '.Bd -literal
$ cat new
one

two
$ cat new
one

two
$ cat new
three
.Ed'
	[ "${lines[0]}" = "FAIL p.1:10: something else" ]
	[ "${lines[-1]}" = "2 passed, 1 failed, 0 skipped" ]
}

@test "examples of Markdown stand in fences, however indented" {
	printf '%s\n' '$ false' '```sh' '$ echo a |' 'cat' 'a' '```' \
		'  ```' '  $ cat <<END' '  > b' '  > END' '  b' '  ```' >p.md
	run "$REL_SOURCE/tests/examples" "${REL_BIN:-$REL_SOURCE}" p.md
	same "2 passed, 0 failed, 0 skipped"
}

@test "examples with a program that is missing are skipped and counted" {
	mkdir few
	for program in sh awk cat sed sort tr wc rm cp dirname mktemp mkdir \
	    chmod head; do
		ln -s "$(command -v $program)" few
	done
	printf '%s\n' .Bd\ -literal '$ echo 1 | mlr cat' '$ echo a' a .Ed >p.1
	PATH=$BATS_TEST_TMPDIR/few run sh "$REL_SOURCE/tests/examples" few p.1
	same "1 passed, 0 failed, 1 skipped (mlr)"
}
