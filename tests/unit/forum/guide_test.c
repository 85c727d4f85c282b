/*
 * Guides: what the program brings along, who sees them, and what the operator does with them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "base/embed.h"
#include "base/mem.h"
#include "base/text.h"
#include "forum/guard.h"
#include "forum/guide.h"
#include "forum/setup.h"

#define OWN "title: Parking at the hospital\nowner: kettle-on\nsource: the hospital\n\n# Where\nBehind the wood.\n"

static size_t
shown(struct data *data)
{
	struct guide_list list = {0};
	size_t count;

	assert_int_equal(guide_list(&data->forum, &list), ERR_OK);
	count = list.count;
	guide_list_clear(&list);
	return count;
}

static void
a_new_board_has_guides_that_nobody_sees(void **state)
{
	struct data *data = *state;
	struct guide_list all = {0};
	size_t files = 0;

	assert_int_equal(shown(data), 0);
	assert_false(guide_is_any(&data->forum));
	assert_int_equal(guide_list_all(&data->forum, &all), ERR_OK);
	for (size_t k = 0; embed_at(k); k++)
		files += !strncmp(embed_at(k)->path, "content/guides/", 15);
	assert_int_equal(all.count, files);
	assert_true(files >= 8);
	for (size_t k = 0; k < all.count; k++) {
		struct guide guide = {0};

		assert_int_equal(guide_get(&data->forum, all.rows[k].id, &guide), ERR_NOT_FOUND);
		assert_int_equal(guide_find(&data->forum, all.rows[k].slug, &guide), ERR_OK);
		assert_true(text_is_safe(TEXT_BODY, guide.body, strlen(guide.body)));
		assert_string_equal(guide.checked_on, "");
		guide_clear(&guide);
	}
	guide_list_clear(&all);
}

/* Our own words keep our own rule: nobody is to be known by them. */
static void
shipped_guides_name_nobody(void **state)
{
	struct data *data = *state;
	struct guide_list all = {0};

	assert_int_equal(guide_list_all(&data->forum, &all), ERR_OK);
	for (size_t k = 0; k < all.count; k++) {
		struct guide guide = {0};
		struct guard_find_list finds = {0};

		assert_int_equal(guide_find(&data->forum, all.rows[k].slug, &guide), ERR_OK);
		guard_look(guide.title, guide.body, &finds);
		if (finds.count)
			fail_msg("%s: %s", guide.slug, finds.rows[0].words);
		guard_find_list_clear(&finds);
		guide_clear(&guide);
	}
	guide_list_clear(&all);
}

static void
a_confirmed_guide_is_seen_until_it_is_hidden(void **state)
{
	struct data *data = *state;
	struct guide guide = {0}, seen = {0};

	assert_int_equal(guide_confirm(&data->forum, "after-a-fall", NULL, NULL, &guide), ERR_OK);
	assert_string_equal(guide.checked_on, "2026-11-23");
	assert_string_equal(guide.recheck_by, "2027-05-25");
	assert_int_equal(shown(data), 1);
	assert_int_equal(guide_get(&data->forum, guide.id, &seen), ERR_OK);
	assert_non_null(strstr(seen.body, "999"));
	assert_false(guide_is_due(&seen));
	guide_clear(&seen);
	clock_advance_ms((int64_t)GUIDE_RECHECK_DAYS * 86400 * 1000);
	assert_true(guide_is_due(&guide));
	assert_int_equal(guide_hide(&data->forum, "after-a-fall"), ERR_OK);
	assert_int_equal(guide_get(&data->forum, guide.id, &seen), ERR_NOT_FOUND);
	assert_int_equal(shown(data), 0);
	guide_clear(&guide);
}

static void
confirming_wants_a_day_to_come_and_an_owner(void **state)
{
	struct data *data = *state;
	struct guide guide = {0};
	char *letters = mem_alloc(GUIDE_LINE_BYTES + 2);

	memset(letters, 'a', GUIDE_LINE_BYTES + 1);
	assert_int_equal(guide_confirm(&data->forum, "no-such", NULL, NULL, &guide), ERR_NOT_FOUND);
	assert_int_equal(guide_confirm(&data->forum, "after-a-fall", "2026-11-23", NULL, &guide), ERR_INVALID);
	assert_int_equal(guide_confirm(&data->forum, "after-a-fall", "soon", NULL, &guide), ERR_INVALID);
	assert_int_equal(guide_confirm(&data->forum, "after-a-fall", NULL, letters, &guide), ERR_TOO_LONG);
	assert_int_equal(guide_confirm(&data->forum, "after-a-fall", NULL, " ", &guide), ERR_EMPTY);
	assert_int_equal(shown(data), 0);
	assert_int_equal(guide_confirm(&data->forum, "after-a-fall", "2026-11-24", "the falls clinic", &guide), ERR_OK);
	assert_string_equal(guide.recheck_by, "2026-11-24");
	assert_string_equal(guide.owner, "the falls clinic");
	guide_clear(&guide);
	free(letters);
}

/* Other words for a page that was confirmed are to be confirmed again. */
static void
a_page_of_ones_own_goes_in(void **state)
{
	struct data *data = *state;
	struct guide guide = {0};
	char *written;

	assert_int_equal(guide_put(&data->forum, "parking", OWN), ERR_OK);
	assert_int_equal(guide_find(&data->forum, "parking", &guide), ERR_OK);
	assert_string_equal(guide.body, "# Where\nBehind the wood.");
	assert_int_equal(guide.position, 9);
	written = guide_write(&guide);
	assert_string_equal(written, OWN);
	free(written);
	guide_clear(&guide);
	assert_int_equal(guide_confirm(&data->forum, "parking", NULL, NULL, &guide), ERR_OK);
	guide_clear(&guide);
	assert_int_equal(shown(data), 1);
	assert_int_equal(guide_put(&data->forum, "parking", OWN "There is a lift.\n"), ERR_OK);
	assert_int_equal(shown(data), 0);
	assert_int_equal(data_count(data, "SELECT count(*) FROM guide WHERE slug = 'parking'"), 1);
	assert_int_equal(data_count(data, "SELECT count(*) FROM audit WHERE object = 'guide'"), 3);
}

static void
a_badly_written_page_is_refused(void **state)
{
	static const struct {
		const char *slug, *text;
		enum err expected;
	} cases[] = {
	    {"parking", "", ERR_INVALID},
	    {"parking", "title: A\nowner: b\n\nText.\n", ERR_INVALID},
	    {"parking", "title: A\nowner: b\nsource: c\nText.\n", ERR_INVALID},
	    {"parking", "title: A\nowner: b\nsource: c\n\n", ERR_EMPTY},
	    {"parking", "title:\nowner: b\nsource: c\n\nText.\n", ERR_EMPTY},
	    {"Parking", OWN, ERR_INVALID},
	    {"ab", OWN, ERR_INVALID},
	};
	struct data *data = *state;

	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
		assert_int_equal(guide_put(&data->forum, cases[k].slug, cases[k].text), cases[k].expected);
	assert_int_equal(data_count(data, "SELECT count(*) FROM guide"), 8);
}

/* A later setup adds what it has not put in before, and nothing that was taken away. */
static void
what_was_removed_stays_removed(void **state)
{
	struct data *data = *state;
	struct guide guide = {0};

	assert_int_equal(guide_remove(&data->forum, "after-a-fall"), ERR_OK);
	assert_int_equal(guide_remove(&data->forum, "after-a-fall"), ERR_NOT_FOUND);
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, guide_put_shipped(data->forum.db)), ERR_OK);
	assert_int_equal(guide_find(&data->forum, "after-a-fall", &guide), ERR_NOT_FOUND);
	assert_int_equal(data_count(data, "SELECT count(*) FROM guide"), 7);
}

/* A board from before there were guides gets them, those too whose name the operator has used. */
static void
an_older_board_gets_them(void **state)
{
	struct data *data = *state;

	assert_int_equal(guide_put(&data->forum, "after-a-fall", OWN), ERR_OK);
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, guide_put_shipped(data->forum.db)), ERR_OK);
	assert_int_equal(data_count(data, "SELECT count(*) FROM guide"), 8);
}

#define ON_BOARD(test) cmocka_unit_test_setup_teardown(test, data_make, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_BOARD(a_new_board_has_guides_that_nobody_sees),
	    ON_BOARD(shipped_guides_name_nobody),
	    ON_BOARD(a_confirmed_guide_is_seen_until_it_is_hidden),
	    ON_BOARD(confirming_wants_a_day_to_come_and_an_owner),
	    ON_BOARD(a_page_of_ones_own_goes_in),
	    ON_BOARD(a_badly_written_page_is_refused),
	    ON_BOARD(what_was_removed_stays_removed),
	    cmocka_unit_test_setup_teardown(an_older_board_gets_them, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
