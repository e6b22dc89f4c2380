# Where a tool's input comes from and its output goes to, and what it does
# where that is full, closed, no file, or gone: as its page says, and --help
# and --version no less.
load common
load commands

export REL_TODAY=2026-03-20

# large_inputs : likewise `in`, of which each tool writes more than a buffer
# or a pipe holds
large_inputs() {
	{
		a_journal
		awk 'BEGIN { for (; i < 9999; i++) print "- call @p" i }'
	} >in.rel-parse
	rel-parse in.rel-parse >records
	for tool in $FILTERS; do
		case $tool in
		rel-parse) ;;
		rel-due)
			awk -F '\t' -v OFS='\t' '
			{ $1 = "next"; $8 = "2026-03-01" } 1' records \
				>in.$tool
			;;
		*) cp records in.$tool ;;
		esac
		[ "$($tool in.$tool | wc -c)" -gt 200000 ]
	done
}

# asks TOOL : what may stand behind it: its input, or a question
asks() {
	printf '%s\n' "in.$1" --help --version
}

@test "--help and --version are written, and nothing is read" {
	mkfifo never
	exec 8<>never
	for tool in $TOOLS; do
		ends 0 timeout 20 $tool --help <never
		[ "$(sed -n 's/^usage: \([a-z-]*\).*/\1/p' out)" = $tool ]
		[ ! -s err ]
		ends 0 timeout 20 $tool --version <never
		grep -Eq "^$tool \(rel\) [0-9]+\.[0-9]+\.[0-9]+$" out
		grep -Eq '^sandbox: [A-Za-z]' out
		[ "$(wc -l <out)" -eq 2 ]
		[ ! -s err ]
	done
}

@test "a full disk is trouble, said once" {
	[ -c /dev/full ] || skip "no /dev/full"
	inputs
	for tool in $FILTERS; do
		for ask in $(asks $tool); do
			ends 2 sh -c "$tool $ask >/dev/full"
			says "$tool: standard output: No space left on device"
		done
		# Said where nobody can read it, it is trouble all the same.
		ends 2 sh -c "$tool in.$tool >/dev/full 2>/dev/full"
	done
}

@test "a full disk is trouble also where more is written than a buffer holds" {
	[ -c /dev/full ] || skip "no /dev/full"
	large_inputs
	for tool in $FILTERS; do
		ends 2 timeout 20 sh -c "$tool in.$tool >/dev/full"
		says "$tool: standard output: No space left on device"
	done
}

@test "a file that may not grow is trouble, what fits is written" {
	large_inputs
	for tool in $FILTERS; do
		$tool in.$tool >wanted
		# So many blocks, of 512 or 1024 bytes.
		ends 2 bash -c "trap '' XFSZ; ulimit -f 64; exec $tool in.$tool"
		says "$tool: standard output: File too large"
		[ "$(wc -c <out)" -ge 32768 ]
		cmp -n "$(wc -c <out)" wanted out
		# By default there is a signal for it.
		run bash -c "ulimit -c 0 -f 64; exec $tool in.$tool >out"
		[ "$status" -eq 153 ]
	done
}

# closed SET : the words that close these descriptors
closed() {
	printf '%s' "$1" | sed 's/[012]/ &>\&-/g'
}

@test "whatever of 0, 1 and 2 is closed, no file is written to" {
	local set ask wanted
	inputs
	for tool in $FILTERS; do
		cp in.$tool kept
		for ask in $(asks $tool); do
			$tool $ask >whole
			for set in 0 1 2 01 02 12 012; do
				case $set in
				*1*) wanted=2 ;;
				*) wanted=0 ;;
				esac
				ends $wanted sh -c "exec $tool $ask $(closed $set)"
				[ $wanted = 2 ] || cmp whole out
				case $set in
				*2*) [ ! -s err ] ;;
				*1*) says "$tool: standard output: Bad file descriptor" ;;
				esac
				cmp kept in.$tool
			done
		done
		for set in 0 1 2 01 02 12 012; do
			ends 2 sh -c "exec $tool --nonsense $(closed $set)"
			[ ! -s out ]
		done
		ends 2 sh -c "exec $tool >&- <in.$tool"
	done
}

@test "a closed standard input is trouble where it is read, and else is not" {
	inputs
	for tool in $FILTERS; do
		ends 2 sh -c "exec $tool <&-"
		says "$tool: <stdin>: Bad file descriptor"
		for order in "- in.$tool" "in.$tool -"; do
			ends 2 sh -c "exec $tool $order <&-"
			says "$tool: <stdin>: Bad file descriptor"
			[ -s out ]
		done
		# Also where nothing can be said, or written.
		ends 2 sh -c "exec $tool - in.$tool <&- 2>&-"
		[ -s out ]
		ends 2 sh -c "exec $tool - >&- <&-"
		ends 2 sh -c "exec $tool - <&- >&- 2>&-"
	done
}

@test "where nothing can be said the others are read all the same" {
	inputs
	for tool in $FILTERS; do
		$tool in.$tool >wanted
		ends 2 sh -c "exec $tool missing in.$tool 2>&-"
		cmp wanted out
		ends 2 sh -c "exec $tool missing in.$tool 2>/dev/full"
		cmp wanted out
	done
}

@test "a missing file is named, and the others are read" {
	inputs
	for tool in $FILTERS; do
		$tool in.$tool >wanted
		ends 2 $tool missing in.$tool
		says "$tool: missing: No such file or directory"
		cmp wanted out
		ends 2 $tool in.$tool missing
		cmp wanted out
		ends 2 $tool in.$tool/x ""
		[ "$(wc -l <err)" -eq 2 ]
	done
}

@test "a directory is no file of records" {
	inputs
	mkdir d
	for tool in $FILTERS; do
		ends 2 sh -c "$tool <d"
		says "$tool: <stdin>: Is a directory"
		[ $tool != rel-parse ] || continue
		$tool in.$tool >wanted
		ends 2 $tool d in.$tool
		says "$tool: d: Is a directory"
		cmp wanted out
	done
}

# as_nobody COMMAND... : as a user who may read nothing that is not his
as_nobody() {
	if [ "$(id -u)" != 0 ]; then
		"$@"
	elif command -v setpriv >/dev/null; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		return 125
	fi
}

@test "an unreadable file is named, and the others are read" {
	chmod 755 .
	as_nobody rel-fmt --version >/dev/null 2>&1 ||
		skip "no way to be another user"
	inputs
	mkdir d
	a_journal >d/a.md
	chmod 644 in.*
	echo >secret
	chmod 0 secret d
	as_nobody cat secret >/dev/null 2>&1 && skip "nothing is unreadable"
	for tool in $FILTERS; do
		$tool in.$tool >wanted
		ends 2 as_nobody $tool secret in.$tool
		says "$tool: secret: Permission denied"
		cmp wanted out
		ends 2 as_nobody $tool d in.$tool
		cmp wanted out
	done
	chmod 755 d
}

@test "an error while reading is trouble" {
	[ -r /proc/self/mem ] || skip "no /proc/self/mem"
	inputs
	for tool in $FILTERS; do
		$tool in.$tool >wanted
		ends 2 $tool /proc/self/mem in.$tool
		says "$tool: /proc/self/mem: Input/output error"
		cmp wanted out
	done
}

@test "a device is read as any file" {
	inputs
	for tool in $FILTERS; do
		$tool </dev/null >wanted
		ends 0 $tool /dev/null
		cmp wanted out
		[ ! -s err ]
		$tool in.$tool >wanted
		[ ! -e /dev/stdin ] || {
			cat in.$tool | $tool /dev/stdin >out
			sed 's,in\.rel-parse,/dev/stdin,' wanted | cmp - out
		}
	done
}

# goes_away ACTION... : rel-parse reads v.md, then waits for a FIFO while that
# is done to v.md, and ends in `out`, `err` and $status
goes_away() {
	rm -rf v.md fifo
	a_journal >v.md
	mkfifo fifo
	rel-parse v.md fifo >out 2>err &
	local tool=$!
	exec 8>fifo
	# It has opened the FIFO, so that v.md has been read.
	"$@"
	printf '## 2026-02-02\n\n- call @carol\n' >&8
	exec 8>&-
	status=0
	wait $tool || status=$?
}

a_directory_now() {
	rm v.md
	mkdir v.md
}

@test "a journal that goes away between its two readings is read as it was" {
	goes_away true
	mv out wanted
	[ "$(wc -l <wanted)" -eq 6 ]
	for action in "rm v.md" a_directory_now; do
		goes_away $action
		[ "$status" -eq 0 ]
		[ ! -s err ]
		cmp wanted out
	done
}

@test "a journal of standard input may be deleted while it is read" {
	a_journal >v.md
	rel-parse <v.md >wanted
	exec 9<v.md
	rm v.md
	ends 0 rel-parse <&9
	cmp wanted out
}

@test "a link to nothing and a FIFO in a directory" {
	mkdir d
	a_journal >d/a.md
	rel-parse d >wanted
	mkfifo d/b.md
	# Waiting for its writer would be for ever.
	ends 0 timeout 20 rel-parse d
	cmp wanted out
	ln -s nothing d/c.md
	ends 2 timeout 20 rel-parse d
	says "rel-parse: d/c.md: No such file or directory"
	cmp wanted out
}

@test "a pipe that closes ends a tool silently by SIGPIPE" {
	# Where a parent ignores the signal, so does everything it starts.
	sh -c 'kill -s PIPE $$' 2>/dev/null && skip "SIGPIPE is ignored here"
	large_inputs
	for tool in $FILTERS; do
		for ask in $(asks $tool); do
			ends 141 to_nobody $tool $ask
			[ ! -s err ]
		done
		# One that is read from, and then is not.
		ends 0 bash -c "
			$tool in.$tool 2>said | head -n 1
			[ \${PIPESTATUS[0]} = 141 ]"
		[ "$(wc -l <out)" -eq 1 ]
		[ ! -s said ]
	done
}

@test "where SIGPIPE is ignored a pipe that closes is a failed write" {
	large_inputs
	trap '' PIPE
	for tool in $FILTERS; do
		for ask in $(asks $tool); do
			ends 2 to_nobody timeout 20 $tool $ask
			says "$tool: standard output: Broken pipe"
		done
	done
}
