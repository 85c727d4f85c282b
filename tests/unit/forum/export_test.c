/*
 * Everything about a member: all of it once, whatever it takes in pages, nothing of anybody else, and JSON that is JSON.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "forum/conversation.h"
#include "forum/export.h"
#include "forum/hug.h"
#include "forum/message.h"
#include "forum/report.h"

enum { MANY = EXPORT_ROWS * 3 + 1 };

struct scene {
	struct data *data;
	struct actor ann, ben;
	int64_t thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};
	int64_t board;

	data_group(s.data, "talking", 1);
	board = data_board(s.data, "nights", "talking", true);
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.ben = data_member(s.data, "ben-there", ACTOR_MEMBER);
	s.thread = data_thread(s.data, board, &s.ann, "Awake");
	data_message(s.data, s.thread, &s.ann, 0, "My \"own\" words.\nTwo lines.");
	data_message(s.data, s.thread, &s.ben, 1, "Of somebody else.");
	return s;
}

static json_t *
export_all(const struct scene *s, const struct actor *who)
{
	struct export export;
	int next = 0;
	struct str text;
	enum err err;
	json_t *out;

	str_init(&text);
	export_begin(who, &export);
	do {
		struct mine_row_list rows = {0};

		err = export_next(&s->data->forum, &export, &rows);
		if (err == ERR_OK)
			assert_in_range(rows.count, 1, EXPORT_ROWS);
		export_json(err == ERR_OK ? &rows : NULL, &next, &text);
		mine_row_list_clear(&rows);
	} while (err == ERR_OK);
	assert_int_equal(err, ERR_NOT_FOUND);
	out = json_loads(text.text, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(out);
	str_clear(&text);
	return out;
}

static size_t
rows_of(const json_t *all, const char *part)
{
	return json_array_size(json_object_get(all, part));
}

static void
everything_of_mine_is_in_it_and_nothing_of_others(void **state)
{
	struct scene s = begin(state);
	json_t *all, *message;
	char *text;

	assert_int_equal(
	    db_script(s.data->forum.db,
		"INSERT INTO member_key VALUES (1, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJlbg==', 1);"
		"INSERT INTO message_revision (message, body, why, by_member, at) VALUES (1, 'Before.', 'edit', 1, 5),"
		" (2, 'Of Ben before.', 'edit', 2, 5);"
		"INSERT INTO draft (member, board, title, body, saved_at) VALUES (1, 1, 'T', 'Half', 1);"
		"INSERT INTO hug VALUES (2, 1, 'hug', 2, 1, 0), (1, 2, 'thank', 1, 1, 0);"
		"INSERT INTO desk_case (reason, source, risk, about, opened_at, outcome) VALUES"
		" ('unkind', 'report', 1, 1, 1, 'none');"
		"INSERT INTO report (desk_case, reporter, reason, words, at) VALUES (1, 2, 'unkind', 'Ben told', 1),"
		" (1, 1, 'other', 'Ann told', 1);"
		"INSERT INTO handover (by_member, words, at) VALUES (1, 'Mine', 1), (2, 'Ben told', 1);"
		"INSERT INTO case_opinion VALUES (1, 1, 0, 'none', 1, 'Mine', 1), (1, 2, 1, 'none', 1, 'Ben told', 1);"
		"INSERT INTO case_note (desk_case, by_member, words, at) VALUES (1, 1, 'Mine', 1), (1, 2, 'Ben told', 1);"
		"INSERT INTO case_claim (desk_case, member, risk, at) VALUES (1, 1, 1, 1), (1, 2, 1, 1);"
		"INSERT INTO desk_opt_out VALUES (1, 'death'), (2, 'harm'); INSERT INTO on_call VALUES (1), (2);"
		"INSERT INTO case_step VALUES (1, 'readers', 1, 1), (1, 'yourself', 2, 1);"
		"INSERT INTO block VALUES (1, 2, 1), (2, 1, 1); INSERT INTO consent VALUES (7, 1, 1, 'h', 1);"),
	    ERR_OK);
	all = export_all(&s, &s.ann);
	assert_int_equal(json_object_size(all), MINE_PARTS);
	assert_int_equal(rows_of(all, "messages"), 1);
	message = json_array_get(json_object_get(all, "messages"), 0);
	assert_string_equal(json_string_value(json_object_get(message, "words")), "My \"own\" words.\nTwo lines.");
	assert_string_equal(json_string_value(json_object_get(message, "title")), "Awake");
	assert_string_equal(json_string_value(json_object_get(message, "written_at")), "2026-11-23T12:00:00Z");
	assert_int_equal(rows_of(all, "what_messages_said_before"), 1);
	assert_int_equal(rows_of(all, "drafts"), 1);
	assert_int_equal(rows_of(all, "keys"), 1);
	assert_int_equal(rows_of(all, "hugs_given"), 1);
	assert_int_equal(rows_of(all, "hugs_got"), 1);
	assert_int_equal(rows_of(all, "told_the_team"), 1);
	assert_int_equal(rows_of(all, "cases_about_me"), 1);
	assert_int_equal(rows_of(all, "blocked_members"), 1);
	assert_int_equal(rows_of(all, "consents"), 1);
	assert_int_equal(rows_of(all, "opinions_i_gave"), 1);
	assert_int_equal(rows_of(all, "steps_i_ticked"), 1);
	assert_int_equal(rows_of(all, "notes_i_made_in_cases"), 1);
	assert_int_equal(rows_of(all, "cases_i_took"), 1);
	assert_int_equal(rows_of(all, "topics_i_would_rather_not_look_at"), 1);
	assert_int_equal(rows_of(all, "on_call"), 1);
	assert_int_equal(rows_of(all, "notes_i_left_the_team"), 1);
	text = json_dumps(all, 0);
	assert_null(strstr(text, "Of somebody else"));
	assert_null(strstr(text, "Of Ben before"));
	assert_null(strstr(text, "Ben told")); /* who told the team of them, and what, is not theirs */
	assert_null(strstr(text, "AAAAC3"));
	assert_non_null(strstr(text, "SHA256:"));
	free(text);
	json_decref(all);
}

static void
pages_leave_nothing_out_and_say_nothing_twice(void **state)
{
	struct scene s = begin(state);
	json_t *all, *list;

	for (int k = 0; k < MANY - 1; k++)
		data_message(s.data, s.thread, &s.ann, 0, "Again.");
	all = export_all(&s, &s.ann);
	list = json_object_get(all, "messages");
	assert_int_equal(json_array_size(list), MANY);
	for (size_t k = 1; k < MANY; k++)
		assert_true(json_integer_value(json_object_get(json_array_get(list, k - 1), "number")) <
		    json_integer_value(json_object_get(json_array_get(list, k), "number")));
	json_decref(all);
}

#define CANARY "zugvogel"

static void
tell_of(const struct scene *s, const struct actor *who, int64_t number)
{
	assert_int_equal(
	    report_tell(&s->data->forum, who,
		&(struct telling){.reason = REASON_UNKIND, .thread = s->thread, .number = number, .words = ""}),
	    ERR_OK);
}

/*
 * What was changed, taken down, drafted, put on a form, told of and kept by the team is all in it. Of somebody who wrote
 * without a name beside mine there is nothing: no word, no name, nor what they are called there.
 */
static void
every_word_of_mine_is_in_it_and_no_unknown_writer(void **state)
{
	static const struct options unknown = {.is_anonymous = true};
	struct scene s = begin(state);
	struct actor dot = data_member(s.data, "dot-hidden", ACTOR_MEMBER);
	int64_t number;
	size_t found = 0;
	json_t *all, *row;
	char *text;

	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(&s.data->forum, &dot, s.thread, 1, "Dear ann, I too.", &unknown, &number),
	    ERR_OK);
	assert_int_equal(hug_give(&s.data->forum, &dot, s.thread, 1, HUG_HUG, &(bool){false}), ERR_OK);
	assert_int_equal(conversation_answer(&s.data->forum, &s.ann, s.thread, number, "Was " CANARY, NULL, &number),
	    ERR_OK);
	tell_of(&s, &s.ben, number);
	assert_int_equal(message_change(&s.data->forum, &s.ann, s.thread, number, "Is " CANARY), ERR_OK);
	tell_of(&s, &dot, number);
	assert_int_equal(message_withdraw(&s.data->forum, &s.ann, s.thread, number), ERR_OK);
	assert_int_equal(db_script(s.data->forum.db,
			     "INSERT INTO draft (member, board, title, body, saved_at) VALUES (1, 1, 'T', '" CANARY
			     "', 1);"
			     "INSERT INTO form_draft VALUES (1, 'tell', 1, 1, '" CANARY "', 1);"
			     "INSERT INTO held_message (member, board, title, body, why, sent_at, live_at) VALUES"
			     " (1, 1, 'T', '" CANARY "', 'first', 1, 0), (2, 1, 'T', '" CANARY "', 'first', 1, 0);"
			     "INSERT INTO name_kept VALUES ('ann-before', 1, 9000000000);"
			     "UPDATE member SET text_cols = 60, is_spaced = 1, break_until = 1795435200 WHERE id = 1;"),
	    ERR_OK);
	all = export_all(&s, &s.ann);
	assert_int_equal(rows_of(all, "former_names"), 1);
	assert_int_equal(rows_of(all, "words_kept_by_the_team"), 2);
	row = json_array_get(json_object_get(all, "account"), 0);
	assert_int_equal(json_integer_value(json_object_get(row, "text_columns")), 60);
	assert_true(json_is_true(json_object_get(row, "is_spaced")));
	assert_string_equal(json_string_value(json_object_get(row, "break_until")), "2026-11-23T12:00:00Z");
	text = json_dumps(all, 0);
	for (const char *at = text; (at = strstr(at, CANARY)); at++)
		found++;
	assert_int_equal(found, 7); /* two kept, two said before, a draft, a form, one that waits */
	assert_null(strstr(text, "dot-hidden"));
	assert_null(strstr(text, "Dear ann"));
	assert_null(strstr(text, "alias"));
	free(text);
	json_decref(all);
}

/* A private message that a block kept back is its writer's alone. */
static void
what_was_kept_back_from_me_is_not_mine(void **state)
{
	struct scene s = begin(state);
	json_t *all;

	assert_int_equal(
	    db_script(s.data->forum.db,
		"INSERT INTO private_thread (asker, other, state, asked_at) VALUES (2, 1, 'open', 1);"
		"INSERT INTO private_side (member, private_thread) VALUES (1, 1), (2, 1);"
		"INSERT INTO private_message (private_thread, author, body, written_at, is_kept_back) VALUES"
		" (1, 2, 'seen', 1, 0), (1, 2, 'not seen', 1, 1), (1, 1, 'mine', 1, 0);"),
	    ERR_OK);
	all = export_all(&s, &s.ann);
	assert_int_equal(rows_of(all, "private_messages"), 2);
	json_decref(all);
	all = export_all(&s, &s.ben);
	assert_int_equal(rows_of(all, "private_messages"), 3);
	json_decref(all);
}

static void
a_guest_has_nothing_and_a_name_that_is_not_there_is_none(void **state)
{
	struct scene s = begin(state);
	struct export export;
	json_t *all = export_all(&s, &(struct actor){0});

	assert_int_equal(json_object_size(all), MINE_PARTS);
	assert_int_equal(rows_of(all, "account"), 0);
	json_decref(all);
	assert_int_equal(export_begin_named(&s.data->forum, "nobody-here", &export), ERR_NOT_FOUND);
	assert_int_equal(export_begin_named(&s.data->forum, "ben-there", &export), ERR_OK);
	assert_int_equal(export.member, s.ben.member);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, data_make_empty, data_remove)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(everything_of_mine_is_in_it_and_nothing_of_others),
	    TEST(every_word_of_mine_is_in_it_and_no_unknown_writer),
	    TEST(pages_leave_nothing_out_and_say_nothing_twice),
	    TEST(what_was_kept_back_from_me_is_not_mine),
	    TEST(a_guest_has_nothing_and_a_name_that_is_not_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
