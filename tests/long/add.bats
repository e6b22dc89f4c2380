# rel-add, at length: every call killed and failed, the power cut, and an editor
# that saves 2,000 times.
load ../common
load ../add

@test "killed at any call at all, it leaves the old file or the new one" {
	needs_strace
	killed_everywhere .
}

@test "whatever call fails, and how, it is done or nothing is" {
	needs_strace
	failed_everywhere 'in\.md' EIO ENOSPC EINTR EPERM ENOMEM
}

# new_everywhere FAULT : a file is made, with the fault at each call in turn
new_everywhere() {
	local name number status
	rm -f in.md
	strace -o trace rel-add -f in.md "$ENTRY" >/dev/null
	cp in.md new.md
	rm in.md
	calls 'in\.md' | grep -v '^brk ' >list
	while read -r name number; do
		rm -f in.md .in.md.*
		status=0
		at "$name" "$number" "$1" >out 2>err || status=$?
		[ ! -e in.md ] || cmp in.md new.md
		[ "$status" -ne 0 ] || cmp in.md new.md
		[ "$status" -ne 2 ] || [ ! -e in.md ]
		rm -f in.md
		rel-add -f in.md "$ENTRY" >/dev/null
		holds new.md
	done <list
	grep -q renameat2 list
}

@test "a file that is made is there as a whole or not at all" {
	needs_strace
	new_everywhere signal=KILL
	new_everywhere error=EIO
}

@test "where there is no exchange, it is renamed, killed or not" {
	needs_strace
	a_journal
	at renameat2 1+ error=ENOSYS >out
	cmp out records
	holds new.md
	a_journal
	status=0
	at renameat2 1+ error=ENOSYS >/dev/full 2>err || status=$?
	[ "$status" -eq 2 ]
	holds old.md
	for call in linkat renameat fsync unlinkat openat; do
		for number in 1 2 3; do
			a_journal
			strace -qq -o trace -e trace=renameat2,$call \
				-e inject=renameat2:error=ENOSYS \
				-e inject=$call:signal=KILL:when=$number \
				rel-add -f in.md "$ENTRY" >out 2>err || :
			cmp in.md old.md || cmp in.md new.md
			rel-add -f in.md -d 2026-03-13 "mail to @ada" >/dev/null
			[ "$(left)" = "" ]
		done
	done
}

# after_power_cut [OPTION...] : what the disk holds of in.md at the moment when
# rel-add ended, run by strace with the options; in `found`
after_power_cut() {
	rm -f image copy found
	head -c 16777216 /dev/zero >image
	mkfs.ext4 -q image
	mkdir -p disk
	mount -o loop,noauto_da_alloc image disk
	cp old.md disk/in.md
	sync -f disk/in.md
	status=0
	(cd disk && strace -qq -o ../trace "$@" rel-add -f in.md "$ENTRY") \
		>out || status=$?
	cp image copy
	umount disk
	mount -o loop copy disk
	cp disk/in.md found || :
	(cd disk && left) >left
	umount disk
	return $status
}

teardown() {
	umount disk 2>/dev/null || :
}

@test "a power cut after the end leaves the new file" {
	[ "$(id -u)" = 0 ] || skip "not root"
	command -v mkfs.ext4 >/dev/null || skip "no mkfs.ext4"
	needs_strace
	a_journal
	head -c 16777216 /dev/zero >image
	mkfs.ext4 -q image
	mkdir disk
	mount -o loop image disk || skip "no loop devices"
	umount disk
	for round in 1 2 3 4 5; do
		after_power_cut -e trace=fsync
		cmp out records
		cmp found new.md
	done
	# Without syncing the same would not be so: what was told was lost.
	after_power_cut -e trace=fsync,fdatasync \
		-e inject=fsync,fdatasync:retval=0
	cmp out records
	run cmp found new.md
	[ "$status" -ne 0 ]
}

@test "a power cut at any moment leaves the old file or the new one" {
	[ "$(id -u)" = 0 ] || skip "not root"
	command -v mkfs.ext4 >/dev/null || skip "no mkfs.ext4"
	needs_strace
	a_journal
	calls 'rel-add-' >list
	while read -r name number; do
		after_power_cut -e trace=$name \
			-e inject=$name:signal=KILL:when=$number || :
		cmp found old.md || cmp found new.md
	done <list
}

@test "2,000 saves of an editor against two rel-adds: none is lost" {
	for kind in replace write; do
		racing 2000 6000 $kind 2
		[ "$(cat raced)" = "0 of 2000 saves lost" ]
		[ "$(wc -l <landed)" -ge 20 ]
		# Who saves all the time may win 200 times: that is said.
		run grep -v 'again and again' said
		same ""
		[ "$(left)" = "" ]
	done
}

@test "renaming after a last look, as where there is no exchange, loses some" {
	needs_strace
	# This is what the test above would show of a lesser protocol.
	run racing 2000 6000 replace 2 strace -qq -o /dev/null -e trace=renameat2 \
		-e inject=renameat2:error=ENOSYS
	[ "$status" -eq 1 ]
	[[ $output == *" of 2000 saves lost"* ]]
}

@test "a hundred at once all land" {
	a_journal
	for ((i = 100; i < 200; i++)); do
		rel-add -f in.md "call $i with @ada" >/dev/null &
	done
	wait
	[ "$(grep -c '^- call 1[0-9][0-9] with' in.md)" -eq 100 ]
	grep -v '^- call 1' in.md | cmp - old.md
	[ "$(left)" = "" ]
}
