# due.awk: the job of rel-due reduced to what a short script does: of records,
# who is overdue by the cadence declared, and since when, in the order in which
# sort -k 2 puts them. Only cadences of days and weeks; no promises, thanks,
# reminders, birthdays, pauses. The day is given as -v today=YYYY-MM-DD.
BEGIN {
	FS = OFS = "\t"
	now = days(today)
}

# Days since 1970-01-01 (Hinnant).
function days(date, y, m, era, yoe, doy) {
	y = substr(date, 1, 4) + 0
	m = substr(date, 6, 2) + 0
	if (m <= 2)
		y--
	era = int(y / 400)
	yoe = y - era * 400
	doy = int((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5)
	doy += substr(date, 9, 2) - 1
	return era * 146097 + yoe * 365 + int(yoe / 4) - int(yoe / 100) + doy - 719468
}

function date(z, era, doe, yoe, doy, mp, m) {
	z += 719468
	era = int(z / 146097)
	doe = z - era * 146097
	yoe = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365)
	doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100))
	mp = int((5 * doy + 2) / 153)
	m = mp < 10 ? mp + 3 : mp - 9
	return sprintf("%04d-%02d-%02d", yoe + era * 400 + (m <= 2), m, doy - int((153 * mp + 2) / 5) + 1)
}

$1 == "person" { circles[$3] = $10 }

$1 == "attr" && $5 == "every" {
	every[$3] = $7 == "w" ? $6 * 7 : $6
	declared[$3] = $11
}

$1 == "contact" && $2 <= today && $2 >= last[$3] {
	last[$3] = $2
	source[$3] = $11
	text[$3] = $12
}

END {
	for (who in every) {
		if (who in last)
			due = days(last[who]) + every[who]
		else
			due = now
		if (due > now)
			continue
		if (who in last)
			print "due", date(due), who, "out", "contact", now - due, "d", "-", last[who], circles[who], source[who], text[who]
		else
			print "due", today, who, "out", "contact", 0, "d", "-", "-", circles[who], declared[who], "-"
	}
}
