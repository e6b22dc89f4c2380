# parse.awk: the job of rel-parse reduced to what a short script does: people
# and their cadences, contacts and exchanges, in the same columns. No promises,
# continuation lines, front matter, settings, aliases, values in quotes,
# diagnostics.
BEGIN {
	OFS = "\t"
	split("call coffee lunch dinner walk email text zoom met", k, " ")
	for (i in k)
		kind[k[i]] = k[i]
	kind["text"] = "chat"
	kind["zoom"] = "video"
	kind["met"] = "meeting"
}

/^#+ *People/ { roster = 1; next }

/^#+ [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]/ {
	day = $2
	roster = 0
	next
}

roster && /^- @/ {
	name = substr($2, 2)
	full = $3 " " $4
	person[name] = full
	circles = "-"
	for (i = 5; i <= NF; i++)
		if (substr($i, 1, 1) == "#")
			circles = circles == "-" ? $i : circles " " $i
	print "person", "-", full, "-", "-", "-", "-", "-", "-", circles, FILENAME ":" FNR, name
	for (i = 5; i <= NF; i++)
		if ($i ~ /^every:/) {
			every = substr($i, 7)
			print "attr", "-", full, "-", "every", every + 0, substr(every, length(every)), "-", "-", "-", FILENAME ":" FNR, every
		}
	next
}

/^- \[/ || !/^- / || day == "" { next }

{
	text = substr($0, 3)
	head = text
	if ((p = index(head, ": ")) > 0)
		head = substr(head, 1, p - 1)
	n = split(head, w, " ")
	which = "-"
	way = "both"
	count = 0
	for (i = 1; i <= n; i++) {
		if (substr(w[i], 1, 1) == "@") {
			name = substr(w[i], 2)
			who[++count] = name in person ? person[name] : name
			if (count == 1 && w[i - 1] == "to")
				way = "out"
			else if (count == 1 && w[i - 1] == "from")
				way = "in"
		} else if (which == "-" && w[i] in kind) {
			which = kind[w[i]]
		}
	}
	tags = "-"
	n = split(text, w, " ")
	for (i = 1; i <= n; i++)
		if (substr(w[i], 1, 1) == "#")
			tags = tags == "-" ? w[i] : tags " " w[i]
	tail = tags OFS FILENAME ":" FNR OFS text
	for (i = 1; i <= count; i++)
		print "contact", day, who[i], way, which, "-", "-", "-", "-", tail
	for (j = 1; j <= n; j++) {
		if (w[j] !~ /^(gave|got):/)
			continue
		what = w[j]
		dir = what ~ /^gave/ ? "out" : "in"
		sub(/^[a-z]*:/, "", what)
		amount = 1
		if ((p = index(what, "(")) > 0) {
			amount = substr(what, p + 1) + 0
			what = substr(what, 1, p - 1)
		}
		for (i = 1; i <= count; i++)
			print "exchange", day, who[i], dir, what, amount, "-", "-", "-", tail
	}
}
