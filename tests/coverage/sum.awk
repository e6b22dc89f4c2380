# sum.awk: reads the file `excused`, then what `gcov -b -c -t` says of all
# objects, and writes of each file of lib and cmd
#
#	FILE LINES OF_THESE_RUN BRANCHES OF_THESE_TAKEN
#
# with tabs, and last the same for `all`. With -v misses=FILE it writes there
# each line that never ran, and each that has a branch never taken.
#
# Of a header's line, which many objects have, the counts are added. The
# branches of an assert() do not count, for one of them ends the process; nor
# do those of an excused line.

FILENAME ~ /excused$/ {
	i = index($0, "\t")
	if (i > 0 && !/^#/)
		excused[substr($0, 1, i - 1), substr($0, i + 1)] = 1
	next
}

/^function / || /^call / || /^------/ { next }

/^branch / {
	if (!counts || passed_over)
		next
	key = file SUBSEP line SUBSEP branch++
	if (!(key in taken))
		taken[key] = 0
	if ($3 == "taken")
		taken[key] += $4
	next
}

{
	# COUNT:LINE:TEXT
	split($0, part, ":")
	count = part[1]
	gsub(/[ *]/, "", count)
	line = part[2] + 0
	branch = 0
	if (line == 0) {
		if (part[3] == "Source") {
			file = part[4]
			ours = match(file, /(lib|cmd)\/[^\/]*$/)
			file = substr(file, RSTART)
		}
		next
	}
	counts = ours && count != "-"
	if (!counts)
		next
	text[file, line] = substr($0, length(part[1]) + length(part[2]) + 3)
	code = text[file, line]
	sub(/^[ \t]+/, "", code)
	passed_over = code ~ /(^|[^a-z_])assert\(/ || (file, code) in excused
	if ((file, code) in excused)
		met[file, code] = 1
	if (!((file, line) in runs))
		runs[file, line] = 0
	if (count !~ /[#=]/)
		runs[file, line] += count
}

END {
	for (key in excused)
		if (!(key in met)) {
			split(key, at, SUBSEP)
			print "excused in vain: " at[1] ": " at[2] \
			    >"/dev/stderr"
			failed = 1
		}
	for (key in runs) {
		split(key, at, SUBSEP)
		lines[at[1]]++
		if (runs[key] > 0)
			run[at[1]]++
		else if (misses != "")
			print at[1] ":" at[2] ": never: " text[key] >misses
	}
	for (key in taken) {
		split(key, at, SUBSEP)
		branches[at[1]]++
		if (taken[key] > 0)
			went[at[1]]++
		else if (runs[at[1], at[2]] > 0 && misses != "")
			print at[1] ":" at[2] ": branch " at[3] ": " \
			    text[at[1], at[2]] >misses
	}
	for (file in lines) {
		print file "\t" lines[file] "\t" run[file] + 0 "\t" \
		    branches[file] + 0 "\t" went[file] + 0 | "sort"
		all[1] += lines[file]; all[2] += run[file]
		all[3] += branches[file]; all[4] += went[file]
	}
	close("sort")
	print "all\t" all[1] "\t" all[2] "\t" all[3] "\t" all[4]
	exit failed
}
