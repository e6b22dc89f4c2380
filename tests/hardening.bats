# That a mistake in the code is hard to make use of: the properties of the
# programs that configure asks of the toolchain.
load common

# made_with FLAG... : whether the toolchain makes programs with these
made_with() {
	echo 'int main(void) { return 0; }' >probe.c
	${CC:-cc} -O2 -Werror "$@" -o probe probe.c 2>/dev/null
}

# setting NAME : what configure decided, in the directory of the programs
setting() {
	sed -n "s/^$1 = *//p" "${REL_BIN:-$REL_SOURCE}/Makefile"
}

# of_each COMMAND PATTERN : each program shows it
of_each() {
	for tool in $TOOLS; do
		$1 "${REL_BIN:-$REL_SOURCE}/$tool" >shown
		grep -Eq -e "$2" shown || {
			echo "$tool: no $2"
			return 1
		}
	done
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	command -v readelf >/dev/null || skip "no readelf"
	readelf -h "${REL_BIN:-$REL_SOURCE}/rel-fmt" >/dev/null 2>&1 ||
		skip "no ELF"
}

@test "programs stand anywhere in memory (PIE)" {
	made_with -fPIE -pie || skip "the toolchain has no PIE"
	of_each "readelf -h" 'Type: +DYN '
	of_each "readelf -dW" 'FLAGS_1.* PIE'
}

@test "what the linker wrote can't be written again (RELRO, BIND_NOW)" {
	made_with -Wl,-z,relro -Wl,-z,now || skip "the toolchain has no RELRO"
	of_each "readelf -lW" 'GNU_RELRO'
	of_each "readelf -dW" 'FLAGS.* (BIND_NOW|NOW)'
	of_each "readelf -lW" 'GNU_STACK.* RW '
}

@test "stacks are watched (stack protector, clash protection)" {
	made_with -fstack-protector-strong || skip "no stack protector"
	of_each "readelf --dyn-syms -W" '__stack_chk_fail'
	made_with -fstack-clash-protection || skip "no clash protection"
	[[ $(setting REL_HARDENING) == *-fstack-clash-protection* ]]
	# A frame larger than a page is touched page by page; there is one.
	[ "$(uname -m)" = x86_64 ] || skip "other instructions than known here"
	objdump -d "${REL_BIN:-$REL_SOURCE}/rel-parse" | awk '
	is_page && !/(or|mov)q? +\$0x0,(0x[0-9a-f]+)?\(%rsp\)/ { bad++ }
	{ is_page = /sub +\$0x1000,%rsp/ }
	is_page { pages++ }
	/sub +\$0x[0-9a-f]+,%rsp/ {
		sub(/.*\$0x/, "")
		sub(/,.*/, "")
		if (length($0) >= 4 && $0 != "1000" && !/^ffff/)
			bad++
	}
	END { exit !(pages && !bad) }'
}

@test "copies beyond the end of what is known end the process (FORTIFY)" {
	[ -z "$(setting REL_SANITIZERS)" ] ||
		skip "the sanitizers watch the same"
	case $(setting CFLAGS) in
	*-O[1-9s]*) ;;
	*) skip "not optimised" ;;
	esac
	made_with -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 ||
		skip "the toolchain knows no level 3"
	[[ $(setting REL_HARDENING) == *-D_FORTIFY_SOURCE=3* ]]
	of_each "readelf --dyn-syms -W" '__(mem|st)[a-z]*_chk'
}

@test "flags that the user gives win" {
	[ -x "$REL_SOURCE/configure" ] || skip "no configure"
	# Of sources that were built in place no other build can be made.
	[ ! -e "$REL_SOURCE/config.status" ] || skip "built in place"
	"$REL_SOURCE/configure" --quiet CC="${CC:-cc}" LDFLAGS=-no-pie \
		CFLAGS="-O0 -fno-stack-protector" >/dev/null
	make -s lib/tool.o >/dev/null
	readelf -sW lib/tool.o >shown
	grep -q tool_start shown
	[ "$(grep -cE '__(stack|mem[a-z]*)_chk' shown)" = 0 ]
	# Of linking the order of the flags tells.
	make -n V=1 rel-due | grep -e '-o rel-due' >link
	grep -q -e '-z,now.* -no-pie' link
	[ "$(grep -c -e ' -pie ' link)" = 0 ]
}
