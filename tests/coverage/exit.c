/* Before a process ends by _exit(), where no other end would be noted, what it
 * ran is written down (linked with --wrap=_exit). */
void __gcov_dump(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);

void
__wrap__exit(int status)
{
	__gcov_dump();
	__real__exit(status);
}
