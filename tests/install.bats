# What `make install` puts where, and what is left when it is taken away.
load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	[ -e "$REL_BIN/Makefile" ] || skip "no build directory"
	unset MAKEFLAGS MFLAGS MAKELEVEL DESTDIR
	make -s -C "$REL_BIN" install DESTDIR="$PWD/root" >said 2>&1 || {
		cat said
		return 1
	}
}

# there PATH : what is installed under that path, which ends in one place
there() {
	find root -path "*/$1" | grep .
}

@test "all is installed below the prefix, and goes again" {
	prefix=$(sed -n 's/^prefix = //p' "$REL_BIN/Makefile")
	find root ! -type d ! -path "root$prefix/*" >outside
	run cat outside
	same ""
	make -s -C "$REL_BIN" uninstall DESTDIR="$PWD/root" >/dev/null 2>&1
	run find root ! -type d
	same ""
}

@test "each program, page and contribution is installed" {
	for tool in $TOOLS; do
		[ -x "$(there "bin/$tool")" ]
	done
	for page in "$REL_SOURCE"/man/*.[1-9]; do
		cmp "$page" "$(there "man/man${page##*.}/$(basename "$page")")"
	done
	(cd "$REL_SOURCE/contrib" && find . -type f) >contrib
	[ -s contrib ]
	while read -r file; do
		from=$REL_SOURCE/contrib/$file
		case $file in
		./vim/*) to=share/vim/vimfiles/${file#./vim/} ;;
		./emacs/*) to=share/emacs/site-lisp/${file#./emacs/} ;;
		./git/*) to=share/rel/git/${file#./git/} ;;
		*) to=${file#./*/} ;;
		esac
		cmp "$from" "$(there "$to")"
		[ ! -x "$from" ] || [ -x "$(there "$to")" ]
	done <contrib
}

@test "installed for the system, Vim and Emacs find what is theirs" {
	command -v vim >/dev/null || skip "no vim"
	echo '- tea with @ada' >@ada.md
	vim -es -N -n -i NONE -u NONE \
		--cmd "set rtp^=$(there share/vim/vimfiles)" \
		-c 'filetype plugin on' -c 'edit @ada.md' \
		-c 'call writefile([&ft, &ofu], "came")' -c 'qa!' </dev/null
	run cat came
	same "markdown.rel
rel#complete"
	command -v emacs >/dev/null || skip "no emacs"
	run emacs -Q --batch -L "$(there share/emacs/site-lisp)" \
		--eval "(progn (require 'rel-mode) (rel-mode 1) (princ rel-mode))"
	same t
}
