# rel-mode for Emacs (rel-editors(7)), in Emacs itself.
load common

MODE=$REL_SOURCE/contrib/emacs/rel-mode.el

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	command -v emacs >/dev/null || skip "no emacs"
	export HOME=$BATS_TEST_TMPDIR LC_ALL=C.UTF-8 REL_TODAY=2026-03-20
	printf '%s\n' '# People' '' \
		'- @ada Ada Lovelace aka:Countess every:2w #inner' \
		'- @Čapek Karel Čapek' '- @李 #work' '- @[Prof. Amara Diallo]' '' \
		'## 2026-03-01' '' '- tea with @ada and @carol #book' >journal.md
	cat >test.el <<-'END'
	(require 'rel-mode)
	(setq-default flymake-diagnostic-functions nil)
	(defun show (x)
	  (princ (if (stringp x) x (format "%S" x)))
	  (terpri))
	;; What is offered after TEXT at the end of the buffer, before AFTER.
	(defun offered (text &optional after)
	  (goto-char (point-max))
	  (insert "\n" text)
	  (save-excursion (insert (or after "")))
	  (pcase (run-hook-with-args-until-success 'completion-at-point-functions)
	    (`(,start ,end ,table . ,_)
	     (let ((all (completion-all-completions
	                 (buffer-substring start end) table nil
	                 (- (point) start))))
	       (when all (setcdr (last all) nil))
	       (show (concat
	              (buffer-substring (line-beginning-position) start) " + "
	              (if all (mapconcat #'substring-no-properties all " | ")
	                "nothing")))))
	    (other (show other))))
	;; Lets processes go on until (DONE); an error if that never comes.
	(defun until (done)
	  (let ((turns 6000))
	    (while (not (funcall done))
	      (when (< (setq turns (1- turns)) 0)
	        (error "It never ends"))
	      (accept-process-output nil 0.01))))
	;; What flymake finds, once it has finished.
	(defun faults ()
	  (flymake-mode 1)
	  (flymake-start)
	  (until (lambda ()
	           (and (flymake-reporting-backends)
	                (not (cl-set-difference (flymake-running-backends)
	                                        (flymake-reporting-backends))))))
	  (dolist (d (sort (flymake-diagnostics)
	                   (lambda (a b) (< (flymake-diagnostic-beg a)
	                                    (flymake-diagnostic-beg b)))))
	    (show (format "%d:%s:%s: %s"
	                  (line-number-at-pos (flymake-diagnostic-beg d))
	                  (flymake-diagnostic-type d)
	                  (buffer-substring (flymake-diagnostic-beg d)
	                                    (flymake-diagnostic-end d))
	                  (flymake-diagnostic-text d)))))
	;; The faces of the words in a line that have one of these.
	(defun faces (line)
	  (font-lock-ensure)
	  (goto-char (point-min))
	  (forward-line (1- line))
	  (while (re-search-forward "[^ (),*\n]+" (line-end-position) t)
	    (let ((face (get-text-property (match-beginning 0) 'face)))
	      (when (consp face) (setq face (car face)))
	      (when (string-prefix-p "rel-" (symbol-name face))
	        (show (concat (match-string 0) " " (symbol-name face)))))))
	;; Waits until a compilation buffer has all; then its process is gone.
	(defun finished (buffer)
	  (until (lambda () (not (get-buffer-process buffer)))))
	;; Where the next of them leads to.
	(defun led ()
	  (next-error)
	  (with-current-buffer (window-buffer)
	    (show (format "%s %d" (buffer-name)
	                  (line-number-at-pos (window-point))))))
	END
}

# in_emacs FILE LISP... : evaluates these in FILE, where rel-mode is on
in_emacs() {
	local file=$1 form
	shift
	: >script.el
	for form; do
		printf '%s\n' "$form" >>script.el
	done
	run emacs -Q --batch -L "$REL_SOURCE/contrib/emacs" -l test.el \
		--eval "(find-file \"$file\")" --eval '(rel-mode 1)' \
		-l "$PWD/script.el"
	[ "$status" -eq 0 ] || {
		printf '%s\n' "$output"
		return 1
	}
}

@test "it compiles without a warning" {
	cp "$MODE" .
	run emacs -Q --batch --eval '(setq byte-compile-error-on-warn t)' \
		-f batch-byte-compile rel-mode.el
	[ "$status" -eq 0 ]
	same ""
}

@test "its documentation is as Emacs wants it" {
	cp "$MODE" .
	run emacs -Q --batch --eval '(checkdoc-file "rel-mode.el")'
	[ "$status" -eq 0 ]
	same ""
	run awk 'length($0) > 90' rel-mode.el
	same ""
}

@test "a journal is known by its roster, other Markdown is not" {
	printf '# People\r\n\r\n- @ada Ada\r\n' >crlf.md
	printf 'PEOPLE\n======\n\n* [[Ada Lovelace]]\n' >setext.md
	printf -- '---\ntype: person\n---\n' >person.md
	printf '~~~ rel\nkind chess\n~~~\n' >settings.md
	printf '# Hello\n\n- @ada is no roster\n' >other.md
	printf '# People\n\nare strange. People\n\n- one\n' >people.md
	printf -- '---\ntype: post\n---\n\nperson: no\n' >post.md
	mkdir days
	cp other.md days/2026-03-14.md
	cp other.md @bob.md
	export REL_JOURNAL=none.md:days
	in_emacs none.md '(dolist (file (quote ("journal" "crlf" "setext" "person"
		"settings" "days/2026-03-14" "@bob" "other" "people" "post")))
		(find-file (expand-file-name (concat file ".md") "'"$PWD"'"))
		(rel-mode-maybe)
		(show (concat file " " (if rel-mode "yes" "no"))))'
	same "journal yes
crlf yes
setext yes
person yes
settings yes
days/2026-03-14 yes
@bob yes
other no
people no
post no"
}

@test "completion offers people, by handle and by name" {
	in_emacs journal.md '(offered "- tea with @a")' '(offered "- (@Č")' \
		'(offered "- tea with @李")' '(offered "- tea with @car")' \
		'(offered "- tea with @[Ada L" "] and")' \
		'(offered "- tea with [[Kar")' '(offered "- tea with [[@Kar")' \
		'(offered "- tea with @zz")' '(offered "- mail ada@a")'
	same "- tea with  + @ada
- ( + @Čapek
- tea with  + @李
- tea with  + @carol
- tea with  + @[Ada Lovelace]
- tea with  + [[Karel Čapek]]
- tea with  + [[@Karel Čapek]]
- tea with  + nothing
nil"
}

@test "completion offers tags, keys and the values of a fixed set" {
	in_emacs journal.md '(offered "- tea #")' '(offered "- tea #bo")' \
		'(offered "- tea du")' '(offered "- tea [ga")' \
		'(offered "- tea tone:b")' '(offered "- tea [tone:: g")' \
		'(offered "- @bob every:q")' '(offered "- x#b")'
	same "- tea  + #inner | #work | #book
- tea  + #book
- tea  + due:
- tea [ + gave:
- tea tone: + bad
- tea [tone::  + good
- @bob every: + quarterly
nil"
}

@test "what is typed and completed is what comes out" {
	in_emacs journal.md '(goto-char (point-max))' '(insert "- call with @[kar")' \
		'(completion-at-point)' '(insert " tone:go")' \
		'(completion-at-point)' \
		'(show (buffer-substring (line-beginning-position) (point)))'
	[ "${lines[-1]}" = "- call with @[Karel Čapek] tone:good" ]
}

@test "people of REL_JOURNAL are offered, and nothing of it reaches a shell" {
	mkdir "a b"
	printf '# People\n\n- @dan Dan\n- @eve E'"'"'ve "$HOME" `touch oh` it\n' \
		>"a b/people.md"
	export REL_JOURNAL="a b/people.md:missing.md"
	in_emacs journal.md '(goto-char (point-min))' \
		'(forward-line 2)' '(insert "- @dora Dora\n")' \
		'(offered "- tea with @d")' '(offered "- tea with @[e")'
	same "- tea with  + @dora | @dan
- tea with  + @[E've \"\$HOME\" \`touch oh\` it]"
	[ ! -e oh ]
}

@test "flymake marks what is wrong at its place, before it is saved" {
	printf '## 2026-03-14\r\n\r\n- tea with @Čapek tone:great\r\n' \
		>"it's \$x y.md"
	in_emacs "it's \$x y.md" '(goto-char (point-max))' \
		'(insert "- [ ] call @李, @bob due:2026-02-30\n")' '(faults)' \
		'(show (buffer-modified-p))'
	same "3::error:tone:great: bad value: tone:great [bad-value]
4::error:due:2026-02-30: bad value: due:2026-02-30 [bad-value]
t"
	in_emacs journal.md '(faults)'
	same "10::warning:@carol: nobody declared carol [unknown-name]"
}

@test "flymake takes a file's day from its name, and people from a roster" {
	printf -- '- tea with @carol tone:good due:+1w\n' >2026-03-14.md
	in_emacs 2026-03-14.md '(faults)'
	same "1::warning:due:+1w: due needs a task with people: not recorded [needs-task]"
	printf '# People\n\n- @carol Carola every:often\n' >people.md
	in_emacs journal.md \
		'(setq rel-check-options (list "--roster" "people.md"))' '(faults)'
	same ""
}

@test "flymake says why a check came to nothing" {
	in_emacs journal.md '(setq rel-check-options (list "--no-such"))' \
		'(flymake-mode 1)' '(flymake-start)' \
		'(until (function flymake-disabled-backends))' \
		'(show (flymake-disabled-backends))'
	[ "${lines[-1]}" = "(rel-flymake)" ]
	[[ "$output" == *no-such* ]]
}

@test "without rel-parse it says so, and all else works" {
	in_emacs journal.md '(setq exec-path (list "/nowhere"))' \
		'(offered "- tea with @a")' '(offered "- tea du")' \
		'(condition-case e (rel-due) (user-error (show (cadr e))))' \
		'(flymake-mode 1)' '(flymake-start)' \
		'(show (flymake-disabled-backends))'
	grep -qx 'rel: rel-parse: not in PATH' <<<"$output"
	grep -qxF -e '- tea  + due:' <<<"$output"
	grep -qx 'Not in PATH: rel-parse' <<<"$output"
	[ "${lines[-1]}" = "(rel-flymake)" ]
}

@test "rel-due lists what is due, and next-error leads to its line" {
	printf '\n- [ ] send @ada the notes due:2026-03-10\n' >>journal.md
	mv journal.md "my - \$journal.md"
	in_emacs "my - \$journal.md" '(finished (rel-due))' \
		'(led)' '(led)'
	[ "${lines[-2]}" = 'my - $journal.md 12' ]
	[ "${lines[-1]}" = 'my - $journal.md 10' ]
}

@test "rel-due is about REL_JOURNAL where that is set, with rel-due's options" {
	mkdir "a b"
	printf -- '- [ ] pay @bob due:2026-03-26\n' >"a b/'x.md"
	export REL_JOURNAL="a b"
	in_emacs journal.md '(finished (rel-due "-w 1w -k promise,await"))' \
		'(led)'
	[ "${lines[-1]}" = "'x.md 1" ]
}

@test "mentions, tags, keys, dates and boxes have faces of their own" {
	printf '%s\n' "## 2026-03-14 with @ada-l.x. #trip/a" \
		"- [ ] tea, (@ada), @Čapek's #été *@bob* due:2026-03-20" \
		"- [x] @[Ada Lovelace] and [[@Bob]] [[Page]] Tone:good @李" \
		"mail ada@x.org a#b, 12026-03-14 2026-03-145 \\@ada fordue:x #1" \
		"\`@ada #tag due:1\` @ http://x/gave:it due: \`\`@x\`" >colours.md
	in_emacs colours.md '(dotimes (i 5) (faces (1+ i)))'
	same "2026-03-14 rel-date
@ada-l.x. rel-mention
#trip/a rel-tag
[ rel-box
] rel-box
@ada rel-mention
@Čapek's rel-mention
#été rel-tag
@bob rel-mention
due:2026-03-20 rel-key
[x] rel-box
@[Ada rel-mention
Lovelace] rel-mention
[[@Bob]] rel-mention
Tone:good rel-key
@李 rel-mention"
}

@test "turned off, it leaves nothing behind" {
	in_emacs journal.md '(rel-mode 0)' '(offered "- tea du")' '(faces 3)' \
		'(show (memq (quote rel-flymake) flymake-diagnostic-functions))'
	same "nil
nil"
}
