/*
 * The option table and the two ways to set an option. A mistake is told with its place and changes nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/config.h"
#include "base/mem.h"
#include "base/text.h"

static char path[] = "/tmp/bbs-config.XXXXXX";

static int
make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	close(fd);
	return fd < 0;
}

static int
remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static void
write_file(const char *text)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void
every_option_begins_at_its_default(void **state)
{
	struct config config;
	const struct option *option;
	size_t count = 0;

	(void)state;
	config_init(&config);
	for (; (option = option_at(count)); count++) {
		const char *field = (const char *)&config + option->offset;

		assert_non_null(strchr("abcdefghijklmnopqrstuvwxyz", option->section[0]));
		assert_int_equal(option->help[strlen(option->help) - 1], '.');
		if (option->type == OPTION_INT) {
			assert_int_equal(*(const int64_t *)(const void *)field,
			    strtoll(option->default_text, NULL, 10));
			assert_true(*option->unit);
		} else if (option->type == OPTION_BOOL) {
			assert_int_equal(*(const bool *)field, !strcmp(option->default_text, "yes"));
		} else {
			assert_string_equal(*(char *const *)(const void *)field, option->default_text);
		}
		for (size_t k = 0; k < count; k++)
			assert_false(!strcmp(option_at(k)->name, option->name) &&
			    !strcmp(option_at(k)->section, option->section));
	}
	assert_true(count > 15);
	assert_null(option_at(count + 1));
	assert_int_equal(config.net_port, 2222);
	assert_true(config.limits_penalties);
	assert_string_equal(config.board_name, "Kidsof");
	config_clear(&config);
	config_clear(&config);
}

static void
a_file_is_read_over_what_is_set(void **state)
{
	struct config config;
	struct config_error error;

	(void)state;
	write_file("; a comment\n"
		   "# and another\n"
		   "\n"
		   "[net]\n"
		   "port = 2223\n"
		   "listen=0.0.0.0 ::\n"
		   "[limits]\n"
		   "penalties = no\n"
		   "[board]\n"
		   "name = Kettle & Co: caf\303\251\n"
		   "[keys]\n"
		   "open = Right\n"
		   "back = Left\n");
	config_init(&config);
	assert_int_equal(config_set(&config, "net.tries", "3", &error), ERR_OK);
	assert_int_equal(config_load(&config, path, &error), ERR_OK);
	assert_int_equal(config.net_port, 2223);
	assert_int_equal(config.net_tries, 3);
	assert_string_equal(config.net_listen, "0.0.0.0 ::");
	assert_false(config.limits_penalties);
	assert_string_equal(config.board_name, "Kettle & Co: caf\303\251");
	assert_int_equal(config.key_count, 2);
	assert_string_equal(config.keys[0].action, "open");
	assert_string_equal(config.keys[0].key, "Right");
	assert_int_equal(config.keys[0].line, 12);
	assert_string_equal(config.keys[1].key, "Left");
	assert_int_equal(config.keys[1].line, 13);
	config_clear(&config);
}

/* What is written, what is wrong with it, and in which line. */
static void
mistakes_are_told_with_their_line(void **state)
{
	static const struct {
		const char *text;
		enum config_problem problem;
		int line;
		const char *option, *value;
		int64_t minimum, maximum;
	} cases[] = {
	    {"[net]\nprot = 1\n", CONFIG_UNKNOWN_OPTION, 2, "net.prot", "1", 0, 0},
	    {"[nett]\nport = 1\n", CONFIG_UNKNOWN_OPTION, 2, "nett.port", "1", 0, 0},
	    {"port = 1\n", CONFIG_UNKNOWN_OPTION, 1, ".port", "1", 0, 0},
	    {"[net]\n\n\nport = many\n", CONFIG_NOT_A_NUMBER, 4, "net.port", "many", 0, 65535},
	    {"[net]\nport = 12a\n", CONFIG_NOT_A_NUMBER, 2, "net.port", "12a", 0, 65535},
	    {"[net]\nport =\n", CONFIG_NOT_A_NUMBER, 2, "net.port", "", 0, 65535},
	    {"[net]\nport = 1.5\n", CONFIG_NOT_A_NUMBER, 2, "net.port", "1.5", 0, 65535},
	    {"[net]\nport = 65536\n", CONFIG_OUT_OF_RANGE, 2, "net.port", "65536", 0, 65535},
	    {"[net]\nport = -1\n", CONFIG_OUT_OF_RANGE, 2, "net.port", "-1", 0, 65535},
	    {"[net]\nport = 99999999999999999999\n", CONFIG_OUT_OF_RANGE, 2, "net.port", "99999999999999999999", 0,
		65535},
	    {"[limits]\npenalties = true\n", CONFIG_NOT_YES_OR_NO, 2, "limits.penalties", "true", 0, 0},
	    {"[board]\ntheme = a-name-of-one-and-thirty-letters\n", CONFIG_TOO_LONG, 2, "board.theme",
		"a-name-of-one-and-thirty-letters", 0, 30},
	    {"[board]\nnation = englnd\n", CONFIG_NOT_ONE_OF, 2, "board.nation", "englnd", 0, 0},
	    {"[board]\nnation = \n", CONFIG_NOT_ONE_OF, 2, "board.nation", "", 0, 0},
	    {"[board]\nnation = england wales\n", CONFIG_NOT_ONE_OF, 2, "board.nation", "england wales", 0, 0},
	    {"[net]\nport\n", CONFIG_SYNTAX, 2, "", "", 0, 0},
	    {"[net\nport = 1\n", CONFIG_SYNTAX, 1, "", "", 0, 0},
	    {"[net]\nport = many\nport = 1\nbad\n", CONFIG_NOT_A_NUMBER, 2, "net.port", "many", 0, 65535},
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct config config;
		struct config_error error;

		write_file(cases[k].text);
		config_init(&config);
		assert_int_equal(config_load(&config, path, &error), ERR_INVALID);
		assert_int_equal(error.problem, cases[k].problem);
		assert_int_equal(error.line, cases[k].line);
		assert_string_equal(error.option, cases[k].option);
		assert_string_equal(error.value, cases[k].value);
		assert_int_equal(error.minimum, cases[k].minimum);
		assert_int_equal(error.maximum, cases[k].maximum);
		config_clear(&config);
	}
}

static void
a_mistake_leaves_everything_as_it_was(void **state)
{
	struct config config;
	struct config_error error;

	(void)state;
	config_init(&config);
	write_file("[board]\nname = First\n[keys]\nopen = Right\n");
	assert_int_equal(config_load(&config, path, &error), ERR_OK);
	write_file("[board]\nname = Second\n[net]\ntries = 2\n[keys]\nback = Left\n[net]\nport = x\n");
	assert_int_equal(config_load(&config, path, &error), ERR_INVALID);
	assert_string_equal(config.board_name, "First");
	assert_int_equal(config.net_tries, 6);
	assert_int_equal(config.key_count, 1);
	assert_string_equal(config.keys[0].action, "open");
	config_clear(&config);
}

static void
no_file_is_no_mistake_but_an_unreadable_one_is(void **state)
{
	struct config config;
	struct config_error error;

	(void)state;
	config_init(&config);
	assert_int_equal(config_load(&config, "/tmp/there-is-no-such-file/bbs.conf", &error), ERR_NOT_FOUND);
	assert_int_equal(config_load(&config, "/tmp", &error), ERR_INVALID);
	assert_int_equal(error.problem, CONFIG_CANNOT_READ);
	write_file("");
	assert_int_equal(config_load(&config, path, &error), ERR_OK);
	assert_int_equal(config.net_port, 2222);
	config_clear(&config);
}

/* The longest value an option allows arrives whole, and lines after a long one keep their numbers. */
static void
long_lines_are_read_whole(void **state)
{
	struct config config;
	struct config_error error;
	char *centres = mem_alloc(2001), *text;

	(void)state;
	for (size_t k = 0; k < 2000; k++)
		centres[k] = k % 10 == 9 && k < 1999 ? ' ' : '1';
	config_init(&config);
	text = mem_format("[net]\ncentres = %s\ntries = 2\n", centres);
	write_file(text);
	free(text);
	assert_int_equal(config_load(&config, path, &error), ERR_OK);
	assert_string_equal(config.net_centres, centres);
	assert_int_equal(config.net_tries, 2);

	text = mem_format("; %s\n[net]\nport = x\n", centres);
	write_file(text);
	free(text);
	assert_int_equal(config_load(&config, path, &error), ERR_INVALID);
	assert_int_equal(error.problem, CONFIG_NOT_A_NUMBER);
	assert_int_equal(error.line, 3);
	free(centres);
	config_clear(&config);
}

/* An indented line is an option like any other, not more of the value above it. */
static void
indentation_means_nothing(void **state)
{
	struct config config;
	struct config_error error;

	(void)state;
	config_init(&config);
	write_file("[net]\n  port = 2223\n  tries = 2\n");
	assert_int_equal(config_load(&config, path, &error), ERR_OK);
	assert_int_equal(config.net_port, 2223);
	assert_int_equal(config.net_tries, 2);
	config_clear(&config);
}

static void
options_are_set_by_name(void **state)
{
	struct config config;
	struct config_error error;

	(void)state;
	config_init(&config);
	assert_int_equal(config_set(&config, "net.port", "0", &error), ERR_OK);
	assert_int_equal(config.net_port, 0);
	assert_int_equal(config_set(&config, "limits.penalties", "no", &error), ERR_OK);
	assert_false(config.limits_penalties);
	assert_int_equal(config_set(&config, "board.name", "Ours", &error), ERR_OK);
	assert_string_equal(config.board_name, "Ours");
	assert_int_equal(config_set(&config, "net.port", "70000", &error), ERR_INVALID);
	assert_int_equal(error.problem, CONFIG_OUT_OF_RANGE);
	assert_int_equal(error.line, 0);
	assert_int_equal(config.net_port, 0);
	assert_int_equal(config_set(&config, "port", "1", &error), ERR_INVALID);
	assert_int_equal(error.problem, CONFIG_UNKNOWN_OPTION);
	assert_int_equal(config_set(&config, "", "1", &error), ERR_INVALID);
	assert_int_equal(config_set(&config, ".", "1", &error), ERR_INVALID);
	assert_int_equal(config_set(&config, "net.port.x", "1", &error), ERR_INVALID);
	config_clear(&config);
}

static void
what_is_shown_is_safe_and_fits(void **state)
{
	struct config config;
	struct config_error error;
	char hostile[200];

	(void)state;
	config_init(&config);
	for (size_t k = 0; k + 3 < sizeof hostile; k += 3)
		memcpy(hostile + k, k % 2 ? "\033[2" : "\342\202\254", 3);
	hostile[198] = '\0';
	assert_int_equal(config_set(&config, hostile, hostile, &error), ERR_INVALID);
	assert_true(text_is_safe(TEXT_LINE, error.option, strlen(error.option)));
	assert_true(text_is_safe(TEXT_LINE, error.value, strlen(error.value)));
	assert_in_range(strlen(error.value), 50, sizeof error.value - 1);
	assert_int_equal(config_set(&config, "board.name", "tea\033[2J\nfor\xff two", &error), ERR_OK);
	assert_true(text_is_safe(TEXT_LINE, config.board_name, strlen(config.board_name)));
	config_clear(&config);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_option_begins_at_its_default),
	    cmocka_unit_test(a_file_is_read_over_what_is_set),
	    cmocka_unit_test(mistakes_are_told_with_their_line),
	    cmocka_unit_test(a_mistake_leaves_everything_as_it_was),
	    cmocka_unit_test(no_file_is_no_mistake_but_an_unreadable_one_is),
	    cmocka_unit_test(long_lines_are_read_whole),
	    cmocka_unit_test(indentation_means_nothing),
	    cmocka_unit_test(options_are_set_by_name),
	    cmocka_unit_test(what_is_shown_is_safe_and_fits),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
