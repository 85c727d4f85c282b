/*
 * Telling the team, the desk, and what is done in a case: who may, what is told to whom, and that nothing is lost.
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
#include "forum/audit.h"
#include "forum/conversation.h"
#include "forum/desk.h"
#include "forum/desk_turn.h"
#include "forum/message.h"
#include "forum/moderation.h"
#include "forum/notice.h"
#include "forum/writing.h"
#include "store/db.h"
#include "store/outbox.h"

/* A board with a conversation of two messages by ann, and the people of the story. */
struct story {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, guest, mod, other, lead;
	int64_t board, thread;
};

static void
begin(void **state, struct story *s)
{
	s->data = *state;
	s->forum = &s->data->forum;
	s->data->config.limits_new_gap_s = s->data->config.limits_new_conversation_gap_s = 0;
	s->ann = data_member(s->data, "ann-here", ACTOR_MEMBER);
	s->bob = data_member(s->data, "bob-here", ACTOR_MEMBER);
	s->mod = data_member(s->data, "mod-one", ACTOR_MODERATOR);
	s->other = data_member(s->data, "mod-two", ACTOR_MODERATOR);
	s->lead = data_member(s->data, "the-lead", ACTOR_LEAD);
	s->guest = (struct actor){0};
	data_group(s->data, "one", 1);
	s->board = data_board(s->data, "nights", "one", true);
	s->thread = data_thread(s->data, s->board, &s->ann, "Awake at four");
	data_message(s->data, s->thread, &s->ann, 0, "Mum's name is Doreen.");
	data_message(s->data, s->thread, &s->ann, 1, "And she lives in Leeds.");
}

static enum err
tell(struct story *s, const struct actor *who, enum reason reason, int64_t number, const char *words)
{
	struct telling telling = {
	    .reason = reason,
	    .thread = number ? s->thread : 0,
	    .number = number,
	    .words = words,
	    .is_worry = !number,
	};

	return report_tell(s->forum, who, &telling);
}

static int64_t
count(struct story *s, const char *query)
{
	return data_count(s->data, query);
}

static void
check_case(struct story *s, int64_t id, const char *reason, int64_t risk, int64_t reports)
{
	struct desk_file file;

	assert_int_equal(desk_open(s->forum, &s->lead, id, &file), ERR_OK);
	assert_string_equal(file.row.reason, reason);
	assert_int_equal(file.row.risk, risk);
	assert_int_equal(file.report_count, reports);
	desk_file_clear(&file);
}

static void
reports_join_and_the_gravest_wins(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(tell(&s, &s.bob, REASON_OTHER, 1, ""), ERR_OK);
	check_case(&s, 1, "other", RISK_REST, 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM outbox"), 0);
	assert_int_equal(tell(&s, &s.bob, REASON_DETAILS, 1, "  A name. \n"), ERR_OK);
	check_case(&s, 1, "details", RISK_AMBER, 2);
	assert_int_equal(tell(&s, &s.guest, REASON_UNKIND, 1, ""), ERR_OK);
	check_case(&s, 1, "details", RISK_AMBER, 3);
	assert_int_equal(tell(&s, &s.guest, REASON_SAFETY, 1, ""), ERR_OK);
	check_case(&s, 1, "safety", RISK_RED, 4);
	assert_int_equal(count(&s, "SELECT count(*) FROM outbox WHERE kind = 'alert' AND member = 0"), 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case"), 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM evidence WHERE body = 'Mum''s name is Doreen.'"), 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM report WHERE words = 'A name.'"), 1);
	assert_int_equal(tell(&s, &s.bob, REASON_UNKIND, 2, ""), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case"), 2);
	assert_int_equal(tell(&s, &s.bob, REASON_UNKIND, 9, ""), ERR_NOT_FOUND);
}

/* Who tells about a message does not see it any more; but for a worry, since they may want to answer. */
static void
a_reporter_stops_seeing_the_message(void **state)
{
	struct story s;
	struct message_list list = {0};
	struct thread thread = {0};

	begin(state, &s);
	assert_int_equal(tell(&s, &s.bob, REASON_UNKIND, 1, ""), ERR_OK);
	assert_int_equal(tell(&s, &s.bob, REASON_SAFETY, 2, ""), ERR_OK);
	assert_int_equal(conversation_get(s.forum, &s.bob, s.thread, &thread), ERR_OK);
	assert_int_equal(conversation_messages(s.forum, &s.bob, &thread, 1, &list), ERR_OK);
	assert_true(list.rows[0].is_unseen);
	assert_false(list.rows[1].is_unseen);
	message_list_clear(&list);
	assert_int_equal(conversation_messages(s.forum, &s.ann, &thread, 1, &list), ERR_OK);
	assert_false(list.rows[0].is_unseen);
	message_list_clear(&list);
	thread_clear(&thread);
}

static void
telling_has_a_pace_but_never_for_safety(void **state)
{
	struct story s;
	struct telling telling = {.reason = REASON_ADVERT, .number = 1, .words = "", .told_before = REPORT_VISIT};

	begin(state, &s);
	telling.thread = s.thread;
	assert_int_equal(report_tell(s.forum, &s.guest, &telling), ERR_RATE);
	telling.reason = REASON_HARM;
	assert_int_equal(report_tell(s.forum, &s.guest, &telling), ERR_OK);
	for (int k = 0; k < REPORT_DAILY; k++)
		assert_int_equal(tell(&s, &s.bob, REASON_ADVERT, 1, ""), ERR_OK);
	assert_int_equal(tell(&s, &s.bob, REASON_ADVERT, 2, ""), ERR_RATE);
	assert_int_equal(tell(&s, &s.bob, REASON_SAFETY, 2, ""), ERR_OK);
	clock_pin(DATA_NOON + 86400);
	assert_int_equal(tell(&s, &s.bob, REASON_ADVERT, 2, ""), ERR_OK);
	for (int k = 0; k < REPORT_GUESTS_HOURLY; k++)
		assert_int_equal(tell(&s, &s.guest, REASON_ADVERT, 1, ""), ERR_OK);
	assert_int_equal(tell(&s, &s.guest, REASON_ADVERT, 1, ""), ERR_RATE);
	clock_pin(DATA_NOON + 86400 + 3600);
	assert_int_equal(tell(&s, &s.guest, REASON_ADVERT, 1, ""), ERR_OK);
	clock_pin(DATA_NOON - 2 * 86400); /* a clock that was set back: what was told later does not count */
	assert_int_equal(tell(&s, &s.guest, REASON_ADVERT, 1, ""), ERR_OK);
	assert_int_equal(tell(&s, &s.bob, REASON_ADVERT, 2, ""), ERR_OK);
}

static void
a_worry_needs_no_message(void **state)
{
	struct story s;
	char *long_words = mem_alloc(REPORT_WORDS_BYTES + 2);

	begin(state, &s);
	assert_int_equal(tell(&s, &s.guest, REASON_SAFETY, 0, " \n"), ERR_EMPTY);
	memset(long_words, 'a', REPORT_WORDS_BYTES + 1);
	assert_int_equal(tell(&s, &s.guest, REASON_SAFETY, 0, long_words), ERR_TOO_LONG);
	free(long_words);
	assert_int_equal(tell(&s, &s.guest, REASON_SAFETY, 0, "My neighbour."), ERR_OK);
	assert_int_equal(tell(&s, &s.bob, REASON_SAFETY, 0, "Somebody else."), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case WHERE risk = 3 AND source = 'worry' AND about = 0"),
	    2);
	/* past the pace it joins what is open already, and is never refused */
	for (int k = 0; k < REPORT_GUESTS_HOURLY; k++)
		assert_int_equal(tell(&s, &s.guest, REASON_SAFETY, 0, "And again."), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case"), 1 + REPORT_GUESTS_HOURLY);
	assert_int_equal(count(&s, "SELECT count(*) FROM report"), 2 + REPORT_GUESTS_HOURLY);
}

static void
danger_words_open_a_red_case_and_hold_nothing(void **state)
{
	struct story s;
	struct forum *forum;
	int64_t number = 0, thread = 0;

	begin(state, &s);
	forum = s.forum;
	assert_int_equal(conversation_answer(forum, &s.bob, s.thread, 1, "I'm dying to hear more.", NULL, &number),
	    ERR_OK);
	assert_int_equal(conversation_answer(forum, &s.bob, s.thread, 1, "> I want to die.\nOh Ann.", NULL, &number),
	    ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case"), 0);
	assert_int_equal(conversation_answer(forum, &s.bob, s.thread, 1, "I want to die.", NULL, &number), ERR_OK);
	assert_int_equal(number, 5);
	assert_int_equal(count(&s,
			     "SELECT count(*) FROM desk_case c JOIN message m ON m.id = c.message JOIN evidence e"
			     " ON e.desk_case = c.id WHERE c.source = 'words' AND c.risk = 3 AND m.number = 5"
			     " AND c.about = m.author AND m.state = 'live' AND e.body = 'I want to die.'"),
	    1);
	assert_int_equal(count(&s, "SELECT count(*) FROM outbox WHERE kind = 'alert'"), 1);
	assert_int_equal(count(&s, "SELECT count(*) FROM audit WHERE actor = -1 AND action = 'case-open'"), 1);
	assert_int_equal(conversation_start(forum, &s.bob, s.board, "I can't go on", "Hello.", NULL, &thread), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case"), 2);
	/* a changed message joins its open case, with what it says now */
	assert_int_equal(message_change(forum, &s.bob, s.thread, 5, "I want to kill myself."), ERR_OK);
	assert_int_equal(message_change(forum, &s.bob, s.thread, 3, "I want to kill myself."), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case"), 3);
	assert_int_equal(count(&s, "SELECT count(*) FROM evidence WHERE desk_case = 1"), 2);
}

static void
cases_stand_by_risk_then_age(void **state)
{
	struct story s;
	struct desk_case_list list = {0};
	struct case_counts counts;

	begin(state, &s);
	assert_int_equal(tell(&s, &s.bob, REASON_OTHER, 1, ""), ERR_OK);
	clock_pin(DATA_NOON + 60);
	assert_int_equal(tell(&s, &s.bob, REASON_LAW, 2, ""), ERR_OK);
	clock_pin(DATA_NOON + 120);
	assert_int_equal(tell(&s, &s.bob, REASON_SAFETY, 0, "Ann."), ERR_OK);
	assert_int_equal(desk_list(s.forum, &s.bob, &(struct desk_ask){0}, &list), ERR_DENIED);
	assert_int_equal(desk_list(s.forum, &s.mod, &(struct desk_ask){0}, &list), ERR_OK);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.rows[0].id, 3);
	assert_int_equal(list.rows[1].id, 2);
	assert_int_equal(list.rows[2].id, 1);
	desk_case_list_clear(&list);
	assert_int_equal(desk_count(s.forum, &s.mod, &counts), ERR_OK);
	assert_int_equal(counts.open, 3);
	assert_int_equal(counts.red_free, 1);
	assert_int_equal(desk_count(s.forum, &s.bob, &counts), ERR_OK);
	assert_int_equal(counts.open, 0);
}

/* As the keeper does once they are in the spool. */
static void
let_go_of_alerts(struct story *s)
{
	assert_int_equal(db_begin(s->forum->db), ERR_OK);
	assert_int_equal(db_end(s->forum->db,
			     outbox_remove(s->forum->db, count(s, "SELECT id FROM outbox WHERE kind = 'alert'"))),
	    ERR_OK);
}

static void
a_claim_lapses_and_only_the_claimer_acts(void **state)
{
	struct story s;
	struct case_counts counts;
	struct desk_file file;
	int64_t next;

	begin(state, &s);
	assert_int_equal(tell(&s, &s.bob, REASON_SAFETY, 1, ""), ERR_OK);
	assert_int_equal(desk_grade(s.forum, &s.mod, 1, RISK_REST), ERR_DENIED);
	assert_int_equal(desk_claim(s.forum, &s.bob, 1), ERR_DENIED);
	assert_int_equal(desk_claim(s.forum, &s.mod, 1), ERR_OK);
	assert_int_equal(desk_count(s.forum, &s.mod, &counts), ERR_OK);
	assert_int_equal(counts.red_free, 0);
	assert_int_equal(desk_claim(s.forum, &s.other, 1), ERR_TAKEN);
	assert_int_equal(desk_close(s.forum, &s.other, 1, DESK_DONE), ERR_TAKEN);
	clock_pin(DATA_NOON + DESK_LAPSE_RED_S);
	assert_int_equal(desk_claim(s.forum, &s.other, 1), ERR_TAKEN);
	desk_touch(s.forum, &s.mod, 1);
	clock_pin(DATA_NOON + 2 * DESK_LAPSE_RED_S);
	assert_int_equal(desk_claim(s.forum, &s.other, 1), ERR_TAKEN);
	clock_pin(DATA_NOON + 2 * DESK_LAPSE_RED_S + 1);
	assert_int_equal(desk_count(s.forum, &s.mod, &counts), ERR_OK);
	assert_int_equal(counts.red_free, 1);
	/* it has lapsed, but nobody took it: who had it may still act */
	assert_int_equal(desk_grade(s.forum, &s.mod, 1, RISK_AMBER), ERR_OK);
	/* what turns out to be grave calls the lead again, and once */
	let_go_of_alerts(&s);
	assert_int_equal(desk_grade(s.forum, &s.mod, 1, RISK_RED), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM outbox WHERE kind = 'alert'"), 1);
	let_go_of_alerts(&s);
	assert_int_equal(desk_grade(s.forum, &s.mod, 1, RISK_RED), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM outbox"), 0);
	assert_int_equal(desk_grade(s.forum, &s.mod, 1, RISK_AMBER), ERR_OK);
	clock_pin(DATA_NOON + 2 * DESK_LAPSE_RED_S + DESK_LAPSE_S);
	assert_int_equal(desk_claim(s.forum, &s.other, 1), ERR_TAKEN);
	clock_pin(DATA_NOON - 86400); /* a clock that was set back must not hold it for a day */
	assert_int_equal(desk_claim(s.forum, &s.other, 1), ERR_OK);
	assert_int_equal(desk_turn_pass_on(s.forum, &s.other, 1, &next), ERR_OK);
	clock_pin(DATA_NOON + 2 * DESK_LAPSE_RED_S + DESK_LAPSE_S + 2);
	assert_int_equal(desk_claim(s.forum, &s.other, 1), ERR_OK);
	assert_int_equal(desk_grade(s.forum, &s.mod, 1, RISK_REST), ERR_TAKEN);
	assert_int_equal(desk_turn_pass_on(s.forum, &s.other, 1, &next), ERR_OK);
	assert_int_equal(desk_open(s.forum, &s.mod, 1, &file), ERR_OK);
	assert_int_equal(desk_claimer(&file.row, clock_now()), 0);
	assert_int_equal(file.row.risk, RISK_AMBER);
	desk_file_clear(&file);
}

static void
nobody_has_a_case_about_themselves(void **state)
{
	struct story s;
	struct desk_case_list list = {0};
	struct desk_file file;
	int64_t thread;

	begin(state, &s);
	thread = s.thread;
	s.thread = data_thread(s.data, s.board, &s.mod, "From one of us");
	data_message(s.data, s.thread, &s.mod, 0, "Hm.");
	assert_int_equal(tell(&s, &s.bob, REASON_UNKIND, 1, ""), ERR_OK);
	s.thread = thread;
	assert_int_equal(desk_list(s.forum, &s.mod, &(struct desk_ask){0}, &list), ERR_OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(desk_open(s.forum, &s.mod, 1, &file), ERR_NOT_FOUND);
	assert_int_equal(desk_claim(s.forum, &s.mod, 1), ERR_NOT_FOUND);
	assert_false(desk_is_alone(s.forum, &s.mod));
	/* it is for the lead */
	assert_int_equal(desk_open(s.forum, &s.other, 1, &file), ERR_OK);
	assert_true(file.is_for_lead);
	desk_file_clear(&file);
	assert_int_equal(desk_claim(s.forum, &s.other, 1), ERR_DENIED);
	assert_int_equal(desk_claim(s.forum, &s.lead, 1), ERR_OK);
	assert_int_equal(moderation_pause(s.forum, &s.lead, 1, MODERATION_2_WEEKS, GROUND_RULE_1, "For a rest."),
	    ERR_OK);
	/* nobody else is there: it is said */
	assert_int_equal(account_set_closed(s.forum, "mod-two", true), ERR_OK);
	assert_int_equal(account_set_closed(s.forum, "the-lead", true), ERR_OK);
	assert_true(desk_is_alone(s.forum, &s.mod));
	assert_false(desk_is_alone(s.forum, &s.bob));
}

static void
check_draft(struct story *s, struct place place, const char *title, const char *body)
{
	struct draft draft = {0};

	assert_int_equal(writing_find(s->forum, &s->ann, place, &draft), ERR_OK);
	assert_string_equal(draft.title, title);
	assert_string_equal(draft.body, body);
	draft_clear(&draft);
}

static void
check_message(struct story *s, int64_t number, const char *state, const char *body)
{
	struct thread thread = {0};
	struct message message = {0};

	assert_int_equal(conversation_get(s->forum, &s->ann, s->thread, &thread), ERR_OK);
	assert_int_equal(conversation_message(s->forum, &s->ann, &thread, number, &message), ERR_OK);
	assert_string_equal(message.state, state);
	assert_string_equal(message.body, body);
	message_clear(&message);
	thread_clear(&thread);
}

static void
a_hidden_message_goes_back_to_its_writer(void **state)
{
	struct story s;
	struct notice_row_list notices = {0};

	begin(state, &s);
	assert_int_equal(writing_save(s.forum, &s.ann, (struct place){s.board, s.thread, 1}, "", "Half a thought",
			     NULL),
	    ERR_OK);
	assert_int_equal(tell(&s, &s.bob, REASON_DETAILS, 2, ""), ERR_OK);
	assert_int_equal(moderation_hide(s.forum, &s.mod, 1, GROUND_RULE_5, "Why: ____"), ERR_INVALID);
	assert_int_equal(moderation_hide(s.forum, &s.mod, 1, GROUND_RULE_5, " "), ERR_EMPTY);
	assert_int_equal(moderation_hide(s.forum, &s.mod, 1, GROUND_RULE_5, "Say a town."), ERR_DENIED);
	assert_int_equal(desk_claim(s.forum, &s.mod, 1), ERR_OK);
	assert_int_equal(moderation_hide(s.forum, &s.mod, 1, GROUND_RULE_5, "Leave out the town."), ERR_OK);
	check_message(&s, 2, "hidden", "");
	check_draft(&s, (struct place){s.board, s.thread, 1}, "", "Half a thought\n\nAnd she lives in Leeds.");
	assert_int_equal(notice_list(s.forum, &s.ann, &notices), ERR_OK);
	assert_int_equal(notices.count, 1);
	assert_string_equal(notices.rows[0].kind, "hidden");
	assert_string_equal(notices.rows[0].reason, "rule-5");
	assert_string_equal(notices.rows[0].words, "Leave out the town.");
	assert_int_equal(notices.rows[0].number, 2);
	notice_row_list_clear(&notices);
	assert_int_equal(moderation_hide(s.forum, &s.mod, 1, GROUND_RULE_5, "Twice."), ERR_NOT_FOUND);
	assert_int_equal(moderation_restore(s.forum, &s.mod, 1, "We were wrong."), ERR_OK);
	check_message(&s, 2, "live", "And she lives in Leeds.");
	assert_int_equal(moderation_restore(s.forum, &s.mod, 1, "Again."), ERR_NOT_FOUND);
	/* a first message comes back as the draft of a new conversation */
	assert_int_equal(tell(&s, &s.bob, REASON_DETAILS, 1, ""), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.mod, 2), ERR_OK);
	assert_int_equal(moderation_hide(s.forum, &s.mod, 2, GROUND_DETAILS, "Just Mum, please."), ERR_OK);
	check_draft(&s, (struct place){s.board, 0, 0}, "Awake at four", "Mum's name is Doreen.");
	assert_int_equal(count(&s, "SELECT count(*) FROM audit WHERE action IN ('hide', 'restore')"), 3);
	assert_int_equal(count(&s, "SELECT count(*) FROM audit WHERE code LIKE '% %'"), 0);
}

/* No case, nobody of the team; and the audit says that it was the operator. */
static void
the_operator_has_a_brake(void **state)
{
	struct story s;
	struct notice_row_list notices = {0};

	begin(state, &s);
	assert_int_equal(moderation_brake(s.forum, s.thread, 2, GROUND_DETAILS, " "), ERR_EMPTY);
	assert_int_equal(moderation_brake(s.forum, s.thread, 99, GROUND_DETAILS, "Just Mum."), ERR_NOT_FOUND);
	assert_int_equal(moderation_release(s.forum, s.thread, 2, "It is live."), ERR_NOT_FOUND);
	assert_int_equal(moderation_brake(s.forum, s.thread, 2, GROUND_DETAILS, "Just Mum."), ERR_OK);
	check_message(&s, 2, "hidden", "");
	check_draft(&s, (struct place){s.board, s.thread, 1}, "", "And she lives in Leeds.");
	assert_int_equal(moderation_brake(s.forum, s.thread, 2, GROUND_DETAILS, "Twice."), ERR_NOT_FOUND);
	assert_int_equal(moderation_release(s.forum, s.thread, 2, "We were wrong."), ERR_OK);
	check_message(&s, 2, "live", "And she lives in Leeds.");
	assert_int_equal(notice_list(s.forum, &s.ann, &notices), ERR_OK);
	assert_int_equal(notices.count, 2);
	notice_row_list_clear(&notices);
	assert_int_equal(count(&s, "SELECT count(*) FROM audit WHERE actor = 0 AND action IN ('hide', 'restore')"), 2);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case"), 0);
}

static void
a_pause_begins_and_ends(void **state)
{
	struct story s;
	struct actor ann;
	int64_t until = 0, number = 0;
	char *code = NULL;
	struct desk_file file;

	begin(state, &s);
	ann = s.ann;
	assert_int_equal(tell(&s, &s.bob, REASON_UNKIND, 1, ""), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.mod, 1), ERR_OK);
	assert_int_equal(moderation_end_pause(s.forum, &s.mod, 1, "Welcome."), ERR_NOT_FOUND);
	assert_int_equal(moderation_pause(s.forum, &s.mod, 1, MODERATION_2_WEEKS, GROUND_RULE_1, "A rest."), ERR_OK);
	assert_int_equal(account_refresh(s.forum, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_PAUSED);
	assert_int_equal(moderation_find_pause(s.forum, &ann, &until, &code), ERR_OK);
	assert_int_equal(until, DATA_NOON + 14 * 86400);
	assert_string_equal(code, "rule-1");
	free(code);
	assert_int_equal(conversation_answer(s.forum, &s.ann, s.thread, 0, "But", NULL, &number), ERR_DENIED);
	assert_int_equal(desk_open(s.forum, &s.mod, 1, &file), ERR_OK);
	assert_int_equal(file.paused_until, until);
	desk_file_clear(&file);
	assert_int_equal(moderation_end_pause(s.forum, &s.mod, 1, "Welcome."), ERR_OK);
	assert_int_equal(moderation_find_pause(s.forum, &ann, &until, &code), ERR_NOT_FOUND);
	assert_int_equal(moderation_pause(s.forum, &s.mod, 1, MODERATION_1_MONTH, GROUND_RULE_1, "A rest."), ERR_OK);
	clock_pin(DATA_NOON + 30 * 86400);
	assert_int_equal(account_refresh(s.forum, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_MEMBER);
	assert_int_equal(count(&s, "SELECT count(*) FROM notice WHERE kind = 'paused' AND words = 'A rest.'"), 2);
	assert_int_equal(count(&s, "SELECT count(*) FROM notice WHERE kind = 'unpaused'"), 1);
}

static void
who_told_hears_that_somebody_looked(void **state)
{
	struct story s;
	int64_t rows, broken;

	begin(state, &s);
	assert_int_equal(tell(&s, &s.bob, REASON_UNKIND, 2, ""), ERR_OK);
	assert_int_equal(tell(&s, &s.bob, REASON_UNKIND, 2, ""), ERR_OK);
	assert_int_equal(tell(&s, &s.other, REASON_UNKIND, 2, ""), ERR_OK);
	assert_int_equal(tell(&s, &s.guest, REASON_UNKIND, 2, ""), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.other, 1), ERR_OK);
	assert_int_equal(desk_close(s.forum, &s.other, 1, DESK_TALKED), ERR_OK);
	assert_int_equal(desk_close(s.forum, &s.other, 1, DESK_TALKED), ERR_CLOSED);
	assert_int_equal(desk_claim(s.forum, &s.mod, 1), ERR_CLOSED);
	assert_int_equal(count(&s, "SELECT count(*) FROM notice WHERE kind = 'looked-at'"), 1);
	assert_int_equal(count(&s,
			     "SELECT count(*) FROM notice n JOIN member m ON m.id = n.member WHERE m.name = 'bob-here'"
			     " AND n.kind = 'looked-at' AND n.number = 2"),
	    1);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case WHERE outcome = 'talked' AND closed_by > 0"), 1);
	/* told again, it is a case again */
	assert_int_equal(tell(&s, &s.bob, REASON_UNKIND, 2, ""), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM desk_case WHERE closed_at = 0"), 1);
	assert_int_equal(audit_verify(s.forum, &rows, &broken), ERR_OK);
	assert_int_equal(rows, 8); /* evidence is kept at each telling */
}

/* What somebody saw and told of is kept, though its writer took it down in between. */
static void
a_message_that_was_taken_down_is_evidence_too(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(message_withdraw(s.forum, &s.ann, s.thread, 2), ERR_OK);
	assert_int_equal(tell(&s, &s.bob, REASON_DETAILS, 2, ""), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM evidence WHERE body = 'And she lives in Leeds.'"), 1);
	assert_int_equal(desk_claim(s.forum, &s.mod, 1), ERR_OK);
	assert_int_equal(moderation_hide(s.forum, &s.mod, 1, GROUND_DETAILS, "Words."), ERR_NOT_FOUND);
}

static void
words_of_lists_are_found_again(void **state)
{
	(void)state;
	for (int k = 0; k < REASON_COUNT; k++)
		assert_int_equal(reason_find(reason_name((enum reason)k)), k);
	for (int k = 0; k < GROUND_COUNT; k++)
		assert_int_equal(ground_find(ground_name((enum ground)k)), k);
	assert_int_equal(reason_find("x"), -1);
	assert_int_equal(ground_find("x"), -1);
	assert_true(reason_is_graver(REASON_DETAILS, REASON_UNKIND));
	assert_true(reason_is_graver(REASON_SAFETY, REASON_HARM));
	assert_false(reason_is_graver(REASON_OTHER, REASON_OTHER));
}

#define STORY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    STORY(reports_join_and_the_gravest_wins),
	    STORY(a_reporter_stops_seeing_the_message),
	    STORY(telling_has_a_pace_but_never_for_safety),
	    STORY(a_worry_needs_no_message),
	    STORY(danger_words_open_a_red_case_and_hold_nothing),
	    STORY(cases_stand_by_risk_then_age),
	    STORY(a_claim_lapses_and_only_the_claimer_acts),
	    STORY(nobody_has_a_case_about_themselves),
	    STORY(a_hidden_message_goes_back_to_its_writer),
	    STORY(the_operator_has_a_brake),
	    STORY(a_pause_begins_and_ends),
	    STORY(who_told_hears_that_somebody_looked),
	    STORY(a_message_that_was_taken_down_is_evidence_too),
	    cmocka_unit_test(words_of_lists_are_found_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
