/*
 * What waits for the team: who is held and who never is, who sees it, and every way it can end. Nothing is lost on any of
 * them.
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
#include "forum/audit.h"
#include "forum/conversation.h"
#include "forum/desk.h"
#include "forum/erase.h"
#include "forum/held.h"
#include "forum/limit.h"
#include "forum/live.h"
#include "forum/rota.h"
#include "forum/steer.h"

#define WORDS "Hello. ____"

/* A board with a conversation by bob; ann is new. */
struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, mod, other;
	int64_t board, thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.data->config.limits_new_gap_s = s.data->config.limits_new_conversation_gap_s = 0;
	s.data->config.limits_first_messages = 3;
	data_group(s.data, "one", 1);
	s.board = data_board(s.data, "nights", "one", true);
	s.bob = data_member(s.data, "bob-here", ACTOR_REGULAR);
	s.ann = data_member(s.data, "ann-new", ACTOR_NEW);
	s.mod = data_member(s.data, "mod-one", ACTOR_MODERATOR);
	s.other = data_member(s.data, "mod-two", ACTOR_MODERATOR);
	s.thread = data_thread(s.data, s.board, &s.bob, "Awake at four");
	data_message(s.data, s.thread, &s.bob, 0, "Who else?");
	return s;
}

static int64_t
count(const struct scene *s, const char *query)
{
	return data_count(s->data, query);
}

static int64_t
answer(const struct scene *s, const struct actor *who, const char *body, const struct options *options,
    enum err expected)
{
	int64_t out = 0;

	assert_int_equal(conversation_answer(s->forum, who, s->thread, 1, body, options, &out), expected);
	return out;
}

static int64_t
start(const struct scene *s, const struct actor *who, const char *title, const char *body, enum err expected)
{
	int64_t out = 0;

	assert_int_equal(conversation_start(s->forum, who, s->board, title, body, NULL, &out), expected);
	return out;
}

static int64_t
case_of(const struct scene *s, int64_t held)
{
	int64_t desk_case = 0;

	assert_int_equal(helds_find_case(s->forum->db, held, &desk_case), ERR_OK);
	return desk_case;
}

static void
let_out(const struct scene *s, int64_t held)
{
	int64_t desk_case = case_of(s, held);

	assert_int_equal(desk_claim(s->forum, &s->mod, desk_case), ERR_OK);
	assert_int_equal(held_let_out(s->forum, &s->mod, desk_case), ERR_OK);
}

static void
the_first_three_wait_and_the_fourth_does_not(void **state)
{
	struct scene s = begin(state);
	struct held held = {0};
	int64_t id = start(&s, &s.ann, "A hello", "I am new.", ERR_HELD), number;

	assert_int_equal(count(&s, "SELECT count(*) FROM message"), 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM thread"), 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM waiting"), 0);
	assert_int_equal(held_find(s.forum, &s.ann, id, &held), ERR_OK);
	assert_string_equal(held.why, "first");
	assert_string_equal(held.title, "A hello");
	held_clear(&held);
	assert_int_equal(held_find(s.forum, &s.bob, id, &held), ERR_NOT_FOUND);
	assert_int_equal(held_find(s.forum, &(struct actor){0}, id, &held), ERR_NOT_FOUND);
	let_out(&s, id);
	assert_int_equal(count(&s, "SELECT count(*) FROM message WHERE author = 2 AND state = 'live'"), 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM waiting WHERE is_first = 1"), 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM held_message"), 0);
	assert_int_equal(count(&s, "SELECT count(*) FROM notice WHERE member = 2 AND kind = 'live' AND number = 1"), 1);
	assert_int_equal(count(&s,
			     "SELECT count(*) FROM desk_case WHERE outcome = 'let-out' AND closed_at > 0"
			     " AND message = 2"),
	    1);
	let_out(&s, answer(&s, &s.ann, "Two.", NULL, ERR_HELD));
	let_out(&s, answer(&s, &s.ann, "Three.", NULL, ERR_HELD));
	number = answer(&s, &s.ann, "Four.", NULL, ERR_OK);
	assert_int_equal(number, 4);
	assert_int_equal(audit_verify(s.forum, &(int64_t){0}, &(int64_t){0}), ERR_OK);
}

static void
some_are_never_held(void **state)
{
	struct scene s = begin(state);
	struct actor regular = data_member(s.data, "new-regular", ACTOR_REGULAR);

	answer(&s, &regular, "I was let in by the team.", NULL, ERR_OK);
	answer(&s, &s.mod, "So was I.", NULL, ERR_OK);
	answer(&s, &s.ann, "I want to die.", NULL, ERR_OK); /* despair */
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case WHERE source = 'words' AND risk = 3"), 1);
	start(&s, &s.ann, "I can't go on", "Hello.", ERR_OK);
	s.data->config.limits_first_messages = 0;
	answer(&s, &s.ann, "Hello.", NULL, ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM held_message"), 0);
}

static void
nobody_waits_for_a_team_that_is_not_there(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(db_script(s.forum->db, "UPDATE member SET is_closed = 1 WHERE role = 'moderator'"), ERR_OK);
	answer(&s, &s.ann, "Hello.", NULL, ERR_OK);
}

static void
whoever_is_checked_waits_however_long_they_are_here(void **state)
{
	struct scene s = begin(state);
	struct held held = {0};
	int64_t id;

	assert_int_equal(db_script(s.forum->db, "UPDATE member SET checked_until = 9000000000 WHERE id = 1"), ERR_OK);
	id = answer(&s, &s.bob, "And again.", NULL, ERR_HELD);
	assert_int_equal(held_find(s.forum, &s.bob, id, &held), ERR_OK);
	assert_string_equal(held.why, "checked");
	assert_int_equal(held.live_at, 0); /* never by itself */
	held_clear(&held);
	answer(&s, &s.bob, "I want to die.", NULL, ERR_OK);
	assert_int_equal(db_script(s.forum->db, "UPDATE member SET checked_until = 1 WHERE id = 1"), ERR_OK);
	answer(&s, &s.bob, "And again.", NULL, ERR_OK);
}

static void
its_writer_takes_it_back(void **state)
{
	struct scene s = begin(state);
	struct options options = {.note = "death", .is_anonymous = true};
	struct place place = {.board = s.board, .thread = s.thread, .reply_to = 1}, taken;
	struct draft draft = {0};
	int64_t id = answer(&s, &s.ann, "She died.", &options, ERR_HELD);

	assert_int_equal(writing_save(s.forum, &s.ann, place, "", "Another thing.", NULL), ERR_OK);
	assert_int_equal(held_take_back(s.forum, &s.bob, id, &taken), ERR_NOT_FOUND);
	assert_int_equal(held_take_back(s.forum, &s.ann, id, &taken), ERR_OK);
	assert_memory_equal(&taken, &place, sizeof place);
	assert_int_equal(writing_find(s.forum, &s.ann, place, &draft), ERR_OK);
	assert_string_equal(draft.body, "Another thing.\n\nShe died.");
	assert_string_equal(draft.options.note, "death");
	assert_true(draft.options.is_anonymous);
	draft_clear(&draft);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case WHERE closed_at = 0"), 0);
	assert_int_equal(held_take_back(s.forum, &s.ann, id, &taken), ERR_NOT_FOUND);
}

static void
it_is_sent_back_with_words_and_as_a_draft(void **state)
{
	struct scene s = begin(state);
	struct place place = {.board = s.board};
	struct draft draft = {0};
	int64_t desk_case = case_of(&s, start(&s, &s.ann, "Doreen", "Buy my cure.", ERR_HELD));

	assert_int_equal(held_send_back(s.forum, &s.mod, desk_case, GROUND_RULE_9, "No cures."), ERR_DENIED);
	assert_int_equal(desk_claim(s.forum, &s.mod, desk_case), ERR_OK);
	assert_int_equal(desk_close(s.forum, &s.mod, desk_case, DESK_NONE), ERR_HELD); /* it would wait for ever */
	assert_int_equal(held_send_back(s.forum, &s.mod, desk_case, GROUND_RULE_9, WORDS), ERR_INVALID);
	assert_int_equal(held_send_back(s.forum, &s.other, desk_case, GROUND_RULE_9, "No cures."), ERR_TAKEN);
	assert_int_equal(held_send_back(s.forum, &s.bob, desk_case, GROUND_RULE_9, "No cures."), ERR_DENIED);
	assert_int_equal(held_send_back(s.forum, &s.mod, desk_case, GROUND_RULE_9, "No cures."), ERR_OK);
	assert_int_equal(writing_find(s.forum, &s.ann, place, &draft), ERR_OK);
	assert_string_equal(draft.title, "Doreen");
	assert_string_equal(draft.body, "Buy my cure.");
	draft_clear(&draft);
	assert_int_equal(count(&s,
			     "SELECT count(*) FROM notice WHERE member = 2 AND kind = 'sent-back' AND reason = 'rule-9'"
			     " AND words = 'No cures.'"),
	    1);
	assert_int_equal(count(&s, "SELECT count(*) FROM evidence WHERE body = 'Buy my cure.'"), 1);
	assert_int_equal(held_let_out(s.forum, &s.mod, desk_case), ERR_CLOSED);
	assert_int_equal(count(&s, "SELECT count(*) FROM message"), 1);
	/* and the words of one who leaves are gone from the case too */
	assert_int_equal(erase_member(s.forum, s.data->root, "ann-new", false), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM evidence"), 0);
}

/* Of two at once one decides, and who takes it back in time decides before both. */
static void
there_is_one_outcome(void **state)
{
	struct scene s = begin(state);
	struct place place;
	int64_t id = answer(&s, &s.ann, "Hello.", NULL, ERR_HELD), desk_case = case_of(&s, id);

	assert_int_equal(desk_claim(s.forum, &s.mod, desk_case), ERR_OK);
	assert_int_equal(held_take_back(s.forum, &s.ann, id, &place), ERR_OK);
	assert_int_equal(held_let_out(s.forum, &s.mod, desk_case), ERR_CLOSED);
	id = answer(&s, &s.ann, "Hello.", NULL, ERR_HELD);
	let_out(&s, id);
	assert_int_equal(held_take_back(s.forum, &s.ann, id, &place), ERR_NOT_FOUND);
	assert_int_equal(count(&s, "SELECT count(*) FROM message WHERE author = 2"), 1);
}

static void
what_changed_meanwhile_keeps_it_in(void **state)
{
	struct scene s = begin(state);
	int64_t desk_case = case_of(&s, answer(&s, &s.ann, "Hello.", NULL, ERR_HELD));

	assert_int_equal(desk_claim(s.forum, &s.mod, desk_case), ERR_OK);
	assert_int_equal(steer_lock(s.forum, &s.mod, s.thread, true), ERR_OK);
	assert_int_equal(held_let_out(s.forum, &s.mod, desk_case), ERR_LOCKED);
	assert_int_equal(steer_lock(s.forum, &s.mod, s.thread, false), ERR_OK);
	assert_int_equal(db_script(s.forum->db, "UPDATE member SET paused_until = 9000000000 WHERE id = 2"), ERR_OK);
	assert_int_equal(held_let_out(s.forum, &s.mod, desk_case), ERR_LATE);
	assert_int_equal(count(&s, "SELECT count(*) FROM held_message"), 1);
	assert_int_equal(db_script(s.forum->db, "UPDATE member SET paused_until = 0 WHERE id = 2"), ERR_OK);
	assert_int_equal(held_let_out(s.forum, &s.mod, desk_case), ERR_OK);
}

static void
an_unknown_writer_stays_unknown(void **state)
{
	struct scene s = begin(state);
	struct options options = {.is_anonymous = true};
	int64_t desk_case = case_of(&s, answer(&s, &s.ann, "I shouted.", &options, ERR_HELD));
	struct desk_file file;
	struct held held = {0};

	assert_int_equal(desk_open(s.forum, &s.mod, desk_case, &file), ERR_OK);
	assert_int_equal(file.row.about, DESK_UNKNOWN);
	assert_string_equal(file.row.about_name, "");
	assert_int_equal(file.row.alias, -1);
	desk_file_clear(&file);
	assert_int_equal(held_in_case(s.forum, &s.mod, desk_case, &held), ERR_OK);
	assert_int_equal(held.member, DESK_UNKNOWN);
	held_clear(&held);
	assert_int_equal(held_in_case(s.forum, &s.ann, desk_case, &held), ERR_DENIED);
	assert_int_equal(desk_claim(s.forum, &s.mod, desk_case), ERR_OK);
	assert_int_equal(held_send_back(s.forum, &s.mod, desk_case, GROUND_RULE_1, "Softer."), ERR_OK);
	assert_int_equal(desk_open(s.forum, &s.mod, desk_case, &file), ERR_OK);
	assert_string_equal(file.row.about_name, "");
	assert_int_equal(file.row.about, DESK_UNKNOWN);
	desk_file_clear(&file);
	answer(&s, &s.ann, "I was loud.", &options, ERR_HELD);
	desk_case++;
	assert_int_equal(desk_claim(s.forum, &s.mod, desk_case), ERR_OK);
	assert_int_equal(held_let_out(s.forum, &s.mod, desk_case), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM message WHERE author = 2 AND alias > 0"), 1);
	assert_int_equal(desk_open(s.forum, &s.mod, desk_case, &file), ERR_OK);
	assert_string_equal(file.row.about_name, "");
	assert_true(file.row.alias > 0);
	desk_file_clear(&file);
}

static void
nobody_judges_their_own(void **state)
{
	struct scene s = begin(state);
	int64_t desk_case;

	assert_int_equal(db_script(s.forum->db, "UPDATE member SET checked_until = 9000000000 WHERE id = 3"), ERR_OK);
	desk_case = case_of(&s, answer(&s, &s.mod, "Hello.", NULL, ERR_HELD));
	assert_int_equal(desk_claim(s.forum, &s.mod, desk_case), ERR_NOT_FOUND);
	assert_int_equal(held_let_out(s.forum, &s.mod, desk_case), ERR_NOT_FOUND);
	assert_int_equal(desk_claim(s.forum, &s.other, desk_case), ERR_OK);
	assert_int_equal(held_let_out(s.forum, &s.other, desk_case), ERR_OK);
}

static void
a_moderator_comes(struct scene *s)
{
	int64_t shift;

	assert_int_equal(rota_add(s->forum, &s->mod, 1, 0, 23 * 60, &shift), ERR_OK);
	live_stamp(s->forum, &s->mod);
}

static void
after_half_an_hour_it_goes_out_while_a_moderator_is_here(void **state)
{
	struct scene s = begin(state);
	bool did = false;
	int64_t id = answer(&s, &s.ann, "Hello.", NULL, ERR_HELD), desk_case = case_of(&s, id);

	assert_int_equal(held_wait_s(s.forum), HELD_LIVE_S);
	clock_advance_ms(1000LL * HELD_LIVE_S);
	assert_int_equal(held_wait_s(s.forum), 0);
	assert_int_equal(held_go_live_due(s.forum, &did), ERR_OK); /* nobody is here */
	assert_false(did);
	a_moderator_comes(&s);
	assert_int_equal(held_go_live_due(s.forum, &did), ERR_OK);
	assert_true(did);
	assert_int_equal(count(&s, "SELECT count(*) FROM message WHERE author = 2"), 1);
	/* the team still looks */
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case WHERE closed_at = 0 AND message = 2"), 1);
	assert_int_equal(desk_claim(s.forum, &s.mod, desk_case), ERR_OK);
	assert_int_equal(held_let_out(s.forum, &s.mod, desk_case), ERR_NOT_FOUND);
	assert_true(held_wait_s(s.forum) == INT64_MAX);
}

static void
what_cannot_go_out_by_itself_waits_for_the_team(void **state)
{
	struct scene s = begin(state);
	bool did = false;

	answer(&s, &s.ann, "Hello.", NULL, ERR_HELD);
	start(&s, &s.ann, "Me", "Hello you.", ERR_HELD);
	assert_int_equal(steer_lock(s.forum, &s.mod, s.thread, true), ERR_OK);
	clock_advance_ms(1000LL * HELD_LIVE_S);
	a_moderator_comes(&s);
	assert_int_equal(held_go_live_due(s.forum, &did), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM message WHERE author = 2"), 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM held_message WHERE live_at = 0"), 1);
}

static void
sending_what_waits_has_its_pace(void **state)
{
	struct scene s = begin(state);

	s.data->config.limits_new_gap_s = 30;
	answer(&s, &s.ann, "One.", NULL, ERR_HELD);
	answer(&s, &s.ann, "Two.", NULL, ERR_RATE);
	assert_int_equal(limit_wait_s(s.forum, &s.ann, false), 30);
	s.data->config.limits_new_gap_s = 0;
	for (int k = 1; k < HELD_SHOWN; k++)
		answer(&s, &s.ann, "More.", NULL, ERR_HELD);
	answer(&s, &s.ann, "Too many.", NULL, ERR_RATE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(the_first_three_wait_and_the_fourth_does_not, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(some_are_never_held, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(nobody_waits_for_a_team_that_is_not_there, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(whoever_is_checked_waits_however_long_they_are_here, data_make_empty,
		data_remove),
	    cmocka_unit_test_setup_teardown(its_writer_takes_it_back, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(it_is_sent_back_with_words_and_as_a_draft, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(there_is_one_outcome, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(what_changed_meanwhile_keeps_it_in, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(an_unknown_writer_stays_unknown, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(nobody_judges_their_own, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(after_half_an_hour_it_goes_out_while_a_moderator_is_here, data_make_empty,
		data_remove),
	    cmocka_unit_test_setup_teardown(what_cannot_go_out_by_itself_waits_for_the_team, data_make_empty,
		data_remove),
	    cmocka_unit_test_setup_teardown(sending_what_waits_has_its_pace, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
