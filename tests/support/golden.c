/*
 * Golden text. A difference shows the whole screen, since that is what a person has to judge.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/mem.h"
#include "golden.h"

enum { GOLDEN_BYTES = 1 << 20 };

static void
golden_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (!file || fputs(text, file) < 0 || fclose(file))
		fail_msg("cannot write %s", path);
}

/* The file's text, owned; "" when there is none. */
static char *
golden_read(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = mem_alloc(GOLDEN_BYTES + 1);

	if (file) {
		size_t got = fread(text, 1, GOLDEN_BYTES, file);

		text[got] = '\0';
		fclose(file);
	}
	return text;
}

static int
golden_find_difference(const char *one, const char *other)
{
	int line = 1;

	for (; *one && *one == *other; one++, other++)
		line += *one == '\n';
	return line;
}

static bool
golden_is_writing(void)
{
	const char *mode = getenv("GOLDEN");

	return mode && !strcmp(mode, "write");
}

void
golden_check_picture(const char *path, const char *text)
{
	char *now = mem_format("build/pictures/%s", strrchr(path, '/') + 1), *wanted;
	bool is_same;

	if (golden_is_writing())
		golden_write(path, text);
	wanted = golden_read(path);
	is_same = !strcmp(wanted, text);
	if (!is_same) {
		mkdir("build", 0777);
		mkdir("build/pictures", 0777);
		golden_write(now, text);
		print_error("%s is not what the program draws now: look at %s, then type make pictures.\n", path, now);
	}
	free(wanted);
	free(now);
	assert_true(is_same);
}

void
golden_check(const char *name, const char *text)
{
	char *path = mem_format("tests/screen/golden/%s.txt", name), *wanted;
	bool is_same;

	if (golden_is_writing())
		golden_write(path, text);
	wanted = golden_read(path);
	is_same = !strcmp(wanted, text);
	if (!is_same)
		print_error("%s differs at line %d; it is now:\n%s", path, golden_find_difference(wanted, text), text);
	free(wanted);
	free(path);
	assert_true(is_same);
}
