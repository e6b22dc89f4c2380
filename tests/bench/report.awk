# report.awk: the table of the bench, from what it is given as part=rows, ./rows,
# as part=results (row, value, why there is none), and as part=growth
# (interactions, name, nanoseconds). With -v style=markdown as Markdown, else to
# be read on a terminal.

# With three digits that say something.
function shown(value) {
	if (value >= 100)
		return sprintf("%d", value + 0.5)
	return sprintf(value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3g", value)
}

function line(a, b, c, d, e, f, g) {
	if (style == "markdown") {
		gsub(/\|/, "\\|", b)
		gsub(/\|/, "\\|", c)
		printf "| %s | %s | %s | %s | %s | %s | %s |\n", a, b, c, d, e, f, g
	} else {
		printf "%-4s %-38s %-30s %9s %6s %6s  %s\n", a, b, c, d, e, f, g
	}
}

# Of the rows that have a result.
function row_table(    i, r, v, met) {
	line("row", "what", "against", "value", "must", "aim", "met")
	if (style == "markdown")
		print "| --- | --- | --- | ---: | ---: | ---: | --- |"
	for (i = 1; i <= rows; i++) {
		r = row[i]
		if (!(r in value))
			continue
		v = "-"
		met = why_none[r]
		if (value[r] != "-") {
			v = shown(value[r]) (unit[r] == "" ? "" : " " unit[r])
			met = "no"
			if (value[r] <= must[r] + 0)
				met = value[r] <= aim[r] + 0 ? "yes" : "must only"
		}
		line(r, what[r], against[r], v, must[r], aim[r], met)
	}
}

function growth_table(    i, k, text, v) {
	if (style == "markdown")
		print "\n## Growth\n\nNanoseconds an interaction, by the size of the journal.\n"
	else
		print "\nns an interaction, by the size of the journal"
	text = sprintf(style == "markdown" ? "| %s |" : "%-12s", "interactions")
	for (k = 1; k <= names; k++)
		text = text sprintf(style == "markdown" ? " %s |" : " %10s", name[k])
	print text
	if (style == "markdown") {
		text = "| ---: |"
		for (k = 1; k <= names; k++)
			text = text " ---: |"
		print text
	}
	for (i = 1; i <= sizes; i++) {
		text = sprintf(style == "markdown" ? "| %s |" : "%-12s", size[i])
		for (k = 1; k <= names; k++) {
			v = (size[i], name[k]) in ns ? shown(ns[size[i], name[k]]) : "-"
			text = text sprintf(style == "markdown" ? " %s |" : " %10s", v)
		}
		print text
	}
}

part == "rows" && !/^#/ {
	row[++rows] = $1
	what[$1] = $2
	against[$1] = $3
	must[$1] = $4
	aim[$1] = $5
	unit[$1] = $6
}

part == "results" {
	value[$1] = $2
	why_none[$1] = $3
}

part == "growth" {
	if (!($1 in seen)) {
		seen[$1]
		size[++sizes] = $1
	}
	if (!($2 in seen)) {
		seen[$2]
		name[++names] = $2
	}
	ns[$1, $2] = $3
}

END {
	row_table()
	if (sizes > 0)
		growth_table()
}
