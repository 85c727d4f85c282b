/*
 * A table of the manual is text: nothing in it becomes a macro, an escape or another sign.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#include "base/config.h"
#include "base/mem.h"
#include "cli/manual.h"
#include "cli/verb.h"

static void
check_item(const char *term, const char *label, const char *words, const char *expected)
{
	char *text;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	manual_print_item(out, term, label, words);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

static void
test_words_are_no_macros(void **state)
{
	(void)state;
	check_item("Op", NULL, "Plain.", ".It Ic \"\\&Op\"\nPlain.\n");
	check_item("!", ".", "Plain.", ".It Ic \"\\&!\"\n.Em \"\\&.\" :\nPlain.\n");
	check_item("a", NULL, ".It is no macro.", ".It Ic \"\\&a\"\n\\&.It is no macro.\n");
	check_item("a", NULL, "One.\n'tis another.", ".It Ic \"\\&a\"\nOne.\n\\&\\(aqtis another.\n");
}

static void
test_signs_are_signs(void **state)
{
	(void)state;
	check_item("\\", NULL, "A \\n, a \"b\", --data, ~ and ^ and `.",
	    ".It Ic \"\\&\\e\"\nA \\en, a \\(dqb\\(dq, \\-\\-data, \\(ti and \\(ha and \\(ga.\n");
}

/* A sentence a line; a line's end in the table is where a terminal's is, and an empty line parts paragraphs. */
static void
test_sentences(void **state)
{
	(void)state;
	check_item("a", NULL, "One here. Two here", ".It Ic \"\\&a\"\nOne here.\nTwo here\n");
	check_item("a", NULL, "Such as i.e. this\nand that.", ".It Ic \"\\&a\"\nSuch as i.e. this and that.\n");
	check_item("a", NULL, "One.\n\nTwo.", ".It Ic \"\\&a\"\nOne.\n.Pp\nTwo.\n");
}

static char *
print_table(void (*print)(FILE *))
{
	char *text;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	print(out);
	fclose(out);
	return text;
}

static int
count(const char *text, const char *what)
{
	int found = 0;

	for (; (text = strstr(text, what)); text += strlen(what))
		found++;
	return found;
}

static void
test_every_option(void **state)
{
	char *text = print_table(manual_print_options);
	int options = 0;

	(void)state;
	for (size_t k = 0; option_at(k); k++, options++) {
		char *item = mem_format(".It Ic \"\\&%s\"\n", option_at(k)->name);

		assert_non_null(strstr(text, item));
		free(item);
	}
	assert_int_equal(count(text, ".It "), options);
	assert_int_equal(count(text, "\nDefault"), options);
	assert_int_equal(count(text, ".Bl "), count(text, ".El\n"));
	free(text);
}

static void
test_every_verb(void **state)
{
	char *text = print_table(manual_print_verbs);
	int verbs = 0;

	(void)state;
	while (admin_verb_at((size_t)verbs))
		verbs++;
	assert_int_equal(count(text, ".It Xo\n"), verbs);
	assert_int_equal(count(text, ".Oo\n"), count(text, ".Oc\n"));
	assert_int_equal(count(text, ".Bl "), count(text, ".El\n"));
	assert_non_null(strstr(text,
	    ".Ic \"\\&member\" \"\\&add\"\n.Ar \"\\&NAME\"\n.Oo\n.Fl \"\\&\\-role\"\n"
	    ".Ar \"\\&ROLE\"\n.Oc\n"));
	free(text);
}

/* Taken out of their comments, the lines of the example say what holds without them, each option once. */
static void
test_the_example_is_the_defaults(void **state)
{
	char path[] = "/tmp/bbs-example-XXXXXX", *text;
	size_t bytes, options = 0;
	FILE *out = open_memstream(&text, &bytes);
	struct config config, plain;
	struct config_error error;
	int fd = mkstemp(path);

	(void)state;
	manual_print_example(out);
	fclose(out);
	for (char *at = text; (at = strstr(at, "\n#")); at++)
		if (at[2] != ' ') {
			at[1] = ' ';
			options++;
		}
	for (char *at = text; (at = strstr(at, "\n ")); at += 1) /* a leading space would go on with the line above */
		memmove(at + 1, at + 2, strlen(at + 2) + 1);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	config_init(&config);
	config_init(&plain);
	assert_int_equal(config_load(&config, path, &error), ERR_OK);
	unlink(path);
	assert_null(option_at(options));
	assert_non_null(option_at(options - 1));
	assert_int_equal(config.net_port, plain.net_port);
	assert_string_equal(config.board_name, plain.board_name);
	config_clear(&config);
	config_clear(&plain);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_the_example_is_the_defaults),
	    cmocka_unit_test(test_words_are_no_macros),
	    cmocka_unit_test(test_signs_are_signs),
	    cmocka_unit_test(test_sentences),
	    cmocka_unit_test(test_every_option),
	    cmocka_unit_test(test_every_verb),
	};

	return cmocka_run_group_tests_name("manual", tests, NULL, NULL);
}
