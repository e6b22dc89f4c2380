# For the start of a shell, in ~/.profile, ~/.bashrc or ~/.zshrc: a line when
# something is due, and else nothing.
rel due -q && echo 'Somebody would like to hear from you: rel'
