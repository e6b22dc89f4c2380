# That the targets of ../fuzz have power: the seeds find what is broken.
load ../common

BIN=${REL_BIN:-$REL_SOURCE}

setup_file() {
	"$REL_SOURCE/tests/fuzz/corpus" "$BATS_FILE_TMPDIR/corpus"
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return 1
}

# broken FILE SED TARGET : the seeds of the target find it where the program is
# made with that file of lib changed so
broken() {
	sed "$2" "$REL_SOURCE/lib/$1" >broken.c
	! cmp -s "$REL_SOURCE/lib/$1" broken.c || return 1
	make -s -C "$BIN" -f - broken OF="$PWD/broken" <<'END'
include Makefile
broken:
	$(COMPILE) -w -c -o $(OF).o $(OF).c
	$(CCLD) $(AM_CFLAGS) $(CFLAGS) $(tests_fuzz_replay_LDFLAGS) \
		$(LDFLAGS) -o $(OF) $(OF).o $(tests_fuzz_replay_OBJECTS) \
		$(tests_fuzz_replay_LDADD) $(LIBS)
END
	REL_FUZZ=$3 run ./broken "corpus/$3"
	echo "$1: status $status: $output"
	[ "$status" -gt 2 ] && [[ "$output" == *"not so: "* ]]
}

@test "what is broken is found by the seeds" {
	# An escape that is another's.
	broken record_write.c "s/return 'n';/return 't';/" records
	# A short way that knows less than the thorough one.
	broken entry_plain.c 's/p->way = seen->way/p->way = WAY_BOTH/' parse
	# Findings in the order in which they came.
	broken due_list.c 's/qsort(/if (0) qsort(/' pipeline
	# A quote that ends a field.
	broken fmt_delimited.c 's/SLICE("\\"\\"")/SLICE("\\"")/' pipeline
	# A way of scanning that sees ASCII only.
	broken scan.c 's/(unsigned char)at\[k\]\]/at[k] \& 127]/' text
	# Controls that pass for text.
	broken utf8.c 's/p\[1\] < 0xA0/p[1] < 0x90/' text
	# A century that has ninety-nine years; a carry that is lost.
	broken day.c 's/f.year % 100/f.year % 99/' days
	broken decimal.c 's/whole++;/whole += 0;/' days
	# A no that comes before all is known; lines that overtake others; a
	# file of which aliases are not read first.
	broken find.c 's/if (meant < 0)/if (0)/' find
	broken find.c 's/== PASSES && f->waiting.n == 0/== PASSES/' find
	broken find.c 's/\(person.n != 0 && \)is_of_people(r.type)/\10/' find
	# What can't be told passes; the first day that is to pass does not.
	broken find.c 's/rest < 0 ? DROPPED : other/other/' find
	broken find.c 's/date < o->since/date <= o->since/' find
	# A byte that is lost; lines that end otherwise; an entry that takes in
	# what follows, and one that makes other records.
	broken add.c 's/bytes, t->place.at));$/&t->text.n -= t->text.n > 99;/' \
		add
	broken add_place.c 's/bool crlf = first > 0/bool crlf = false/' add
	broken add_check.c 's/return blocks_agree(.*/return/' add
	broken add_check.c 's/^\(.*\)records_agree(.*;/\1true;/' add
	# A refusal that is no hindrance.
	broken add.c 's/if (!add_try(t))/if (!add_try(t) \&\& false)/' add
	# A setting that only the thorough way obeys.
	broken entry.c 's/!s->mention_off \&\&//' settings
}
