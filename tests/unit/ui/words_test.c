/*
 * Languages: choosing one, in a sandbox too, and pages. The language of the tests is that of scripts/pseudo-po.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/child.h"
#include "base/mem.h"
#include "base/sandbox.h"
#include "ui/action.h"
#include "ui/spoken.h"
#include "ui/words.h"

#define BRACKET "\xe2\x9f\xa6"

enum { NOW = 1780513200, DAY = 86400 }; /* Wednesday 3 June 2026, 19:00 UTC */

static bool
is_pseudo(const char *text)
{
	return !strncmp(text, BRACKET, strlen(BRACKET));
}

static void
test_choosing(void **unused)
{
	const char *home;

	(void)unused;
	assert_string_equal(_("Home"), "Home");
	assert_int_equal(words_use("qps"), ERR_OK);
	assert_string_equal(words_in_use(), "qps");
	home = _("Home");
	assert_true(is_pseudo(home));
	assert_true(is_pseudo(n_("%d new", "%d new", 2)));
	assert_int_equal(words_use("en"), ERR_OK);
	assert_string_equal(_("Home"), "Home");
	assert_true(is_pseudo(home)); /* still good */
	assert_int_equal(words_use("qps"), ERR_OK);
	assert_true(is_pseudo(_("Home")));
	assert_int_equal(words_use(""), ERR_OK);
	assert_string_equal(words_in_use(), "en");
}

static void
test_what_there_is_no_catalogue_of(void **unused)
{
	static const char *const none[] = {"xx", "../qps", "/etc", "qps/", "qps.", "q ps", "abcdefghijkl", "qps:cy"};

	(void)unused;
	assert_int_equal(words_use("qps"), ERR_OK);
	for (size_t k = 0; k < sizeof none / sizeof *none; k++) {
		assert_int_equal(words_use(none[k]), ERR_NOT_FOUND);
		assert_string_equal(words_in_use(), "qps");
		assert_true(is_pseudo(_("Home")));
	}
	words_use("en");
}

static void
test_languages(void **unused)
{
	size_t count;
	const struct words_language *languages = words_languages(&count);

	(void)unused;
	assert_true(count >= 1);
	assert_string_equal(languages[0].code, "en");
	assert_string_equal(languages[0].name, "English");
	for (size_t k = 1; k < count; k++) { /* whoever can be chosen says a name of their own */
		assert_int_equal(words_use(languages[k].code), ERR_OK);
		assert_string_not_equal(languages[k].name, "English");
		assert_string_equal(words_find(languages[k].code), languages[k].code);
	}
	words_use("en");
}

static void
test_names_of_locales(void **unused)
{
	static const char *const none[] = {"", "C", "C.UTF-8", "POSIX", "xx_XX", "e", "eng", "qps", "_en"};

	(void)unused;
	assert_string_equal(words_find("en"), "en");
	assert_string_equal(words_find("en_GB.UTF-8"), "en");
	assert_string_equal(words_find("en@euro"), "en");
	for (size_t k = 0; k < sizeof none / sizeof *none; k++)
		assert_string_equal(words_find(none[k]), "");
}

/* 0: the language that was read in before is spoken in the sandbox of a session. */
static int
speak_in_sandbox(void *unused)
{
	(void)unused;
	if (words_use("qps") != ERR_OK || words_use("en") != ERR_OK)
		return 1;
	if (sandbox_init() != ERR_OK || sandbox_enter(SANDBOX_SESSION, NULL, NULL) != ERR_OK)
		return 2;
	if (words_use("qps") != ERR_OK)
		return 3;
	return is_pseudo(_("Home")) ? 0 : 4;
}

static void
test_sandbox(void **unused)
{
	(void)unused;
	assert_int_equal(child_run(speak_in_sandbox, NULL), 0);
}

static void
test_pages(void **unused)
{
	char *english = words_page("content/help.txt"), *other;

	(void)unused;
	assert_non_null(strstr(english, "# Moving about\n"));
	words_use("qps");
	other = words_page("content/help.txt");
	assert_non_null(strstr(other, "# " BRACKET));
	assert_null(strstr(other, "Moving about"));
	assert_null(strstr(other, "qps")); /* an empty line is no sentence: gettext would give the catalogue's head */
	assert_int_equal(other[strlen(other) - 1], english[strlen(english) - 1]);
	words_use("en");
	free(other);
	free(english);
}

/* Every part of a date is the catalogue's, and so is their order. */
static void
test_dates(void **unused)
{
	char *day, *time;

	(void)unused;
	words_use("qps");
	day = spoken_day(NOW - 30 * DAY, NOW);
	time = spoken_time(NOW, NOW);
	assert_true(is_pseudo(day));
	assert_null(strstr(day, "May"));
	assert_true(is_pseudo(time));
	assert_null(strstr(time, "evening"));
	words_use("en");
	free(day);
	free(time);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_choosing),
	    cmocka_unit_test(test_what_there_is_no_catalogue_of),
	    cmocka_unit_test(test_languages),
	    cmocka_unit_test(test_names_of_locales),
	    cmocka_unit_test(test_sandbox),
	    cmocka_unit_test(test_pages),
	    cmocka_unit_test(test_dates),
	};

	setenv("TZ", "UTC", 1);
	words_init();
	words_use("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
