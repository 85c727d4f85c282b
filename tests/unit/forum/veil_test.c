/*
 * Folding for one reader: content notes, block, mute; and that nobody else can tell.
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
#include "forum/avoid.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/message.h"
#include "forum/nudge.h"
#include "forum/veil.h"
#include "store/labels.h"
#include "store/nudges.h"

static const struct options unknown = {.is_anonymous = true}, death = {.note = "death"};

struct story {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, guest, mod;
	int64_t board, thread;
};

/* 1 ann by name, 2 ann unknown, 3 ann with a content note, 4 bob */
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
	s->guest = (struct actor){0};
	data_group(s->data, "one", 1);
	s->board = data_board(s->data, "nights", "one", true);
	assert_int_equal(conversation_start(s->forum, &s->ann, s->board, "I am so tired", "The café was shut.", NULL,
			     &s->thread),
	    ERR_OK);
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s->forum, &s->ann, s->thread, 1, "I shouted.", &unknown, &number), ERR_OK);
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s->forum, &s->ann, s->thread, 0, "She died.", &death, &number), ERR_OK);
	assert_int_equal(conversation_answer(s->forum, &s->bob, s->thread, 1, "I am sorry.", NULL, &number), ERR_OK);
}

static enum veil_why
look(const struct story *s, const struct actor *who, int64_t number)
{
	struct thread thread = {0};
	struct message message = {0};
	enum veil_why why;

	assert_int_equal(conversation_get(s->forum, who, s->thread, &thread), ERR_OK);
	assert_int_equal(conversation_message(s->forum, who, &thread, number, &message), ERR_OK);
	why = veil_look_once(s->forum, who, &message);
	message_clear(&message);
	thread_clear(&thread);
	return why;
}

static enum veil_why
look_thread(const struct story *s, const struct actor *who)
{
	struct thread thread = {0};
	struct veil veil;
	char tag[VEIL_TAG_BYTES] = "";
	enum veil_why why;

	assert_int_equal(conversation_get(s->forum, who, s->thread, &thread), ERR_OK);
	veil_init(s->forum, who, &veil);
	why = veil_look_thread(&veil, s->forum, &thread, tag);
	veil_clear(&veil);
	thread_clear(&thread);
	return why;
}

static void
a_content_note_folds_for_others(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(look(&s, &s.bob, 3), VEIL_NOTE);
	assert_int_equal(look(&s, &s.guest, 3), VEIL_NOTE);
	assert_int_equal(look(&s, &s.ann, 3), VEIL_NONE);
	assert_int_equal(look(&s, &s.bob, 1), VEIL_NONE);
	assert_int_equal(avoid_mute(s.forum, &s.bob, MUTE_NOTE, "death"), ERR_OK);
	assert_int_equal(look(&s, &s.bob, 3), VEIL_MUTED_NOTE);
	assert_int_equal(look(&s, &s.guest, 3), VEIL_NOTE);
	assert_int_equal(avoid_mute(s.forum, &s.bob, MUTE_NOTE, "grief"), ERR_INVALID);
	assert_int_equal(avoid_mute(s.forum, &s.guest, MUTE_NOTE, "death"), ERR_DENIED);
}

/* What was sent under an alias stays open, or blocking would say whose it is. */
static void
blocking_says_nothing_of_an_alias(void **state)
{
	struct story s;
	bool has = true;

	begin(state, &s);
	assert_int_equal(avoid_block(s.forum, &s.bob, s.ann.member), ERR_OK);
	assert_int_equal(avoid_block(s.forum, &s.bob, s.ann.member), ERR_OK);
	assert_int_equal(look(&s, &s.bob, 1), VEIL_BLOCKED);
	assert_int_equal(look(&s, &s.bob, 2), VEIL_NONE);
	assert_int_equal(look(&s, &s.bob, 3), VEIL_BLOCKED);
	assert_int_equal(look_thread(&s, &s.bob), VEIL_BLOCKED);
	assert_int_equal(look(&s, &s.ann, 4), VEIL_NONE); /* who is blocked reads on as before */
	assert_int_equal(look(&s, &s.guest, 1), VEIL_NONE);
	assert_int_equal(avoid_has_blocked(s.forum, s.bob.member, s.ann.member, &has), ERR_OK);
	assert_true(has);
	assert_int_equal(avoid_has_blocked(s.forum, s.ann.member, s.bob.member, &has), ERR_OK);
	assert_false(has);
	assert_int_equal(avoid_unblock(s.forum, &s.bob, s.ann.member), ERR_OK);
	assert_int_equal(look(&s, &s.bob, 1), VEIL_NONE);
	assert_int_equal(avoid_block(s.forum, &s.bob, s.bob.member), ERR_DENIED);
	assert_int_equal(avoid_block(s.forum, &s.bob, 12345), ERR_NOT_FOUND);
}

static void
an_unknown_writer_is_muted_here(void **state)
{
	struct story s;
	struct block_row_list blocks = {0};
	struct mute_row_list mutes = {0};

	begin(state, &s);
	assert_int_equal(avoid_mute_alias(s.forum, &s.bob, s.thread, 2), ERR_OK);
	assert_int_equal(look(&s, &s.bob, 2), VEIL_MUTED_ALIAS);
	assert_int_equal(look(&s, &s.bob, 1), VEIL_NONE); /* the same person by name: nothing connects them */
	assert_int_equal(avoid_mute_alias(s.forum, &s.bob, s.thread, 1), ERR_NOT_FOUND);
	assert_int_equal(avoid_mute_alias(s.forum, &s.ann, s.thread, 2), ERR_DENIED);
	assert_int_equal(avoid_list(s.forum, &s.bob, &blocks, &mutes), ERR_OK);
	assert_int_equal(blocks.count, 0);
	assert_int_equal(mutes.count, 1);
	assert_string_equal(mutes.rows[0].kind, "alias");
	assert_string_equal(mutes.rows[0].title, "I am so tired");
	assert_int_equal(avoid_unmute(s.forum, &s.bob, &mutes.rows[0]), ERR_OK);
	assert_int_equal(look(&s, &s.bob, 2), VEIL_NONE);
	mute_row_list_clear(&mutes);
}

static void
a_muted_word_is_a_word(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(avoid_mute_word(s.forum, &s.bob, "  CAFE "), ERR_OK); /* as "café" */
	assert_int_equal(look(&s, &s.bob, 1), VEIL_MUTED_WORD);
	assert_int_equal(avoid_mute_word(s.forum, &s.bob, "shout"), ERR_OK);
	assert_int_equal(look(&s, &s.bob, 2), VEIL_NONE); /* "shouted" is another word */
	assert_int_equal(avoid_mute_word(s.forum, &s.bob, "she died"), ERR_OK);
	assert_int_equal(look(&s, &s.bob, 3), VEIL_MUTED_WORD);
	assert_int_equal(avoid_mute_word(s.forum, &s.bob, "am so"), ERR_OK);
	assert_int_equal(look_thread(&s, &s.bob), VEIL_MUTED_WORD);
	assert_int_equal(look(&s, &s.ann, 1), VEIL_NONE);
	assert_int_equal(avoid_mute_word(s.forum, &s.bob, " ... "), ERR_EMPTY);
	assert_int_equal(avoid_mute_word(s.forum, &s.bob, "12345678901234567890123456789012345678901"), ERR_TOO_LONG);
}

static void
there_is_an_end_to_a_list(void **state)
{
	struct story s;
	char word[16];

	begin(state, &s);
	for (int k = 0; k < AVOID_MOST; k++) {
		snprintf(word, sizeof word, "word%d", k);
		assert_int_equal(avoid_mute_word(s.forum, &s.bob, word), ERR_OK);
	}
	assert_int_equal(avoid_mute_word(s.forum, &s.bob, "one-more"), ERR_FULL);
	assert_int_equal(avoid_mute(s.forum, &s.bob, MUTE_TAG, "grief"), ERR_OK); /* each kind has its own */
}

static void
a_muted_topic_does_not_count(void **state)
{
	struct story s;
	int64_t next;

	begin(state, &s);
	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	assert_int_equal(db_end(s.forum->db, tags_add(s.forum->db, s.thread, "grief")), ERR_OK);
	s.bob = data_member(s.data, "cat-here", ACTOR_MEMBER);
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s.forum, &s.ann, s.thread, 0, "And now?", NULL, &next), ERR_OK);
	assert_int_equal(board_unread(s.forum, &s.bob, s.board), 1);
	assert_int_equal(conversation_next_unread(s.forum, &s.bob, s.board, 0, &next), ERR_OK);
	assert_int_equal(avoid_mute(s.forum, &s.bob, MUTE_TAG, "anger"), ERR_OK);
	assert_int_equal(board_unread(s.forum, &s.bob, s.board), 1);
	assert_int_equal(avoid_mute(s.forum, &s.bob, MUTE_TAG, "grief"), ERR_OK);
	assert_int_equal(board_unread(s.forum, &s.bob, s.board), 0);
	assert_int_equal(conversation_next_unread(s.forum, &s.bob, s.board, 0, &next), ERR_NOT_FOUND);
	assert_int_equal(look_thread(&s, &s.bob), VEIL_MUTED_TAG);
}

/* No word of who is blocked comes to the first page, nor by e-mail; what they send unknown does. */
static void
who_is_blocked_does_not_knock(void **state)
{
	struct story s;
	struct reply_list replies = {0};
	int64_t number;

	begin(state, &s);
	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	assert_int_equal(nudges_save(s.forum->db, s.bob.member, "bob@example.org", "", clock_now()), ERR_OK);
	assert_int_equal(db_end(s.forum->db, nudges_set_on(s.forum->db, s.bob.member, true)), ERR_OK);
	assert_int_equal(avoid_block(s.forum, &s.bob, s.ann.member), ERR_OK);
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s.forum, &s.ann, s.thread, 4, "Bob!", NULL, &number), ERR_OK);
	assert_int_equal(conversation_replies(s.forum, &s.bob, &replies), ERR_OK);
	assert_int_equal(replies.count, 0);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM outbox WHERE kind = 'nudge'"), 0);
	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s.forum, &s.ann, s.thread, 4, "Thank you.", &unknown, &number), ERR_OK);
	assert_int_equal(conversation_replies(s.forum, &s.bob, &replies), ERR_OK);
	assert_int_equal(replies.count, 1);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM outbox WHERE kind = 'nudge'"), 1);
	reply_list_clear(&replies);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_content_note_folds_for_others, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(blocking_says_nothing_of_an_alias, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(an_unknown_writer_is_muted_here, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_muted_word_is_a_word, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(there_is_an_end_to_a_list, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_muted_topic_does_not_count, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(who_is_blocked_does_not_knock, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
