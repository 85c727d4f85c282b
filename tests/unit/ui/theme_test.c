/*
 * Themes: what is read, and what is said about a mistake.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "ui/theme.h"

/* A whole theme in which the line of one role is `line`, or is missing where that is NULL. */
static char *
write_theme(enum role odd, const char *line)
{
	struct str text;

	str_init(&text);
	str_add(&text, "; a comment\n[theme]\nname = Test\n[roles]\n");
	for (enum role role = 0; role < ROLE_COUNT; role++)
		if (role != odd)
			str_add_format(&text, "%s = default on default | plain\n", role_name(role));
	if (line)
		str_add(&text, line);
	return str_take(&text);
}

static enum err
parse(const char *text, struct theme *theme, struct theme_error *error)
{
	return theme_parse("test", text, strlen(text), theme, error);
}

static void
test_style(void **unused)
{
	char *text = write_theme(ROLE_TITLE, "Title = cyan on BLACK , bold, underline|reverse\n");
	struct theme theme;
	struct theme_error error;

	(void)unused;
	assert_int_equal(parse(text, &theme, &error), ERR_OK);
	assert_string_equal(theme.id, "test");
	assert_string_equal(theme.title, "Test");
	assert_false(theme.is_mono);
	assert_int_equal(theme.styles[ROLE_TITLE].foreground, COLOUR_CYAN);
	assert_int_equal(theme.styles[ROLE_TITLE].background, COLOUR_BLACK);
	assert_int_equal(theme.styles[ROLE_TITLE].attributes, THEME_BOLD | THEME_UNDERLINE);
	assert_int_equal(theme.styles[ROLE_TITLE].mono_attributes, THEME_REVERSE);
	assert_int_equal(theme.styles[ROLE_BODY].foreground, COLOUR_DEFAULT);
	theme_clear(&theme);
	free(text);
}

static void
expect_problem(const char *text, enum theme_problem problem, int line, const char *word)
{
	struct theme theme = {.id = NULL};
	struct theme_error error;

	assert_int_equal(parse(text, &theme, &error), ERR_INVALID);
	assert_null(theme.id);
	assert_int_equal(error.problem, problem);
	assert_int_equal(error.line, line);
	assert_string_equal(error.word, word);
}

static void
test_problems(void **unused)
{
	static const struct {
		const char *line;
		enum theme_problem problem;
		const char *word;
	} rows[] = {
	    {"title = mauve on default | bold\n", THEME_BAD_STYLE, "mauve"},
	    {"title = cyan on mauve | bold\n", THEME_BAD_STYLE, "mauve"},
	    {"title = cyan on default, shiny | bold\n", THEME_BAD_STYLE, "shiny"},
	    {"title = cyan on default | shiny\n", THEME_BAD_STYLE, "shiny"},
	    {"title = cyan on default, bold\n", THEME_BAD_STYLE, "cyan on default, bold"},
	    {"title = cyan | bold\n", THEME_BAD_STYLE, "cyan"},
	    {"title = cyan on default |\n", THEME_BAD_STYLE, "title"},
	    {"tilte = cyan on default | bold\n", THEME_UNKNOWN_ROLE, "tilte"},
	    {"title\n", THEME_SYNTAX, ""},
	    {"[rolls]\nx = y\n", THEME_SYNTAX, "rolls"},
	    {"[theme]\nauthor = me\n", THEME_SYNTAX, "author"},
	    {NULL, THEME_MISSING_ROLE, "title"},
	};

	(void)unused;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		char *text = write_theme(ROLE_TITLE, rows[k].line);
		bool is_about_a_line = rows[k].line != NULL, has_section = is_about_a_line && rows[k].line[0] == '[';

		expect_problem(text, rows[k].problem, is_about_a_line ? 4 + ROLE_COUNT + has_section : 0, rows[k].word);
		free(text);
	}
	expect_problem("[roles]\n", THEME_NO_TITLE, 0, "name");
	expect_problem("", THEME_NO_TITLE, 0, "name");
}

static void
test_word_is_safe_to_show(void **unused)
{
	char *text = write_theme(ROLE_TITLE, "ti\033[2Jt\342\200\256le = cyan on default | bold\n");

	(void)unused;
	expect_problem(text, THEME_UNKNOWN_ROLE, 4 + ROLE_COUNT, "ti [2Jtle");
	free(text);
}

static void
test_shipped_themes(void **unused)
{
	struct theme_error error;
	char *file = NULL;

	(void)unused;
	assert_int_equal(themes_load(NULL, &error, &file), ERR_OK);
	assert_string_equal(theme_at(0)->id, "default");
	assert_non_null(theme_find("contrast"));
	assert_true(theme_find("mono")->is_mono);
	assert_null(theme_find("nonsense"));
	for (size_t k = 0; theme_at(k); k++)
		for (enum role role = 0; role < ROLE_COUNT; role++) {
			const struct theme_style *style = &theme_at(k)->styles[role];

			assert_true(style->foreground == COLOUR_DEFAULT || style->foreground != style->background);
		}
	themes_clear();
	assert_null(theme_at(0));
}

static void
write_file(const char *directory, const char *name, const char *text)
{
	char *path = mem_format("%s/%s", directory, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(path);
}

static void
remove_file(const char *directory, const char *name)
{
	char *path = mem_format("%s/%s", directory, name);

	unlink(path);
	free(path);
}

static void
test_operators_themes(void **unused)
{
	char directory[] = "/tmp/bbs-themes-XXXXXX";
	char *text = write_theme(ROLE_COUNT, NULL), *file = NULL, *path;
	struct theme_error error;

	(void)unused;
	assert_non_null(mkdtemp(directory));
	write_file(directory, "mono.theme", text);
	write_file(directory, "ours.theme", text);
	write_file(directory, "README", "not a theme");
	assert_int_equal(themes_load(directory, &error, &file), ERR_OK);
	assert_string_equal(theme_find("mono")->title, "Test");
	assert_string_equal(theme_find("ours")->title, "Test");
	write_file(directory, "ours.theme", "[theme]\nname = Test\n[roles]\nbody = pink on default | plain\n");
	assert_int_equal(themes_load(directory, &error, &file), ERR_INVALID);
	path = mem_format("%s/ours.theme", directory);
	assert_string_equal(file, path);
	assert_int_equal(error.line, 4);
	assert_null(theme_at(0));
	assert_int_equal(themes_load("/nowhere/at/all", &error, &file), ERR_OK);
	themes_clear();
	remove_file(directory, "mono.theme");
	remove_file(directory, "ours.theme");
	remove_file(directory, "README");
	rmdir(directory);
	free(path);
	free(file);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_style),
	    cmocka_unit_test(test_problems),
	    cmocka_unit_test(test_word_is_safe_to_show),
	    cmocka_unit_test(test_shipped_themes),
	    cmocka_unit_test(test_operators_themes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
