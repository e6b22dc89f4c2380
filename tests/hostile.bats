# Text by somebody who means harm: each attack is shown to work where nothing
# is done about it, and not to work here.
load common
load commands

export REL_TODAY=2026-03-20

ESC=$(printf '\033')
RLO=$(printf '\342\200\256') # U+202E: what follows is shown backwards

# controls FILE : how many bytes or characters of it steer a terminal
controls() {
	tr -d '\11\12\40-\176\200-\377' <"$1" | wc -c
	grep -c "$(printf '\302[\200-\237]')" "$1" || :
}

# clean FILE : none of it does
clean() {
	[ "$(controls "$1" | tr '\n' ' ')" = "0 0 " ]
}

# hidden FILE : how many lines hold what is not seen, or moves other text
hidden() {
	grep -cE "$(printf '%b' '\0342\0200[\0213-\0217\0252-\0256]|' \
		'\0342\0201[\0240-\0257]|\0363\0240|\0343\0205\0244|' \
		'\0357\0270[\0200-\0217]\0357\0270')" "$1" || :
}

# columns FILE : each line of the file is a record
columns() {
	awk -F '\t' 'NF != 12 { bad++ } END { exit bad > 0 }' "$1"
}

@test "escape sequences do not reach a terminal" {
	# Sets the title, clears the screen, answers as if it was typed; with
	# ESC and with C1 controls.
	attack=$(printf '\033]0;owned\007\033[2J\033[6n\302\2332J\010\177')
	printf '%s\n' "# $attack People" '' "- @[ada $attack] every:$attack" \
		'' '# 2026-03-01' '' "- coffee with @bob $attack" \
		"- heard about @bob tone:$attack" "- 2026-02-30 x $attack" \
		>"in$ESC[2J.md"
	run controls in*.md
	[ "${lines[0]}" -gt 20 ]
	[ "${lines[1]}" -gt 3 ]
	# What rel-parse writes is clean, but nobody needs to believe it.
	record contact 2026-03-01 "ada$attack" both "$attack" - - - - \
		"#a$attack" "a$attack.md:3" "tea $attack" >in.tsv
	record note 2026-02-30 "$attack" - - - - - - - - "$attack" >>in.tsv
	for say in "rel-parse in*.md" "rel-parse --check in*.md" \
	    "rel-parse --label '$attack' <in*.md" "rel-parse 'no$attack'" \
	    "rel-due -f in.tsv" "rel-stats -b person,kind,tag in.tsv" \
	    "rel-fmt in.tsv" "rel-fmt -t md in.tsv" "rel-fmt -t tsv in.tsv" \
	    "rel-fmt -t csv in.tsv" "rel-fmt -t json in.tsv" \
	    "rel-fmt -t jsonl in.tsv" "rel-fmt -t errors in.tsv" \
	    "rel-fmt -T '{person}{kind}{tags}{source}{text}' in.tsv" \
	    "rel-fmt 'no$attack'" "rel-fmt '--$attack'" \
	    "rel-fmt -t '$attack' in.tsv" "rel-due --today '$attack'" \
	    "REL_TODAY='$attack' rel-due"; do
		echo "$say"
		bash -c "$say" >said 2>&1 || :
		[ -s said ]
		clean said
	done
}

@test "overrides and what is not seen do not reach eyes" {
	# "abc" backwards; bytes in tags and in variation selectors; a name
	# that is nothing but a filler.
	smuggled=$(printf '%b' '\0363\0240\0201\0241\0363\0240\0201\0242' \
		'\0357\0270\0201\0357\0270\0202')
	text="send ${RLO}cba$smuggled"
	filler=$(printf '\343\205\244')
	printf '%s\n' '# 2026-03-01' '' "- $text @bob tone:$RLO" \
		"- tea with @[$filler]" >in.md
	[ "$(hidden in.md)" -eq 2 ]
	# In records all is exact, for programs.
	rel-parse in.md >in.tsv 2>err || :
	[ "$(hidden in.tsv)" -ge 2 ]
	[ "$(hidden err)" -eq 0 ]
	for say in "rel-fmt in.tsv" "rel-fmt -t md in.tsv" \
	    "rel-fmt -t errors in.tsv" "rel-fmt -T '{person} {text}' in.tsv" \
	    "rel-fmt --color always in.tsv" "rel-parse --label $RLO in.md" \
	    "rel-fmt no$RLO" "rel-fmt -t $RLO"; do
		echo "$say"
		bash -c "$say" >said 2>&1 || :
		if [[ $say == *tsv ]]; then
			grep -q '<U+202E>' said
			grep -q '<U+E0061>' said
			grep -q '<U+FE02>' said
		fi
		[[ $say == rel-parse* ]] || [ "$(hidden said)" -eq 0 ]
	done
	for format in tsv csv json jsonl; do
		rel-fmt -t $format in.tsv >said
		[ "$(hidden said)" -ge 1 ]
	done
	script -qec true /dev/null </dev/null >/dev/null 2>&1 ||
		skip "no script(1) for a terminal"
	for format in tsv csv json jsonl table md errors; do
		script -qec "rel-fmt -t $format in.tsv" /dev/null \
			</dev/null >said
		grep -qi '202e' said
		[ "$(hidden said)" -eq 0 ]
	done
}

# naive FILE : facts of entries, without a thought for what is in them
naive() {
	awk '/^- / {
		printf "contact\t2026-03-01\tx\tboth\t-\t-\t-\t-\t-\t-\t%s\t%s\n",
			FILENAME ":" FNR, substr($0, 3)
	}' "$1"
}

@test "text can't become a record" {
	# A line end for those who take it for one, and one written as such.
	forged=$(record next 2026-03-01 mallory - task - - 2026-03-02 - - x:1 pay)
	evil="- tea with @ada$(printf '\r')$forged"
	printf '%s\n' "$evil" >evil.md
	naive evil.md | tr '\r' '\n' >facts
	rel-due facts | grep -q mallory
	# In each place where a journal holds text, and in names around it.
	tab=$(printf '\t')
	printf '%s\n' '# 2026-03-01' '' "$evil" "- tea with @ada\\n$forged" \
		"- tea with @[ada$tab$forged]" "- tea @ada gave:\"a$tab$forged\"" \
		"- tea @ada at:\"a\\n$forged\"" "# $forged" '' '# People' '' \
		"- @eve aka:\"x$tab$forged\" note:\"$forged\"" >evil.md
	cp evil.md "evil
$forged.md"
	mkdir d
	cp evil.md "d/x
$forged.md"
	for say in "rel-parse evil.md" "rel-parse evil?*.md" "rel-parse d" \
	    "rel-parse --label 'x
$forged' <evil.md" "rel-parse --people evil.md"; do
		echo "$say"
		bash -c "$say" >facts 2>/dev/null || :
		[ -s facts ]
		columns facts
		[ "$(grep -c '^next' facts)" -eq 0 ]
		[ "$(rel-due facts | cut -f 3 | grep -cx mallory)" -eq 0 ]
		# What was in the text is in it still.
		grep -q mallory facts
	done
	# And onwards: what is written of a record is one line.
	rel-parse --label 'x
'"$forged" <evil.md >facts 2>/dev/null
	n=$(wc -l <facts)
	[ "$(rel-fmt -t tsv -n facts | wc -l)" -eq "$n" ]
	[ "$(rel-fmt -t jsonl facts | wc -l)" -eq "$n" ]
	[ "$(rel-fmt -T '{person} {source} {text}' facts | wc -l)" -eq "$n" ]
	rel-due -a facts >due
	columns due
	rel-stats -b person,kind,tag facts >stats
	columns stats
}

@test "text can't become a diagnostic, or a place to jump to" {
	name=$(printf 'a.md\nb.md:1:1: error: go there [utf8]\nc.md')
	printf '# 2026-02-30\n' >"$name"
	ls -N "$name" >shown # as a program that shows a name would
	grep -q '^b\.md:1:1: error' shown
	rel-parse "$name" >out 2>err || :
	[ "$(wc -l <err)" -eq 1 ]
	[ "$(grep -c '^b\.md' err)" -eq 0 ]
	rel-parse "no
b.md:1:1: error: go there [utf8]" 2>err || :
	[ "$(wc -l <err)" -eq 1 ]
	record note 2026-03-01 ada - - - - - - - "$(printf 'a.md\\nb.md:1')" \
		'x\nb.md:1:1: error: y [utf8]' >in.tsv
	rel-fmt -t errors in.tsv >out
	[ "$(wc -l <out)" -eq 1 ]
	[ "$(grep -c '^b\.md' out)" -eq 0 ]
}

@test "--safe leaves a spreadsheet no formula" {
	blank=$(printf '\342\200\213') wide=$(printf '\357\274\235')
	for text in '=1+1' '+1' '-1+1' '@SUM(A1)' ' =1' '\t=1' '\n=1' '\r=1' \
	    "$blank=1" "${wide}1" '=HYPERLINK("http://x"\,A1)' '=1"\,=2'; do
		record note - "${text//\\,/,}" - "${text//\\,/,}" - x - - - - \
			"${text//\\,/,}" >>in.tsv
	done
	# Exact, a cell is a formula; what reads it here is a program.
	rel-fmt -t csv -n in.tsv | mlr --icsv --ojson --implicit-csv-header \
		--allow-ragged-csv-input cut -f 3,5,12 >cells
	[ "$(grep -c ': "=' cells)" -ge 9 ]
	for format in csv tsv; do
		rel-fmt --safe -t $format -n in.tsv | mlr --i$format --ojson \
			--implicit-$format-header cut -f 3,5,12 >cells
		[ "$(grep -c '": "' cells)" -eq 36 ]
		run grep -v -e "\": \"'" -e '^[][{}],*$' cells
		same ""
	done
}

@test "names like options are files, where the user says so" {
	record contact 2026-03-01 ada both - - - - - - a:1 x >a.tsv
	cp a.tsv ./-n
	cp a.tsv ./--template=owned
	# A pattern that the shell expands: they are taken for options.
	run bash -c 'rel-fmt *'
	[[ $output == *owned* ]]
	for way in '-- *' './*'; do
		run bash -c "rel-fmt -t tsv -n $way"
		[ "$status" -eq 0 ]
		[ "${#lines[@]}" -eq 3 ]
		[[ $output != *owned* ]]
	done
	# Names in a directory are never options, nor is standard input.
	mkdir d
	for name in - -- -H.md --people.md --version.md; do
		printf '# 2026-03-01\n\n- tea with @ada\n' >"d/$name"
	done
	(cd d && rel-parse .) >out
	[ "$(wc -l <out)" -eq 3 ]
	# An option's value is taken as it is.
	record attr - -a - every 2 w - - - a:1 2w >b.tsv
	record contact 2026-01-01 -a both - - - - - - a:1 x >>b.tsv
	[ "$(rel-due -p -a b.tsv | wc -l)" -eq 1 ]
}

@test "names like paths and commands are only names" {
	evil=(made ../made ../../made "$PWD/made" '$(touch made)' 'x; touch made'
		'x & touch made' '`touch made`')
	mkdir d
	cd d
	for name in "${evil[@]}"; do
		# What a script does that pastes text into a command.
		sh -c "echo x >$name" 2>/dev/null || :
	done
	[ -e made ] && [ -e ../made ] && [ -e ../../made ]
	rm -r ./* ../made ../../made
	for name in "${evil[@]}"; do
		printf '%s\n' "- 2026-03-01 tea with @[$name]: $name at:$name"
	done >in.md
	printf '%s\n' '---' 'people: ../made' 'person: ../made' '---' >front.md
	printf '%s\n' '~~~ rel' 'people-files ../../*' 'roster ../made' '~~~' \
		>settings.md
	find .. ! -name before | sort >../before
	strace -o trace -e trace=%file,%process,%network true ||
		skip "no strace"
	export REL_SANDBOX=off # not the gate keeps them
	export ASAN_OPTIONS=detect_leaks=0 # which can't be traced
	strace -o trace -e trace=%file,%process,%network \
		rel-parse . >facts 2>/dev/null || :
	for tool in rel-due rel-stats "rel-fmt -t errors"; do
		strace -A -o trace -e trace=%file,%process,%network \
			$tool facts >out
	done
	[ "$(grep -c made facts)" -gt 5 ]
	[ "$(grep -c 'made' trace)" -eq 0 ]
	[ "$(grep -cE '^(clone|fork|socket)|O_CREAT|O_WRONLY' trace)" -eq 0 ]
	[ "$(grep -c '^execve' trace)" -eq 4 ]
	rm trace facts out
	find .. ! -name before | sort | diff ../before -
}


@test "a pattern that explodes is stopped, and named" {
	sanitized && skip "valgrind does not run what is sanitized"
	"$REL_SOURCE/tests/bench/count" rel-parse --version >/dev/null 2>&1 ||
		skip "no valgrind for these programs"
	rel=$(printf '~~~ rel\nignore /(a+)+[cd]/\n~~~\n\n')
	for n in 4 8 12 16 40 80; do
		printf '%s\n\n- 2026-03-01 tea with @x %s\n' "$rel" \
			"$(printf '%*sb' $n "" | tr ' ' a)" >in.md
		"$REL_SOURCE/tests/bench/count" rel-parse in.md
	done >effort
	# Twice the work for each letter, as long as nobody stops it.
	awk '{ n[NR] = $1; print }
	END {
		exit !(n[4] - n[3] > 6 * (n[3] - n[2]) && n[6] < 1.1 * n[5])
	}' effort
	run rel-parse in.md
	[ "$status" -eq 1 ]
	[[ $output == *"[pattern-limit]"* ]]
	[[ $output == *contact* ]]
}
