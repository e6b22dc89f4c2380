# A journal in git (rel-git(7)): what the hook lets through, what merges do to
# days, and what git shows of changes.
load common

HOOK=$REL_SOURCE/contrib/git/pre-commit

# Nothing of who runs the tests decides, but for where temporary files go.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	export HOME=$BATS_TEST_TMPDIR GIT_CONFIG_NOSYSTEM=1
	export GIT_CONFIG_GLOBAL=$BATS_TEST_TMPDIR/config
	git config --global user.name me
	git config --global user.email me@example.org
	git config --global init.defaultBranch main
	git init -q journal
	cd journal
	cp "$HOOK" .git/hooks/pre-commit
	export REL_TODAY=2026-03-20
}

# wrong FILE [NAME] : makes it a day with an error, in line 3
wrong() {
	printf '## 2026-03-14\n\n- tea with @%s tone:great\n' "${2:-ada}" >"$1"
}

# right FILE [NAME] : makes it a day without
right() {
	printf '## 2026-03-14\n\n- tea with @%s tone:good\n' "${2:-ada}" >"$1"
}

# refused LINE... : a commit does not come about, and these lines are said
refused() {
	before=$(git rev-parse -q --verify HEAD || :)
	run git commit -q -m x
	[ "$status" -ne 0 ]
	same "$(printf '%s\n' "$@")"
	[ "$(git rev-parse -q --verify HEAD || :)" = "$before" ]
	[ -z "$(ls -d .git/rel.* 2>/dev/null)" ]
}

# accepted [LINE...] : a commit comes about, and no more is said
accepted() {
	run git commit -q -m x
	[ "$status" -eq 0 ]
	same "$(printf '%s\n' "$@")"
	[ -z "$(git diff --cached --name-only)" ]
	[ -z "$(ls -d .git/rel.* 2>/dev/null)" ]
}

GREAT="error: bad value: tone:great [bad-value]"

@test "the first commit is looked over, too" {
	wrong a.md
	git add .
	refused "a.md:3:17: $GREAT"
	right a.md
	git add .
	accepted
}

@test "what is staged counts, not what the work tree holds" {
	wrong a.md
	git add .
	right a.md
	refused "a.md:3:17: $GREAT"
	git add .
	wrong a.md
	accepted
	git show HEAD:a.md | cmp - <(right /dev/stdout)
}

@test "of a file that is staged in part the staged part counts" {
	right a.md
	git add .
	accepted
	printf -- '- call with @bob\n' >>a.md
	git add .
	printf -- '- walk with @bob tone:great\n' >>a.md
	accepted
	git add .
	refused "a.md:5:18: $GREAT"
}

@test "git commit -a and git commit FILE are looked over as what they are" {
	right a.md
	right b.md bob
	git add .
	accepted
	wrong a.md
	run git commit -q -a -m x
	[ "$status" -ne 0 ]
	same "a.md:3:17: $GREAT"
	printf -- '- call with @bob\n' >>b.md
	run git commit -q -m x b.md
	[ "$status" -eq 0 ]
	same ""
	run git commit -q -m x a.md
	[ "$status" -ne 0 ]
	same "a.md:3:17: $GREAT"
}

@test "a renamed file is looked over under its new name" {
	right a.md
	git add .
	accepted
	mkdir days
	git mv a.md days/2026-03-14.md
	accepted
	git mv days b
	printf -- '- walk with @bob tone:great\n' >>b/2026-03-14.md
	git add .
	refused "b/2026-03-14.md:4:18: $GREAT"
}

@test "a deleted file is nobody's business" {
	wrong a.md
	right b.md
	git add .
	git commit -q --no-verify -m x
	git rm -q a.md
	accepted
	git rm -q b.md
	accepted
}

@test "people of the whole journal are known" {
	printf '# People\n\n- @ada Ada Lovelace\n' >people.md
	git add .
	accepted
	printf -- '- @bob Bob Ortiz\n' >>people.md
	printf '## 2026-03-14\n\n- tea with @ada and @bob\n' >a.md
	git add .
	accepted
	printf '## 2026-03-15\n\n- tea with @ada and @bobb\n' >b.md
	git add .
	accepted 'b.md:3:21: warning: nobody declared bobb (did you mean @bob?) [unknown-name]'
}

@test "people who are not staged yet are not known" {
	printf '# People\n\n- @ada Ada Lovelace\n' >people.md
	git add .
	accepted
	printf -- '- @bob Bob Ortiz\n' >>people.md
	printf '## 2026-03-14\n\n- tea with @bob\n' >a.md
	git add a.md
	accepted 'a.md:3:12: warning: nobody declared bob [unknown-name]'
}

@test "settings of the whole journal hold" {
	printf '~~~ rel\nkey cadence-of every\n~~~\n' >settings.md
	git add .
	accepted
	printf '# People\n\n- @ada Ada cadence-of:often\n' >people.md
	git add .
	refused "people.md:3:12: error: bad value of cadence-of: often [bad-attribute]"
}

@test "a name that an unchanged file claims can't be claimed once more" {
	printf '# People\n\n- @ada Ada Lovelace\n' >people.md
	git add .
	accepted
	printf '# People\n\n- @ada Ada Byron\n' >more.md
	git add .
	run git commit -q -m x
	[ "$status" -ne 0 ]
	[[ "$output" == more.md:3:*"[claimed]" ]]
}

@test "what is wrong in files that are not staged stops nobody" {
	wrong a.md
	printf '# People\n\n- @ada Ada every:often\n' >people.md
	printf 'a\0b\n' >data.txt
	git add .
	git commit -q --no-verify -m x
	right b.md
	git add .
	accepted
	wrong b.md
	git add .
	refused "b.md:3:17: $GREAT"
}

@test "only journals are looked over" {
	wrong a.html
	wrong .hidden.md
	ln -s nowhere.md link.md
	git add .
	accepted
	wrong a.markdown
	printf '2026-03-14\ntea with @ada tone:great\n' >X "a.markdown:3:17: $GREAT" "b.txt:2:15: $GREAT"
}

@test "files may have any name" {
	wrong "-x y.md"
	mkdir "a'b" Čapek
	wrong "a'b/\$(touch oh);\"*.md" bob
	wrong "Čapek/李.md" jan
	wrong "two
lines.md" eve
	git add .
	refused "-x y.md:3:17: $GREAT" \
		"a'b/\$(touch oh);\"*.md:3:17: $GREAT" \
		"two�lines.md:3:17: $GREAT" \
		"Čapek/李.md:3:17: $GREAT"
	right "-x y.md"
	right "a'b/\$(touch oh);\"*.md" bob
	right "Čapek/李.md" jan
	right "two
lines.md" eve
	git add .
	accepted
	[ ! -e oh ]
}

@test "the place of what stands twice is the user's, too" {
	right a.md
	cp a.md b.md
	git add .
	accepted "b.md:3:1: warning: the same entry stands at a.md:3 [twice]"
}

@test "line ends and filters of the repository are applied" {
	git config filter.upper.clean 'tr a-z A-Z'
	git config filter.upper.smudge 'tr A-Z a-z'
	printf '*.md filter=upper text eol=crlf\n' >.gitattributes
	printf '## 2026-03-14\r\n\r\n- tea with @ada tone:good\r\n' >a.md
	git add .
	git show :a.md | grep -q 'TEA WITH @ADA TONE:GOOD$'
	accepted
	printf -- '- tea with @bob tone:great\r\n' >>a.md
	git add .
	refused "a.md:4:17: $GREAT"
}

@test "a client that takes pathspecs literally hides nothing" {
	wrong a.md
	git add .
	run git --literal-pathspecs commit -q -m x
	[ "$status" -ne 0 ]
	same "a.md:3:17: $GREAT"
}

@test "a sparse checkout leaves out nothing of what is known" {
	mkdir here there
	printf '# People\n\n- @ada Ada\n' >there/people.md
	right here/a.md bob
	git add .
	accepted "here/a.md:3:12: warning: nobody declared bob [unknown-name]"
	git sparse-checkout set here
	[ ! -e there ]
	right here/b.md
	git add .
	accepted
	wrong here/b.md
	git add .
	refused "here/b.md:3:17: $GREAT"
}

@test "what is only meant to be added later is not looked over" {
	wrong a.md
	git add -N a.md
	right b.md
	git add b.md
	run git commit -q -m x
	[ "$status" -eq 0 ]
	same ""
}

@test "in a linked work tree its own index counts" {
	right a.md
	git add .
	accepted
	git worktree add -q ../other
	cd ../other
	wrong b.md
	git add .
	run git commit -q -m x
	[ "$status" -ne 0 ]
	same "b.md:3:17: $GREAT"
}

@test "without rel-parse the hook says so, and nothing is committed" {
	mkdir few
	for program in git sh mktemp mkdir rm find sed grep cat; do
		ln -s "$(command -v $program)" few
	done
	right a.md
	git add a.md
	PATH=$PWD/few run git commit -q -m x
	[ "$status" -ne 0 ]
	[[ "$output" == "pre-commit: rel-parse: not in PATH"* ]]
	[ "${#lines[@]}" -eq 1 ]
	git commit -q --no-verify -m x
}

@test "with FILE operands these are looked over, staged or not" {
	right a.md
	wrong "b c.md"
	git add .
	git commit -q --no-verify -m x
	run "$HOOK" a.md
	[ "$status" -eq 0 ]
	same ""
	run "$HOOK" a.md "b c.md"
	[ "$status" -eq 1 ]
	same "b c.md:3:17: $GREAT"
}

@test "the hook of the pre-commit framework is this one" {
	hooks=$REL_SOURCE/.pre-commit-hooks.yaml
	run sed -n 's/^  entry: //p' "$hooks"
	[ "$output" = contrib/git/pre-commit ]
	[ -x "$REL_SOURCE/$output" ]
	files=$(sed -n 's/^  files: //p' "$hooks")
	run grep -E "$files" <<-'END'
	a.md
	a/b.markdown
	c.txt
	md
	a.mdx
	END
	same "a.md
a/b.markdown
c.txt"
	command -v pre-commit >/dev/null || skip "no pre-commit"
	rm .git/hooks/pre-commit
	git init -q ../rel
	mkdir -p ../rel/contrib/git
	cp "$HOOK" ../rel/contrib/git
	cp "$hooks" ../rel
	git -C ../rel add -A
	git -C ../rel commit -q -m x
	cat >.pre-commit-config.yaml <<-END
	repos:
	- repo: $PWD/../rel
	  rev: $(git -C ../rel rev-parse HEAD)
	  hooks:
	  - id: rel-parse
	END
	pre-commit install >/dev/null
	wrong a.md
	git add .
	run git commit -q -m x
	[ "$status" -ne 0 ]
	[[ "$output" == *"
a.md:3:17: $GREAT"* ]]
	right a.md
	git add .
	run git commit -q -m x
	[ "$status" -eq 0 ]
}

# Merges. both BASE OURS THEIRS : journal.md on two branches; then main is to
# be merged with the other
both() {
	printf '%s\n' "$1" >journal.md
	git add .
	git commit -q --no-verify -m base
	git checkout -q -b other
	printf '%s\n' "$3" >journal.md
	git commit -q --no-verify -a -m theirs
	git checkout -q main
	printf '%s\n' "$2" >journal.md
	git commit -q --no-verify -a -m ours
}

BASE="## 2026-03-14

- tea with @ada"

@test "two days added at one place are a conflict, which is found" {
	both "$BASE" "$BASE

## 2026-03-15

- call with @bob" "$BASE

## 2026-03-16

- walk with @carol"
	run git merge -q other
	[ "$status" -ne 0 ]
	run rel-parse --check journal.md
	[ "$status" -eq 1 ]
	[[ "$output" == *":5:1: error: an unresolved merge conflict [conflict]"* ]]
	git add journal.md
	run git commit -q -m merged
	[ "$status" -ne 0 ]
	[[ "$output" == "journal.md:5:1: error: an unresolved merge"* ]]
}

@test "merge=union keeps two days that were added at one place, ours first" {
	echo '*.md merge=union' >.gitattributes
	both "$BASE" "$BASE

## 2026-03-15

- call with @bob" "$BASE

## 2026-03-16

- walk with @carol"
	git merge -q -m merged other
	run rel-parse --check journal.md
	[ "$status" -eq 0 ]
	same ""
	run grep '^[#-]' journal.md
	same "## 2026-03-14
- tea with @ada
## 2026-03-15
- call with @bob
## 2026-03-16
- walk with @carol"
}

@test "merge=union keeps one heading of a day that both added" {
	echo '*.md merge=union' >.gitattributes
	both "$BASE" "$BASE

## 2026-03-15

- call with @bob" "$BASE

## 2026-03-15

- walk with @carol"
	git merge -q -m merged other
	run rel-parse journal.md
	[ "$(grep -c '^## 2026-03-15' journal.md)" -eq 1 ]
	[ "$(grep -c '^contact	2026-03-15' <<<"$output")" -eq 2 ]
}

@test "merge=union keeps both of what both have changed" {
	echo '*.md merge=union' >.gitattributes
	both "- [ ] write to @ada due:2026-03-20" \
		"- [x] write to @ada due:2026-03-20" \
		"- [ ] write to @ada due:2026-03-27"
	git merge -q -m merged other
	run sh -c 'rel-parse journal.md | cut -f 5,8'
	same "kept	2026-03-20
open	2026-03-27"
}

@test "days in files of their own merge, whatever both have added" {
	right 2026-03-14.md
	git add .
	accepted
	git checkout -q -b other
	right 2026-03-15.md
	git add .
	accepted
	git checkout -q main
	right 2026-03-16.md
	git add .
	accepted
	run git merge -q -m merged other
	[ "$status" -eq 0 ]
	[ "$(ls 2026-*.md | wc -l)" -eq 3 ]
}

@test "one day that both began in a file of its own needs merge=union" {
	echo '*.md merge=union' >.gitattributes
	git add .
	accepted
	git checkout -q -b other
	printf -- '- tea with @ada\n' >2026-03-15.md
	git add .
	accepted
	git checkout -q main
	printf -- '- call with @bob\n' >2026-03-15.md
	git add .
	accepted
	git merge -q -m merged other
	run cat 2026-03-15.md
	same "- call with @bob
- tea with @ada"
}

@test "as pre-merge-commit the hook looks over merges without conflict" {
	cp "$HOOK" .git/hooks/pre-merge-commit
	echo '*.md merge=union' >.gitattributes
	both "$BASE" "$BASE
- call with @bob tone:great" "$BASE
- walk with @carol tone:great"
	run git merge -m merged other
	[ "$status" -ne 0 ]
	[[ "$output" == *"journal.md:4:18: $GREAT"* ]]
	[[ "$output" == *"journal.md:5:20: $GREAT"* ]]
}
