/*
 * From a report to a decision, a notice, an appeal and an answer by somebody else.
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
#include "forum/appeal.h"
#include "forum/audit.h"
#include "forum/conversation.h"
#include "forum/decision.h"
#include "forum/desk.h"
#include "forum/message.h"
#include "forum/moderation.h"
#include "forum/report.h"
#include "store/db.h"

enum { DAY_S = 86400 };

/* ann wrote; mod-one acts in case 1, which bob told of. */
struct story {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, mod, other, lead;
	int64_t board, thread;
};

static void
begin(void **state, struct story *s)
{
	struct telling telling = {.reason = REASON_DETAILS, .number = 1, .words = ""};

	s->data = *state;
	s->forum = &s->data->forum;
	s->data->config.limits_new_gap_s = s->data->config.limits_new_conversation_gap_s = 0;
	s->ann = data_member(s->data, "ann-here", ACTOR_MEMBER);
	s->bob = data_member(s->data, "bob-here", ACTOR_MEMBER);
	s->mod = data_member(s->data, "mod-one", ACTOR_MODERATOR);
	s->other = data_member(s->data, "mod-two", ACTOR_MODERATOR);
	s->lead = data_member(s->data, "the-lead", ACTOR_LEAD);
	data_group(s->data, "one", 1);
	s->board = data_board(s->data, "nights", "one", true);
	s->thread = data_thread(s->data, s->board, &s->ann, "Awake at four");
	data_message(s->data, s->thread, &s->ann, 0, "Mum's name is Doreen.");
	telling.thread = s->thread;
	assert_int_equal(report_tell(s->forum, &s->bob, &telling), ERR_OK);
	assert_int_equal(desk_claim(s->forum, &s->mod, 1), ERR_OK);
}

static int64_t
count(struct story *s, const char *query)
{
	return data_count(s->data, query);
}

static void
check_state(struct story *s, const char *state)
{
	struct thread thread = {0};
	struct message message = {0};

	assert_int_equal(conversation_get(s->forum, &s->bob, s->thread, &thread), ERR_OK);
	assert_int_equal(conversation_message(s->forum, &s->bob, &thread, 1, &message), ERR_OK);
	assert_string_equal(message.state, state);
	message_clear(&message);
	thread_clear(&thread);
}

/* The decision that the newest notice of this kind tells of. */
static int64_t
told_of(struct story *s, const struct actor *who, const char *kind)
{
	struct notice_row_list notices = {0};
	int64_t decision = 0;

	assert_int_equal(notice_list(s->forum, who, &notices), ERR_OK);
	for (size_t k = notices.count; k > 0; k--)
		if (!strcmp(notices.rows[k - 1].kind, kind))
			decision = notices.rows[k - 1].decision;
	notice_row_list_clear(&notices);
	return decision;
}

static void
hidden_appealed_and_changed(void **state)
{
	struct story s;
	struct decision decision = {0};
	int64_t id, rows, broken;

	begin(state, &s);
	assert_int_equal(moderation_hide(s.forum, &s.mod, 1, GROUND_DETAILS, "Just Mum."), ERR_OK);
	id = told_of(&s, &s.ann, "hidden");
	assert_true(id > 0);
	/* who it is not about knows nothing of it */
	assert_int_equal(appeal_find(s.forum, &s.bob, id, &decision), ERR_NOT_FOUND);
	assert_int_equal(appeal_send(s.forum, &s.bob, id, "Let me."), ERR_NOT_FOUND);
	assert_int_equal(appeal_find(s.forum, &s.ann, id, &decision), ERR_OK);
	assert_int_equal(appeal_check(&s.ann, &decision), ERR_OK);
	decision_clear(&decision);
	assert_int_equal(appeal_send(s.forum, &s.ann, id, " \n"), ERR_EMPTY);
	assert_int_equal(appeal_send(s.forum, &s.ann, id, "Doreen is the cat."), ERR_OK);
	assert_int_equal(appeal_send(s.forum, &s.ann, id, "Again."), ERR_TAKEN);
	assert_int_equal(count(&s,
			     "SELECT count(*) FROM desk_case c JOIN report r ON r.desk_case = c.id WHERE c.id = 2"
			     " AND c.queue = 'appeal' AND c.risk = 1 AND c.due_at = c.opened_at + 432000"
			     " AND r.words = 'Doreen is the cat.'"),
	    1);
	/* somebody else looks, and not with a wave of the hand */
	assert_int_equal(desk_claim(s.forum, &s.mod, 2), ERR_DENIED);
	assert_int_equal(desk_claim(s.forum, &s.other, 2), ERR_OK);
	assert_int_equal(desk_close(s.forum, &s.other, 2, DESK_NONE), ERR_INVALID);
	assert_int_equal(moderation_pause(s.forum, &s.other, 2, MODERATION_2_WEEKS, GROUND_RULE_1, "No."), ERR_INVALID);
	assert_int_equal(appeal_change(s.forum, &s.lead, 2, "You were right."), ERR_TAKEN);
	assert_int_equal(appeal_change(s.forum, &s.other, 2, "You were ____"), ERR_INVALID);
	assert_int_equal(appeal_change(s.forum, &s.other, 2, "You were right."), ERR_OK);
	assert_int_equal(appeal_change(s.forum, &s.other, 2, "Twice."), ERR_CLOSED);
	check_state(&s, "live");
	assert_int_equal(told_of(&s, &s.ann, "changed"), id);
	assert_int_equal(count(&s,
			     "SELECT count(*) FROM notice n JOIN member m ON m.id = n.member WHERE m.name = 'mod-one'"
			     " AND n.kind = 'appealed' AND n.reason = 'changed'"),
	    1);
	assert_int_equal(count(&s, "SELECT count(*) FROM decision WHERE result = 'changed' AND result_at > 0"), 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case WHERE id = 2 AND outcome = 'changed'"), 1);
	assert_int_equal(audit_verify(s.forum, &rows, &broken), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM audit WHERE action IN ('appeal', 'change')"), 2);
	assert_int_equal(count(&s, "SELECT count(*) FROM audit WHERE code LIKE '% %'"), 0);
}

static void
a_pause_can_be_appealed_by_who_is_paused(void **state)
{
	struct story s;
	struct actor ann;

	begin(state, &s);
	ann = s.ann;
	assert_int_equal(moderation_pause(s.forum, &s.mod, 1, MODERATION_2_WEEKS, GROUND_RULE_1, "A rest."), ERR_OK);
	assert_int_equal(account_refresh(s.forum, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_PAUSED);
	assert_int_equal(appeal_send(s.forum, &ann, told_of(&s, &ann, "paused"), "I was kind."), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.other, 2), ERR_OK);
	assert_int_equal(appeal_uphold(s.forum, &s.other, 2, "It was not kind."), ERR_OK);
	assert_int_equal(account_refresh(s.forum, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_PAUSED);
	assert_int_equal(told_of(&s, &ann, "upheld"), 1);
	/* a newer pause stands, whatever becomes of the older */
	assert_int_equal(moderation_end_pause(s.forum, &s.mod, 1, "Welcome."), ERR_OK);
	assert_int_equal(appeal_send(s.forum, &ann, told_of(&s, &ann, "unpaused"), "Why?"), ERR_DENIED);
	assert_int_equal(moderation_pause(s.forum, &s.mod, 1, MODERATION_2_WEEKS, GROUND_RULE_1, "A rest."), ERR_OK);
	assert_int_equal(moderation_pause(s.forum, &s.mod, 1, MODERATION_1_MONTH, GROUND_RULE_1, "A rest."), ERR_OK);
	assert_int_equal(appeal_send(s.forum, &ann, 3, "Why?"), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.other, 3), ERR_OK);
	assert_int_equal(appeal_change(s.forum, &s.other, 3, "We see."), ERR_OK);
	assert_int_equal(account_refresh(s.forum, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_PAUSED);
	assert_int_equal(appeal_send(s.forum, &ann, 4, "Why?"), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.other, 4), ERR_OK);
	assert_int_equal(appeal_change(s.forum, &s.other, 4, "We see."), ERR_OK);
	assert_int_equal(account_refresh(s.forum, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_MEMBER);
}

/* What others tell of the same message is a case of its own; what is dark in an appeal is red. */
static void
an_appeal_stands_by_itself(void **state)
{
	struct story s;
	struct telling telling = {.reason = REASON_UNKIND, .number = 1, .words = ""};

	begin(state, &s);
	assert_int_equal(moderation_hide(s.forum, &s.mod, 1, GROUND_DETAILS, "Just Mum."), ERR_OK);
	assert_int_equal(moderation_restore(s.forum, &s.mod, 1, "Here it is."), ERR_OK);
	assert_int_equal(desk_close(s.forum, &s.mod, 1, DESK_DONE), ERR_OK);
	assert_int_equal(appeal_send(s.forum, &s.ann, 1, "Now I want to die."), ERR_OK);
	assert_int_equal(count(&s, "SELECT risk FROM desk_case WHERE id = 2"), RISK_RED);
	assert_int_equal(count(&s, "SELECT count(*) FROM outbox WHERE kind = 'alert'"), 1);
	telling.thread = s.thread;
	assert_int_equal(report_tell(s.forum, &s.bob, &telling), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM report WHERE desk_case = 2"), 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case"), 3);
	/* it is live already: there is nothing to undo, and the answer counts all the same */
	assert_int_equal(desk_claim(s.forum, &s.other, 2), ERR_OK);
	assert_int_equal(appeal_change(s.forum, &s.other, 2, "We see."), ERR_OK);
	check_state(&s, "live");
}

/* The operator's brake can be appealed, too. */
static void
the_brake_is_a_decision(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(moderation_brake(s.forum, s.thread, 1, GROUND_DETAILS, "Just Mum."), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM decision WHERE by_member = 0 AND desk_case = 0"), 1);
	assert_int_equal(appeal_send(s.forum, &s.ann, told_of(&s, &s.ann, "hidden"), "It is the cat."), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.mod, 2), ERR_OK);
	assert_int_equal(appeal_change(s.forum, &s.mod, 2, "So it is."), ERR_OK);
	check_state(&s, "live");
	assert_int_equal(count(&s, "SELECT count(*) FROM notice WHERE kind = 'appealed'"), 0);
}

/* Who wrote without a name stays unknown on the desk. */
static void
an_unknown_writer_stays_unknown(void **state)
{
	struct story s;
	struct telling telling = {.reason = REASON_DETAILS, .words = ""};
	struct desk_file file;
	const struct options unknown = {.is_anonymous = true};

	begin(state, &s);
	assert_int_equal(conversation_answer(s.forum, &s.ann, s.thread, 1, "And I am Ann.", &unknown, &telling.number),
	    ERR_OK);
	telling.thread = s.thread;
	assert_int_equal(report_tell(s.forum, &s.bob, &telling), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.mod, 2), ERR_OK);
	assert_int_equal(moderation_pause(s.forum, &s.mod, 2, MODERATION_2_WEEKS, GROUND_DETAILS, "A rest."), ERR_OK);
	assert_int_equal(appeal_send(s.forum, &s.ann, told_of(&s, &s.ann, "paused"), "Please."), ERR_OK);
	assert_int_equal(desk_open(s.forum, &s.other, 3, &file), ERR_OK);
	assert_int_equal(file.row.about, DESK_UNKNOWN);
	assert_string_equal(file.row.about_name, "");
	assert_int_equal(file.reports.count, 1);
	assert_int_equal(file.reports.rows[0].reporter, DESK_UNKNOWN);
	assert_string_equal(file.reports.rows[0].reporter_name, "");
	desk_file_clear(&file);
	/* and no row of the audit has both the case and who it is */
	assert_int_equal(count(&s,
			     "SELECT count(*) FROM audit, member m WHERE m.name = 'ann-here' AND desk_case IN (2, 3)"
			     " AND (actor = m.id OR (object = 'member' AND object_id = m.id))"),
	    0);
}

static void
words_of_acts_are_found_again(void **state)
{
	(void)state;
	for (int k = 0; k < ACT_COUNT; k++)
		assert_int_equal(act_find(act_name((enum team_act)k)), k);
	assert_int_equal(act_find("x"), -1);
}

#define STORY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    STORY(hidden_appealed_and_changed),
	    STORY(a_pause_can_be_appealed_by_who_is_paused),
	    STORY(an_appeal_stands_by_itself),
	    STORY(the_brake_is_a_decision),
	    STORY(an_unknown_writer_stays_unknown),
	    cmocka_unit_test(words_of_acts_are_found_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
