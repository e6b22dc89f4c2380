# The reminders of contrib/reminders, run as cron, systemd and a shell's start
# run them.
load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	reminders=$REL_SOURCE/contrib/reminders
	mkdir -p .local/share/rel
	printf '# People\n\n- @ada Ada Lovelace every:2w\n' \
		>.local/share/rel/journal.md
	bin=$(dirname "$(type -P rel)")
}

# like_cron COMMAND... : with cron's environment and directory, but for today
# and for where rel is
like_cron() {
	env -i HOME="$PWD" LOGNAME=me SHELL=/bin/sh REL_TODAY="${day-2026-03-20}" \
		PATH="$bin:/usr/bin:/bin" "$@" </dev/null
}

# settle : nobody is due
settle() {
	printf '\n## 2026-03-19\n\n- tea with @ada\n' \
		>>.local/share/rel/journal.md
}

# says STATUS TEXT COMMAND... : it ends so and says that
says() {
	run "${@:3}"
	[ "$status" -eq "$1" ]
	same "$2"
}

@test "cron's line says what is due, else nothing" {
	line=$(grep -v -e '^#' -e '^[A-Z_]*=' "$reminders/crontab")
	[ "$(printf '%s\n' "$line" | wc -l)" -eq 1 ]
	[[ $line =~ ^[0-9]+\ [0-9]+\ \*\ \*\ [0-9-]+\ +(.*)$ ]]
	command=${BASH_REMATCH[1]}
	# To cron % is the end of the line.
	[[ $command != *%* ]]
	run like_cron sh -c "$command"
	[ "$status" -eq 0 ]
	[[ $output == *"2026-03-20     0  Ada Lovelace  contact"* ]]
	settle
	says 0 "" like_cron sh -c "$command"
}

@test "the line for a shell's start says one line, else nothing" {
	for shell in sh bash zsh; do
		command -v $shell >/dev/null || continue
		rm -rf .local/share/rel/journal.md
		printf '# People\n\n- @ada Ada every:2w\n' >.local/share/rel/journal.md
		says 0 "Somebody would like to hear from you: rel" \
			like_cron $shell "$reminders/profile.sh"
		settle
		says 1 "" like_cron $shell "$reminders/profile.sh"
	done
}

# started : runs what the service runs, as systemd would read it
started() {
	command=$(sed -n "s/^ExecStart=\/bin\/sh -c '\(.*\)'$/\1/p" \
		"$reminders/rel-reminder.service" | sed 's/\$\$/$/g')
	[ "$command" ]
	mkdir -p bin
	printf '#!/bin/sh\nprintf "<%%s>\\n" "$@"\n' >bin/notify-send
	chmod +x bin/notify-send
	bin=$PWD/bin:$bin
	like_cron sh -c "$command"
}

@test "the timer's service shows what is due, else nothing" {
	says 0 "<Due today>
<Ada Lovelace: contact >" started
	settle
	says 0 "" started
	rm .local/share/rel/journal.md
	run started
	[ "$status" -ne 0 ]
}

@test "systemd takes the units" {
	command -v systemd-analyze >/dev/null || skip "no systemd-analyze"
	mkdir run
	chmod 700 run
	XDG_RUNTIME_DIR=$PWD/run run systemd-analyze verify --user --man=no \
		"$reminders/rel-reminder.service" \
		"$reminders/rel-reminder.timer"
	[ "$status" -eq 0 ]
	same ""
	run systemd-analyze calendar \
		"$(sed -n 's/^OnCalendar=//p' "$reminders/rel-reminder.timer")"
	[ "$status" -eq 0 ]
	# A % or $ would be systemd's.
	grep '^ExecStart' "$reminders/rel-reminder.service" >line
	! grep -q '%' line
	! sed 's/\$\$//g' line | grep -q '\$'
}

@test "the reminders of the manual are those that are installed" {
	line=$(grep -v -e '^#' -e '^[A-Z_]*=' "$reminders/crontab" | tr -s ' ')
	grep -qF ".Dl $line" "$REL_SOURCE/man/rel.1"
	sed 's/\\(aq/'"'/g" "$REL_SOURCE/man/rel.1" |
		grep -qF "$(grep -v '^#' "$reminders/profile.sh")"
}
