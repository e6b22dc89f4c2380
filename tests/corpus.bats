# Input from elsewhere, where it lies beside the project, and hostile input of
# our own: whatever comes in, what goes out is clean.
bats_require_minimum_version 1.5.0
load common

corpus=$REL_SOURCE/../shared

# clean FILE : fails unless it is valid UTF-8 without controls but tab and LF
clean() {
	iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1 || {
		echo "not UTF-8: $2"
		return 1
	}
	# C0 but tab and LF, DEL, and C1 as two bytes
	if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]\|\302[\200-\237]')" "$1"; then
		echo "a control: $2"
		return 1
	fi
}

# through FILE... : runs each tool on each file
through() {
	local f c s
	for f; do
		: >out
		: >err
		for c in "rel-parse" "rel-parse --check" "rel-parse --plain -H" \
			"rel-due -a -f -w 100y" "rel-stats -m all" \
			"rel-stats --pairs" "rel-fmt" "rel-fmt -t csv" \
			"rel-fmt -t jsonl" "rel-fmt -t errors"; do
			s=0
			timeout 20 $c "$f" >>out 2>>err </dev/null || s=$?
			[ "$s" -le 2 ] || {
				echo "status $s: $c $f"
				cat err
				return 1
			}
		done
		rel-parse "$f" 2>/dev/null | rel-fmt -t tsv >>out 2>>err
		clean out "$f" && clean err "$f (errors)" || return 1
	done
}

@test "hostile text of our own leaves every tool clean" {
	printf '\xff\xfe# \xc0\xaf\n- call @a\xed\xa0\x80 \xf4\x90\x80\x80\n' >utf8.md
	printf '## 2026-03-14\n- call @\x1b[31mred \x07 \xc2\x9b31m @x\x7f\n' >escapes.md
	printf '## 2026-03-14\n- call @a\xe2\x80\xae\xe2\x81\xa6 \xf3\xa0\x81\x81 @b\n' >bidi.md
	printf '## 2026-03-14\r\n- call @a\rcontact\t2026\t@b\r\n' >cr.md
	printf 'contact\t2026-03-14\ta\tboth\t\\n\\t\\\\\t-\t-\t-\t-\t#a\\tb\t=1+1\t\x1b[0m\n' >records.tsv
	printf 'contact\t2026-03-14\n\t\t\t\t\t\t\t\t\t\t\t\n\\q\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\n' >columns.tsv
	printf 'x\t-\ta\t-\t-\t999999999999999999\t-\t-\t-\t-\t-\t-\nx\t-\ta\t-\t-\t0.000000001\t-\t-\t-\t-\t-\t-\n' >numbers.tsv
	printf '# @\n# @[]\n# [[]]\n- \n-\n- [ ]\n- [x] \n``` rel\n\nevery\nkind\nmatch\n' >empty.md
	printf -- '---\nperson: [\ndate: {\ntags: [a, "b\n---\n- @x\n' >front.md
	printf '## 0000-00-00\n# 9999-12-31\n- @a next:+9999y due:x for:9999h9999m\n' >dates.md
	through *.md *.tsv
}

@test "a binary file gives no record, and names its line" {
	printf '# People\n- @ada Ada\n\n## 2026-03-14\n- call @ada\n\0\n' >b.md
	run --separate-stderr rel-parse b.md
	[ "$status" = 1 ]
	same ""
	[[ $stderr == "b.md:6:1: error: "*"[binary]" ]]
}

@test "hostile files from elsewhere leave every tool clean" {
	[ -d "$corpus/badinput" ] || skip "no ../shared/badinput"
	local files=()
	while IFS= read -r -d '' f; do
		files+=("$f")
	done < <(find "$corpus/badinput" -type f ! -path '*/unicode15/*' -print0)
	[ "${#files[@]}" -gt 100 ]
	# All of them in check-long, of other days one of eight.
	local some=() i
	for ((i = 0; i < ${#files[@]}; i += REL_LONG ? 1 : 8)); do
		some+=("${files[i]}")
	done
	through "${some[@]}"
}

@test "a long public history has the contacts and exchanges that are known of it" {
	[ -d "$corpus/real" ] || skip "no ../shared/real"
	rel-parse "$corpus/real/patches.md" |
		rel-stats --today 2026-11-21 -m contacts,first,last,gave,got |
		awk -F'\t' '
			{ v[$3, $5] = $5 == "first" || $5 == "last" ? $9 : $6; p[$3] }
			END {
				for (n in p)
					print n, v[n, "contacts"], v[n, "first"], v[n, "last"], v[n, "gave"] + 0, v[n, "got"] + 0
			}' OFS='\t' | sort >ours
	sort "$corpus/real/patches.truth.tsv" >truth
	[ "$(wc -l <truth)" -gt 300 ]
	diff truth ours
}

@test "other people's notes are read, and stay as they are" {
	[ -d "$corpus/notes" ] || skip "no ../shared/notes"
	find "$corpus/notes" -type f -exec cksum {} + | sort >before
	for c in rel-parse "rel-parse --check"; do
		run $c "$corpus/notes"
		[ "$status" -le 1 ]
	done
	find "$corpus/notes" -type f -exec cksum {} + | sort >after
	cmp before after
}

@test "the picture in the README shows what the tools print" {
	"$REL_SOURCE/tests/picture" "${REL_BIN:-$REL_SOURCE}" >now.svg
	cmp "$REL_SOURCE/examples/terminal.svg" now.svg
}
