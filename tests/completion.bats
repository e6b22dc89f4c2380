# The completions of bash, zsh and fish, asked as these shells ask them.
load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	export HOME=$PWD REL_TODAY=2026-03-20
	cp "$REL_SOURCE/examples/journal.md" .
	completion=$REL_SOURCE/contrib/completion
}

# needs PROGRAM : skips the rest where it is missing
needs() {
	command -v "$1" >/dev/null || skip "no $1"
}

# candidates PROGRAM WORD... : what may stand for the last word, by itself
candidates() {
	rel-complete "$@" | cut -f 1
}

@test "every option of --help is completed, with what it does, and no other" {
	for tool in $TOOLS; do
		"$tool" --help | sed '1,/^$/d' | grep -oE \
			'^  (-.,|   ) --[a-z-]+' | tr -d ' ' | tr ',' '\n' |
			sort >wanted
		[ "$(wc -l <wanted)" -ge 5 ]
		candidates "$tool" - | sort | diff wanted -
		rel-complete "$tool" - | awk -F '\t' 'NF != 2 || $2 == ""' \
			>silent
		[ ! -s silent ]
	done
}

@test "options of a command are those of its filter" {
	for pair in due:due log:find find:find stats:stats balance:stats \
	    add:add check:parse facts:parse; do
		candidates "rel-${pair#*:}" -- >wanted
		candidates rel "${pair%:*}" -- | diff wanted -
	done
	candidates rel-due - >wanted
	candidates rel due - | diff wanted -
	candidates rel -q - | diff wanted -
}

@test "every command is completed" {
	[ "$(candidates rel '' | xargs)" = \
	    "due show log find stats balance add edit check facts help" ]
	candidates rel help '' | diff <(candidates rel '') -
	candidates rel -x '' | diff <(candidates rel '') -
}

# values PAGE SECTION : the names that a page's section lists
values() {
	awk -v section="$2" '
	/^\.S[hs] / { inside = substr($0, 5) == section; next }
	inside && /^\.It (Cm|Li) / {
		for (i = 3; i <= NF; i++)
			if ($i ~ /^[a-z]+$/)
				print $i
	}' "$REL_SOURCE/man/$1" | sort -u
}

@test "values are those of the manual" {
	values rel-due.1 Reasons | diff - <(candidates rel-due -k '' | sort)
	{
		echo all
		values rel-stats.1 Measures
	} | sort | diff - <(candidates rel-stats -m '' | sort)
	values rel-fmt.1 Formats | diff - <(candidates rel-fmt -t '' | sort)
	values rel-stats.1 Groups >groups
	[ "$(comm -23 groups <(candidates rel-stats -b '' | sort))" = "" ]
	{
		values rel-records.5 FACTS
		values rel-records.5 FINDINGS
	} | sort | diff - <(candidates rel-find -t '' | sort)
	rel-parse -H </dev/null | tr '\t' '\n' >columns
	[ "$(grep -vxFf <(candidates rel-fmt -c '') columns)" = "" ]
	[ "$(candidates rel-find -w '' | xargs)" = "out in both" ]
	[ "$(candidates rel-fmt --color '' | xargs)" = "auto always never" ]
	[ "$(candidates rel-due --by '' | xargs)" = urgency ]
}

@test "each value that is offered is one that the tool takes" {
	for pair in "rel-due -k" "rel-stats -m" "rel-stats -b" "rel-fmt -t" \
	    "rel-fmt -c" "rel-fmt --color" "rel-find -t" "rel-find -w" \
	    "rel-find -k" "rel-find -g" "rel-find -c" "rel-find -p" \
	    "rel-due --by"; do
		candidates $pair '' >offered
		[ -s offered ]
		while IFS= read -r value; do
			$pair "$value" </dev/null >/dev/null
		done <offered
	done
}

@test "a list is completed after its last comma, a value after its =" {
	candidates rel-due -k promise,a | grep -qx promise,await
	candidates rel due --kind=promise,a | grep -qx -e --kind=promise,await
	candidates rel-stats --by=mo | grep -qx -e --by=month
}

@test "people, tags, circles and kinds are those of the journal" {
	candidates rel show '' >people
	for name in ada 'Ada Lovelace' Bobby 'Prof. Amara Diallo'; do
		grep -qx "$name" people
	done
	! grep -qx -e - people
	candidates rel-due -p '' | diff people -
	[ "$(candidates rel find -g b | xargs)" = \
	    "book inner meetup neighbours work" ]
	[ "$(candidates rel find -c b | xargs)" = "inner neighbours work" ]
	candidates rel find -k '' | grep -qx chess
	[ "$(candidates rel add coffee with @ | xargs)" = \
	    "@ada @bob @Bobby @mei @sam @jo" ]
	candidates rel add 'x' '#' | grep -qx '#book'
	echo '- @zoe Zoe Zorn' >people.md
	[ "$(REL_JOURNAL=people.md candidates rel show '' | xargs)" = "" ]
	printf '# People\n\n- @zoe Zoe Zorn\n' >people.md
	[ "$(REL_JOURNAL=people.md candidates rel show '' | xargs)" = \
	    "Zoe Zorn zoe" ]
}

@test "without a journal nothing is offered and nothing is said" {
	rm journal.md
	rel-complete rel show '' >out 2>/dev/null || :
	[ ! -s out ]
}

@test "where a file may stand the shell is asked" {
	run rel-complete rel-parse j
	[ "$status" -eq 1 ]
	run rel-complete rel-add -f j
	[ "$status" -eq 1 ]
	run rel-complete rel show j
	[ "$status" -eq 0 ]
}

# in_bash LINE WORD... : what bash has for the last of these words
in_bash() {
	bash --norc -c '
	. "$1"
	compopt() { echo "compopt $*"; }
	complete -p rel rel-parse rel-add >/dev/null || exit
	COMP_LINE=$2 COMP_POINT=${#2}
	current=$3
	COMP_WORDS=("${@:4}") COMP_CWORD=$(($# - 4))
	_rel "$4" "$current" "${COMP_WORDS[COMP_CWORD - 1]}"
	printf "%s\n" "${COMPREPLY[@]}"
	' bash "$completion/rel.bash" "$@"
}

@test "bash completes commands, options, names and tags" {
	[ "$(in_bash 'rel sh' sh rel sh)" = show ]
	[ "$(in_bash 'rel due --wi' --wi rel due --wi)" = --within ]
	[ "$(in_bash 'rel show Ad' Ad rel show Ad)" = 'Ada\ Lovelace' ]
	[ "$(in_bash 'rel show Ada\ L' 'Ada\ L' rel show 'Ada\ L')" = \
	    'Ada\ Lovelace' ]
	[ "$(in_bash 'rel show "Ada L' 'Ada L' rel show '"Ada L')" = \
	    'Ada Lovelace' ]
	[ "$(in_bash 'rel add with @ad' ad rel add with @ ad)" = ada ]
	[ "$(in_bash 'rel due --kind=prom' prom rel due --kind = prom)" = \
	    promise ]
	[ "$(in_bash 'rel due -k promise,aw' promise,aw \
	    rel due -k promise,aw)" = promise,await ]
	[ "$(in_bash 'rel find -g bo' bo rel find -g bo)" = book ]
	[ "$(in_bash 'rel-parse jo' jo rel-parse jo)" = "compopt -o default" ]
}

@test "what is in a name bash does not run" {
	printf '# People\n\n- @x X$HOME"Q&*\n' >p.md
	export REL_JOURNAL=p.md
	name='X$HOME"Q&*'
	eval "printf '%s\n' $(in_bash 'rel show X' X rel show X)" >came
	[ "$(cat came)" = "$name" ]
	eval "printf '%s\n' \"$(in_bash 'rel show "X' X rel show '"X')\"" >came
	[ "$(cat came)" = "$name" ]
	eval "printf '%s\n' '$(in_bash "rel show 'X" X rel show "'X")'" >came
	[ "$(cat came)" = "$name" ]
}

@test "fish completes commands, options, names and tags" {
	needs fish
	in_fish() {
		fish --no-config -c 'source $argv[1]; complete -C $argv[2]' \
			"$completion/rel.fish" "$1" | cut -f 1
	}
	[ "$(in_fish 'rel sh')" = show ]
	[ "$(in_fish 'rel due --wi')" = --within ]
	[ "$(in_fish 'rel show Ad')" = "Ada Lovelace" ]
	[ "$(in_fish 'rel show Ada\ L')" = "Ada Lovelace" ]
	[ "$(in_fish "rel show 'Ada L")" = "Ada Lovelace" ]
	[ "$(in_fish 'rel add with @ad')" = @ada ]
	[ "$(in_fish 'rel due --kind=prom')" = --kind=promise ]
	[ "$(in_fish 'rel find -g bo')" = book ]
	[ "$(in_fish 'rel-parse jour')" = journal.md ]
}

# Types each line into a zsh, and a tab, and keeps what it is made into.
in_zsh() {
	cat >type.zsh <<-'END'
	zmodload zsh/zpty
	zpty -b z zsh -f -i
	zpty -w z "source $PWD/start.zsh"
	zpty -r z out '*ready*'
	: >seen
	for line in "$@"; do
		before=$(wc -l <seen)
		zpty -n -w z "$line"$'\t\x18\x18'
		for ((i = 0; i < 200; i++)); do
			(( $(wc -l <seen) > before )) && break
			sleep 0.05
			zpty -r -t z out
		done
	done
	zpty -d z
	END
	cat >start.zsh <<-END
	PS1=
	fpath=($completion \$fpath)
	autoload -U compinit
	compinit -u -D
	bindkey '^I' complete-word
	show() { print -r -- "\$BUFFER" >>$PWD/seen; BUFFER=; }
	zle -N show
	bindkey '^X^X' show
	echo ready
	END
	timeout 60 zsh -f type.zsh "$@" >/dev/null 2>&1 || :
	sed 's/ $//' seen
}

@test "zsh completes commands, options, names and tags" {
	needs zsh
	run in_zsh 'rel sh' 'rel due --wi' 'rel show Ad' 'rel show Ada\ L' \
		"rel show 'Ada L" 'rel add with @ad' 'rel due --kind=prom' \
		'rel find -g bo' 'rel-parse jour'
	same "rel show
rel due --within
rel show Ada\\ Lovelace
rel show Ada\\ Lovelace
rel show 'Ada Lovelace'
rel add with @ada
rel due --kind=promise
rel find -g book
rel-parse journal.md"
}

@test "each shell completes rel and every filter" {
	for tool in rel $TOOLS; do
		grep -qw -e "$tool" <(grep '^complete' "$completion/rel.bash")
		grep -qw -e "$tool" <(grep '^#compdef' "$completion/_rel")
		grep -qw -e "$tool" <(grep '^for tool' "$completion/rel.fish")
	done
}
