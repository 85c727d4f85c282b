/*
 * Changing, withdrawing and keeping messages: who may, until when, and what stays.
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
#include "base/mem.h"
#include "forum/account.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/message.h"
#include "forum/writing.h"
#include "store/db.h"

static const struct actor guest = {.role = ACTOR_GUEST};

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob;
	int64_t open, closed, thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.bob = data_member(s.data, "bob-here", ACTOR_MEMBER);
	data_group(s.data, "one", 1);
	s.open = data_board(s.data, "open", "one", true);
	s.closed = data_board(s.data, "closed", "one", false);
	s.thread = data_thread(s.data, s.closed, &s.ann, "Awake at four");
	data_message(s.data, s.thread, &s.ann, 0, "> what you said\n\nI can't sleep. Nobody told me about the nights.");
	data_message(s.data, s.thread, &s.bob, 1, "Me neither.");
	return s;
}

static struct message
get(const struct scene *s, const struct actor *who, int64_t number)
{
	struct thread thread = {0};
	struct message message = {0};

	assert_int_equal(conversation_get(s->forum, who, s->thread, &thread), ERR_OK);
	assert_int_equal(conversation_message(s->forum, who, &thread, number, &message), ERR_OK);
	thread_clear(&thread);
	return message;
}

static void
expect_body(const struct scene *s, int64_t number, const char *body)
{
	struct message message = get(s, &s->bob, number);

	assert_string_equal(message.body, body);
	message_clear(&message);
}

static void
pause(const struct scene *s, const struct actor *who)
{
	char *change = mem_format("UPDATE member SET paused_until = %lld WHERE id = %lld RETURNING id",
	    (long long)clock_now() + 86400, (long long)who->member);

	assert_int_equal(db_begin(s->forum->db), ERR_OK);
	assert_int_equal(data_count(s->data, change), who->member);
	assert_int_equal(db_commit(s->forum->db), ERR_OK);
	free(change);
}

static void
a_message_changes_for_a_day(void **state)
{
	struct scene s = begin(state);
	struct place place = {.board = s.closed, .thread = s.thread, .reply_to = -1};
	struct message message;
	struct draft draft = {0};

	clock_advance_ms(3600 * 1000);
	assert_int_equal(writing_save(s.forum, &s.ann, place, "", "I can not", NULL), ERR_OK);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, "  I can not sleep.\033[2J \n"), ERR_OK);
	assert_int_equal(writing_find(s.forum, &s.ann, place, &draft), ERR_NOT_FOUND);
	message = get(&s, &s.bob, 1);
	assert_string_equal(message.body, "I can not sleep. [2J");
	assert_int_equal(message.edited_at, DATA_NOON + 3600);
	message_clear(&message);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, "I can not sleep. [2J"), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message_revision"), 1); /* nothing changed then */
	clock_advance_ms((int64_t)(MESSAGE_CHANGE_S - 3600) * 1000);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, "Just in time."), ERR_OK);
	clock_advance_ms(1000);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, "Too late."), ERR_LATE);
	expect_body(&s, 1, "Just in time.");
}

static void
what_came_too_late_is_an_answer(void **state)
{
	struct scene s = begin(state);
	struct place change = {.board = s.closed, .thread = s.thread, .reply_to = -1}, answer = change;
	struct draft draft = {0};
	int64_t number;

	answer.reply_to = 1;
	assert_int_equal(writing_save(s.forum, &s.ann, change, "", "other words", NULL), ERR_OK);
	assert_int_equal(writing_save(s.forum, &s.ann, answer, "", "an answer of its own", NULL), ERR_OK);
	assert_int_equal(conversation_answer_instead(s.forum, &s.ann, s.thread, 1, "other words", NULL, &number),
	    ERR_RATE);
	clock_advance_ms((int64_t)MESSAGE_CHANGE_S * 2000);
	assert_int_equal(conversation_answer_instead(s.forum, &s.ann, s.thread, 1, "other words", NULL, &number),
	    ERR_OK);
	assert_int_equal(number, 3);
	assert_int_equal(writing_find(s.forum, &s.ann, change, &draft), ERR_NOT_FOUND);
	assert_int_equal(writing_find(s.forum, &s.ann, answer, &draft), ERR_OK);
	assert_string_equal(draft.body, "an answer of its own");
	draft_clear(&draft);
	expect_body(&s, 3, "other words");
}

static void
only_the_writer_changes_it(void **state)
{
	struct scene s = begin(state);
	struct actor lead = data_member(s.data, "lead-here", ACTOR_LEAD);

	assert_int_equal(message_change(s.forum, &s.bob, s.thread, 1, "mine"), ERR_DENIED);
	assert_int_equal(message_change(s.forum, &lead, s.thread, 1, "mine"), ERR_DENIED);
	assert_int_equal(message_change(s.forum, &guest, s.thread, 1, "mine"), ERR_DENIED);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 9, "none"), ERR_NOT_FOUND);
	assert_int_equal(message_change(s.forum, &s.ann, 99, 1, "none"), ERR_NOT_FOUND);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, " \n "), ERR_EMPTY);
	assert_int_equal(account_set_closed(s.forum, "ann-here", true), ERR_OK);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, "late"), ERR_CLOSED);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message_revision"), 0);
}

static void
a_withdrawn_message_stays_in_its_place(void **state)
{
	struct scene s = begin(state);
	struct thread thread = {0};
	struct message message;

	assert_int_equal(message_withdraw(s.forum, &s.bob, s.thread, 1), ERR_DENIED);
	assert_int_equal(message_withdraw(s.forum, &guest, s.thread, 1), ERR_DENIED);
	assert_int_equal(message_withdraw(s.forum, &s.ann, s.thread, 1), ERR_OK);
	message = get(&s, &s.bob, 1);
	assert_false(message_is_live(&message));
	assert_string_equal(message.state, "withdrawn");
	assert_string_equal(message.body, "");
	message_clear(&message);
	message = get(&s, &s.bob, 2);
	assert_int_equal(message.reply_to, 1);
	assert_string_equal(message.reply_to_name, "ann-here");
	assert_true(message_is_live(&message));
	message_clear(&message);
	assert_int_equal(conversation_get(s.forum, &s.bob, s.thread, &thread), ERR_OK);
	assert_int_equal(thread.message_count, 2);
	thread_clear(&thread);
	assert_int_equal(message_withdraw(s.forum, &s.ann, s.thread, 1), ERR_NOT_FOUND);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, "back"), ERR_NOT_FOUND);
	assert_int_equal(message_withdraw(s.forum, &s.ann, s.thread, 7), ERR_NOT_FOUND);
}

/* What the title says may be what they want gone. It is their words, as the message is. */
static void
a_title_goes_with_the_first_message(void **state)
{
	struct scene s = begin(state);
	struct thread thread = {0};
	struct thread_list list = {0};
	struct reply_list replies = {0};
	struct kept_list kept = {0};
	struct draft draft = {0};
	bool more;

	data_message(s.data, s.thread, &s.ann, 2, "Thank you.");
	assert_int_equal(message_keep(s.forum, &s.bob, s.thread, 2, true), ERR_OK);
	assert_int_equal(writing_save(s.forum, &s.bob, (struct place){s.closed, s.thread, 3}, "", "Dear Ann", NULL),
	    ERR_OK);
	assert_int_equal(message_withdraw(s.forum, &s.ann, s.thread, 3), ERR_OK);
	assert_int_equal(conversation_get(s.forum, &s.bob, s.thread, &thread), ERR_OK);
	assert_string_equal(thread.title, "Awake at four"); /* another message: it stays */
	thread_clear(&thread);
	assert_int_equal(message_withdraw(s.forum, &s.ann, s.thread, 1), ERR_OK);
	assert_int_equal(conversation_get(s.forum, &s.bob, s.thread, &thread), ERR_OK);
	assert_string_equal(thread.title, "");
	thread_clear(&thread);
	assert_int_equal(conversation_list(s.forum, &s.bob, s.closed, INT64_MAX, &list), ERR_OK);
	assert_string_equal(list.rows[0].title, "");
	thread_list_clear(&list);
	assert_int_equal(conversation_replies(s.forum, &s.bob, &replies), ERR_OK);
	assert_int_equal(replies.count, 1);
	assert_string_equal(replies.rows[0].title, "");
	reply_list_clear(&replies);
	assert_int_equal(message_list_kept(s.forum, &s.bob, 0, &kept, &more), ERR_OK);
	assert_string_equal(kept.rows[0].title, "");
	kept_list_clear(&kept);
	assert_int_equal(writing_find(s.forum, &s.bob, (struct place){s.closed, s.thread, 3}, &draft), ERR_OK);
	assert_string_equal(draft.thread_title, "");
	draft_clear(&draft);
}

static void
who_is_paused_can_take_down_what_they_wrote(void **state)
{
	struct scene s = begin(state);

	pause(&s, &s.ann);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, "other"), ERR_DENIED);
	assert_int_equal(message_withdraw(s.forum, &s.ann, s.thread, 1), ERR_OK); /* on a board closed to them, too */
	expect_body(&s, 1, "");
}

static void
kept_messages_are_found_again(void **state)
{
	struct scene s = begin(state);
	struct kept_list kept = {0};
	struct message message;
	bool more;

	assert_int_equal(message_keep(s.forum, &guest, s.thread, 1, true), ERR_DENIED);
	assert_int_equal(message_keep(s.forum, &s.bob, s.thread, 3, true), ERR_NOT_FOUND);
	assert_int_equal(message_keep(s.forum, &s.bob, s.thread, 2, true), ERR_OK);
	clock_advance_ms(1000);
	assert_int_equal(message_keep(s.forum, &s.bob, s.thread, 1, true), ERR_OK);
	assert_int_equal(message_keep(s.forum, &s.bob, s.thread, 2, true), ERR_OK); /* again: it stays where it was */
	message = get(&s, &s.bob, 1);
	assert_true(message.is_kept);
	message_clear(&message);
	message = get(&s, &s.ann, 1);
	assert_false(message.is_kept);
	message_clear(&message);
	assert_int_equal(message_list_kept(s.forum, &s.bob, 0, &kept, &more), ERR_OK);
	assert_int_equal(kept.count, 2);
	assert_false(more);
	assert_int_equal(kept.rows[0].number, 1);
	assert_string_equal(kept.rows[0].title, "Awake at four");
	assert_string_equal(kept.rows[0].author_name, "ann-here");
	assert_int_equal(kept.rows[0].at, DATA_NOON + 1);
	assert_int_equal(kept.rows[1].number, 2);
	kept_list_clear(&kept);
	assert_int_equal(message_keep(s.forum, &s.bob, s.thread, 1, false), ERR_OK);
	assert_int_equal(message_list_kept(s.forum, &s.bob, 0, &kept, &more), ERR_OK);
	assert_int_equal(kept.count, 1);
	kept_list_clear(&kept);
}

static void
what_cannot_be_read_is_not_listed(void **state)
{
	struct board_change off = {.is_open = -1, .is_on = 0, .position = -1};
	struct scene s = begin(state);
	struct kept_list kept = {0};
	int64_t there = data_thread(s.data, s.open, &s.ann, "Open to all");
	bool more;

	data_message(s.data, there, &s.ann, 0, "words");
	assert_int_equal(message_keep(s.forum, &s.bob, s.thread, 1, true), ERR_OK);
	assert_int_equal(message_keep(s.forum, &s.bob, there, 1, true), ERR_OK);
	pause(&s, &s.bob);
	assert_int_equal(account_refresh(s.forum, &s.bob), ERR_OK);
	assert_int_equal(message_list_kept(s.forum, &s.bob, 0, &kept, &more), ERR_OK);
	assert_int_equal(kept.count, 1);
	assert_int_equal(kept.rows[0].thread, there);
	kept_list_clear(&kept);
	assert_int_equal(board_edit(s.forum, "open", &off), ERR_OK);
	assert_int_equal(message_list_kept(s.forum, &s.bob, 0, &kept, &more), ERR_OK);
	assert_int_equal(kept.count, 0);
	kept_list_clear(&kept);
}

static void
kept_messages_come_by_the_page(void **state)
{
	struct scene s = begin(state);
	struct kept_list kept = {0};
	bool more;

	for (int64_t k = 3; k <= MESSAGE_KEPT_PAGE + 2; k++)
		assert_int_equal(data_message(s.data, s.thread, &s.ann, 0, "more"), k);
	for (int64_t k = 1; k <= MESSAGE_KEPT_PAGE + 1; k++)
		assert_int_equal(message_keep(s.forum, &s.bob, s.thread, k, true), ERR_OK);
	assert_int_equal(message_list_kept(s.forum, &s.bob, 0, &kept, &more), ERR_OK);
	assert_int_equal(kept.count, MESSAGE_KEPT_PAGE);
	assert_true(more);
	kept_list_clear(&kept);
	assert_int_equal(message_list_kept(s.forum, &s.bob, MESSAGE_KEPT_PAGE, &kept, &more), ERR_OK);
	assert_int_equal(kept.count, 1);
	assert_int_equal(kept.rows[0].number, 1);
	assert_false(more);
	kept_list_clear(&kept);
}

static void
first_words_are_the_writers_own(void **state)
{
	struct scene s = begin(state);
	struct message message = get(&s, &s.bob, 1), bare = {.body = (char *)"> only\n> quoted"};
	char *whole = conversation_first_words(&message, 60), *cut = conversation_first_words(&message, 18);
	char *none = conversation_first_words(&bare, 60);

	assert_string_equal(whole, "I can't sleep. Nobody told me about the nights.");
	assert_string_equal(cut, "I can't sleep....");
	assert_string_equal(none, "");
	free(none);
	free(cut);
	free(whole);
	message_clear(&message);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_message_changes_for_a_day, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(what_came_too_late_is_an_answer, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(only_the_writer_changes_it, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_withdrawn_message_stays_in_its_place, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_title_goes_with_the_first_message, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(who_is_paused_can_take_down_what_they_wrote, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(kept_messages_are_found_again, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(what_cannot_be_read_is_not_listed, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(kept_messages_come_by_the_page, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(first_words_are_the_writers_own, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
