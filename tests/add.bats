# rel-add: what it refuses, what it keeps, and that it loses nothing. Where an
# entry goes is in the cases add-; the long forms are in long/add.bats.
load common
load commands
load add
# That of leaks does not work where strace does.
! sanitized || export ASAN_OPTIONS=detect_leaks=0

# refused WHY : the addition ends in 2, says so, and nothing changed
refused() {
	cp -p in.md kept
	run add
	[ "$status" -eq 2 ]
	same "rel-add: $1"
	holds kept
}

@test "an entry is put below its day, and its facts are told" {
	a_journal
	run add
	[ "$status" -eq 0 ]
	same "$(cat records)"
	holds new.md
}

@test "nothing else changes by a byte, in any case there is" {
	cp -R "$REL_SOURCE"/tests/cases/add-* .
	chmod -R u+w .
	count=0
	for d in add-*/; do
		for old in "$d"*.md "$d"*.txt; do
			[ -f "$old" ] || continue
			cp "$old" old
			(cd "$d" && sh ./cmd >/dev/null 2>&1)
			size=$(($(wc -c <old)))
			# The same up to somewhere, and from there to the end.
			at=$(cmp old "$old" 2>/dev/null |
				sed 's/.* differ: [a-z]* \([0-9]*\),.*/\1/')
			[ "$at" ] || at=$((size + 1))
			rest=$((size - at + 1))
			head -c $((at - 1)) old | cmp - <(head -c $((at - 1)) "$old")
			tail -c $rest old | cmp - <(tail -c $rest "$old")
			[ "$(wc -c <"$old")" -gt $size ]
			count=$((count + 1))
		done
	done
	[ $count -ge 40 ]
}

@test "what no entry is refused with leaves the file's times alone" {
	a_journal
	touch -d '2020-01-01' in.md
	run rel-add -f in.md '```'
	[ "$status" -eq 2 ]
	[ "$(find in.md ! -newer old.md)" = in.md ]
	holds old.md
}

@test "without a text, nothing is done, and standard input is not read" {
	a_journal
	run rel-add -f in.md <old.md
	[ "$status" -eq 2 ]
	same "rel-add: TEXT: missing
Try rel-add --help."
	holds old.md
}

@test "a file that is made is as any other of the user's" {
	umask 027
	run rel-add -f in.md "$ENTRY"
	[ "$status" -eq 0 ]
	printf '## 2026-03-14\n\n- %s\n' "$ENTRY" | cmp - in.md
	[ "$(stat -c %a in.md)" = 640 ]
	[ "$(left)" = "" ]
	run rel-add -f no/in.md "$ENTRY"
	[ "$status" -eq 2 ]
	same "rel-add: no/in.md: No such file or directory"
	[ ! -e no ]
}

@test "what is no file of text is refused" {
	a_journal
	mkfifo fifo
	for path in fifo /dev/null; do
		run timeout 20 rel-add -f $path "$ENTRY"
		[ "$status" -eq 2 ]
		same "rel-add: $path: not a regular file"
	done
	ln -s nowhere link
	run rel-add -f link "$ENTRY"
	[ "$status" -eq 2 ]
	same "rel-add: link: No such file or directory"
	[ ! -e nowhere ]
}

@test "a read-only file is refused, to root as well" {
	a_journal
	chmod 444 in.md
	refused "in.md: Permission denied"
}

@test "a file with a second name is refused" {
	a_journal
	ln in.md other.md
	refused "in.md: has further names (hard links), which would keep the old text"
}

@test "a link is followed, and what it leads to replaced" {
	a_journal
	mkdir sub
	mv in.md sub/there.md
	ln -s sub/there.md near.md
	ln -s near.md in.md
	add >out
	cmp sub/there.md new.md
	[ "$(readlink in.md)" = near.md ]
	[ "$(readlink near.md)" = sub/there.md ]
	cmp out records
	[ "$(ls -A sub)" = there.md ]
}

@test "mode, owner, attributes and access control list stay" {
	a_journal
	chmod 4642 in.md
	if [ "$(id -u)" = 0 ]; then
		chown 1234:4321 in.md
		chmod 4642 in.md
	fi
	command -v setfattr >/dev/null && setfattr -n user.colour -v red in.md
	command -v setfacl >/dev/null && setfacl -m u:4711:r in.md
	before=$(stat -c '%a %u %g' in.md)
	attributes=$(getfattr -d -m - in.md 2>/dev/null || :)
	add >/dev/null
	holds new.md
	[ "$(stat -c '%a %u %g' in.md)" = "$before" ]
	[ "$(getfattr -d -m - in.md 2>/dev/null || :)" = "$attributes" ]
	[[ $attributes == *user.colour* && $attributes == *posix_acl_access* ]] ||
		skip "no attributes and lists to be sure"
}

@test "what a directory gives its files by default is not added to an old one" {
	a_journal
	setfacl -d -m u:4711:rwx . 2>/dev/null || skip "no access control lists"
	before=$(getfacl -c in.md)
	add >/dev/null
	holds new.md
	[ "$(getfacl -c in.md)" = "$before" ]
}

@test "what can't be told is not done" {
	[ -c /dev/full ] || skip "no /dev/full"
	a_journal
	run sh -c "rel-add -f in.md '$ENTRY' >/dev/full"
	[ "$status" -eq 2 ]
	same "rel-add: standard output: No space left on device"
	holds old.md
	run sh -c "rel-add -f in.md '$ENTRY' >&-"
	[ "$status" -eq 2 ]
	same "rel-add: standard output: Bad file descriptor"
	holds old.md
	run sh -c "rel-add -f none.md '$ENTRY' >/dev/full"
	[ "$status" -eq 2 ]
	[ ! -e none.md ]
	[ "$(left)" = "" ]
}

@test "a pipe that closes ends it silently, and nothing was done" {
	sh -c 'kill -s PIPE $$' 2>/dev/null && skip "SIGPIPE is ignored here"
	a_journal
	# Its reader is gone before anything is written.
	status=0
	to_nobody rel-add -f in.md "$ENTRY" 2>said || status=$?
	rm nobody
	[ "$status" -eq 141 ]
	[ ! -s said ]
	holds old.md
}

@test "a limit on the size of files leaves the old one" {
	a_journal
	awk 'BEGIN { while (i++ < 3000) print "- 2026-01-01 call @bob" }' >>old.md
	cp old.md in.md
	run bash -c "ulimit -f 8; rel-add -f in.md '$ENTRY'"
	[ "$status" -eq 2 ]
	same "rel-add: in.md: File too large"
	holds old.md
}

@test "a full disk leaves the old file" {
	[ "$(id -u)" = 0 ] || skip "not root"
	mkdir disk
	mount -t tmpfs -o size=128k none disk 2>/dev/null || skip "no tmpfs"
	a_journal
	head -c 60000 /dev/zero | tr '\0' '\n' >>old.md
	cp old.md disk/in.md
	head -c 100000 /dev/zero >disk/rest 2>/dev/null || :
	cd disk
	run add
	cmp ../old.md in.md
	same_left=$(left)
	cd ..
	umount disk
	[ "$status" -eq 2 ]
	same "rel-add: in.md: No space left on device"
	[ "$same_left" = "" ]
}

@test "killed at any moment, it leaves the old file or the new one" {
	needs_strace
	killed_everywhere 'rel-add-'
}

@test "whatever call fails, it is done, or nothing is and the status says so" {
	sanitized && skip "the sanitizers have an allocator of their own"
	needs_strace
	failed_everywhere 'rel-add-' EIO
}

@test "killed where there is no exchange, it leaves the old file or the new one" {
	needs_strace
	unknown=renameat2
	killed_everywhere 'rel-add-'
}

@test "where there is no exchange, it is done, or nothing is, whatever call fails" {
	sanitized && skip "the sanitizers have an allocator of their own"
	needs_strace
	unknown=renameat2
	failed_everywhere 'rel-add-' EIO
}

@test "where there is no exchange, it is renamed, and what fails changes nothing" {
	needs_strace
	a_journal
	without_exchange >out
	cmp out records
	holds new.md
	for fails in 'linkat 1' 'renameat 1' 'fsync 2'; do
		a_journal
		# shellcheck disable=SC2086 # a call and its number
		run without_exchange $fails
		[ "$status" -eq 2 ]
		same "rel-add: in.md: Input/output error"
		holds old.md
	done
	rm in.md
	without_exchange >out
	printf '## 2026-03-14\n\n- %s\n' "$ENTRY" | cmp - in.md
	[ "$(left)" = "" ]
}

@test "what can't be synced is as it was, and a new file is not there" {
	needs_strace
	for number in 1 2; do
		a_journal
		run at fsync $number error=EIO
		[ "$status" -eq 2 ]
		same "rel-add: in.md: Input/output error"
		holds old.md
		rm in.md
		run at fsync $number error=EIO
		[ "$status" -eq 2 ]
		same "rel-add: in.md: Input/output error"
		[ ! -e in.md ]
		[ "$(left)" = "" ]
	done
}

@test "what a killed run left is removed only where it can hold nothing else" {
	a_journal
	inode=$(stat -c %i in.md)
	cp old.md ".in.md.rel-add-999999999-$inode"   # our own, unfinished
	echo lost >.in.md.rel-add-999999999-0          # a new file, likewise
	echo kept >.in.md.rel-add-1-$inode             # of a process that lives
	echo kept >.in.md.rel-add-9-9x
	echo kept >.other.md.rel-add-999999999-0
	add >/dev/null
	cmp in.md new.md
	[ "$(left | wc -l)" -eq 3 ]
	rm .[io]*
	cp old.md in.md
	echo "an editor's save" >.in.md.rel-add-999999999-1
	run add
	[ "$status" -eq 2 ]
	[[ $output == "rel-add: .in.md.rel-add-999999999-1: was left "* ]]
	cmp in.md old.md
	[ "$(cat .in.md.rel-add-999999999-1)" = "an editor's save" ]
}

@test "ten at once all land, in one file and in a directory" {
	a_journal
	for round in 1 2 3; do
		for i in 0 1 2 3 4 5 6 7 8 9; do
			rel-add -f in.md "call $round$i with @ada" >/dev/null &
			rel-add -f notes.md "call $round$i with @ada" >/dev/null &
		done
		wait
	done
	[ "$(grep -c '^- call [1-3][0-9] with' in.md)" -eq 30 ]
	[ "$(grep -c '^- call [1-3][0-9] with' notes.md)" -eq 30 ]
	[ "$(grep -c '^## 2026-03-14' notes.md)" -eq 1 ]
	grep -v '^- call [1-3]' in.md | cmp - old.md
	[ "$(left)" = "" ]
}

@test "a save between the last look and the exchange stays, with the entry" {
	needs_strace
	for kind in replace write; do
		interrupted $kind
		[ "$(head -n 1 in.md)" = before ]
		grep -qx -e "- $ENTRY" in.md
	done
}

@test "a save while the new text is written stays, with the entry" {
	needs_strace
	for kind in replace write; do
		CALL=fsync interrupted $kind
		[ "$(head -n 1 in.md)" = before ]
		grep -qx -e "- $ENTRY" in.md
	done
}

@test "a save right after the exchange stays, also one over what is taken back" {
	needs_strace
	for kind in replace write; do
		interrupted "" $kind
		[ "$(head -n 1 in.md)" = after ]
		interrupted replace $kind
		[ "$(head -n 1 in.md)" = after ]
		interrupted write $kind
		[ "$(head -n 1 in.md)" = after ]
	done
}

@test "what an editor saves while it runs is never lost" {
	for kind in replace write; do
		racing 100 30000 $kind 1
		[ "$(cat raced)" = "0 of 100 saves lost" ]
		[ -s landed ]
		run grep -v 'again and again' said
		same ""
		[ "$(left)" = "" ]
	done
}

@test "who holds the file open to write is waited for, and not for ever" {
	a_journal
	exec 8>>in.md
	run timeout 60 rel-add -f in.md "$ENTRY"
	if [ "$status" -eq 0 ]; then
		skip "this file system does not tell who writes"
	fi
	[ "$status" -eq 2 ]
	same "rel-add: in.md: is being written to, again and again"
	echo "- by the one who held it" >&8
	exec 8>&-
	echo "- by the one who held it" >>old.md
	holds old.md
}
