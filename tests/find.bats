# What cases can't say of rel-find: when lines pass, what it remembers, and that
# the order of the records changes nothing.
load common

export REL_TODAY=2026-03-20

# shuffled SEED FILE : the lines of the file in an order the seed decides
shuffled() {
	awk -v seed="$1" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' \
		"$2" | sort | cut -f 2-
}

# facts SEED N : N facts of some types about six people, whose spellings differ,
# then who four of them are; each line is another
facts() {
	awk -v seed="$1" -v n="$2" '
	function pick(list, words) {
		return words[1 + int(rand() * split(list, words, " "))]
	}
	BEGIN {
		srand(seed)
		OFS = "\t"
		for (i = 0; i < n; i++)
			print pick("contact exchange promise note mention"), \
			    rand() < 0.1 ? "-" : sprintf("2026-0%d-%02d", \
			    1 + int(rand() * 4), 1 + int(rand() * 28)), \
			    pick("Ada_K ada-k ADA-K bob Bob cleo dan eve -"), \
			    pick("out in both -"), pick("- call Call tea"), \
			    "-", "-", "-", "-", pick("- #x #X #y"), \
			    "j.md:" i, pick("one two Two") " " i
		for (i = 1; i <= 3; i++) {
			name = pick("ada-k ADA_K")
			print "attr", "-", name, "-", "every", i, "w", "-", \
			    "-", "-", "p.md:" i, i "w"
			print "person", "-", name, "-", "-", "-", "-", "-", \
			    "-", i == 2 ? "#In #w" : "#w", "q.md:" i, "h" i
		}
		print "alias", "-", "BOB", "-", "-", "-", "-", "-", "-", "-", \
		    "p.md:4", "Robert"
		print "person", "-", "cleo", "-", "-", "-", "-", "-", "-", \
		    "#in", "p.md:5", "cl"
		print "person", "-", "dan", "-", "-", "-", "-", "-", "-", \
		    "-", "p.md:6", "dan"
	}'
}

# Conditions, a line each.
conditions() {
	cat <<-'END'
	-p h2
	-p robert -p eve
	-p nobody
	-c in
	-c w,in -p cl
	-c in -t contact,note
	-p h1 -k call -w out,in
	-t contact
	-g x
	-i -e two -e ^one.*1
	-p robert -i -e two
	--since 2026-02-01 --until 2026-03-15
	-c w --since 2026-03-01 -g y
	END
}

@test "the order of the records changes nothing, nor how they are read" {
	facts 1 300 >in.tsv
	while read -r condition; do
		for more in "" -v -o "-v -o"; do
			rel-find $condition $more in.tsv >wanted
			for seed in 1 2 3; do
				shuffled $seed in.tsv >shuffled.tsv
				rel-find $condition $more shuffled.tsv >came
				cmp <(sort wanted) <(sort came)
				# Those that pass come in their order.
				grep -Fx -f came shuffled.tsv | cmp - came
				# A pipe is read once, a file twice.
				cat shuffled.tsv | rel-find $condition $more |
					cmp came -
				rel-find $condition $more - <shuffled.tsv |
					cmp came -
			done
		done
	done < <(conditions)
}

@test "each fact fits or does not, and fits all conditions if it fits each" {
	facts 2 300 >in.tsv
	grep -v -e ^person -e ^alias -e ^attr in.tsv | sort >all
	while read -r condition; do
		rel-find -o $condition in.tsv >fits
		rel-find -o -v $condition in.tsv >others
		sort fits others | cmp all -
		[ -s others ]
		rel-find $condition in.tsv | rel-find -o -k call |
			cmp - <(rel-find -o $condition in.tsv |
				rel-find -k call)
	done < <(conditions)
	rel-find -p h1 in.tsv | rel-find -w in | rel-find -g x >one.by.one
	[ -s one.by.one ]
	rel-find -p h1 in.tsv | rel-find -w in -g x | cmp one.by.one -
	rel-find -p h1 -w in -g x in.tsv | cmp one.by.one -
}

# waits_for TEXT : until out holds it
waits_for() {
	local i=0
	until grep -q "$1" out; do
		sleep 0.1
		i=$((i + 1))
		[ $i -lt 200 ] || {
			echo "never: $1"
			return 1
		}
	done
}

@test "what is decided passes at once, what waits as soon as nothing is open" {
	mkfifo in
	rel-find -p addy <in >out &
	exec 8>in
	record contact 2026-01-01 addy - - - - - - - - first >&8
	waits_for first
	record contact 2026-01-02 ada - - - - - - - - second >&8
	record contact 2026-01-03 addy - - - - - - - - third >&8
	record alias - ada - - - - - - - - addy >&8
	waits_for addy$
	record contact 2026-01-04 addy - - - - - - - - fourth >&8
	waits_for fourth
	record contact 2026-01-05 bob - - - - - - - - fifth >&8
	record contact 2026-01-06 addy - - - - - - - - last >&8
	exec 8>&-
	wait
	run cut -f 12 out
	same "first
second
third
addy
fourth
last"
}

@test "a line is whole, whatever stood at its place before" {
	mkfifo in
	rel-find <in >out &
	exec 8>in
	record note - - - - - - - - - - 'a\\b' >&8
	waits_for a
	record note - - - - - - - - - - 'a line that is longer' >&8
	waits_for line
	{ record note - - - - - - - - - - x | tr '\n' '\t'; echo more; } >&8
	waits_for more
	record note - - - - - - - - - - y >&8
	exec 8>&-
	wait
	run cut -f 12- out
	same 'a\\b
a line that is longer
x	more
y'
}

# limited COMMAND... : with an address space of 60 MB
limited() {
	(ulimit -v 60000 && exec "$@")
}

# a_lot : some 80 MB of records, one in nine about p1, whose alias comes last
a_lot() {
	awk 'BEGIN {
		for (; i < 90000; i++)
			printf "contact\t2026-02-01\tp%d\tout\tcall\t-\t-\t" \
			    "-\t-\t-\tj.md:1\t%900d\n", i % 9, i
		print "alias\t-\tp1\t-\t-\t-\t-\t-\t-\t-\tj.md:1\tone"
	}'
}

@test "what does not wait takes no memory" {
	limited rel-find --version >/dev/null 2>&1 || skip "needs more to start"
	a_lot >in.tsv
	[ "$(wc -c <in.tsv)" -gt 80000000 ]
	[ "$(limited rel-find -k call -e 7 -g x in.tsv | wc -l)" -eq 1 ]
	[ "$(cat in.tsv | limited rel-find -v -e 00 | wc -l)" -gt 1000 ]
	[ "$(cat in.tsv | limited rel-find -p p1 -k tea | wc -l)" -eq 1 ]
	# The lines of people who may yet be meant wait, but not in files.
	[ "$(limited rel-find -p one in.tsv | wc -l)" -eq 10001 ]
	[ "$(limited rel-find -v -p one in.tsv | wc -l)" -eq 80000 ]
	run limited sh -c "cat in.tsv | rel-find -p one"
	[ "$status" -eq 2 ]
	[[ "$output" == *"rel-find: out of memory" ]]
}

@test "a pattern that takes too long is an error for each line, and ends" {
	awk 'BEGIN {
		text = sprintf("%50s", "")
		gsub(/ /, "a", text)
		for (; i < 50000; i++)
			printf "note\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t%sb\n", text
	}' >in.tsv
	for option in -o -v; do
		run sh -c "ulimit -t 20
			rel-find $option -e '(a+)+\$' in.tsv 2>err | wc -l"
		[ "$output" -eq 0 ]
		[ "$(wc -l <err)" -eq 50000 ]
		[ "$(grep -c 'pattern-limit\]$' err)" -eq 50000 ]
		[ "$(tail -n 1 err | cut -d : -f 1-3)" = in.tsv:50000:26 ]
	done
	run rel-find -e '(a+)+$' in.tsv
	[ "$status" -eq 1 ]
}

@test "a thing that is no file, among files, is read once" {
	record contact 2026-01-01 ada - - - - - - - - one >a.tsv
	record alias - ada - - - - - - - - addy >b.tsv
	cat a.tsv b.tsv >wanted
	mkfifo fifo
	cat b.tsv >fifo &
	rel-find -p addy a.tsv fifo >came
	cmp wanted came
	wait
	rel-find -p addy a.tsv - <b.tsv | cmp wanted -
	# A file may be called so, too.
	cp b.tsv ./-
	rel-find -p addy a.tsv - <b.tsv | cmp wanted -
	run rel-find -p addy a.tsv missing b.tsv
	[ "$status" -eq 2 ]
	[ "${#lines[@]}" -eq 3 ]
}
