# plot.awk: an SVG of the results that the bench wrote into a RESULTS.md: its
# table of rows, as far as they have a peer, and its table of growth.

function log10(x) {
	return log(x) / log(10)
}

function escaped(s) {
	gsub(/&/, "\\&amp;", s)
	gsub(/</, "\\&lt;", s)
	gsub(/>/, "\\&gt;", s)
	gsub(/\^3/, "\302\263", s)
	gsub(/\^5/, "\342\201\265", s)
	return s
}

function text(x, y, class, s) {
	printf "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>\n", x, y, class, s
}

function vertical(x, from, to, class) {
	printf "<path d=\"M%.1f %.1fV%.1f\" class=\"%s\"/>\n", x, from, to, class
}

# Cells of a row of Markdown: cell[1] and so on.
function cells(    i, n) {
	gsub(/\\\|/, "\001")
	n = split($0, cell, /[ \t]*\|[ \t]*/)
	for (i = 1; i < n; i++) {
		cell[i] = cell[i + 1]
		gsub("\001", "|", cell[i])
	}
	return n - 2
}

# With two digits that say something.
function short(value) {
	if (value >= 9.95)
		return sprintf("%d", value + 0.5)
	return sprintf("%.1f", value)
}

/^#/ { growing = /^## Growth/ }

/^\| [1-9][0-9]*[a-z]? \|/ && !growing {
	cells()
	# The rows that have no peer but rel itself are not drawn.
	if (cell[1] + 0 > 9 || cell[4] == "-")
		next
	what[++rows] = cell[2]
	against[rows] = cell[3]
	value[rows] = cell[4]
	must[rows] = cell[5]
	aim[rows] = cell[6]
}

growing && /^\| interactions/ {
	names = cells() - 1
	for (k = 1; k <= names; k++)
		name[k] = cell[k + 1]
}

growing && /^\| [0-9]/ {
	cells()
	size[++sizes] = cell[1]
	for (k = 1; k <= names; k++)
		if (cell[k + 1] != "-")
			ns[sizes, k] = cell[k + 1]
}

function style() {
	print "<style>"
	print "text { font: 13px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif; fill: #24292f }"
	print ".title { font-size: 16px; font-weight: 600 }"
	print ".muted { fill: #6a737d }"
	print ".small { font-size: 12px; fill: #6a737d }"
	print ".middle { font-size: 12px; text-anchor: middle; fill: #6a737d }"
	print ".end { text-anchor: end }"
	print ".ours { fill: #1f6feb }"
	print ".slower { fill: #9aa4b2 }"
	print ".paper { fill: #ffffff }"
	print ".grid { stroke: #e3e7ec; fill: none }"
	print ".one { stroke: #57606a; fill: none }"
	print ".must { stroke: #cf3f36; stroke-width: 2; fill: none }"
	print ".aim { stroke: #1a7f37; stroke-width: 2; fill: none }"
	print ".line { stroke: #9aa4b2; stroke-width: 2; fill: none }"
	print ".ours-line { stroke: #1f6feb; stroke-width: 2.5; fill: none }"
	print ".dot { fill: #9aa4b2 }"
	print "@media (prefers-color-scheme: dark) {"
	print "text { fill: #e6edf3 } .paper { fill: #14181f }"
	print ".muted, .small, .middle { fill: #9aa4b2 }"
	print ".ours { fill: #58a6ff } .ours-line { stroke: #58a6ff }"
	print ".slower, .dot { fill: #768390 } .line { stroke: #768390 }"
	print ".grid { stroke: #2b323c } .one { stroke: #9aa4b2 }"
	print ".must { stroke: #ff7b72 } .aim { stroke: #56d364 }"
	print "}"
	print "</style>"
}

# Where so many times as fast stands.
function speed_x(times) {
	return LEFT + (log10(times) - low) / (high - low) * (RIGHT - LEFT)
}

function floor(x) {
	return int(x) > x ? int(x) - 1 : int(x)
}

# The decades that the rows span.
function span(    i) {
	low = 0
	high = 0
	for (i = 1; i <= rows; i++) {
		widen(1 / value[i])
		widen(1 / must[i])
		widen(1 / aim[i])
	}
}

# The logarithm of 1000 may be a little less than 3.
function decade(x) {
	return floor(log10(x) + 1e-9)
}

function widen(x) {
	if (decade(x) < low)
		low = decade(x)
	if (-decade(1 / x) > high)
		high = -decade(1 / x)
}

function speed_row(i, y,    end, one) {
	end = speed_x(1 / value[i])
	one = speed_x(1)
	text(PAD, y + 15, "", escaped(what[i]) " <tspan class=\"muted\">: " escaped(against[i]) "</tspan>")
	printf "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"14\" rx=\"2\" class=\"%s\"/>\n", \
		end < one ? end : one, y + 4, end < one ? one - end : end - one, \
		value[i] < 1 ? "ours" : "slower"
	vertical(speed_x(1 / must[i]), y + 1, y + 21, "must")
	vertical(speed_x(1 / aim[i]), y + 1, y + 21, "aim")
	# Right of the bar, and of the marks that would stand in it.
	if (value[i] < 1) {
		end = farther(farther(end, 1 / must[i]), 1 / aim[i])
		text(end + 7, y + 15, "", short(1 / value[i]) "\303\227 faster")
	} else {
		text(one + 7, y + 15, "", short(value[i]) "\303\227 the time")
	}
}

# The end of a label's bar, moved behind a mark that the label would cover.
function farther(end, times) {
	return speed_x(times) > end - 4 && speed_x(times) < end + 90 ? speed_x(times) : end
}

function key(x, y, class) {
	vertical(x, y - 11, y + 2, class)
	text(x + 7, y, "small", class)
}

function speeds(y,    i, d, label) {
	text(PAD, y, "title", "How many times faster than its peer")
	y += 18
	text(PAD, y, "small", "Wall time, on a logarithmic scale; lines mark what must be reached, and the aim.")
	key(WIDTH - PAD - 110, y, "must")
	key(WIDTH - PAD - 42, y, "aim")
	y += 14
	for (d = low; d <= high; d++) {
		vertical(speed_x(10 ^ d), y, y + rows * ROW + 4, d == 0 ? "one" : "grid")
		label = d < 0 ? "1/" 10 ^ -d : 10 ^ d
		text(speed_x(10 ^ d), y + rows * ROW + 20, "middle", label "\303\227")
	}
	for (i = 1; i <= rows; i++)
		speed_row(i, y + (i - 1) * ROW)
	return y + rows * ROW + 20
}

# Where a size and a time stand.
function size_x(interactions) {
	return FROM + (log10(interactions) - log10(size[1])) / (log10(size[sizes]) - log10(size[1])) * (TO - FROM)
}

function time_y(t) {
	return bottom - (log10(t) - low) / (high - low) * HEIGHT
}

function duration(t) {
	if (t >= 1e6)
		return t / 1e6 " ms"
	return t >= 1e3 ? t / 1e3 " \302\265s" : t " ns"
}

function number(n) {
	if (n >= 1e6)
		return n / 1e6 " million"
	return n >= 1e3 ? int(n / 1e3) ",000" : n
}

function axes(    d, i) {
	for (d = low; d <= high; d++) {
		printf "<path d=\"M%d %.1fH%d\" class=\"%s\"/>\n", FROM, time_y(10 ^ d), TO, d == low ? "one" : "grid"
		text(FROM - 10, time_y(10 ^ d) + 4, "middle end", duration(10 ^ d))
	}
	for (i = 1; i <= sizes; i++)
		text(size_x(size[i]), bottom + 18, "middle", number(size[i]))
	text((FROM + TO) / 2, bottom + 38, "middle", "interactions in the journal, of 100 bytes each")
}

# A line through what is known of the k-th, and its name at the end, where no
# other name stands.
function curve(k,    i, last, path, ours, y, moved) {
	ours = name[k] == "rel-parse" || name[k] == "pipeline"
	for (i = 1; i <= sizes; i++) {
		if (!((i, k) in ns))
			continue
		path = path sprintf("%s%.1f %.1f", path == "" ? "M" : "L", size_x(size[i]), time_y(ns[i, k]))
		last = i
	}
	if (!last)
		return
	printf "<path d=\"%s\" class=\"%s\"/>\n", path, ours ? "ours-line" : "line"
	for (i = 1; i <= last; i++)
		if ((i, k) in ns)
			printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" class=\"%s\"/>\n", \
				size_x(size[i]), time_y(ns[i, k]), ours ? "ours" : "dot"
	y = time_y(ns[last, k]) + 4
	do {
		moved = 0
		for (i = 1; i < k; i++)
			if (label_x[i] == last && label_y[i] - y < 15 && y - label_y[i] < 15) {
				y = label_y[i] - 16
				moved = 1
			}
	} while (moved)
	label_x[k] = last
	label_y[k] = y
	text(size_x(size[last]) + 9, y, "", escaped(called[name[k]]) " <tspan class=\"muted\">" \
		duration(rounded(ns[last, k])) "</tspan>")
}

function rounded(t,    unit) {
	unit = 10 ^ (decade(t) - 1)
	return int(t / unit + 0.5) * unit
}

function growths(y,    i, k) {
	text(PAD, y, "title", "What an interaction takes, as the journal grows")
	text(PAD, y + 18, "small", "Wall time divided by interactions, start-up included, on logarithmic scales.")
	low = 99
	high = 0
	for (i = 1; i <= sizes; i++)
		for (k = 1; k <= names; k++)
			if ((i, k) in ns)
				widen(ns[i, k])
	bottom = y + 40 + HEIGHT
	axes()
	for (k = 1; k <= names; k++)
		curve(k)
	return bottom + 38
}

END {
	WIDTH = 880
	PAD = 24
	LEFT = 360
	RIGHT = WIDTH - PAD - 80
	ROW = 24
	FROM = 84
	TO = WIDTH - 190
	HEIGHT = 250
	called["rel-parse"] = "rel-parse"
	called["pipeline"] = "parse | due | fmt"
	called["wc"] = "wc -l"
	called["parse.awk"] = "mawk: parse.awk"
	called["ledger"] = "ledger balance"
	called["hledger"] = "hledger balance"
	if (rows == 0 || sizes < 2) {
		print "plot: no results to draw" >"/dev/stderr"
		exit 2
	}
	span()
	total = 36 + 32 + rows * ROW + 20 + 50 + 40 + HEIGHT + 38 + 24
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"How fast rel is next to its peers, and as journals grow\">\n", WIDTH, total
	style()
	printf "<rect width=\"%d\" height=\"%d\" rx=\"10\" class=\"paper\"/>\n", WIDTH, total
	growths(speeds(36) + 50)
	print "</svg>"
}
