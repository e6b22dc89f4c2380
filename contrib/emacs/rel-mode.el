;;; rel-mode.el --- A journal of relationships in plain text  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: outlines, calendar
;; SPDX-License-Identifier: ISC

;;; Commentary:

;; A minor mode for the journals that rel-parse(1) reads, on top of any mode for
;; Markdown, or of `text-mode':
;;
;; - `completion-at-point' knows people, tags and keys;
;; - Flymake shows what `rel-parse --check' finds wrong;
;; - mentions, tags, keys, dates and boxes have faces of their own;
;; - `rel-due' lists what is due, each line leading to its place.
;;
;; To turn it on in every Markdown file that is a journal:
;;
;;     (add-hook 'markdown-mode-hook #'rel-mode-maybe)
;;     (add-hook 'rel-mode-hook #'flymake-mode)
;;
;; The programs of rel must be in PATH.  They are given the buffer on standard
;; input and all else as arguments: no shell reads what a journal holds.

;;; Code:

(require 'compile)
(require 'flymake)

(defgroup rel nil
  "A journal of relationships in plain text."
  :group 'text)

(defcustom rel-check-options nil
  "Options of rel-parse when Flymake checks a buffer.
For people and settings that stand in another file, for instance
\(\"--roster\" \"/home/me/people.md\")."
  :type '(repeat string))

(defface rel-mention '((t :inherit font-lock-variable-name-face))
  "Face of a mention of somebody, as @ada.")
(defface rel-tag '((t :inherit font-lock-type-face))
  "Face of a tag.")
(defface rel-key '((t :inherit font-lock-keyword-face))
  "Face of a key, as due:.")
(defface rel-date '((t :inherit font-lock-constant-face))
  "Face of a date.")
(defface rel-box '((t :inherit font-lock-warning-face))
  "Face of the box of a task.")

;;;; What a journal is made of, as rel-journal(5) says.

(defconst rel--keys
  '("gave" "got" "received" "tone" "for" "at" "next" "due" "done" "by"
    "aka" "tags" "every" "birthday" "anniversary" "met" "pause" "ended"
    "role" "org" "boss" "via" "city")
  "Keys of entries and of people.")

(defconst rel--values
  '(("tone" "good" "bad" "-2" "-1" "0" "+1" "+2")
    ("every" "daily" "weekly" "fortnightly" "monthly" "quarterly" "yearly"
     "never"))
  "The keys whose values are a fixed set, and these.")

(defconst rel--before "\\(?:^\\|[[:blank:]([{\"'*_,;:~\u2013\u2014]\\)"
  "What stands before a mention or tag.")

(defconst rel--before-key "\\(?:^\\|[[:blank:]([,]\\)"
  "What stands before a key.")

(defun rel--in-code-p (position)
  "Whether an odd number of backquotes stands before POSITION in its line."
  (save-match-data
    (save-excursion
      (goto-char position)
      (let ((odd nil))
        (while (search-backward "`" (line-beginning-position) t)
          (setq odd (not odd)))
        odd))))

(defun rel--matcher (regexp)
  "A matcher for font lock of REGEXP outside code, in any letter case."
  (lambda (limit)
    (let ((case-fold-search t)
          (found nil))
      (while (and (setq found (re-search-forward regexp limit t))
                  (rel--in-code-p (match-beginning 1))))
      found)))

(defconst rel--font-lock
  (let ((keys (regexp-opt rel--keys))
        (name "[[:alnum:]]\\(?:[[:alnum:]_.-]*[[:alnum:]]\\)?")
        (tag "[[:alpha:]]\\(?:[[:alnum:]_/-]*[[:alnum:]]\\)?"))
    `((,(rel--matcher
         "\\(?:^\\|[^[:alnum:]_-]\\)\\([0-9]\\{4\\}-[0-9][0-9]-[0-9][0-9]\\)\\>")
       (1 'rel-date prepend))
      (,(rel--matcher (concat rel--before-key "\\(" keys ":\\)[^[:blank:]:\n]"))
       (1 'rel-key prepend))
      (,(rel--matcher (concat "[[(]\\(" keys "::\\)"))
       (1 'rel-key prepend))
      (,(rel--matcher (concat rel--before "\\(#" tag "\\)"))
       (1 'rel-tag prepend))
      (,(rel--matcher (concat rel--before "\\(@\\(?:" name "\\|\\[[^][\n]+]\\)\\)"))
       (1 'rel-mention prepend))
      (,(rel--matcher "\\(\\[\\[@[^][\n]+]]\\)")
       (1 'rel-mention prepend))
      (,(rel--matcher (concat "^[[:blank:]]*\\(?:[-*+]\\|[0-9]+[.)]\\)[[:blank:]]+"
                              "\\(\\[[ xX/~-]]\\)\\(?:[[:blank:]]\\|$\\)"))
       (1 'rel-box prepend))))
  "What font lock adds in `rel-mode'.")

(defun rel--label ()
  "The name of the current buffer's text for rel-parse, safe for its messages."
  (replace-regexp-in-string "[[:cntrl:]]" "_"
                            (or buffer-file-name (buffer-name))))

(defun rel--journal ()
  "The files and directories of the environment variable REL_JOURNAL.
Relative names are so to the directory in which Emacs was started."
  (mapcar (lambda (path)
            (expand-file-name path command-line-default-directory))
          (split-string (or (getenv "REL_JOURNAL") "") ":" t)))

(defun rel--has (program)
  "Whether PROGRAM is in PATH, with a message if it is not."
  (or (executable-find program)
      (ignore (message "rel: %s: not in PATH" program))))

;;;; Completion.

(defconst rel--script
  "rel-parse \"$@\" 2>/dev/null | awk -F '\\t' '
$1 == \"person\" || $1 == \"alias\" { known[$3]; print $1 FS $3 FS $12 }
!($3 in known) { known[$3]; print \"person\" FS $3 FS \"-\" }
$10 != \"-\" {
	n = split($10, tag, \" \")
	for (i = 1; i <= n; i++)
		if (!(tag[i] in known)) {
			known[tag[i]]
			print \"tag\" FS tag[i]
		}
}'"
  "Writes people and tags once each, as lines TYPE NAME TEXT.
Who is not declared is a person, too, without a handle.")

(defun rel--text-without (start)
  "The text of the buffer but for what stands between START and point."
  (save-restriction
    (widen)
    (concat (buffer-substring-no-properties (point-min) start)
            (buffer-substring-no-properties (max start (point)) (point-max)))))

(defun rel--known (start)
  "People and tags of the buffer and of REL_JOURNAL, as lists of fields.
What is being typed, from START to point, is not yet one of them."
  (let ((coding-system-for-read 'utf-8-unix)
        (coding-system-for-write 'utf-8-unix)
        (arguments (append (list "--label" (rel--label) "--" "-")
                           (rel--journal)))
        (facts (generate-new-buffer " *rel*")))
    (unwind-protect
        (progn
          (apply #'call-process-region (rel--text-without start) nil
                 "sh" nil (list facts nil) nil "-c" rel--script "rel" arguments)
          (with-current-buffer facts
            (mapcar (lambda (line)
                      (split-string (replace-regexp-in-string
                                     "\\\\\\([\\-]\\)" "\\1" line)
                                    "\t"))
                    (split-string (buffer-string) "\n" t))))
      (kill-buffer facts))))

(defun rel--tags (start)
  "All tags but for that which is being typed, from START to point."
  (delq nil (mapcar (lambda (fact)
                      (and (equal (car fact) "tag") (cadr fact)))
                    (rel--known start))))

(defun rel--mentions (start opening closing)
  "All mentions of people, by full name between OPENING and CLOSING.
If OPENING is nil, also by handle.  From START to point one is being typed."
  (let ((mentions nil))
    (pcase-dolist (`(,type ,name ,handle) (rel--known start))
      (unless (equal type "tag")
        (when (and (not opening) (equal type "person")
                   (not (equal handle "-")))
          (push (propertize (concat "@" handle) 'rel-name name) mentions))
        (when (and (not opening) (equal type "person") (equal handle "-")
                   (string-match-p "\\`[[:alnum:]]+\\'" name))
          (push (concat "@" name) mentions))
        (when (equal type "person")
          (push (concat (or opening "@[") name (or closing "]")) mentions))))
    (nreverse mentions)))

(defun rel--annotation (candidate)
  "The name that a mention by handle, CANDIDATE, stands for."
  (let ((name (get-text-property 0 'rel-name candidate)))
    (and name (concat " " name))))

(defun rel--table (function &rest arguments)
  "A completion table for FUNCTION, called with ARGUMENTS but once."
  (completion-table-with-cache (lambda (_) (apply function arguments)) t))

(defun rel--end (closing)
  "The end of what is completed at point, with CLOSING if that follows."
  (if (looking-at-p (regexp-quote closing))
      (+ (point) (length closing))
    (point)))

(defun rel--complete (start end table)
  "The answer of a completion function, for START, END and TABLE."
  (list start end (completion-table-case-fold table) :exclusive 'no
        :annotation-function #'rel--annotation))

(defun rel-completion-at-point ()
  "Complete a mention, tag, key or value of the journal at point."
  (let ((case-fold-search t)
        (line (line-beginning-position)))
    (cond
     ((looking-back (concat rel--before "\\(@\\[\\)[^][\n]*") line)
      (rel--find (match-beginning 1) "@[" "]"))
     ((looking-back "\\(\\[\\[@?\\)[^][@\n]*" line)
      (rel--find (match-beginning 1) (match-string-no-properties 1) "]]"))
     ((looking-back (concat rel--before "\\(@\\)[[:alnum:]_.-]*") line)
      (rel--find (match-beginning 1) nil ""))
     ((looking-back (concat rel--before "\\(#\\)[[:alnum:]_/-]*") line)
      (let ((start (match-beginning 1)))
        (and (rel--has "rel-parse")
             (rel--complete start (point) (rel--table #'rel--tags start)))))
     ((looking-back (concat rel--before-key "\\([[:alpha:]]+\\)::?[[:blank:]]*"
                            "\\([[:alnum:]+-]*\\)")
                    line)
      (let ((values (cdr (assoc (downcase (match-string 1)) rel--values))))
        (and values (rel--complete (match-beginning 2) (point) values))))
     ((looking-back (concat rel--before-key "\\([[:alpha:]]+\\)") line)
      (rel--complete (match-beginning 1) (point)
                     (mapcar (lambda (key) (concat key ":")) rel--keys))))))

(defun rel--find (start opening closing)
  "Complete a mention from START on; see `rel--mentions' for OPENING, CLOSING."
  (and (rel--has "rel-parse")
       (rel--complete start (rel--end closing)
                      (rel--table #'rel--mentions start opening closing))))

;;;; What is wrong.

(defvar-local rel--check nil
  "The process that last began to check the buffer.")

(defun rel--region (line column)
  "Where in the current buffer LINE and COLUMN, in bytes, are; to its word's end."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (forward-line (1- line))
      (let* ((end (line-end-position))
             (start (or (byte-to-position
                         (+ (position-bytes (point)) (1- column)))
                        end)))
        (goto-char (max (point-min) (min start end (1- (point-max)))))
        (cons (point)
              (progn
                (skip-chars-forward "^ \t\n")
                (if (= (point) start) (min (1+ start) (point-max))
                  (point))))))))

(defun rel--diagnostics (messages source label)
  "The diagnostics of SOURCE in the buffer MESSAGES, where it is called LABEL."
  (let ((diagnostics nil)
        (place (concat "^" (regexp-quote label)
                       ":\\([0-9]+\\):\\([0-9]+\\): "
                       "\\(error\\|warning\\): \\(.*\\)$")))
    (with-current-buffer messages
      (goto-char (point-min))
      (while (re-search-forward place nil t)
        (let* ((line (string-to-number (match-string 1)))
               (column (string-to-number (match-string 2)))
               (type (if (equal (match-string 3) "error") :error :warning))
               (text (match-string 4))
               (region (with-current-buffer source
                         (rel--region line column))))
          (push (flymake-make-diagnostic source (car region) (cdr region)
                                         type text)
                diagnostics))))
    (nreverse diagnostics)))

(defun rel--report (process source label report-fn)
  "Tell REPORT-FN what PROCESS has found in the buffer SOURCE, called LABEL."
  (let ((messages (process-buffer process)))
    (when (and (buffer-live-p source)
               (eq process (buffer-local-value 'rel--check source)))
      (if (memq (process-exit-status process) '(0 1))
          (funcall report-fn (rel--diagnostics messages source label))
        (funcall report-fn :panic :explanation
                 (with-current-buffer messages (buffer-string)))))
    (kill-buffer messages)))

(defun rel-flymake (report-fn &rest _)
  "A backend of Flymake: tell REPORT-FN all faults that rel-parse has found."
  (unless (executable-find "rel-parse")
    (error "Not in PATH: rel-parse"))
  (when (process-live-p rel--check)
    (kill-process rel--check))
  (let* ((source (current-buffer))
         (label (rel--label))
         (coding-system-for-write 'utf-8-unix)
         (process
          (make-process
           :name "rel-flymake" :noquery t :connection-type 'pipe
           :coding 'utf-8-unix
           :buffer (generate-new-buffer " *rel-flymake*")
           :command `("rel-parse" "--check" ,@rel-check-options
                      "--label" ,label)
           :sentinel (lambda (process _event)
                       (unless (process-live-p process)
                         (rel--report process source label report-fn))))))
    (setq rel--check process)
    ;; What ends before it has read all says why by its exit status.
    (ignore-errors
      (save-restriction
        (widen)
        (process-send-region process (point-min) (point-max)))
      (process-send-eof process))))

;;;; What is due.

(define-compilation-mode rel-due-mode "Due"
  "What is due, as a list of places."
  (setq-local compilation-error-regexp-alist-alist
              '((rel "^\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): \
\\(?:error\\|\\(warning\\)\\|\\(note\\)\\): "
                     1 2 3 (4 . 5))))
  (setq-local compilation-error-regexp-alist '(rel))
  ;; Findings are notes: stop at these, too.
  (setq-local compilation-skip-threshold 0))

;;;###autoload
(defun rel-due (&optional options)
  "List what is due, of REL_JOURNAL if that is set, else of the buffer's file.
With a prefix argument ask for OPTIONS of rel-due(1), as \"-w 1w\"."
  (interactive
   (list (and current-prefix-arg (read-string "Options of rel-due: "))))
  (let ((files (or (rel--journal)
                   (and buffer-file-name
                        (list (file-name-nondirectory buffer-file-name)))
                   (user-error "Neither a file here nor REL_JOURNAL"))))
    (dolist (program '("rel-parse" "rel-due" "rel-fmt"))
      (unless (executable-find program)
        (user-error "Not in PATH: %s" program)))
    (save-some-buffers (not compilation-ask-about-save)
                       (lambda () (bound-and-true-p rel-mode)))
    (compilation-start
     (format "rel-parse -- %s | rel-due %s | rel-fmt -t errors"
             (mapconcat #'shell-quote-argument files " ")
             (mapconcat #'shell-quote-argument
                        (split-string-and-unquote (or options "")) " "))
     #'rel-due-mode)))

;;;; The mode.

;;;###autoload
(define-minor-mode rel-mode
  "A journal of relationships, on top of Markdown.
`completion-at-point' knows people, tags and keys; where
`flymake-mode' is on it shows what is wrong; `rel-due' lists what is
due."
  :lighter " rel"
  (cond
   (rel-mode
    (add-hook 'completion-at-point-functions #'rel-completion-at-point nil t)
    (add-hook 'flymake-diagnostic-functions #'rel-flymake nil t)
    (font-lock-add-keywords nil rel--font-lock 'append))
   (t
    (remove-hook 'completion-at-point-functions #'rel-completion-at-point t)
    (remove-hook 'flymake-diagnostic-functions #'rel-flymake t)
    (font-lock-remove-keywords nil rel--font-lock)))
  (font-lock-flush))

(defun rel--journal-p ()
  "Whether the buffer has a roster, settings, or front matter of a person."
  (let ((case-fold-search t))
    (save-excursion
      (save-restriction
        (widen)
        (goto-char (point-min))
        (or (and (looking-at-p "---[ \t]*$")
                 (let ((end (save-excursion
                              (forward-line)
                              (re-search-forward "^\\(?:---\\|\\.\\.\\.\\)[ \t]*$"
                                                 nil t))))
                   (re-search-forward
                    "^\\(?:person:[ \t]*[^ \t\n]\\|type:[ \t]*[\"']?person\\>\\)"
                    (or end (point)) t)))
            (re-search-forward "^[ \t]*\\(?:```+\\|~~~+\\)[ \t]*rel[ \t]*$"
                               nil t)
            (and (re-search-forward
                  "^ \\{0,3\\}\\(?:#\\{1,6\\}[ \t]+people\\(?:[ \t]+#*\\)?$\
\\|people[ \t]*\n \\{0,3\\}\\(?:=+\\|-+\\)[ \t]*$\\)"
                  nil t)
                 (re-search-forward
                  "^[ \t]*\\(?:[-*+]\\|[0-9]+[.)]\\)[ \t]+\\(?:@\\|\\[\\[\\)"
                  nil t)))))))

(defun rel--named-p ()
  "Whether REL_JOURNAL names the buffer's file or a directory above it."
  (and buffer-file-name
       (let ((file (file-truename buffer-file-name))
             (found nil))
         (dolist (path (rel--journal) found)
           (let ((path (file-truename path)))
             (when (or (equal file path)
                       (string-prefix-p (file-name-as-directory path) file))
               (setq found t)))))))

;;;###autoload
(defun rel-mode-maybe ()
  "Turn on `rel-mode' where the buffer is a journal.
It is one if it has a roster (a heading People and an item that starts with a
mention), settings, or front matter of a person, if its file's name starts with
@, or if REL_JOURNAL names it."
  (when (or (and buffer-file-name
                 (string-prefix-p "@" (file-name-nondirectory buffer-file-name)))
            (rel--named-p)
            (rel--journal-p))
    (rel-mode 1)))

(provide 'rel-mode)

;;; rel-mode.el ends here
