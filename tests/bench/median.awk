# median.awk: of the samples that measure writes, the median over the rounds of
# label a's column : label b's, times factor; without b, of a's alone. With
# -v empty=LABEL, that label's column is taken off both before. Rounds in which
# nothing is left are none; where none is left, it writes -.
$1 == a { x[$2] = $column }
$1 == b { y[$2] = $column }
$1 == empty { z[$2] = $column }

END {
	for (r in x) {
		above = x[r] - z[r]
		below = b == "" ? 1 : y[r] - z[r]
		if (above < 0 || below <= 0)
			continue
		value = above / below * factor
		for (i = n++; i > 0 && sorted[i - 1] > value; i--)
			sorted[i] = sorted[i - 1]
		sorted[i] = value
	}
	if (n == 0)
		print "-"
	else
		printf "%.9g\n", (sorted[int((n - 1) / 2)] + sorted[int(n / 2)]) / 2
}
