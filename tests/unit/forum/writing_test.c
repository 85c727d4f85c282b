/*
 * What is being written is kept, for its writer alone, until it is sent or thrown away.
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
#include "forum/account.h"
#include "forum/writing.h"

static const struct actor guest = {.role = ACTOR_GUEST};

struct scene {
	struct forum *forum;
	struct data *data;
	struct actor ann, bob;
	struct place fresh, answer;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.ann = data_member(s.data, "ann-here", ACTOR_NEW);
	s.bob = data_member(s.data, "bob-here", ACTOR_NEW);
	data_group(s.data, "one", 1);
	s.fresh.board = s.answer.board = data_board(s.data, "nights", "one", true);
	s.answer.thread = data_thread(s.data, s.answer.board, &s.ann, "Awake");
	return s;
}

static void
assert_kept(const struct scene *s, const struct actor *who, struct place place, const char *title, const char *body)
{
	struct draft draft = {0};

	assert_int_equal(writing_find(s->forum, who, place, &draft), body ? ERR_OK : ERR_NOT_FOUND);
	if (body) {
		assert_string_equal(draft.title, title);
		assert_string_equal(draft.body, body);
	}
	draft_clear(&draft);
}

static void
every_keystroke_may_be_saved(void **state)
{
	struct scene s = begin(state);

	assert_kept(&s, &s.ann, s.fresh, NULL, NULL);
	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, "", "I", NULL), ERR_OK);
	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, "Nights", "I can't ", NULL), ERR_OK);
	assert_kept(&s, &s.ann, s.fresh, "Nights", "I can't ");
	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, "Only a title", "", NULL), ERR_OK);
	assert_kept(&s, &s.ann, s.fresh, "Only a title", "");
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM draft"), 1);
}

static void
nothing_written_is_no_draft(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, "", "", NULL), ERR_OK);
	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, "  ", " \n\n ", NULL), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM draft"), 0);
	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, "Nights", "words", NULL), ERR_OK);
	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, " ", "\n", NULL), ERR_OK); /* all deleted again */
	assert_kept(&s, &s.ann, s.fresh, NULL, NULL);
}

/* Choices are kept before the first word is, and go with the last. */
static void
what_is_chosen_is_kept_too(void **state)
{
	struct scene s = begin(state);
	struct options chosen = {.help = "listen", .note = "death", .tags = "mum falls", .is_anonymous = true};
	struct options asleep = {.wake_at = DATA_NOON + 1};
	struct draft draft = {0};

	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, "", "", &chosen), ERR_OK);
	assert_int_equal(writing_find(s.forum, &s.ann, s.fresh, &draft), ERR_OK);
	assert_string_equal(draft.options.help, "listen");
	assert_string_equal(draft.options.note, "death");
	assert_string_equal(draft.options.tags, "mum falls");
	assert_true(draft.options.is_anonymous);
	assert_false(draft.options.asks_next);
	draft_clear(&draft);
	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, "", " ", &asleep), ERR_OK); /* nothing to sleep on */
	assert_kept(&s, &s.ann, s.fresh, NULL, NULL);
}

static void
says_morning(int64_t now, int64_t expected)
{
	assert_int_equal(writing_morning(now), expected);
}

enum { HOUR = 3600, MIDNIGHT = DATA_NOON - 12 * HOUR }; /* 23 November, when London is on UTC */

/* Eight in the morning of wherever the member is, and never so soon that nobody has slept. */
static void
morning_is_eight_where_they_are(void **state)
{
	enum { AUTUMN = 1792875600 }; /* Saturday 24 October 2026, 21:00 UTC: in London the clocks go back that night */

	(void)state;
	assert_int_equal(clock_use_zone("Europe/London"), ERR_OK);
	says_morning(MIDNIGHT + 22 * HOUR, MIDNIGHT + 32 * HOUR);
	says_morning(MIDNIGHT + 3 * HOUR, MIDNIGHT + 8 * HOUR);
	says_morning(MIDNIGHT + 4 * HOUR, MIDNIGHT + 8 * HOUR);
	says_morning(MIDNIGHT + 4 * HOUR + 1, MIDNIGHT + 32 * HOUR);
	says_morning(MIDNIGHT + 8 * HOUR, MIDNIGHT + 32 * HOUR);
	says_morning(AUTUMN, AUTUMN + 11 * HOUR);
	assert_int_equal(clock_use_zone("Asia/Tokyo"), ERR_OK); /* 7 in the morning there at 22:00 UTC */
	says_morning(MIDNIGHT + 22 * HOUR, MIDNIGHT + 47 * HOUR);
	assert_int_equal(clock_use_zone(""), ERR_OK);
}

static void
who_slept_on_it_wakes(void **state)
{
	struct options options = {0};

	(void)state;
	assert_false(writing_has_woken(&options, DATA_NOON));
	options.wake_at = DATA_NOON;
	assert_false(writing_has_woken(&options, DATA_NOON - 1));
	assert_true(writing_has_woken(&options, DATA_NOON));
}

static void
places_and_people_are_apart(void **state)
{
	struct scene s = begin(state);
	struct place to_one = s.answer;

	to_one.reply_to = 1;
	writing_save(s.forum, &s.ann, s.fresh, "t", "new", NULL);
	writing_save(s.forum, &s.ann, s.answer, "", "answer", NULL);
	writing_save(s.forum, &s.ann, to_one, "", "to one", NULL);
	writing_save(s.forum, &s.bob, s.answer, "", "bob's", NULL);
	assert_int_equal(writing_discard(s.forum, &s.ann, s.answer), ERR_OK);
	assert_int_equal(writing_discard(s.forum, &s.ann, s.answer), ERR_OK);
	assert_kept(&s, &s.ann, s.answer, NULL, NULL);
	assert_kept(&s, &s.ann, s.fresh, "t", "new");
	assert_kept(&s, &s.ann, to_one, "", "to one");
	assert_kept(&s, &s.bob, s.answer, "", "bob's");
	assert_kept(&s, &s.bob, s.fresh, NULL, NULL);
}

static void
the_newest_twenty_are_listed(void **state)
{
	struct scene s = begin(state);
	struct draft_list list = {0};
	struct draft draft = {0};

	for (int64_t k = 1; k <= 23; k++) {
		struct place place = s.answer;

		place.reply_to = k;
		assert_int_equal(writing_save(s.forum, &s.ann, place, "", "words", NULL), ERR_OK);
		clock_advance_ms(1000);
	}
	assert_int_equal(writing_list(s.forum, &s.ann, &list), ERR_OK);
	assert_int_equal(list.count, 20);
	assert_int_equal(list.rows[0].reply_to, 23);
	assert_string_equal(list.rows[0].board_name, "nights");
	assert_string_equal(list.rows[0].thread_title, "Awake");
	assert_int_equal(list.rows[0].saved_at, DATA_NOON + 22);
	assert_int_equal(writing_find_id(s.forum, &s.ann, list.rows[19].id, &draft), ERR_OK);
	assert_int_equal(draft.reply_to, 4);
	draft_clear(&draft);
	assert_int_equal(writing_find_id(s.forum, &s.bob, list.rows[19].id, &draft), ERR_NOT_FOUND);
	draft_list_clear(&list);
	assert_int_equal(writing_list(s.forum, &s.bob, &list), ERR_OK);
	assert_int_equal(list.count, 0);
}

static void
there_is_room_for_fifty(void **state)
{
	struct scene s = begin(state);
	struct place place = s.answer;

	for (place.reply_to = 1; place.reply_to <= WRITING_DRAFTS_MOST; place.reply_to++)
		assert_int_equal(writing_save(s.forum, &s.ann, place, "", "words", NULL), ERR_OK);
	assert_int_equal(writing_save(s.forum, &s.ann, place, "", "one too many", NULL), ERR_TOO_LONG);
	assert_kept(&s, &s.ann, place, NULL, NULL);
	assert_int_equal(writing_save(s.forum, &s.bob, place, "", "somebody else's", NULL), ERR_OK);
	place.reply_to = 1;
	assert_kept(&s, &s.ann, place, "", "words"); /* the oldest stays */
	assert_int_equal(writing_save(s.forum, &s.ann, place, "", "more words", NULL), ERR_OK);
	assert_kept(&s, &s.ann, place, "", "more words");
	assert_int_equal(writing_discard(s.forum, &s.ann, place), ERR_OK);
	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, "t", "room again", NULL), ERR_OK);
}

static void
a_closed_member_keeps_no_more(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, "t", "before", NULL), ERR_OK);
	assert_int_equal(account_set_closed(s.forum, "ann-here", true), ERR_OK);
	assert_int_equal(writing_save(s.forum, &s.ann, s.fresh, "t", "after", NULL), ERR_CLOSED);
	assert_kept(&s, &s.ann, s.fresh, "t", "before");
}

static void
a_guest_has_none(void **state)
{
	struct scene s = begin(state);
	struct draft_list list = {0};

	assert_int_not_equal(writing_save(s.forum, &guest, s.fresh, "t", "words", NULL), ERR_OK);
	assert_kept(&s, &guest, s.fresh, NULL, NULL);
	assert_int_equal(writing_list(s.forum, &guest, &list), ERR_OK);
	assert_int_equal(list.count, 0);
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

static void
words_in_a_form_are_kept_for_one_place(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-form", ACTOR_MEMBER),
		     bob = data_member(data, "bob-form", ACTOR_MEMBER);
	struct form_at tell = {.form = FORM_TELL, .thread = 3, .number = 2}, worry = {.form = FORM_WORRY};
	char *words = NULL;

	assert_int_equal(writing_keep_form(&data->forum, &ann, tell, "He has"), ERR_OK);
	assert_int_equal(writing_keep_form(&data->forum, &ann, tell, "He has given an address."), ERR_OK);
	assert_int_equal(writing_find_form(&data->forum, &bob, tell, &words), ERR_NOT_FOUND);
	assert_int_equal(writing_find_form(&data->forum, &ann, worry, &words), ERR_NOT_FOUND);
	assert_int_equal(writing_find_form(&data->forum, &ann, tell, &words), ERR_OK);
	assert_string_equal(words, "He has given an address.");
	free(words);
	assert_int_equal(writing_keep_form(&data->forum, &ann, tell, " \n"), ERR_OK);
	assert_int_equal(writing_find_form(&data->forum, &ann, tell, &words), ERR_NOT_FOUND);
	assert_int_equal(writing_keep_form(&data->forum, &guest, worry, "My neighbour"), ERR_OK);
	assert_int_equal(writing_find_form(&data->forum, &guest, worry, &words), ERR_NOT_FOUND);
	assert_int_equal(data_count(data, "SELECT count(*) FROM form_draft"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(every_keystroke_may_be_saved),
	    ON_EMPTY(nothing_written_is_no_draft),
	    ON_EMPTY(what_is_chosen_is_kept_too),
	    ON_EMPTY(morning_is_eight_where_they_are),
	    ON_EMPTY(who_slept_on_it_wakes),
	    ON_EMPTY(places_and_people_are_apart),
	    ON_EMPTY(the_newest_twenty_are_listed),
	    ON_EMPTY(there_is_room_for_fifty),
	    ON_EMPTY(a_closed_member_keeps_no_more),
	    ON_EMPTY(a_guest_has_none),
	    ON_EMPTY(words_in_a_form_are_kept_for_one_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
