/*
 * The leaflet: a fingerprint in words, and gaps that are filled from the board's own configuration and people.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "ui/leaflet.h"

#define PRINT "SHA256:N3k+MEw/0123456789abcdefghijklmnopqrstuvwxy"

static void
assert_spelled(const char *fingerprint, const char *expected)
{
	char *words = leaflet_spell(fingerprint);

	assert_string_equal(words, expected);
	free(words);
}

static void
a_fingerprint_is_spelled_in_groups_of_four(void **state)
{
	(void)state;
	assert_spelled("SHA256:N3k+", "1. N3k+: capital N, three, small k, plus");
	assert_spelled("SHA256:aZ/0b",
	    "1. aZ/0: small a, capital Z, slash, zero\n"
	    "2. b: small b");
	assert_spelled("19:12345678",
	    "1. 1234: one, two, three, four\n"
	    "2. 5678: five, six, seven, eight");
	assert_spelled("99", "1. 99: nine, nine");
	assert_spelled("SHA256:", "");
}

/* The whole leaflet as a view, in text; owned. */
static char *
make(struct data *data)
{
	struct view view;
	char *text;

	view_init(&view, VIEW_LIST);
	leaflet_view(&data->forum, PRINT, &view);
	text = view_dump(&view);
	view_clear(&view);
	return text;
}

static void
assert_says(const char *text, const char *words)
{
	if (!strstr(text, words))
		fail_msg("'%s' is not in: %s", words, text);
}

static void
assert_silent(const char *text, const char *words)
{
	if (strstr(text, words))
		fail_msg("'%s' is in: %s", words, text);
}

static void
set(struct data *data, const char *option, const char *value)
{
	struct config_error error;

	assert_int_equal(config_set(&data->config, option, value, &error), ERR_OK);
}

static void
address_port_and_fingerprint_are_the_boards_own(void **state)
{
	struct data *data = *state;
	char *text;

	set(data, "board.address", "board.example.org");
	set(data, "board.name", "The Larder");
	set(data, "net.port", "2022");
	text = make(data);
	assert_says(text, "title=\"The Larder: how to come in\"");
	assert_says(text, "\\n   ssh -p 2022 join@board.example.org\"\n");
	assert_says(text, "ssh -p 2022 plain@board.example.org\\n");
	assert_says(text, "type 2022, then");
	assert_says(text, "\\n" PRINT "\\n");
	assert_says(text, "\\n1. N3k+: capital N, three, small k, plus\\n");
	free(text);
}

static void
the_usual_port_is_not_typed(void **state)
{
	struct data *data = *state;
	char *text;

	set(data, "net.port", "22");
	text = make(data);
	assert_says(text, "\\n   ssh join@localhost\"\n");
	assert_says(text, "type 22, then");
	assert_silent(text, "-p 22");
	free(text);
}

static void
no_gap_is_left(void **state)
{
	static const char *const gaps[] = {"HOST", "PORT", "BOARD", "FINGERPRINT", "SPELLED", "PEOPLE", "RULES",
	    "SSH "};
	struct data *data = *state;
	char *text = make(data);

	for (size_t k = 0; k < sizeof gaps / sizeof *gaps; k++)
		assert_silent(text, gaps[k]);
	free(text);
}

static void
only_people_who_are_confirmed_for_this_nation_are_on_it(void **state)
{
	struct data *data = *state;
	char *text = make(data);

	assert_says(text, "- Samaritans. Call 116 123, any time. Someone to listen");
	assert_says(text, "- NHS 111. Call 111.");
	assert_silent(text, "The Silver Line");
	free(text);
	set(data, "board.nation", "northern-ireland");
	text = make(data);
	assert_says(text, "- Samaritans.");
	assert_silent(text, "NHS 111");
	free(text);
}

static void
the_house_rules_are_on_it(void **state)
{
	char *text = make(*state);

	assert_says(text, "heading text=\"House rules\"\nitem text=\"1. Be kind");
	free(text);
}

static void
it_is_printed_in_two_sizes(void **state)
{
	struct data *data = *state;

	for (int large = 0; large < 2; large++) {
		char *text = NULL;
		size_t bytes;
		FILE *out = open_memstream(&text, &bytes);

		assert_int_equal(leaflet_print(&data->forum, PRINT, large, out), ERR_OK);
		fclose(out);
		assert_says(text, large ? "Page 1 of 7\n" : "Page 1 of 2\n");
		free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_fingerprint_is_spelled_in_groups_of_four),
	    cmocka_unit_test_setup_teardown(address_port_and_fingerprint_are_the_boards_own, data_make, data_remove),
	    cmocka_unit_test_setup_teardown(the_usual_port_is_not_typed, data_make, data_remove),
	    cmocka_unit_test_setup_teardown(no_gap_is_left, data_make, data_remove),
	    cmocka_unit_test_setup_teardown(only_people_who_are_confirmed_for_this_nation_are_on_it, data_make,
		data_remove),
	    cmocka_unit_test_setup_teardown(the_house_rules_are_on_it, data_make, data_remove),
	    cmocka_unit_test_setup_teardown(it_is_printed_in_two_sizes, data_make, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
