/* careless: a program with the faults that ./every is to find: it does without
 * the memory that it did not get, and looks at no count of bytes. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
main(void)
{
	char line[64];
	char *words = malloc(sizeof line);
	ssize_t n = read(STDIN_FILENO, line, sizeof line);
	if (words != NULL && n > 0) {
		memcpy(words, line, (size_t)n);
		n = write(STDOUT_FILENO, words, (size_t)n);
	}
	free(words);
	return 0;
}
