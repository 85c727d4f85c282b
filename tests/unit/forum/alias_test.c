/*
 * Sent under an alias: nobody else, the team included, gets the writer's id or name, wherever a message is listed or
 * acted upon; and what the board does for a writer reaches them all the same.
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

#include "base/clock.h"
#include "forum/account.h"
#include "forum/avoid.h"
#include "forum/conversation.h"
#include "forum/desk.h"
#include "forum/erase.h"
#include "forum/message.h"
#include "forum/moderation.h"
#include "forum/notice.h"
#include "forum/nudge.h"
#include "forum/writing.h"
#include "store/members.h"
#include "store/threads.h"

static const struct options unknown = {.is_anonymous = true, .note = "death"};

struct story {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, guest, mod, lead;
	int64_t board, thread;
};

/* ann asks unknown; bob answers; ann answers by name, and then unknown again. */
static void
begin(void **state, struct story *s)
{
	int64_t number;

	s->data = *state;
	s->forum = &s->data->forum;
	s->data->config.limits_new_gap_s = s->data->config.limits_new_conversation_gap_s = 0;
	s->ann = data_member(s->data, "ann-here", ACTOR_MEMBER);
	s->bob = data_member(s->data, "bob-here", ACTOR_MEMBER);
	s->mod = data_member(s->data, "mod-one", ACTOR_MODERATOR);
	s->lead = data_member(s->data, "the-lead", ACTOR_LEAD);
	s->guest = (struct actor){0};
	data_group(s->data, "one", 1);
	s->board = data_board(s->data, "nights", "one", true);
	assert_int_equal(conversation_start(s->forum, &s->ann, s->board, "I am so tired", "I shouted at Mum.", &unknown,
			     &s->thread),
	    ERR_OK);
	assert_int_equal(conversation_answer(s->forum, &s->bob, s->thread, 1, "So did I.", NULL, &number), ERR_OK);
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s->forum, &s->ann, s->thread, 2, "Me too, bob.", NULL, &number), ERR_OK);
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s->forum, &s->ann, s->thread, 3, "Thank you both.", &unknown, &number),
	    ERR_OK);
}

static struct message
get(const struct story *s, const struct actor *who, int64_t number)
{
	struct thread thread = {0};
	struct message message = {0};

	assert_int_equal(conversation_get(s->forum, who, s->thread, &thread), ERR_OK);
	assert_int_equal(conversation_message(s->forum, who, &thread, number, &message), ERR_OK);
	thread_clear(&thread);
	return message;
}

static void
expect_unknown(const struct story *s, const struct actor *who, int64_t number)
{
	struct message message = get(s, who, number);

	assert_int_equal(message.author, 0);
	assert_string_equal(message.author_name, "");
	assert_true(message.alias > 0);
	assert_true(message.to_member == 0 || message.to_member == who->member);
	message_clear(&message);
}

static void
nobody_else_gets_the_writer(void **state)
{
	struct story s;
	struct message first, last, own;

	begin(state, &s);
	const struct actor *others[] = {&s.bob, &s.guest, &s.mod, &s.lead};

	for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
		expect_unknown(&s, others[k], 1);
		expect_unknown(&s, others[k], 4);
	}
	first = get(&s, &s.bob, 1);
	last = get(&s, &s.bob, 4);
	assert_int_equal(first.alias, last.alias); /* the same one all through */
	assert_string_equal(last.reply_to_name, "ann-here");
	own = get(&s, &s.ann, 4);
	assert_int_equal(own.author, s.ann.member);
	assert_string_equal(own.author_name, ""); /* her own screen may be seen by others */
	message_clear(&own);
	message_clear(&last);
	message_clear(&first);
	own = get(&s, &s.bob, 2);
	assert_string_equal(own.reply_to_name, "");
	assert_true(own.reply_to_alias > 0);
	assert_int_equal(own.to_member, 0); /* whom bob answered is not for bob to know */
	message_clear(&own);
}

static void
lists_do_not_name_them(void **state)
{
	struct story s;
	struct thread_list threads = {0};
	struct kept_list kept = {0};
	struct reply_list replies = {0};
	bool more;

	begin(state, &s);
	assert_int_equal(conversation_list(s.forum, &s.bob, s.board, INT64_MAX, &threads), ERR_OK);
	assert_int_equal(threads.rows[0].starter, 0);
	assert_string_equal(threads.rows[0].starter_name, "");
	assert_true(threads.rows[0].alias > 0);
	assert_int_equal(message_keep(s.forum, &s.bob, s.thread, 1, true), ERR_OK);
	assert_int_equal(message_list_kept(s.forum, &s.bob, 0, &kept, &more), ERR_OK);
	assert_int_equal(kept.rows[0].author, 0);
	assert_string_equal(kept.rows[0].author_name, "");
	assert_int_equal(conversation_replies(s.forum, &s.bob, &replies), ERR_OK);
	assert_int_equal(replies.count, 1); /* the one that was signed */
	assert_string_equal(replies.rows[0].author_name, "ann-here");
	reply_list_clear(&replies);
	assert_int_equal(conversation_replies(s.forum, &s.ann, &replies), ERR_OK); /* who asked unknown hears of it */
	assert_int_equal(replies.count, 1);
	reply_list_clear(&replies);
	kept_list_clear(&kept);
	thread_list_clear(&threads);
}

static enum err
tell(struct story *s, int64_t number)
{
	struct telling telling = {.reason = REASON_UNKIND, .thread = s->thread, .number = number, .words = ""};

	return report_tell(s->forum, &s->bob, &telling);
}

static int64_t
newest_case(struct story *s)
{
	return data_count(s->data, "SELECT max(id) FROM desk_case");
}

static void
the_desk_does_not_learn_it(void **state)
{
	struct story s;
	struct desk_case_list list = {0};
	struct desk_file file;

	begin(state, &s);
	assert_int_equal(tell(&s, 1), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT about FROM desk_case"),
	    s.ann.member); /* what the board does itself */
	assert_int_equal(desk_list(s.forum, &s.lead, &(struct desk_ask){0}, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].about, DESK_UNKNOWN);
	assert_string_equal(list.rows[0].about_name, "");
	assert_int_equal(desk_open(s.forum, &s.lead, list.rows[0].id, &file), ERR_OK);
	assert_int_equal(file.row.about, DESK_UNKNOWN);
	assert_string_equal(file.row.about_name, "");
	assert_int_equal(file.message.author, 0);
	assert_string_equal(file.message.author_name, "");
	assert_int_equal(file.messages_ever, 0); /* three: not even that, it could be looked for */
	desk_file_clear(&file);
	desk_case_list_clear(&list);
	assert_int_equal(tell(&s, 3), ERR_OK);
	assert_int_equal(desk_open(s.forum, &s.lead, newest_case(&s), &file), ERR_OK);
	assert_string_equal(file.row.about_name, "ann-here");
	assert_int_equal(file.row.about, s.ann.member);
	assert_int_equal(file.messages_ever, 3);
	desk_file_clear(&file);
}

static void
who_is_of_the_team_is_not_told_apart(void **state)
{
	struct story s;
	struct desk_file file;
	int64_t number, id;

	begin(state, &s);
	s.ann = data_member(s.data, "mod-two", ACTOR_MODERATOR);
	assert_int_equal(conversation_answer(s.forum, &s.ann, s.thread, 0, "I am tired too.", &unknown, &number),
	    ERR_OK);
	assert_int_equal(tell(&s, number), ERR_OK);
	id = newest_case(&s);
	assert_int_equal(desk_open(s.forum, &s.mod, id, &file), ERR_OK);
	assert_false(file.is_for_lead);
	desk_file_clear(&file);
	assert_int_equal(desk_open(s.forum, &s.ann, id, &file), ERR_NOT_FOUND); /* about herself */
	assert_int_equal(desk_claim(s.forum, &s.mod, id), ERR_OK);
	assert_int_equal(moderation_hide(s.forum, &s.mod, id, GROUND_RULE_1, "Please say it another way."), ERR_OK);
}

/* Hidden: the words come back to the writer as a draft that stays unknown, and so does the notice. */
static void
what_the_team_does_reaches_them(void **state)
{
	struct story s;
	struct draft draft = {0};
	struct notice_row_list notices = {0};
	struct place place;
	int64_t id;

	begin(state, &s);
	assert_int_equal(tell(&s, 4), ERR_OK);
	id = newest_case(&s);
	assert_int_equal(desk_claim(s.forum, &s.mod, id), ERR_OK);
	assert_int_equal(moderation_hide(s.forum, &s.mod, id, GROUND_RULE_1, "Please say it another way."), ERR_OK);
	place = (struct place){.board = s.board, .thread = s.thread, .reply_to = 3};
	assert_int_equal(writing_find(s.forum, &s.ann, place, &draft), ERR_OK);
	assert_string_equal(draft.body, "Thank you both.");
	assert_true(draft.options.is_anonymous);
	assert_string_equal(draft.options.note, "death");
	assert_int_equal(notice_list(s.forum, &s.ann, &notices), ERR_OK);
	assert_int_equal(notices.count, 1);
	assert_int_equal(moderation_restore(s.forum, &s.mod, id, "It is back."), ERR_OK);
	assert_int_equal(moderation_pause(s.forum, &s.mod, id, MODERATION_2_WEEKS, GROUND_RULE_1, "A while."), ERR_OK);
	assert_true(data_count(s.data, "SELECT paused_until FROM member WHERE name = 'ann-here'") > clock_now());
	assert_int_equal(moderation_brake(s.forum, s.thread, 1, GROUND_LAW, "The operator."), ERR_OK);
	assert_int_equal(data_count(s.data,
			     "SELECT count(*) FROM notice n JOIN member m ON m.id = n.member"
			     " WHERE m.name <> 'ann-here'"),
	    0);
	notice_row_list_clear(&notices);
	draft_clear(&draft);
}

/* What comes too late for a change is an answer: signed as the message was, whatever is asked for. */
static void
name_and_alias_are_not_connected(void **state)
{
	struct story s;
	struct message message;
	const struct options named = {0}, next = {.is_next = true};
	int64_t number;

	begin(state, &s);
	clock_advance_ms((int64_t)MESSAGE_CHANGE_S * 2000);
	assert_int_equal(conversation_answer_instead(s.forum, &s.ann, s.thread, 4, "More.", &named, &number), ERR_OK);
	expect_unknown(&s, &s.bob, number);
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer_instead(s.forum, &s.ann, s.thread, 3, "More.", &unknown, &number), ERR_OK);
	message = get(&s, &s.bob, number);
	assert_string_equal(message.author_name, "ann-here");
	message_clear(&message);
	clock_advance_ms(60 * 1000); /* only who asked says what happened next: under the same name */
	assert_int_equal(conversation_answer(s.forum, &s.ann, s.thread, 0, "It is better.", &next, &number), ERR_OK);
	expect_unknown(&s, &s.bob, number);
}

static int64_t
waits(struct story *s)
{
	return data_count(s->data, "SELECT count(*) FROM waiting WHERE answered_at = 0");
}

/* Who has not heard back: neither being on that list nor staying there says who somebody is. */
static void
the_waiting_list_tells_nothing(void **state)
{
	struct story s;
	struct actor fresh, greeter;
	int64_t number, thread;

	begin(state, &s);
	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	data_count(s.data, "DELETE FROM waiting RETURNING 1");
	assert_int_equal(db_end(s.forum->db, ERR_OK), ERR_OK);
	fresh = data_member(s.data, "new-here", ACTOR_NEW);
	greeter = data_member(s.data, "greet-er", ACTOR_GREETER);
	assert_int_equal(conversation_answer(s.forum, &fresh, s.thread, 1, "My first.", &unknown, &number), ERR_OK);
	assert_int_equal(waits(&s), 0);
	assert_int_equal(conversation_start(s.forum, &greeter, s.board, "Tired", "I am of the team.", &unknown,
			     &thread),
	    ERR_OK);
	assert_int_equal(waits(&s), 1); /* like everybody else's */
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s.forum, &greeter, thread, 1, "More.", &unknown, &number), ERR_OK);
	assert_int_equal(waits(&s), 1); /* the same unknown one */
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s.forum, &greeter, thread, 1, "I know that.", NULL, &number), ERR_OK);
	assert_int_equal(waits(&s), 0); /* somebody else, as far as anybody can tell */
}

/* Who started the conversation is told of what answers them, and of nothing that says that a name and an alias are one. */
static void
who_started_it_does_not_learn_it(void **state)
{
	struct story s;
	struct reply_list replies = {0};
	int64_t thread, number;

	begin(state, &s);
	assert_int_equal(conversation_start(s.forum, &s.bob, s.board, "Nights", "Who else?", NULL, &thread), ERR_OK);
	assert_int_equal(conversation_answer(s.forum, &s.ann, thread, 1, "I am.", NULL, &number), ERR_OK);
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s.forum, &s.ann, thread, 2, "So am I.", &unknown, &number), ERR_OK);
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s.forum, &s.ann, thread, 3, "And I.", NULL, &number), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT group_concat(to_member, '') FROM message WHERE thread = 2"),
	    2200 + 11); /* bob's own, ann to bob, and twice ann to ann */
	assert_int_equal(conversation_replies(s.forum, &s.bob, &replies), ERR_OK);
	for (size_t k = 0; k < replies.count; k++)
		assert_false(replies.rows[k].thread == thread && replies.rows[k].number > 2);
	reply_list_clear(&replies);
	assert_int_equal(conversation_replies(s.forum, &s.ann, &replies), ERR_OK);
	for (size_t k = 0; k < replies.count; k++)
		assert_int_equal(replies.rows[k].thread, s.thread); /* and she is not told of her own */
	reply_list_clear(&replies);
}

/* The name of a kind of bird is somebody's for as long as the conversation is there. */
static void
nobody_gets_an_alias_that_somebody_had(void **state)
{
	struct story s;
	struct message first, other;
	int64_t number;

	begin(state, &s);
	for (int k = 0; k < 60; k++) {
		char name[16];
		struct actor one;

		snprintf(name, sizeof name, "one-%d", k);
		one = data_member(s.data, name, ACTOR_MEMBER);
		assert_int_equal(conversation_answer(s.forum, &one, s.thread, 1, "Me.", &unknown, &number), ERR_OK);
	}
	assert_int_equal(data_count(s.data, "SELECT count(DISTINCT alias) FROM message WHERE alias > 0"), 61);
	assert_int_equal(erase_member(s.forum, s.data->root, "ann-here", false), ERR_OK);
	assert_int_equal(conversation_answer(s.forum, &s.mod, s.thread, 0, "I too.", &unknown, &number), ERR_OK);
	first = get(&s, &s.bob, 1);
	other = get(&s, &s.bob, number);
	assert_int_not_equal(first.alias, other.alias);
	message_clear(&other);
	message_clear(&first);
}

/* A newcomer's first message: neither said of an unknown writer, nor left unsaid of a name because of one. */
static void
first_messages_do_not_say_who_wrote_before(void **state)
{
	struct story s;
	struct actor fresh;
	int64_t number, thread;

	begin(state, &s);
	fresh = data_member(s.data, "new-here", ACTOR_NEW);
	assert_int_equal(conversation_start(s.forum, &fresh, s.board, "Tired", "No name.", &unknown, &thread), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT is_first FROM waiting ORDER BY message DESC LIMIT 1"), 0);
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s.forum, &fresh, s.thread, 1, "With my name.", NULL, &number), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT is_first FROM waiting ORDER BY message DESC LIMIT 1"), 1);
}

static void
changing_and_taking_down_need_no_name(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(message_change(s.forum, &s.bob, s.thread, 1, "x"), ERR_DENIED);
	assert_int_equal(message_change(s.forum, &s.guest, s.thread, 1, "x"), ERR_DENIED);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, "I was cross with Mum."), ERR_OK);
	expect_unknown(&s, &s.bob, 1);
	assert_int_equal(message_withdraw(s.forum, &s.ann, s.thread, 4), ERR_OK);
	expect_unknown(&s, &s.bob, 4);
}

static void
who_has_left_has_no_name(void **state)
{
	struct story s;
	struct message message;
	struct desk_file file;

	begin(state, &s);
	assert_int_equal(tell(&s, 3), ERR_OK);
	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	data_count(s.data, "UPDATE member SET leaving_at = 1 WHERE name = 'ann-here' RETURNING 1");
	assert_int_equal(db_end(s.forum->db, ERR_OK), ERR_OK);
	message = get(&s, &s.bob, 3);
	assert_string_equal(message.author_name, "");
	assert_string_equal(message.state, "left");
	assert_string_equal(message.body, "");
	message_clear(&message);
	message = get(&s, &s.bob, 4);
	assert_string_equal(message.state, "withdrawn"); /* "left" would say with whom */
	assert_string_equal(message.body, "");
	message_clear(&message);
	assert_int_equal(desk_open(s.forum, &s.mod, newest_case(&s), &file), ERR_OK);
	assert_string_equal(file.row.about_name, "");
	desk_file_clear(&file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(nobody_else_gets_the_writer, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(lists_do_not_name_them, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(the_desk_does_not_learn_it, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(who_is_of_the_team_is_not_told_apart, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(what_the_team_does_reaches_them, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(name_and_alias_are_not_connected, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(the_waiting_list_tells_nothing, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(who_started_it_does_not_learn_it, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(nobody_gets_an_alias_that_somebody_had, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(first_messages_do_not_say_who_wrote_before, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(changing_and_taking_down_need_no_name, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(who_has_left_has_no_name, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
