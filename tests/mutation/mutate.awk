# mutate.awk: the mutants of a C file: each is the file with one operator,
# constant, condition or statement changed. Without `pick` a line a mutant:
#
#	HASH LINE WAS IS
#
# with tabs; WAS and IS are the line before and after, without indentation. The
# hash, below 1000, is of both and of the file's name (-v name=NAME), so it
# stays what it is when other lines change. With -v pick=N the file that is
# mutant N (from 1) is written.
#
# It knows C as this house writes it: a binary operator stands between spaces,
# a statement begins its line.

BEGIN {
	for (i = 1; i < 256; i++)
		code_of[sprintf("%c", i)] = i
	n = split("== != < <= > >= && || + - * / % << >> & | ^ " \
	    "+= -= *= /= |= &= ^= <<= >>=", from, " ")
	split("!= == <= < >= > || && - + / * / >> << | & & " \
	    "-= += /= *= &= |= |= >>= <<=", to, " ")
	for (i = 1; i <= n; i++)
		other[from[i]] = to[i]
}

function hash(s,    h, i) {
	h = 7
	for (i = 1; i <= length(s); i++)
		h = (h * 31 + code_of[substr(s, i, 1)]) % 65521
	return h % 1000
}

function trim(s) {
	sub(/^[ \t]+/, "", s)
	return s
}

function mutant(is) {
	count++
	if (pick == "")
		print hash(name trim($0) "\t" trim(is)) "\t" FNR "\t" \
		    trim($0) "\t" trim(is)
	else if (count == pick)
		picked = is
}

# At byte i, in place of n bytes.
function put(i, n, text) {
	mutant(substr($0, 1, i - 1) text substr($0, i + n))
}

# The line with all that is no code blanked.
function bare(s,    out, i, c, in_quote, quote) {
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (in_comment) {
			if (substr(s, i, 2) == "*/") {
				in_comment = 0
				out = out " "
				i++
			}
			c = " "
		} else if (in_quote) {
			if (c == "\\") {
				out = out "_"
				i++
			} else if (c == quote) {
				in_quote = 0
			}
			c = "_"
		} else if (c == "\"" || c == "\047") {
			in_quote = 1
			quote = c
			c = "_"
		} else if (substr(s, i, 2) == "/*") {
			in_comment = 1
			out = out " "
			i++
			c = " "
		}
		out = out c
	}
	return out
}

function operators(s,    i, rest, word) {
	for (i = 1; match(substr(s, i), / [-=!<>&|+*\/%^]+( |$)/); ) {
		i += RSTART
		word = substr(s, i, RLENGTH - 1)
		sub(/ $/, "", word)
		if (word in other)
			put(i, length(word), other[word])
		# The other end of an order, too.
		if (word ~ /^[<>]=?$/)
			put(i, length(word), word ~ /</ ? ">" : "<")
		i += length(word)
	}
	for (i = 1; match(substr(s, i), /\+\+|--/); i += RSTART + 1)
		put(i + RSTART - 1, 2,
		    substr(s, i + RSTART - 1, 2) == "++" ? "--" : "++")
}

function constants(s,    i, word, at) {
	for (i = 1; match(substr(s, i), /[A-Za-z0-9_.]+/); ) {
		at = i + RSTART - 1
		word = substr(s, at, RLENGTH)
		i = at + RLENGTH
		if (word ~ /^[0-9]+u?$/) {
			put(at, length(word), word + 1)
			if (word + 0 > 0)
				put(at, length(word), word - 1)
		} else if (word ~ /^0x[0-9A-Fa-f]+u?$/) {
			put(at, length(word), "(" word " + 1)")
			put(at, length(word), "(" word " - 1)")
		} else if (word == "true" || word == "false") {
			put(at, length(word), word == "true" ? "false" : "true")
		}
	}
}

function conditions(s,    i, depth, from, c) {
	if (!match(s, /^[\t]*(\} else )?(if|while) \(/))
		return
	from = RLENGTH + 1
	depth = 1
	for (i = from; i <= length(s) && depth > 0; i++) {
		c = substr(s, i, 1)
		depth += (c == "(") - (c == ")")
	}
	if (depth == 0)
		put(from, i - from - 1,
		    "!(" substr($0, from, i - from - 1) ")")
}

function statements(s) {
	if (s ~ /^\t+[A-Za-z_*(][A-Za-z0-9_]*((->|\.|\[|\(|\+\+|--).*| [-+*\/|&^<>]*= .*);$/ ||
	    s ~ /^\t+(break|continue);$/ || s ~ /^\t+\*[a-z].* = .*;$/)
		if (s !~ /^\t+(assert|return)/ && begins)
			put(match(s, /[^\t]/), length(s), ";")
}

{
	picked = ""
	s = bare($0)
	if (s !~ /^#/ && !directive) {
		operators(s)
		constants(s)
		conditions(s)
		statements(s)
	}
	directive = (s ~ /^#/ || directive) && s ~ /\\$/
	# Whether the next line may begin a statement.
	if (s ~ /[^ \t]/)
		begins = s ~ /[;{}:][ \t]*$/ || s ~ /\)$/ || s ~ /else$/
	if (pick != "")
		print picked != "" ? picked : $0
}
