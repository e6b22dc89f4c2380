# Completion of rel and its filters for bash. What there is to complete is said
# by rel-complete, and here only quoted.

_rel()
{
	local word cur=$2 quote='' at='' words=() found
	# To bash = and @ are words of their own, and only what stands behind
	# them is replaced.
	for word in "${COMP_WORDS[@]:0:COMP_CWORD}"; do
		[[ $word = [=@] ]] || words+=("$word")
	done
	case ${COMP_WORDS[COMP_CWORD]} in
	[\"\']*) quote=${COMP_WORDS[COMP_CWORD]:0:1} ;;
	*) cur=${cur//\\/} ;;
	esac
	[[ ${COMP_LINE:0:COMP_POINT} != *@"$2" ]] || at=@
	COMPREPLY=()
	found=$(rel-complete "${words[@]}" "$at$cur" 2>/dev/null) || {
		compopt -o default
		return
	}
	while IFS=$'\t' read -r word _; do
		[[ $word = "$at$cur"* ]] || continue
		word=${word#"$at"}
		# Nothing in a name is left for the shell to expand.
		case $quote$word in
		'') continue ;;
		\'*\'* | \"*!*) continue ;;
		\'*) ;;
		\"*)
			word=${word//\\/\\\\} word=${word//\"/\\\"}
			word=${word//\$/\\\$} word=${word//\`/\\\`}
			;;
		*[!A-Za-z0-9_.,:/+-]*) printf -v word %q "$word" ;;
		esac
		COMPREPLY+=("$word")
	done <<<"$found"
}

complete -F _rel rel rel-parse rel-find rel-due rel-stats rel-fmt rel-add
