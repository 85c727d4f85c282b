/*
 * Messages that say something else, are taken down and come back: the number stays, and what was said is kept.
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
#include "store/revisions.h"
#include "store/threads.h"

enum { LATER = DATA_NOON + 3600 };

struct scene {
	struct data *data;
	struct db *db;
	struct actor ann;
	int64_t thread, message;
};

static struct message
get(const struct scene *s)
{
	struct message message = {0};

	assert_int_equal(messages_find(s->db, s->thread, s->ann.member, 1, &message), ERR_OK);
	return message;
}

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};
	struct message message;

	s.db = s.data->forum.db;
	data_group(s.data, "talking", 1);
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.thread = data_thread(s.data, data_board(s.data, "nights", "talking", true), &s.ann, "Awake at four");
	data_message(s.data, s.thread, &s.ann, 0, "first words");
	data_message(s.data, s.thread, &s.ann, 1, "second");
	message = get(&s);
	s.message = message.id;
	message_clear(&message);
	return s;
}

static enum err
revise(const struct scene *s, const char *body)
{
	assert_int_equal(db_begin(s->db), ERR_OK);
	return db_end(s->db, messages_revise(s->db, s->message, body, s->ann.member, LATER));
}

static enum err
take_down(const struct scene *s, const char *as)
{
	assert_int_equal(db_begin(s->db), ERR_OK);
	return db_end(s->db, messages_set_state(s->db, s->message, as, 0, LATER));
}

static enum err
bring_back(const struct scene *s)
{
	assert_int_equal(db_begin(s->db), ERR_OK);
	return db_end(s->db, messages_restore(s->db, s->message));
}

static void
expire(const struct scene *s, int64_t before)
{
	assert_int_equal(db_begin(s->db), ERR_OK);
	assert_int_equal(db_end(s->db, revisions_expire(s->db, before, 100)), ERR_OK);
}

static void
expect(const struct scene *s, const char *state, const char *body, int64_t edited_at)
{
	struct message message = get(s);

	assert_string_equal(message.state, state);
	assert_string_equal(message.body, body);
	assert_int_equal(message.edited_at, edited_at);
	assert_int_equal(message.number, 1);
	message_clear(&message);
	assert_int_equal(messages_find_id(s->db, s->message, 0, &message), ERR_OK);
	assert_string_equal(message.body, body);
	message_clear(&message);
}

static void
what_a_message_said_is_kept(void **state)
{
	struct scene s = begin(state);
	struct revision_list said = {0};

	assert_int_equal(revise(&s, "better words"), ERR_OK);
	assert_int_equal(revise(&s, "best words"), ERR_OK);
	expect(&s, "live", "best words", LATER);
	assert_int_equal(revisions_list(s.db, s.message, 10, &said), ERR_OK);
	assert_int_equal(said.count, 2);
	assert_string_equal(said.rows[0].body, "better words");
	assert_string_equal(said.rows[1].body, "first words");
	assert_string_equal(said.rows[1].why, "edit");
	assert_int_equal(said.rows[1].by, s.ann.member);
	assert_int_equal(said.rows[1].at, LATER);
	revision_list_clear(&said);
}

static void
a_withdrawn_message_keeps_its_place(void **state)
{
	struct scene s = begin(state);
	struct revision said = {0};
	struct thread thread = {0};

	assert_int_equal(take_down(&s, "withdrawn"), ERR_OK);
	expect(&s, "withdrawn", "", 0);
	assert_int_equal(revisions_find(s.db, s.message, &said), ERR_OK);
	assert_string_equal(said.body, "first words");
	assert_string_equal(said.why, "withdraw");
	revision_clear(&said);
	assert_int_equal(threads_find(s.db, s.thread, 0, &thread), ERR_OK);
	assert_int_equal(thread.message_count, 2);
	thread_clear(&thread);
	assert_int_equal(take_down(&s, "hidden"), ERR_NOT_FOUND);
	assert_int_equal(revise(&s, "again"), ERR_NOT_FOUND);
	assert_int_equal(bring_back(&s), ERR_NOT_FOUND);
	expect(&s, "withdrawn", "", 0);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message_revision"), 1);
}

static void
a_hidden_message_comes_back(void **state)
{
	struct scene s = begin(state);
	struct revision said = {0};

	assert_int_equal(revise(&s, "better words"), ERR_OK);
	assert_int_equal(bring_back(&s), ERR_NOT_FOUND); /* it is there */
	assert_int_equal(take_down(&s, "hidden"), ERR_OK);
	expect(&s, "hidden", "", LATER);
	assert_int_equal(revisions_find(s.db, s.message, &said), ERR_OK);
	assert_string_equal(said.why, "hide");
	assert_int_equal(said.by, 0);
	revision_clear(&said);
	assert_int_equal(bring_back(&s), ERR_OK);
	expect(&s, "live", "better words", LATER);
	assert_int_equal(revisions_find(s.db, s.message, &said), ERR_OK);
	assert_string_equal(said.why, "edit"); /* the earlier history stays */
	revision_clear(&said);
}

static void
old_words_go_unless_a_case_needs_them(void **state)
{
	struct scene s = begin(state);
	struct revision said = {0};

	assert_int_equal(take_down(&s, "hidden"), ERR_OK);
	expire(&s, LATER);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message_revision"), 1);
	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(data_count(s.data,
			     "INSERT INTO desk_case (reason, source, risk, message, opened_at)"
			     " VALUES ('unkind', 'report', 1, 1, 1) RETURNING id"),
	    1);
	assert_int_equal(db_commit(s.db), ERR_OK);
	expire(&s, LATER + 1);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message_revision"), 1);
	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(data_count(s.data, "UPDATE desk_case SET closed_at = 2 RETURNING id"), 1);
	assert_int_equal(db_commit(s.db), ERR_OK);
	expire(&s, LATER + 1);
	assert_int_equal(revisions_find(s.db, s.message, &said), ERR_NOT_FOUND);
	assert_int_equal(bring_back(&s), ERR_NOT_FOUND);
	expect(&s, "hidden", "", 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(what_a_message_said_is_kept, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_withdrawn_message_keeps_its_place, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_hidden_message_comes_back, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(old_words_go_unless_a_case_needs_them, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
