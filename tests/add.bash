# What the tests of rel-add share, here and in long/.

export REL_TODAY=2026-03-14
ENTRY="coffee with @ada gave:cake"

# a_journal : in.md, and what it is to become: old.md, new.md, and records
a_journal() {
	printf '%s\n' '# People' '' '- @ada Ada Lovelace' '' '## 2026-03-13' '' \
		'- call @ada' '' '## 2026-03-14' '' '- lunch with @bob' '' \
		'# Notes' '' 'Nothing.' >old.md
	awk '{ print } /lunch/ { print "- '"$ENTRY"'" }' old.md >new.md
	rel-parse --label in.md <new.md | grep :12 >records
	rm -f in.md .in.md.*
	cp old.md in.md
}

# add [COMMAND...] : rel-add, run by the command
add() {
	"$@" rel-add -f in.md "$ENTRY"
}

# left : what a run left beside the journal
left() {
	ls -A | grep '^\.' || :
}

# holds FILE : in.md is that file, to the byte, and nothing was left
holds() {
	cmp "$1" in.md
	[ "$(left)" = "" ]
}

# needs_strace : skips the rest where it is missing or does not work
needs_strace() {
	command -v strace >/dev/null || skip "no strace"
	strace -qq -o trace true 2>/dev/null || skip "strace may not trace"
}

# A call that the kernel does not know.
unknown=''

# calls FIRST : the system calls of an addition, from the first that fits the
# pattern on, as lines NAME NUMBER
calls() {
	strace -o trace ${unknown:+-e inject=$unknown:error=ENOSYS} \
		rel-add -f in.md "$ENTRY" >/dev/null
	awk -F '(' -v first="$1" '
	$0 ~ first && !/execve/ { seen = 1 }
	/^[a-z]/ {
		n[$1]++
		if (seen && $1 != "exit_group")
			print $1, n[$1]
	}' trace
}

# at NAME NUMBER FAULT : an addition, of whose calls of that name one has a fault
at() {
	local unknown=$unknown
	[ "$unknown" != "$1" ] || unknown=
	strace -qq -o trace -e trace="$1${unknown:+,$unknown}" \
		${unknown:+-e inject=$unknown:error=ENOSYS} \
		-e inject="$1:$3:when=$2" rel-add -f in.md "$ENTRY"
}

# killed_everywhere FIRST : an addition, killed at each of its calls in turn
killed_everywhere() {
	local name number runs=0 new=0
	a_journal
	calls "$1" >list
	awk '{ print } /call/ { print "- mail to @ada" }' old.md >old.next
	awk '{ print } /call/ { print "- mail to @ada" }' new.md >new.next
	while read -r name number; do
		rm -f .in.md.*
		cp old.md in.md
		at "$name" "$number" signal=KILL >out 2>err && return 1
		runs=$((runs + 1))
		next=old.next
		if cmp -s in.md new.md; then
			new=$((new + 1))
			next=new.next
		else
			cmp in.md old.md
		fi
		# What is left is no journal, and the next run removes it.
		for file in .in.md.*; do
			[[ $file == ".in.md.*" || $file == .in.md.rel-add-* ]]
		done
		rel-add -f in.md -d 2026-03-13 "mail to @ada" >/dev/null
		holds $next || {
			echo "after $name $number left: $(left)"
			return 1
		}
	done <list
	# Both were seen, and the calls that matter are among them.
	[ "$new" -gt 0 ]
	[ "$new" -lt "$runs" ]
	for name in renameat2 fsync write openat unlinkat; do
		grep -q "^$name " list
	done
}

# failed_everywhere FIRST ERROR... : each call fails, with each of the errors
failed_everywhere() {
	local error name number status done=0 failed=0
	a_journal
	# brk can't fail with an error, in the way that it is made to.
	calls "$1" | grep -v '^brk ' >list
	shift
	for error; do
		while read -r name number; do
			rm -f .in.md.*
			cp old.md in.md
			status=0
			at "$name" "$number" error=$error >out 2>err ||
				status=$?
			case $status in
			0) done=$((done + 1))
			   cmp in.md new.md && cmp out records ;;
			2) failed=$((failed + 1))
			   cmp in.md old.md && [ -s err ] ;;
			*) false ;;
			esac || {
				echo "$name $number $error: $status"
				return 1
			}
			# Only what could not be looked at or removed is left,
			# until the next run.
			[ "$(left)" = "" ] || {
				echo "$name $number $error left: $(left)"
				[ "$name" = unlinkat ] ||
					[ "$name" = newfstatat ] || return 1
				rel-add -f in.md "$ENTRY" >/dev/null
				[ "$(left)" = "" ]
			}
		done <list
	done
	[ "$done" -gt 0 ]
	[ "$failed" -gt 0 ]
}

# saves_by KIND TEXT : an editor saves, by a new file or in place
saves_by() {
	case $1 in
	replace) echo "$2" >in.md.editor && mv in.md.editor in.md ;;
	write) echo "$2" >in.md ;;
	esac
}

# without_exchange [CALL NUMBER] : an addition where two files can't be exchanged
# in one step; and that call fails
without_exchange() {
	strace -qq -o trace -e trace="renameat2${1:+,$1}" \
		-e inject=renameat2:error=ENOSYS \
		${1:+-e "inject=$1:error=EIO:when=$2"} \
		rel-add -f in.md "$ENTRY"
}

# interrupted KIND [KIND] : an addition, in which an editor saves `before` ahead
# of the exchange, but after the last look, and `after` behind it. (If the
# machine is slow, it may be elsewhere: that is to change nothing.) CALL is
# another call around which they are.
interrupted() {
	local i call=${CALL:-renameat2}
	rm -f .in.md.*
	a_journal
	strace -qq -o trace -e trace="$call" -e \
		inject="$call":delay_enter=400000:delay_exit=400000:when=1 \
		rel-add -f in.md "$ENTRY" >out &
	for ((i = 0; i < 500; i++)); do
		[ "$(left)" = "" ] || break
		sleep 0.01
	done
	sleep 0.2
	[ ! "$1" ] || saves_by "$1" before
	sleep 0.4
	[ ! "${2-}" ] || saves_by "$2" after
	wait $!
	[ "$(left)" = "" ]
}

# racing SAVES PAUSE KIND ADDS [COMMAND...] : an editor saves all the time, ADDS
# loops of rel-add (run by the command) add; what the editor says is in `raced`
racing() {
	local saves=$1 pause=$2 kind=$3 adds=$4 status=0
	shift 4
	printf '## 2026-03-14\n\n- save 0\n' >in.md
	: >on
	: >said
	for ((k = 0; k < adds; k++)); do
		for ((n = 0;; n++)); do
			[ -e on ] || break
			"$@" rel-add -f in.md "add $n by $k with @ada" \
				2>>said && echo added >>landed
		done >/dev/null &
	done
	"${REL_BIN:-$REL_SOURCE}"/tests/race/race in.md "$saves" "$pause" \
		"$kind" >raced || status=$?
	rm on
	wait
	cat raced
	return $status
}
