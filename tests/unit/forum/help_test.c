/*
 * People to call: those of the nation, in their order, confirmed ones only, for anybody.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/mem.h"
#include "base/text.h"
#include "forum/help.h"
#include "store/signposts.h"

static const char *const nations[] = {"england", "wales", "scotland", "northern-ireland"};

static void
set_nation(struct data *data, const char *nation)
{
	free(data->config.board_nation);
	data->config.board_nation = mem_copy_string(nation);
}

static bool
lists(struct data *data, const char *slug)
{
	struct signpost_list list = {0};
	bool found = false;

	assert_int_equal(help_list(&data->forum, &list), ERR_OK);
	for (size_t k = 0; k < list.count; k++)
		found = found || !strcmp(list.rows[k].slug, slug);
	signpost_list_clear(&list);
	return found;
}

static void
everywhere_the_first_is_999(void **state)
{
	struct data *data = *state;

	for (size_t k = 0; k < sizeof nations / sizeof *nations; k++) {
		struct signpost_list list = {0};

		set_nation(data, nations[k]);
		assert_int_equal(help_list(&data->forum, &list), ERR_OK);
		assert_in_range(list.count, 4, 20);
		assert_string_equal(list.rows[0].number, "999");
		assert_true(lists(data, "samaritans"));
		for (size_t row = 0; row < list.count; row++) {
			const struct signpost *signpost = &list.rows[row];

			assert_true(signpost->is_shown);
			assert_true(*signpost->name && *signpost->number && *signpost->owner && *signpost->source);
			assert_true(text_is_safe(TEXT_LINE, signpost->name, strlen(signpost->name)));
			assert_true(text_is_safe(TEXT_LINE, signpost->about, strlen(signpost->about)));
		}
		signpost_list_clear(&list);
	}
}

static void
a_nation_is_a_whole_word(void **state)
{
	static const struct {
		const char *nations, *nation;
		bool expected;
	} cases[] = {
	    {"england, wales", "wales", true},
	    {"england,wales", "wales", true},
	    {"wales", "wales", true},
	    {"new-south-wales", "wales", false},
	    {"wales-and-more", "wales", false},
	    {"england", "wales", false},
	    {"", "wales", false},
	};
	struct data *data = *state;

	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct signpost record = {.is_shown = true};

		record.slug = mem_format("case-%zu", k);
		record.name = record.number = record.how = record.about = record.hours = record.owner = record.source =
		    record.slug;
		record.nations = mem_copy_string(cases[k].nations);
		assert_int_equal(db_begin(data->forum.db), ERR_OK);
		assert_int_equal(db_end(data->forum.db, signposts_add(data->forum.db, &record, 1)), ERR_OK);
		set_nation(data, cases[k].nation);
		assert_int_equal(lists(data, record.slug), cases[k].expected);
		free(record.slug);
		free(record.nations);
	}
}

static void
the_unconfirmed_are_hidden(void **state)
{
	struct data *data = *state;
	struct signpost_list all = {0};
	size_t hidden = 0;

	set_nation(data, "england");
	assert_int_equal(signposts_list(data->forum.db, false, &all), ERR_OK);
	for (size_t k = 0; k < all.count; k++)
		if (!all.rows[k].is_shown) {
			assert_false(lists(data, all.rows[k].slug));
			hidden++;
		}
	assert_true(hidden >= 2); /* The Silver Line, Dementia UK: product page, section 5 */
	signpost_list_clear(&all);
}

#define ON_BOARD(test) cmocka_unit_test_setup_teardown(test, data_make, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_BOARD(everywhere_the_first_is_999),
	    ON_BOARD(a_nation_is_a_whole_word),
	    ON_BOARD(the_unconfirmed_are_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
