/*
 * Folding by what members tell the team: who folds, what never is, who opens it again.
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
#include "forum/audit.h"
#include "forum/conversation.h"
#include "forum/desk.h"
#include "forum/live.h"
#include "forum/rota.h"
#include "forum/message.h"
#include "forum/moderation.h"
#include "forum/notice.h"
#include "forum/veil.h"

struct story {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, cat, fresh, guest, mod;
	int64_t board, thread;
};

static void
begin(void **state, struct story *s)
{
	const struct options unknown = {.is_anonymous = true};
	int64_t number;

	s->data = *state;
	s->forum = &s->data->forum;
	s->data->config.limits_new_gap_s = s->data->config.limits_new_conversation_gap_s = 0;
	s->ann = data_member(s->data, "ann-here", ACTOR_MEMBER);
	s->bob = data_member(s->data, "bob-here", ACTOR_MEMBER);
	s->cat = data_member(s->data, "cat-here", ACTOR_MEMBER);
	s->fresh = data_member(s->data, "new-here", ACTOR_NEW);
	s->mod = data_member(s->data, "mod-one", ACTOR_MODERATOR);
	s->guest = (struct actor){0};
	data_group(s->data, "one", 1);
	s->board = data_board(s->data, "nights", "one", true);
	assert_int_equal(conversation_start(s->forum, &s->ann, s->board, "Doreen of Leeds", "Mum's name is Doreen.",
			     &unknown, &s->thread),
	    ERR_OK);
	assert_int_equal(conversation_answer(s->forum, &s->bob, s->thread, 1, "Hello.", NULL, &number), ERR_OK);
}

static void
tell(struct story *s, const struct actor *who, enum reason reason)
{
	const struct telling telling = {.reason = reason, .thread = s->thread, .number = 1, .words = ""};

	assert_int_equal(report_tell(s->forum, who, &telling), ERR_OK);
}

static void
expect_folded(struct story *s, const char *reason)
{
	struct thread thread = {0};
	struct message message = {0};

	assert_int_equal(conversation_get(s->forum, &s->cat, s->thread, &thread), ERR_OK);
	assert_int_equal(conversation_message(s->forum, &s->cat, &thread, 1, &message), ERR_OK);
	assert_string_equal(message.folded, reason);
	message_clear(&message);
	thread_clear(&thread);
}

static void
expect_notices(struct story *s, enum notice_kind kind, size_t count)
{
	struct notice_row_list notices = {0};
	size_t found = 0;

	assert_int_equal(notice_list(s->forum, &s->ann, &notices), ERR_OK);
	for (size_t k = 0; k < notices.count; k++)
		found += !strcmp(notices.rows[k].kind, notice_kind_name(kind));
	assert_int_equal(found, count);
	notice_row_list_clear(&notices);
}

static void
one_is_enough_for_details(void **state)
{
	struct story s;
	struct thread thread = {0};
	struct veil veil;

	begin(state, &s);
	tell(&s, &s.guest, REASON_DETAILS);
	tell(&s, &s.fresh, REASON_DETAILS);
	expect_folded(&s, "");
	tell(&s, &s.bob, REASON_DETAILS);
	expect_folded(&s, "details");
	expect_notices(&s, NOTICE_FOLDED, 1);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM audit WHERE action = 'fold'"), 1);
	tell(&s, &s.cat, REASON_DETAILS);
	expect_notices(&s, NOTICE_FOLDED, 1);
	assert_int_equal(conversation_get(s.forum, &s.cat, s.thread, &thread), ERR_OK);
	assert_string_equal(thread.title, ""); /* the name may be in the title */
	thread_clear(&thread);
	veil_init(s.forum, &s.cat, &veil);
	assert_false(veil_may_open(&veil, VEIL_DETAILS));
	assert_true(veil_may_open(&veil, VEIL_FOLDED));
	veil_clear(&veil);
	veil_init(s.forum, &s.mod, &veil);
	assert_true(veil_may_open(&veil, VEIL_DETAILS));
	veil_clear(&veil);
}

static void
the_rest_needs_two_members(void **state)
{
	struct story s;

	begin(state, &s);
	tell(&s, &s.bob, REASON_UNKIND);
	tell(&s, &s.bob, REASON_ADVERT); /* the same member again */
	tell(&s, &s.guest, REASON_UNKIND);
	tell(&s, &s.fresh, REASON_UNKIND);
	expect_folded(&s, "");
	tell(&s, &s.cat, REASON_UNKIND);
	expect_folded(&s, "unkind");
	expect_notices(&s, NOTICE_FOLDED, 1);
}

/* While a moderator is here they look themselves; personal details go at once all the same. */
static void
a_moderator_on_shift_looks_themselves(void **state)
{
	struct story s;
	struct forum session = {0};
	int64_t id;

	begin(state, &s);
	assert_int_equal(rota_add(s.forum, &s.mod, 1, 11 * 60, 14 * 60, &id), ERR_OK); /* Monday, around noon */
	assert_int_equal(forum_open(s.data->root, &s.data->config, &session), ERR_OK);
	live_stamp(&session, &s.mod);
	assert_true(live_has_moderator(s.forum));
	tell(&s, &s.bob, REASON_UNKIND);
	tell(&s, &s.cat, REASON_UNKIND);
	expect_folded(&s, "");
	tell(&s, &s.cat, REASON_DETAILS);
	expect_folded(&s, "details");
	forum_close(&session);
}

static void
a_worry_never_folds(void **state)
{
	struct story s;

	begin(state, &s);
	tell(&s, &s.bob, REASON_HARM);
	tell(&s, &s.cat, REASON_UNKIND); /* one of the rest, and a worry */
	expect_folded(&s, "");
	tell(&s, &s.bob, REASON_SAFETY);
	tell(&s, &s.bob, REASON_UNKIND);
	tell(&s, &s.bob, REASON_DETAILS); /* somebody worries about the writer: they are to be answered */
	expect_folded(&s, "");
}

static void
despair_is_never_folded(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, "I want to die. I can't go on."), ERR_OK);
	tell(&s, &s.bob, REASON_DETAILS);
	tell(&s, &s.cat, REASON_DETAILS);
	expect_folded(&s, "");
}

static void
the_team_opens_it_for_good(void **state)
{
	struct story s;
	int64_t id;

	begin(state, &s);
	tell(&s, &s.bob, REASON_DETAILS);
	id = data_count(s.data, "SELECT max(id) FROM desk_case");
	assert_int_equal(moderation_unfold(s.forum, &s.mod, id), ERR_DENIED); /* nobody has taken the case */
	assert_int_equal(desk_claim(s.forum, &s.mod, id), ERR_OK);
	assert_int_equal(moderation_unfold(s.forum, &s.mod, id), ERR_OK);
	expect_folded(&s, "");
	expect_notices(&s, NOTICE_UNFOLDED, 1);
	assert_int_equal(moderation_unfold(s.forum, &s.mod, id), ERR_NOT_FOUND);
	tell(&s, &s.cat, REASON_DETAILS); /* the team has looked at these words */
	expect_folded(&s, "");
	clock_advance_ms(1000);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, "Mum's name is Doreen Ash."), ERR_OK);
	tell(&s, &s.cat, REASON_DETAILS); /* not at those */
	expect_folded(&s, "details");
	assert_int_equal(desk_close(s.forum, &s.mod, id, DESK_TALKED), ERR_OK);
	expect_folded(&s, "");
	expect_notices(&s, NOTICE_UNFOLDED, 2);
}

static void
hidden_and_put_back_is_open(void **state)
{
	struct story s;
	int64_t id;

	begin(state, &s);
	tell(&s, &s.bob, REASON_DETAILS);
	id = data_count(s.data, "SELECT max(id) FROM desk_case");
	assert_int_equal(desk_claim(s.forum, &s.mod, id), ERR_OK);
	assert_int_equal(moderation_hide(s.forum, &s.mod, id, GROUND_DETAILS, "The name."), ERR_OK);
	assert_int_equal(moderation_restore(s.forum, &s.mod, id, "It is fine."), ERR_OK);
	expect_folded(&s, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(one_is_enough_for_details, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(the_rest_needs_two_members, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_moderator_on_shift_looks_themselves, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_worry_never_folds, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(despair_is_never_folded, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(the_team_opens_it_for_good, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(hidden_and_put_back_is_open, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
