/*
 * Every screen of the board, over the demo board with the clock pinned: in full at 80x24 and 40x12, three of them
 * at 132x43, and in plain, against golden text. And what must hold on all of them: every key in the bar is its
 * own, and the ways to help and out are always there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../support/golden.h"
#include "../support/pseudo.h"
#include "../support/proof.h"
#include "../support/stage.h"
#include "../support/vt.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/avoid.h"
#include "forum/consent.h"
#include "forum/leaving.h"
#include "forum/break.h"
#include "forum/appeal.h"
#include "forum/desk.h"
#include "forum/desk_team.h"
#include "forum/desk_turn.h"
#include "forum/moderation.h"
#include "forum/opinion.h"
#include "forum/report.h"
#include "forum/rota.h"
#include "forum/unseal.h"
#include "base/clock.h"
#include "forum/curate.h"
#include "forum/held.h"
#include "forum/hug.h"
#include "forum/guide.h"
#include "forum/joining.h"
#include "forum/label.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/message.h"
#include "forum/private.h"
#include "forum/ready.h"
#include "forum/writing.h"
#include "forum/steer.h"
#include "forum/waiting.h"
#include "forum/watch.h"
#include "store/threads.h"
#include "ui/words.h"

enum { NEXT_THREAD = 71 }; /* the id that kettle_started() gives */
#define DOWN_5 "\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B"
enum { WHO_WAITS = 45 }; /* the id that somebody_waits() gives: the demo has 44 members */

static struct stage stage;

struct scene {
	const char *name;
	const char *as; /* a member, or NULL for a guest */
	struct route route;
	const char *keys;               /* pressed in full before looking */
	const char *lines;              /* typed in plain */
	bool is_wide;                   /* also at 132x43 */
	void (*before)(struct forum *); /* what happened on the board first, or NULL */
	bool is_unproven;               /* one of the team who has not given their second step */
	const char *wrote;              /* what people wrote in that, which nobody translates, or NULL */
};

#define MINE_WROTE "plain-flour regular live"
#define MINE_JSON \
	"account name\": \"plain-flour\", \"role\": \"regular\", \"joined_at T00:00:00Z\", \"last_here_at\": null," \
	" \"name_changed_at\": null about\": \"\", \"shows_joined\": false, \"is_plain\": false, \"theme" \
	" language\": \"\", \"timezone\": \"\", \"nudge_address\": \"\", \"codes_left" \
	" text_columns\": 0, \"is_spaced\": false, \"break_until\": null text_columns is_spaced break_until second_factor_since\": null"
#define NOTICE_WORDS "The team is small this week. Answers may take until the evening."

static void
board_has_a_notice(struct forum *forum)
{
	struct board_change change = {.notice = NOTICE_WORDS, .is_open = -1, .is_on = -1, .position = -1};

	assert_int_equal(board_edit(forum, "welcome", &change), ERR_OK);
}

#define PRIVACY_WORDS "# Who keeps it\nThe people who run this board. Ask for us at the desk."

static void
there_is_a_privacy_notice(struct forum *forum)
{
	assert_int_equal(ready_set(forum, READY_PRIVACY_NOTICE, PRIVACY_WORDS), ERR_OK);
}

static void
a_guide_is_due(struct forum *forum)
{
	struct guide guide = {0};
	char *yesterday = clock_day(STAGE_NOW - 86400);

	clock_pin(STAGE_NOW - 30 * 86400);
	assert_int_equal(guide_confirm(forum, "first-worry", yesterday, NULL, &guide), ERR_OK);
	clock_pin(STAGE_NOW);
	free(yesterday);
	guide_clear(&guide);
}

#define WAITS_NAME "paper-boat"
#define WAITS_WORDS "My dad is 84. He has started to walk about at night, and I live an hour away."

static void
joining_is_paused(struct forum *forum)
{
	assert_int_equal(joining_choose(forum, NULL, JOINING_PAUSED), ERR_OK);
}

static void
joining_is_by_invitation(struct forum *forum)
{
	assert_int_equal(joining_choose(forum, NULL, JOINING_INVITATION), ERR_OK);
}

static void
somebody_waits(struct forum *forum)
{
	struct newcomer newcomer = {
	    .name = WAITS_NAME,
	    .key = "ssh-ed25519 AAAA",
	    .words = WAITS_WORDS,
	};
	struct actor actor;

	assert_int_equal(joining_choose(forum, NULL, JOINING_APPROVAL), ERR_OK);
	assert_int_equal(joining_join(forum, &newcomer, &actor), ERR_OK);
}

#define TOLD_WORDS "I know her. She sounded bad on Sunday."

static void
actor_named(struct forum *forum, const char *name, struct actor *out)
{
	*out = proof_find(forum, name);
}

/* One of them is a message that was taken down since. */
static void
some_are_kept(struct forum *forum)
{
	struct actor who, writer;

	actor_named(forum, "kettle-on", &who);
	actor_named(forum, "plain-flour", &writer);
	assert_int_equal(message_keep(forum, &who, 65, 2, true), ERR_OK);
	clock_advance_ms(1000);
	assert_int_equal(message_keep(forum, &who, 38, 3, true), ERR_OK);
	clock_advance_ms(1000);
	assert_int_equal(message_keep(forum, &who, 2, 2, true), ERR_OK);
	assert_int_equal(message_withdraw(forum, &writer, 2, 2), ERR_OK);
}

static void
boards_are_hidden(struct forum *forum)
{
	struct actor who;

	actor_named(forum, "kettle-on", &who);
	assert_int_equal(board_hide(forum, &who, 1, true), ERR_OK);
	assert_int_equal(board_hide(forum, &who, 5, true), ERR_OK);
}

static void
yes_is_taken_back(struct forum *forum)
{
	struct actor who;

	actor_named(forum, "kettle-on", &who);
	assert_int_equal(consent_withdraw(forum, &who), ERR_OK);
}

static void
one_is_leaving(struct forum *forum)
{
	struct actor who;

	actor_named(forum, "kettle-on", &who);
	assert_int_equal(leaving_begin(forum, &who, NULL, false, false), ERR_OK);
}

static void
one_leaves_now(struct forum *forum)
{
	struct actor who;

	actor_named(forum, "kettle-on", &who);
	assert_int_equal(leaving_begin(forum, &who, NULL, true, true), ERR_OK);
}

static void
one_is_pinned_and_locked(struct forum *forum)
{
	struct actor host;

	actor_named(forum, "slow-puncture", &host);
	assert_int_equal(steer_pin(forum, &host, 38, true), ERR_OK);
	assert_int_equal(steer_lock(forum, &host, 38, true), ERR_OK);
}

/* A guest told the team of a message, a member of another; kettle-on is the lead. */
static void
desk_is_full(struct forum *forum)
{
	struct telling worry = {.reason = REASON_SAFETY,
	    .thread = 2,
	    .number = 1,
	    .words = TOLD_WORDS,
	    .is_worry = true};
	struct telling unkind = {.reason = REASON_UNKIND, .thread = 2, .number = 2, .words = ""};
	struct actor member;

	assert_int_equal(account_set_role(forum, "kettle-on", ACTOR_LEAD), ERR_OK);
	actor_named(forum, "borrowed-chair", &member);
	clock_pin(STAGE_NOW - 40 * 60);
	assert_int_equal(report_tell(forum, &member, &unkind), ERR_OK);
	clock_pin(STAGE_NOW - 12 * 60);
	assert_int_equal(report_tell(forum, &(struct actor){0}, &worry), ERR_OK);
	clock_pin(STAGE_NOW);
}

static void
desk_is_empty(struct forum *forum)
{
	assert_int_equal(account_set_role(forum, "kettle-on", ACTOR_LEAD), ERR_OK);
}

/* kettle-on is the lead, and has a code app. */
static void
second_is_set(struct forum *forum)
{
	struct actor lead;

	desk_is_empty(forum);
	actor_named(forum, "kettle-on", &lead);
}

/* The same, and the lead has taken the second case. */
static void
case_is_taken(struct forum *forum)
{
	struct actor lead;

	desk_is_full(forum);
	actor_named(forum, "kettle-on", &lead);
	assert_int_equal(desk_claim(forum, &lead, 2), ERR_OK);
}

#define OPINION_WORDS "It reads like a bad night, not a plan."

/* And says what they think, and asks for a second opinion. */
static void
second_is_asked(struct forum *forum)
{
	struct actor lead;

	case_is_taken(forum);
	actor_named(forum, "kettle-on", &lead);
	assert_int_equal(opinion_give(forum, &lead, 2, OPINION_TALK, RISK_AMBER, OPINION_WORDS), ERR_OK);
}

static void
second_is_given(struct forum *forum)
{
	struct actor second;

	second_is_asked(forum);
	actor_named(forum, "night-desk", &second);
	assert_int_equal(opinion_give(forum, &second, 2, OPINION_OUTSIDE, RISK_RED, ""), ERR_OK);
}

/* One of the team can be called. */
static void
red_calls(struct forum *forum)
{
	struct actor mod;

	desk_is_full(forum);
	actor_named(forum, "night-desk", &mod);
	assert_int_equal(desk_team_set_on_call(forum, &mod, true), ERR_OK);
}

#define NOTED_WORDS "I wrote to her. Please look again at nine."

/* A note, more of the team, and one case whose time is over; the first is given to night-desk. */
static void
case_is_given(struct forum *forum)
{
	struct actor lead, mod;
	int64_t id;

	case_is_taken(forum);
	actor_named(forum, "kettle-on", &lead);
	actor_named(forum, "night-desk", &mod);
	assert_int_equal(desk_turn_note(forum, &lead, 2, NOTED_WORDS), ERR_OK);
	assert_int_equal(desk_claim(forum, &lead, 1), ERR_OK);
	assert_int_equal(desk_turn_give(forum, &lead, 1, mod.member), ERR_OK);
	assert_int_equal(rota_add_for(forum, "night-desk", 4, 22 * 60, 60, &id), ERR_OK);
	assert_int_equal(desk_team_set_on_call(forum, &mod, true), ERR_OK);
	assert_int_equal(desk_turn_set_topic(forum, &mod, DESK_TOPIC_DANGER, true), ERR_OK);
	clock_pin(STAGE_NOW + 4 * 60);
	assert_int_equal(queue_tell_missed(forum), ERR_OK);
}

#define WAITING_TITLE "Nobody to ask at this hour"

static void
all_are_answered(struct forum *forum)
{
	struct waiting_list list = {0};
	struct actor greeter;
	int64_t number;

	actor_named(forum, "second-cup", &greeter);
	assert_int_equal(waiting_list(forum, &greeter, &list), ERR_OK);
	assert_true(list.count > 0);
	for (size_t k = 0; k < list.count; k++) {
		assert_int_equal(conversation_answer(forum, &greeter, list.rows[k].thread, list.rows[k].number,
				     "I have read it. Tell us more, if you like.", NULL, &number),
		    ERR_OK);
		clock_advance_ms(60 * 1000);
	}
	waiting_list_clear(&list);
	clock_pin(STAGE_NOW);
}

/* A newcomer asked five hours ago, when nobody was there; the moderator comes who is here on Wednesday nights. */
static void
newcomer_waits(struct forum *forum)
{
	struct actor asker;
	int64_t id;

	actor_named(forum, "late-bus", &asker);
	clock_pin(STAGE_NOW - 5 * 3600);
	assert_int_equal(conversation_start(forum, &asker, 4, WAITING_TITLE, "Is it like this for you?", NULL, &id),
	    ERR_OK);
	clock_pin(STAGE_NOW);
	assert_int_equal(rota_add_for(forum, "front-step", 3, 18 * 60, 21 * 60, &id), ERR_OK);
	assert_int_equal(rota_add_for(forum, "night-desk", 4, 22 * 60, 60, &id), ERR_OK);
}

#define LETTER_WORDS "Please say \"Mum\", and send it again."

/* kettle-on's own message was hidden, and they are paused. */
static void
kettle_is_paused(struct forum *forum)
{
	struct telling details = {.reason = REASON_DETAILS, .thread = 65, .number = 2, .words = ""};
	struct actor lead;

	assert_int_equal(account_set_role(forum, "borrowed-chair", ACTOR_LEAD), ERR_OK);
	actor_named(forum, "borrowed-chair", &lead);
	assert_int_equal(report_tell(forum, &lead, &details), ERR_OK);
	assert_int_equal(desk_claim(forum, &lead, 1), ERR_OK);
	assert_int_equal(moderation_hide(forum, &lead, 1, GROUND_RULE_5, LETTER_WORDS), ERR_OK);
	assert_int_equal(moderation_pause(forum, &lead, 1, MODERATION_2_WEEKS, GROUND_RULE_5, LETTER_WORDS), ERR_OK);
}

#define APPEAL_WORDS "Doreen is my cat. She does not mind."

/* kettle-on asks for another look at the first of the two; second-cup looks. */
static void
kettle_has_appealed(struct forum *forum)
{
	struct actor kettle, other;

	kettle_is_paused(forum);
	actor_named(forum, "kettle-on", &kettle);
	assert_int_equal(appeal_send(forum, &kettle, 1, APPEAL_WORDS), ERR_OK);
	assert_int_equal(account_set_role(forum, "second-cup", ACTOR_MODERATOR), ERR_OK);
	actor_named(forum, "second-cup", &other);
	assert_int_equal(desk_claim(forum, &other, 2), ERR_OK);
}

static void
kettle_was_right(struct forum *forum)
{
	struct actor other;

	kettle_has_appealed(forum);
	actor_named(forum, "second-cup", &other);
	assert_int_equal(appeal_change(forum, &other, 2, LETTER_WORDS), ERR_OK);
}

/* kettle-on told the team about a message. */
static void
kettle_has_told(struct forum *forum)
{
	struct telling telling = {.reason = REASON_UNKIND, .thread = 2, .number = 2, .words = ""};
	struct actor member;

	actor_named(forum, "kettle-on", &member);
	assert_int_equal(report_tell(forum, &member, &telling), ERR_OK);
}

#define CHOICES_TITLE "The stairs"

static void
there_are_fifty_drafts(struct forum *forum)
{
	struct place place = {.board = 1, .thread = 2, .reply_to = 100};
	struct actor writer;

	assert_int_equal(account_find(forum, "kettle-on", &writer), ERR_OK);
	while (writing_save(forum, &writer, place, "", "words", NULL) == ERR_OK)
		place.reply_to++;
}

#define GUARDED "My mum Doreen fell. Doreen cried. Ring 07700 900123."
#define GUARDED_INSTEAD "my mum a phone number"
#define DOWN_TO_DRAFTS DOWN_5 DOWN_5 /* home has a row for who waits, and nine answers */
#define CHOICES_BODY "She counts them."

enum { ASKED_THREAD = 71, LOSS_BOARD = 12 };

static void
draft_is_kept(struct forum *forum, const struct options *options)
{
	struct actor who;

	actor_named(forum, "kettle-on", &who);
	assert_int_equal(writing_save(forum, &who, (struct place){.board = 1}, CHOICES_TITLE, CHOICES_BODY, options),
	    ERR_OK);
}

/* An answer under an alias, with a content note. */
static void
one_is_noted(struct forum *forum)
{
	const struct options options = {.note = "death", .is_anonymous = true};
	struct actor who;
	int64_t number;

	actor_named(forum, "slow-puncture", &who);
	assert_int_equal(conversation_answer(forum, &who, 2, 1, "Zebra stripes on the funeral cake.", &options,
			     &number),
	    ERR_OK);
}

enum { FOLDED_THREAD = 71, FOLDED_BOARD = 1 };

/* What kettle-on would rather not meet: a writer, a word, topics, a kind of content note. */
static void
some_is_avoided(struct forum *forum)
{
	const struct options death = {.note = "death"};
	struct actor who, blocked, writer;
	int64_t thread, number;

	actor_named(forum, "kettle-on", &who);
	actor_named(forum, "slow-puncture", &blocked);
	actor_named(forum, "borrowed-chair", &writer);
	assert_int_equal(conversation_start(forum, &writer, FOLDED_BOARD, "The last week", "She died on Sunday.",
			     &death, &thread),
	    ERR_OK);
	assert_int_equal(thread, FOLDED_THREAD);
	assert_int_equal(conversation_answer(forum, &blocked, thread, 1, "Chin up.", NULL, &number), ERR_OK);
	assert_int_equal(conversation_answer(forum, &who, thread, 1, "I am so sorry.", NULL, &number), ERR_OK);
	assert_int_equal(avoid_block(forum, &who, blocked.member), ERR_OK);
	assert_int_equal(avoid_mute_word(forum, &who, "crossword"), ERR_OK);
	assert_int_equal(avoid_mute(forum, &who, MUTE_TAG, "grief"), ERR_OK);
	assert_int_equal(avoid_mute(forum, &who, MUTE_NOTE, "animal"), ERR_OK);
}

/* A message under an alias was told of, and is folded; kettle-on is the lead. */
static void
unknown_is_told_of(struct forum *forum)
{
	const struct options unknown = {.is_anonymous = true};
	struct telling details = {.reason = REASON_DETAILS, .thread = 2, .words = ""};
	struct actor who, lead;

	actor_named(forum, "slow-puncture", &who);
	assert_int_equal(conversation_answer(forum, &who, 2, 1, "Her name is Ida.", &unknown, &details.number), ERR_OK);
	assert_int_equal(account_set_role(forum, "kettle-on", ACTOR_LEAD), ERR_OK);
	actor_named(forum, "left-handed", &who);
	assert_int_equal(report_tell(forum, &who, &details), ERR_OK);
	actor_named(forum, "kettle-on", &lead);
	assert_int_equal(desk_claim(forum, &lead, 1), ERR_OK);
}

/* Whoever has the case asked for the name; the visitor is the second person. */
static void
name_is_asked_for(struct forum *forum)
{
	struct actor lead;

	unknown_is_told_of(forum);
	actor_named(forum, "kettle-on", &lead);
	assert_int_equal(unseal_ask(forum, &lead, 1, UNSEAL_NAME, UNSEAL_FOR_DANGER), ERR_OK);
}

static void
name_is_opened(struct forum *forum)
{
	struct actor desk;

	name_is_asked_for(forum);
	actor_named(forum, "night-desk", &desk);
	assert_int_equal(unseal_answer(forum, &desk, 1, true), ERR_OK);
}

static void
glass_is_broken(struct forum *forum)
{
	struct actor lead;

	unknown_is_told_of(forum);
	actor_named(forum, "kettle-on", &lead);
	assert_int_equal(desk_grade(forum, &lead, 1, RISK_RED), ERR_OK);
	assert_int_equal(unseal_break_glass(forum, &lead, 1, UNSEAL_NAME), ERR_OK);
}

static void
unknown_is_red(struct forum *forum)
{
	struct actor lead;

	unknown_is_told_of(forum);
	actor_named(forum, "kettle-on", &lead);
	assert_int_equal(desk_grade(forum, &lead, 1, RISK_RED), ERR_OK);
}

#define KNOWN_TITLE "He keeps packing his handbag at night"

static void
title_is_known(struct forum *forum)
{
	struct actor who;

	actor_named(forum, "kettle-on", &who);
	assert_int_equal(writing_save(forum, &who, (struct place){.board = 1}, KNOWN_TITLE, "", NULL), ERR_OK);
}

static void
choices_are_made(struct forum *forum)
{
	draft_is_kept(forum,
	    &(struct options){.help = "listen", .note = "death", .tags = "mum falls", .is_anonymous = true});
}

static void
tags_are_full(struct forum *forum)
{
	draft_is_kept(forum,
	    &(struct options){.tags = "noticing waiting diagnosis crisis steady decision last-months after"});
}

static void
words_sleep(struct forum *forum)
{
	draft_is_kept(forum, &(struct options){.wake_at = writing_morning(STAGE_NOW)});
}

static void
words_have_slept(struct forum *forum)
{
	struct actor who;

	draft_is_kept(forum, &(struct options){.wake_at = STAGE_NOW - 1});
	actor_named(forum, "kettle-on", &who);
	assert_int_equal(writing_save(forum, &who, (struct place){.board = 2}, "", CHOICES_BODY, NULL), ERR_OK);
}

static void
somebody_asks(struct forum *forum)
{
	struct options options = {.help = "listen", .tags = "mum medicines"};
	struct actor who;
	int64_t thread;

	actor_named(forum, "borrowed-chair", &who);
	assert_int_equal(conversation_start(forum, &who, 1, CHOICES_TITLE, CHOICES_BODY, &options, &thread), ERR_OK);
	assert_int_equal(thread, ASKED_THREAD);
}

#define SINCE_TITLE "Mum hides her tablets"
#define SINCE_WORDS "Ask @kettle-on, she has been there."
#define NEXT_WORDS "She takes them with her tea now. It is better."

static int64_t
send_answer(struct forum *forum, const char *name, int64_t thread, int64_t reply_to, const char *body,
    const struct options *options)
{
	struct actor who;
	int64_t number;

	actor_named(forum, name, &who);
	assert_int_equal(conversation_answer(forum, &who, thread, reply_to, body, options, &number), ERR_OK);
	return number;
}

static void
send_hug(struct forum *forum, const char *name, int64_t thread, int64_t number, enum hug hug)
{
	struct actor who;
	bool is_given;

	actor_named(forum, name, &who);
	assert_int_equal(hug_give(forum, &who, thread, number, hug, &is_given), ERR_OK);
	assert_true(is_given);
}

/* kettle-on started one 15 days ago, and would like to be asked. Returns its id. */
static int64_t
kettle_started(struct forum *forum)
{
	struct options options = {.asks_next = true};
	struct actor who;
	int64_t thread;

	actor_named(forum, "kettle-on", &who);
	clock_pin(STAGE_NOW - (int64_t)15 * 86400);
	assert_int_equal(conversation_start(forum, &who, 4, SINCE_TITLE, "In the plant pot.", &options, &thread),
	    ERR_OK);
	clock_pin(STAGE_NOW);
	return thread;
}

static void
kettle_has_read_all(struct forum *forum)
{
	struct actor who;
	int64_t newest;

	actor_named(forum, "kettle-on", &who);
	assert_int_equal(messages_newest(forum->db, &newest), ERR_OK);
	assert_int_equal(db_begin(forum->db), ERR_OK);
	for (int64_t board = 1; board <= 13; board++)
		assert_int_equal(reading_set_floor(forum->db, who.member, board, newest), ERR_OK);
	assert_int_equal(db_commit(forum->db), ERR_OK);
}

/* One of everything: a name said, hugs, something new where they watch, and a question. */
static void
much_since(struct forum *forum)
{
	struct actor who;

	kettle_started(forum);
	kettle_has_read_all(forum);
	actor_named(forum, "kettle-on", &who);
	assert_int_equal(watch_set(forum, &who, 38, true), ERR_OK);
	send_answer(forum, "spare-key", 38, 1, "Still at it here.", NULL);
	send_answer(forum, "plain-flour", 2, 1, SINCE_WORDS, NULL);
	send_hug(forum, "plain-flour", 65, 2, HUG_HUG);
	send_hug(forum, "spare-key", 65, 2, HUG_HUG);
	send_hug(forum, "spare-key", 65, 2, HUG_THANKS);
}

static void
hugs_are_given(struct forum *forum)
{
	send_hug(forum, "plain-flour", 2, 3, HUG_HUG);
	send_hug(forum, "kettle-on", 2, 3, HUG_HUG);
	send_hug(forum, "night-desk", 2, 3, HUG_THANKS);
	send_hug(forum, "kettle-on", 2, 2, HUG_ME_TOO);
}

static void
next_is_due(struct forum *forum)
{
	assert_int_equal(kettle_started(forum), NEXT_THREAD);
}

static void
next_is_said(struct forum *forum)
{
	struct options options = {.is_next = true};

	next_is_due(forum);
	send_answer(forum, "spare-key", NEXT_THREAD, 1, "Have you tried a box with the days on?", NULL);
	send_answer(forum, "kettle-on", NEXT_THREAD, 2, NEXT_WORDS, &options);
}

static void
answers_are_kept(struct forum *forum)
{
	struct actor guide;

	actor_named(forum, "kettle-on", &guide);
	assert_int_equal(curate_keep(forum, &guide, 2, 4, true), ERR_OK);
	clock_advance_ms(1000);
	assert_int_equal(curate_keep(forum, &guide, 2, 2, true), ERR_OK);
}

/* kettle-on has blocked who wrote one of them. */
static void
kept_of_somebody_blocked(struct forum *forum)
{
	struct actor who, blocked;

	answers_are_kept(forum);
	actor_named(forum, "kettle-on", &who);
	actor_named(forum, "spare-key", &blocked);
	assert_int_equal(avoid_block(forum, &who, blocked.member), ERR_OK);
}

#define PRIVATE_ASKED "Your stairs sound like our stairs. May I ask you about the handrail?"
#define PRIVATE_MORE "The man came on Tuesday. It took him an hour."
#define PRIVATE_YES "Of course. It was a long wait for us."

static void
privates_are_on(struct forum *forum)
{
	assert_int_equal(private_switch(forum, NULL, true), ERR_OK);
}

static int64_t
write_privately(struct forum *forum, const char *from, const char *to, const char *body)
{
	struct actor who, whom;
	int64_t id = 0;

	actor_named(forum, from, &who);
	actor_named(forum, to, &whom);
	assert_int_equal(private_write(forum, &who, whom.member, body, &id), ERR_OK);
	clock_advance_ms(60 * 1000);
	return id;
}

/* Half an hour ago somebody asked kettle-on, and kettle-on asked somebody else. */
static void
kettle_is_asked(struct forum *forum)
{
	privates_are_on(forum);
	clock_pin(STAGE_NOW - 30 * 60);
	write_privately(forum, "spare-key", "kettle-on", PRIVATE_ASKED);
	write_privately(forum, "kettle-on", "plain-flour", PRIVATE_ASKED);
	clock_pin(STAGE_NOW);
}

/* The same; they write to each other, and two messages are new. Another said no. */
static void
kettle_writes_privately(struct forum *forum)
{
	struct actor flour;
	int64_t id;

	kettle_is_asked(forum);
	clock_pin(STAGE_NOW - 20 * 60);
	write_privately(forum, "kettle-on", "spare-key", PRIVATE_YES);
	write_privately(forum, "spare-key", "kettle-on", PRIVATE_MORE);
	write_privately(forum, "spare-key", "kettle-on", PRIVATE_MORE);
	id = write_privately(forum, "kettle-on", "night-desk", PRIVATE_ASKED);
	actor_named(forum, "night-desk", &flour);
	assert_int_equal(private_end(forum, &flour, id), ERR_OK);
	clock_pin(STAGE_NOW);
}

/* kettle-on has blocked the one they write with. */
static void
kettle_blocks_privately(struct forum *forum)
{
	struct actor kettle, spare;

	kettle_writes_privately(forum);
	actor_named(forum, "kettle-on", &kettle);
	actor_named(forum, "spare-key", &spare);
	assert_int_equal(avoid_block(forum, &kettle, spare.member), ERR_OK);
}

/* kettle-on took their own down. */
static void
kettle_took_one_down(struct forum *forum)
{
	struct actor kettle;

	kettle_is_asked(forum);
	actor_named(forum, "kettle-on", &kettle);
	assert_int_equal(private_withdraw(forum, &kettle, 2), ERR_OK);
}

/* While kettle-on writes. */
static void
privates_are_switched_off(struct forum *forum)
{
	kettle_is_asked(forum);
	assert_int_equal(private_switch(forum, NULL, false), ERR_OK);
}

/* Told of by kettle-on; the case is night-desk's. */
static void
one_private_is_told(struct forum *forum)
{
	struct telling telling = {.reason = REASON_UNKIND, .number = 5, .words = ""};
	struct actor kettle, desk;

	kettle_writes_privately(forum);
	actor_named(forum, "kettle-on", &kettle);
	actor_named(forum, "night-desk", &desk);
	assert_int_equal(report_tell(forum, &kettle, &telling), ERR_OK);
	assert_int_equal(desk_claim(forum, &desk, 1), ERR_OK);
}

static void
privates_are_opened(struct forum *forum)
{
	struct actor desk, lamp;

	one_private_is_told(forum);
	actor_named(forum, "night-desk", &desk);
	actor_named(forum, "lamp-in-window", &lamp);
	assert_int_equal(unseal_ask(forum, &desk, 1, UNSEAL_PRIVATE, UNSEAL_FOR_HARM), ERR_OK);
	assert_int_equal(unseal_answer(forum, &lamp, 1, true), ERR_OK);
}

static void
kettle_takes_a_week(struct forum *forum)
{
	struct actor kettle;

	actor_named(forum, "kettle-on", &kettle);
	assert_int_equal(break_take(forum, &kettle, BREAK_1_WEEK), ERR_OK);
}

static void
kettle_takes_a_while(struct forum *forum)
{
	struct actor kettle;

	actor_named(forum, "kettle-on", &kettle);
	assert_int_equal(break_take(forum, &kettle, BREAK_OPEN), ERR_OK);
}

#define HELD_WROTE "My dad walks at night He is 84, and I live an hour away. So does mine."

/* Ten minutes ago a newcomer sent two messages, and the team looks at them first. */
static void
newcomer_is_held(struct forum *forum)
{
	struct actor newcomer;
	int64_t id;

	stage.config.limits_first_messages = 3;
	clock_pin(STAGE_NOW - 10 * 60);
	actor_named(forum, "not-sure-yet", &newcomer);
	assert_int_equal(conversation_start(forum, &newcomer, 4, "My dad walks at night",
			     "He is 84, and I live an hour away.", NULL, &id),
	    ERR_HELD);
	clock_pin(STAGE_NOW - 9 * 60);
	assert_int_equal(conversation_answer(forum, &newcomer, 2, 1, "So does mine.",
			     &(struct options){.is_anonymous = true}, &id),
	    ERR_HELD);
	clock_pin(STAGE_NOW);
}

static void
held_is_taken(struct forum *forum)
{
	struct actor desk = proof_find(forum, "night-desk");

	newcomer_is_held(forum);
	assert_int_equal(desk_claim(forum, &desk, 1), ERR_OK);
}

static void
held_is_sent_back(struct forum *forum)
{
	struct actor desk = proof_find(forum, "night-desk");

	held_is_taken(forum);
	assert_int_equal(held_send_back(forum, &desk, 1, GROUND_RULE_5, LETTER_WORDS), ERR_OK);
	assert_int_equal(desk_claim(forum, &desk, 2), ERR_OK);
	assert_int_equal(held_let_out(forum, &desk, 2), ERR_OK);
}

#define PRIVATE_WROTE PRIVATE_ASKED " " PRIVATE_MORE " " PRIVATE_YES

static const struct scene scenes[] = {
    {.name = "home-unproven",
	.as = "kettle-on",
	.route = {.kind = ROUTE_HOME},
	.before = second_is_set,
	.is_unproven = true},
    {.name = "second",
	.as = "kettle-on",
	.route = {.kind = ROUTE_SECOND},
	.before = second_is_set,
	.is_unproven = true},
    {.name = "second-wrong",
	.as = "kettle-on",
	.route = {.kind = ROUTE_SECOND},
	.before = second_is_set,
	.keys = "000000\r\r",
	.lines = "000000\n1\n",
	.is_unproven = true},
    {.name = "second-later",
	.as = "kettle-on",
	.route = {.kind = ROUTE_SECOND},
	.before = second_is_set,
	.keys = "\x1b\r",
	.lines = "b\n",
	.is_unproven = true},
    {.name = "second-set-up",
	.as = "kettle-on",
	.route = {.kind = ROUTE_SECOND},
	.before = desk_is_empty,
	.is_unproven = true},
    {.name = "second-picture",
	.as = "kettle-on",
	.route = {.kind = ROUTE_SECOND_PICTURE},
	.before = desk_is_empty,
	.is_unproven = true,
	.is_wide = true},
    {.name = "second-first",
	.as = "kettle-on",
	.route = {.kind = ROUTE_SECOND_FIRST},
	.before = desk_is_empty,
	.is_unproven = true},
    {.name = "home-since",
	.as = "kettle-on",
	.route = {.kind = ROUTE_HOME},
	.is_wide = true,
	.before = much_since,
	.lines = "\n",
	.wrote = SINCE_TITLE},
    {.name = "home-since-hug", /* said once: it is gone after that */
	.as = "kettle-on",
	.route = {.kind = ROUTE_HOME},
	.before = much_since,
	.keys = "\x1b[B\x1b[B\x1b[B\x1b[B\r",
	.lines = "\n5\nb\nb\n",
	.wrote = SINCE_TITLE},
    {.name = "hug",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.before = hugs_are_given,
	.keys = "k",
	.lines = "k 2\nu 2\nu\n"},
    {.name = "message-guide",
	.as = "kettle-on",
	.route = {.kind = ROUTE_MESSAGE, .thread = 2, .number = 2},
	.before = answers_are_kept},
    {.name = "not-now",
	.as = "kettle-on",
	.route = {.kind = ROUTE_BOARD, .board = 2},
	.before = kettle_has_read_all,
	.keys = "\rc" DOWN_5 "\r",
	.lines = "1\nc 3\n6\n"},
    {.name = "next",
	.as = "kettle-on",
	.route = {.kind = ROUTE_NEXT, .thread = NEXT_THREAD},
	.before = next_is_due,
	.wrote = SINCE_TITLE},
    {.name = "next-write",
	.as = "kettle-on",
	.route = {.kind = ROUTE_NEXT, .thread = NEXT_THREAD},
	.before = next_is_due,
	.keys = "\r",
	.lines = "1\n",
	.wrote = SINCE_TITLE},
    {.name = "next-later",
	.as = "kettle-on",
	.route = {.kind = ROUTE_HOME},
	.before = next_is_due,
	.keys = DOWN_5 DOWN_5 "\r\x1b[B\r",
	.lines = "b\n11\n2\n",
	.wrote = SINCE_TITLE},
    {.name = "next-said",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = NEXT_THREAD, .number = 1},
	.before = next_is_said,
	.keys = "\r",
	.lines = "g 3\n",
	.wrote = SINCE_TITLE " In the plant pot. " NEXT_WORDS " Have you tried a box with the days on?"},
    {.name = "waiting",
	.as = "front-step",
	.route = {.kind = ROUTE_WAITING},
	.before = newcomer_waits,
	.wrote = WAITING_TITLE},
    {.name = "waiting-none", .as = "front-step", .route = {.kind = ROUTE_WAITING}, .before = all_are_answered},
    {.name = "waiting-taken",
	.as = "front-step",
	.route = {.kind = ROUTE_WAITING},
	.before = newcomer_waits,
	.keys = "i",
	.lines = "i 1\n",
	.wrote = WAITING_TITLE " Is it like this for you?"},
    {.name = "waiting-again", /* taken, back on the list, and on with it */
	.as = "front-step",
	.route = {.kind = ROUTE_WAITING},
	.before = newcomer_waits,
	.keys = "i\177i\177",
	.lines = "i 1\nb\ni 1\nb\n",
	.wrote = WAITING_TITLE " Is it like this for you?"},
    {.name = "home-waiting",
	.as = "front-step",
	.route = {.kind = ROUTE_HOME},
	.before = newcomer_waits,
	.wrote = WAITING_TITLE},
    {.name = "rota", .as = "front-step", .route = {.kind = ROUTE_ROTA}, .before = newcomer_waits},
    {.name = "shift", .as = "front-step", .route = {.kind = ROUTE_SHIFT}},
    {.name = "board-kept", .as = "kettle-on", .route = {.kind = ROUTE_BOARD, .board = 2}, .before = answers_are_kept},
    {.name = "kept-answers",
	.as = "kettle-on",
	.route = {.kind = ROUTE_KEPT_ANSWERS, .board = 2},
	.before = answers_are_kept},
    {.name = "kept-answers-blocked",
	.as = "kettle-on",
	.route = {.kind = ROUTE_KEPT_ANSWERS, .board = 2},
	.before = kept_of_somebody_blocked},
    {.name = "kept-answers-none", .as = "kettle-on", .route = {.kind = ROUTE_KEPT_ANSWERS, .board = 2}},
    {.name = "home-guest", .route = {.kind = ROUTE_HOME}},
    {.name = "home", .as = "kettle-on", .route = {.kind = ROUTE_HOME}, .is_wide = true},
    {.name = "lobby", .route = {.kind = ROUTE_LOBBY}},
    {.name = "sign-in", .route = {.kind = ROUTE_SIGN_IN}, .keys = "kettle-on\twrong", .lines = "kettle-on\n"},
    {.name = "join", .route = {.kind = ROUTE_JOIN}},
    {.name = "join-consent", .route = {.kind = ROUTE_JOIN_CONSENT}},
    {.name = "join-name",
	.route = {.kind = ROUTE_JOIN_NAME},
	.keys = "two words, too many for it\r\r",
	.lines = "x\n\n"},
    {.name = "join-paused", .route = {.kind = ROUTE_JOIN}, .before = joining_is_paused},
    {.name = "join-invitation",
	.route = {.kind = ROUTE_JOIN_INVITATION},
	.before = joining_is_by_invitation,
	.keys = "abcd-efgh\r\r",
	.lines = "abcd-efgh\n"},
    {.name = "join-request",
	.route = {.kind = ROUTE_JOIN_REQUEST},
	.before = somebody_waits,
	.wrote = WAITS_NAME " " WAITS_WORDS},
    {.name = "door",
	.as = "night-desk",
	.route = {.kind = ROUTE_DOOR},
	.before = somebody_waits,
	.wrote = WAITS_NAME " " WAITS_WORDS},
    {.name = "request",
	.as = "night-desk",
	.route = {.kind = ROUTE_REQUEST, .number = WHO_WAITS},
	.before = somebody_waits,
	.wrote = WAITS_NAME " " WAITS_WORDS},
    {.name = "join-return", .route = {.kind = ROUTE_JOIN_RETURN}},
    {.name = "join-rules", .as = "kettle-on", .route = {.kind = ROUTE_JOIN_RULES}},
    {.name = "people", .route = {.kind = ROUTE_PEOPLE}},
    {.name = "guides", .route = {.kind = ROUTE_GUIDES}},
    {.name = "guide", .route = {.kind = ROUTE_GUIDE, .number = 5}},
    {.name = "guides-due", .as = "kettle-on", .route = {.kind = ROUTE_GUIDES}, .before = a_guide_is_due},
    {.name = "guide-due", .as = "kettle-on", .route = {.kind = ROUTE_GUIDE, .number = 1}, .before = a_guide_is_due},
    {.name = "board-notice",
	.as = "kettle-on",
	.route = {.kind = ROUTE_BOARD, .board = 1},
	.before = board_has_a_notice,
	.wrote = NOTICE_WORDS},
    {.name = "privacy", .route = {.kind = ROUTE_PRIVACY}, .before = there_is_a_privacy_notice, .wrote = PRIVACY_WORDS},
    {.name = "help", .as = "kettle-on", .route = {.kind = ROUTE_HELP}},
    {.name = "rules", .as = "kettle-on", .route = {.kind = ROUTE_RULES}},
    {.name = "connect", .route = {.kind = ROUTE_CONNECT}},
    {.name = "closed", .route = {.kind = ROUTE_CLOSED}},
    {.name = "sorry", .route = {.kind = ROUTE_SORRY, .err = ERR_NEWER}},
    {.name = "read-only", .as = "kettle-on", .route = {.kind = ROUTE_READ_ONLY}, .before = kettle_is_paused},
    {.name = "looks", .as = "kettle-on", .route = {.kind = ROUTE_LOOKS}},
    {.name = "join-codes", .as = "kettle-on", .route = {.kind = ROUTE_JOIN_CODES}},
    {.name = "consent", .as = "kettle-on", .route = {.kind = ROUTE_CONSENT}},
    {.name = "recover",
	.route = {.kind = ROUTE_RECOVER},
	.keys = "kettle-on\tabcd-efgh-jkmn\tthree green doors\tthree green doors\t\r",
	.lines = "kettle-on\nabcd-efgh-jkmn\nthree green doors\nthree green doors\n\n"},
    {.name = "settings", .as = "kettle-on", .route = {.kind = ROUTE_SETTINGS}},
    {.name = "avoid",
	.as = "kettle-on",
	.route = {.kind = ROUTE_AVOID},
	.before = some_is_avoided,
	.wrote = "crossword"},
    {.name = "avoid-off",
	.as = "kettle-on",
	.route = {.kind = ROUTE_AVOID},
	.before = some_is_avoided,
	.keys = "\r\x1b[B\r",
	.lines = "2\n2\n",
	.wrote = "crossword"},
    {.name = "avoid-nothing", .as = "kettle-on", .route = {.kind = ROUTE_AVOID}},
    {.name = "avoid-notes",
	.as = "kettle-on",
	.route = {.kind = ROUTE_AVOID, .board = 1},
	.before = some_is_avoided,
	.keys = "\r",
	.lines = "1\n"},
    {.name = "avoid-topics", .as = "kettle-on", .route = {.kind = ROUTE_AVOID, .board = 2}, .before = some_is_avoided},
    {.name = "avoid-word", .as = "kettle-on", .route = {.kind = ROUTE_AVOID_WORD}, .keys = "\td"},
    {.name = "folded",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = FOLDED_THREAD, .number = 1},
	.before = some_is_avoided,
	.wrote = "The last week I am so sorry. She died on Sunday. Chin up."},
    {.name = "folded-open",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = FOLDED_THREAD, .number = 1},
	.before = some_is_avoided,
	.keys = "\r",
	.lines = "2\n2\n",
	.wrote = "The last week I am so sorry. She died on Sunday. Chin up."},
    {.name = "folded-menu",
	.as = "kettle-on",
	.route = {.kind = ROUTE_MESSAGE, .thread = FOLDED_THREAD, .number = 2},
	.before = some_is_avoided,
	.wrote = "The last week"},
    {.name = "unknown-menu",
	.as = "kettle-on",
	.route = {.kind = ROUTE_MESSAGE, .thread = 2, .number = 7},
	.before = one_is_noted},
    {.name = "case-unknown",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE, .number = 1},
	.before = unknown_is_told_of,
	.keys = " ",
	.wrote = "Her name is Ida."},
    {.name = "case-unknown-acts",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE_ACTS, .number = 1},
	.before = unknown_is_told_of},
    {.name = "sealed", .as = "kettle-on", .route = {.kind = ROUTE_SEALED, .number = 1}, .before = unknown_is_red},
    {.name = "sealed-asked",
	.as = "night-desk",
	.route = {.kind = ROUTE_SEALED, .number = 1},
	.before = name_is_asked_for},
    {.name = "sealed-glass",
	.as = "night-desk",
	.route = {.kind = ROUTE_SEALED, .number = 1},
	.before = glass_is_broken},
    {.name = "sealed-list", .as = "night-desk", .route = {.kind = ROUTE_SEALED_LIST}, .before = glass_is_broken},
    {.name = "sealed-home", .as = "night-desk", .before = name_is_asked_for},
    {.name = "sealed-name",
	.as = "night-desk",
	.route = {.kind = ROUTE_SEALED_OPEN, .number = 1},
	.before = name_is_opened},
    {.name = "sealed-privates",
	.as = "lamp-in-window",
	.route = {.kind = ROUTE_SEALED_OPEN, .number = 1},
	.before = privates_are_opened,
	.wrote = PRIVATE_WROTE},
    {.name = "agreed", .as = "kettle-on", .route = {.kind = ROUTE_AGREED}},
    {.name = "yes-taken-back", .as = "kettle-on", .route = {.kind = ROUTE_CONSENT}, .before = yes_is_taken_back},
    {.name = "mine", .as = "plain-flour", .route = {.kind = ROUTE_MINE}},
    {.name = "mine-pages", .as = "plain-flour", .route = {.kind = ROUTE_MINE_PAGES, .choice = 1}, .wrote = MINE_WROTE},
    {.name = "mine-json", .as = "plain-flour", .route = {.kind = ROUTE_MINE_PAGES, .choice = 2}, .wrote = MINE_JSON},
    {.name = "go-away", .as = "kettle-on", .route = {.kind = ROUTE_GO_AWAY}},
    {.name = "going", .as = "kettle-on", .route = {.kind = ROUTE_GOING}, .before = one_is_leaving},
    {.name = "going-now", .as = "kettle-on", .route = {.kind = ROUTE_GOING}, .before = one_leaves_now},
    {.name = "about-me", .route = {.kind = ROUTE_ABOUT_ME}},
    {.name = "about-me-words", .route = {.kind = ROUTE_TELL_WORDS, .choice = REASON_DETAILS}},
    {.name = "password",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PASSWORD},
	.keys = "three doors\tthree floors\t\r",
	.lines = "three doors\nthree floors\n\n"},
    {.name = "keys", .as = "kettle-on", .route = {.kind = ROUTE_KEYS}},
    {.name = "key-add",
	.as = "kettle-on",
	.route = {.kind = ROUTE_KEY_ADD},
	.keys = "-----BEGIN OPENSSH PRIVATE KEY-----\rb3BlbnNzaC1rZXktdjEAAAAABG5\td",
	.lines = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5\n.\nd\n"},
    {.name = "codes", .as = "kettle-on", .route = {.kind = ROUTE_CODES}},
    {.name = "codes-new",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CODES_NEW},
	.wrote = "vsx6-agg2-zvud 8x3m-2bc6-gruy f8fc-h997-vhq6 k99m-db3t-4kax vhn3-2ycq-ffrg q5qf-st7d-5u8g "
		 "fqtn-u82m-xafp w64h-2ctc-j4tn"},
    {.name = "rename",
	.as = "kettle-on",
	.route = {.kind = ROUTE_RENAME},
	.keys = "Borrowed Chair\t\r",
	.lines = "Borrowed Chair\n\n"},
    {.name = "rename-ask",
	.as = "kettle-on",
	.route = {.kind = ROUTE_RENAME},
	.keys = "blue mug\t\r",
	.lines = "blue mug\n\n"},
    {.name = "language", .as = "kettle-on", .route = {.kind = ROUTE_LANGUAGE}, .wrote = "English Cymraeg Polski"},
    {.name = "zone", .as = "kettle-on", .route = {.kind = ROUTE_ZONE}},
    {.name = "zone-name",
	.as = "kettle-on",
	.route = {.kind = ROUTE_ZONE_NAME},
	.keys = "Nowhere\t\r",
	.lines = "Nowhere\n\n"},
    {.name = "shown", .as = "kettle-on", .route = {.kind = ROUTE_SHOWN}},
    {.name = "nudges", .as = "kettle-on", .route = {.kind = ROUTE_NUDGES}},
    {.name = "nudge-address",
	.as = "kettle-on",
	.route = {.kind = ROUTE_NUDGE_ADDRESS},
	.keys = "kettle at home\t\r",
	.lines = "kettle at home\n\n"},
    {.name = "nudge-code", .as = "kettle-on", .route = {.kind = ROUTE_NUDGE_CODE}},
    {.name = "member", .as = "kettle-on", .route = {.kind = ROUTE_MEMBER, .number = 2}},
    {.name = "find-member",
	.as = "kettle-on",
	.route = {.kind = ROUTE_FIND_MEMBER},
	.keys = "nobody\t\r",
	.lines = "nobody\n\n"},
    {.name = "find", .as = "kettle-on", .route = {.kind = ROUTE_FIND}},
    {.name = "find-trouble",
	.as = "kettle-on",
	.route = {.kind = ROUTE_FIND},
	.keys = "wash board:moon\r",
	.lines = "wash board:moon\n\n"},
    {.name = "found", .as = "kettle-on", .route = {.kind = ROUTE_FIND}, .keys = "washing\r", .lines = "washing\n\n"},
    {.name = "find-again",
	.as = "kettle-on",
	.route = {.kind = ROUTE_FIND},
	.keys = "washing\rf",
	.lines = "washing\n\nf\n"},
    {.name = "found-best",
	.as = "kettle-on",
	.route = {.kind = ROUTE_FIND},
	.keys = "mum night\rv",
	.lines = "mum night\n\nv\n"},
    {.name = "found-guest", .route = {.kind = ROUTE_FIND}, .keys = "mum\r", .lines = "mum\n\n"},
    {.name = "found-alike",
	.as = "kettle-on",
	.route = {.kind = ROUTE_FIND},
	.keys = "shwoer\r",
	.lines = "shwoer\n\n"},
    {.name = "found-folded",
	.as = "kettle-on",
	.route = {.kind = ROUTE_FIND},
	.keys = "zebra stripe\r",
	.lines = "zebra stripe\n\n",
	.before = one_is_noted},
    {.name = "found-nothing",
	.as = "kettle-on",
	.route = {.kind = ROUTE_FIND},
	.keys = "zebra\r",
	.lines = "zebra\n\n"},
    {.name = "leave", .as = "kettle-on", .route = {.kind = ROUTE_LEAVE}},
    {.name = "go-to", .as = "kettle-on", .route = {.kind = ROUTE_GO_TO, .number = 12}},
    {.name = "board", .as = "kettle-on", .route = {.kind = ROUTE_BOARD, .board = 1}, .is_wide = true},
    {.name = "board-guest", .route = {.kind = ROUTE_BOARD, .board = 1}},
    {.name = "board-gone", .route = {.kind = ROUTE_BOARD, .board = 999}},
    {.name = "board-off", .as = "kettle-on", .route = {.kind = ROUTE_BOARD, .board = 13}},
    {.name = "conversation",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.is_wide = true},
    {.name = "conversation-end",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.keys = "      ",
	.lines = "\n\n\n\n"},
    {.name = "conversation-gone", .as = "kettle-on", .route = {.kind = ROUTE_CONVERSATION, .thread = 9999}},
    {.name = "message", .as = "kettle-on", .route = {.kind = ROUTE_MESSAGE, .thread = 2, .number = 2}},
    {.name = "message-own", .as = "kettle-on", .route = {.kind = ROUTE_MESSAGE, .thread = 65, .number = 2}},
    {.name = "withdraw",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 65, .number = 2},
	.keys = "c\x1b[B\x1b[B\x1b[B\r\x1b[B\r",
	.lines = "c 2\n4\n2\n"},
    {.name = "change",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 4, .thread = 65, .number = -2},
	.keys = " And again.\t",
	.lines = "And again.\n.\n",
	.wrote = "You aren't making a fuss by asking. And again."},
    {.name = "changed",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 4, .thread = 65, .number = -2},
	.keys = " And again.\ts",
	.lines = "And again.\n.\ns\n",
	.wrote = "You aren't making a fuss by asking. And again."},
    {.name = "message-team", .as = "night-desk", .route = {.kind = ROUTE_MESSAGE, .thread = 2, .number = 2}},
    {.name = "locked",
	.as = "slow-puncture",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 27, .number = 25},
	.keys = "c\x1b[F\r",
	.lines = "b\nc 25\n15\n"},
    {.name = "locked-member",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 38, .number = 12},
	.keys = "a",
	.lines = "a\n",
	.before = one_is_pinned_and_locked},
    {.name = "locked-answer",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 5, .thread = 38, .number = 11},
	.keys = "It worked for us.\ts",
	.lines = "It worked for us.\n.\ns\n",
	.before = one_is_pinned_and_locked},
    {.name = "pinned",
	.as = "kettle-on",
	.route = {.kind = ROUTE_BOARD, .board = 5},
	.before = one_is_pinned_and_locked},
    {.name = "choices-by-number",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 27, .number = 25},
	.keys = "c",
	.lines = "b\nc 3\nb\nb\na 2\n/keep\nc 99\n"},
    {.name = "tree", .as = "kettle-on", .route = {.kind = ROUTE_TREE, .thread = 38, .number = 5}, .is_wide = true},
    {.name = "tree-long", .as = "kettle-on", .route = {.kind = ROUTE_TREE, .thread = 27}, .lines = "g 9\n"},
    {.name = "kept-none", .as = "kettle-on", .route = {.kind = ROUTE_KEPT}},
    {.name = "kept", .as = "kettle-on", .route = {.kind = ROUTE_KEPT}, .before = some_are_kept},
    {.name = "kept-mark",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 65, .number = 2},
	.before = some_are_kept},
    {.name = "board-choices", .as = "kettle-on", .route = {.kind = ROUTE_BOARD_CHOICES, .board = 2}},
    {.name = "board-hidden",
	.as = "kettle-on",
	.route = {.kind = ROUTE_BOARD, .board = 2},
	.keys = "c\rc",
	.lines = "c\n1\nc\n"},
    {.name = "hidden-none", .as = "kettle-on", .route = {.kind = ROUTE_HIDDEN}},
    {.name = "hidden", .as = "kettle-on", .route = {.kind = ROUTE_HIDDEN}, .before = boards_are_hidden},
    {.name = "hidden-shown",
	.as = "kettle-on",
	.route = {.kind = ROUTE_HIDDEN},
	.keys = "\r",
	.lines = "1\n",
	.before = boards_are_hidden},
    {.name = "home-hidden", .as = "kettle-on", .route = {.kind = ROUTE_HOME}, .before = boards_are_hidden},
    {.name = "answer-old", .as = "kettle-on", .route = {.kind = ROUTE_WRITE, .board = 1, .thread = 1, .number = 1}},
    {.name = "change-late", .as = "kettle-on", .route = {.kind = ROUTE_WRITE, .board = 5, .thread = 38, .number = -12}},
    {.name = "message-guest", .route = {.kind = ROUTE_MESSAGE, .thread = 2, .number = 2}},
    {.name = "tell", .as = "kettle-on", .route = {.kind = ROUTE_TELL, .thread = 2, .number = 2}},
    {.name = "tell-words",
	.as = "kettle-on",
	.route = {.kind = ROUTE_TELL, .thread = 2, .number = 2},
	.keys = "\x1b[B\x1b[B\rShe was cross.",
	.lines = "3\nShe was cross.\n"},
    {.name = "tell-sent",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.keys = "t\x1b[B\x1b[B\r\ts",
	.lines = "t\n3\n.\ns\n"},
    {.name = "tell-leave",
	.as = "kettle-on",
	.route = {.kind = ROUTE_TELL, .thread = 2, .number = 2},
	.keys = "\x1b[B\x1b[B\rShe was cross.\t\x1b",
	.lines = "3\nShe was cross.\n/back\n"},
    {.name = "told-about",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.before = kettle_has_told},
    {.name = "worry", .as = "kettle-on", .route = {.kind = ROUTE_WORRY, .thread = 2, .number = 2}},
    {.name = "worry-guest", .route = {.kind = ROUTE_LOBBY}, .keys = "w", .lines = "w\n"},
    {.name = "worry-words", .route = {.kind = ROUTE_WORRY}, .keys = "d\ts", .lines = "d\n.\ns\n"},
    {.name = "told", .route = {.kind = ROUTE_WORRY}, .keys = "dMy neighbour.\ts", .lines = "d\nMy neighbour.\n.\ns\n"},
    {.name = "beside-you",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 1},
	.keys = "I want to die.\ts",
	.lines = "I want to die.\n.\ns\n"},
    {.name = "home-lead", .as = "kettle-on", .route = {.kind = ROUTE_HOME}, .before = desk_is_full},
    {.name = "desk", .as = "kettle-on", .route = {.kind = ROUTE_DESK}, .before = desk_is_full, .wrote = TOLD_WORDS},
    {.name = "desk-denied", .as = "borrowed-chair", .route = {.kind = ROUTE_DESK}, .before = desk_is_full},
    {.name = "case",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE, .number = 2},
	.before = desk_is_full,
	.keys = " ",
	.wrote = TOLD_WORDS},
    {.name = "case-acts",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE, .number = 1},
	.before = desk_is_full,
	.keys = "c",
	.lines = "c\n"},
    {.name = "case-mine",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE, .number = 2},
	.before = case_is_taken,
	.wrote = TOLD_WORDS},
    {.name = "case-acts-mine",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE_ACTS, .number = 2},
	.before = case_is_taken},
    {.name = "case-acts-message",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE_ACTS, .number = 2, .choice = CASE_PAGE_MESSAGE},
	.before = case_is_taken},
    {.name = "case-acts-writer",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE_ACTS, .number = 2, .choice = CASE_PAGE_WRITER},
	.before = case_is_taken},
    {.name = "case-acts-team",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE_ACTS, .number = 2, .choice = CASE_PAGE_TEAM},
	.before = case_is_taken},
    {.name = "case-acts-close",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE_ACTS, .number = 2, .choice = CASE_PAGE_CLOSE},
	.before = case_is_taken},
    {.name = "held",
	.as = "not-sure-yet",
	.route = {.kind = ROUTE_HELD, .number = 1},
	.before = newcomer_is_held,
	.wrote = HELD_WROTE},
    {.name = "held-back", /* taken back, it is a draft */
	.as = "not-sure-yet",
	.route = {.kind = ROUTE_HELD, .number = 1},
	.keys = "k",
	.lines = "k\n",
	.before = newcomer_is_held,
	.wrote = HELD_WROTE},
    {.name = "held-home",
	.as = "not-sure-yet",
	.route = {.kind = ROUTE_HOME},
	.before = newcomer_is_held,
	.wrote = HELD_WROTE},
    {.name = "held-conversation",
	.as = "not-sure-yet",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 3},
	.keys = "\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B",
	.lines = "\n\n\n",
	.before = newcomer_is_held,
	.wrote = HELD_WROTE},
    {.name = "held-gone",
	.as = "not-sure-yet",
	.route = {.kind = ROUTE_HELD, .number = 1},
	.before = held_is_sent_back,
	.wrote = HELD_WROTE},
    {.name = "held-notice",
	.as = "not-sure-yet",
	.route = {.kind = ROUTE_NOTICE, .number = 1},
	.before = held_is_sent_back,
	.wrote = HELD_WROTE " " LETTER_WORDS},
    {.name = "held-notice-live",
	.as = "not-sure-yet",
	.route = {.kind = ROUTE_NOTICE, .number = 2},
	.before = held_is_sent_back,
	.wrote = HELD_WROTE},
    {.name = "case-held",
	.as = "night-desk",
	.route = {.kind = ROUTE_CASE, .number = 1},
	.before = newcomer_is_held,
	.wrote = HELD_WROTE},
    {.name = "case-held-unknown",
	.as = "night-desk",
	.route = {.kind = ROUTE_CASE, .number = 2},
	.before = newcomer_is_held,
	.wrote = HELD_WROTE},
    {.name = "case-held-acts",
	.as = "night-desk",
	.route = {.kind = ROUTE_CASE_ACTS, .number = 1},
	.before = held_is_taken,
	.wrote = HELD_WROTE},
    {.name = "case-held-letter",
	.as = "night-desk",
	.route = {.kind = ROUTE_CASE_LETTER, .number = 1, .choice = CASE_SEND_BACK, .ground = GROUND_RULE_5},
	.before = held_is_taken,
	.wrote = HELD_WROTE},
    {.name = "desk-on-call", .as = "night-desk", .route = {.kind = ROUTE_DESK}, .before = red_calls},
    {.name = "desk-given", .as = "night-desk", .route = {.kind = ROUTE_DESK}, .before = case_is_given},
    {.name = "desk-filtered",
	.as = "night-desk",
	.route = {.kind = ROUTE_DESK, .choice = DESK_SHOW_MINE},
	.before = case_is_given},
    {.name = "desk-averse",
	.as = "night-desk",
	.route = {.kind = ROUTE_DESK},
	.before = case_is_given,
	.keys = "\r",
	.lines = "1\n"},
    {.name = "desk-choices", .as = "night-desk", .route = {.kind = ROUTE_DESK_CHOICES}, .before = case_is_given},
    {.name = "desk-topics", .as = "night-desk", .route = {.kind = ROUTE_DESK_TOPICS}, .before = case_is_given},
    {.name = "case-noted",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE, .number = 2},
	.before = case_is_given,
	.wrote = TOLD_WORDS " " NOTED_WORDS,
	.keys = "\x1b[F"},
    {.name = "case-given", .as = "kettle-on", .route = {.kind = ROUTE_CASE, .number = 1}, .before = case_is_given},
    {.name = "case-give", .as = "kettle-on", .route = {.kind = ROUTE_CASE_GIVE, .number = 2}, .before = case_is_taken},
    {.name = "case-note", .as = "kettle-on", .route = {.kind = ROUTE_CASE_NOTE, .number = 2}, .before = case_is_taken},
    {.name = "case-ground",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE_GROUND, .number = 2, .choice = CASE_HIDE},
	.before = case_is_taken},
    {.name = "case-letter",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE_LETTER, .number = 2, .choice = CASE_HIDE},
	.before = case_is_taken,
	.keys = "\ts",
	.lines = ".\ns\n"},
    {.name = "case-opinion",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE_OPINION, .number = 2},
	.before = case_is_taken},
    {.name = "case-second-asked",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CASE, .number = 2},
	.before = second_is_asked,
	.keys = "\x1b[F",
	.wrote = TOLD_WORDS " " OPINION_WORDS},
    {.name = "case-second-blind",
	.as = "night-desk",
	.route = {.kind = ROUTE_CASE, .number = 2},
	.before = second_is_asked,
	.keys = "\x1b[F",
	.wrote = TOLD_WORDS},
    {.name = "case-second-given",
	.as = "night-desk",
	.route = {.kind = ROUTE_CASE, .number = 2},
	.before = second_is_given,
	.keys = "\x1b[F",
	.wrote = TOLD_WORDS " " OPINION_WORDS},
    {.name = "case-second-acts",
	.as = "night-desk",
	.route = {.kind = ROUTE_CASE_ACTS, .number = 2},
	.before = second_is_asked},
    {.name = "home-paused", .as = "kettle-on", .route = {.kind = ROUTE_HOME}, .before = kettle_is_paused},
    {.name = "notice",
	.as = "kettle-on",
	.route = {.kind = ROUTE_NOTICE, .number = 2},
	.before = kettle_is_paused,
	.wrote = LETTER_WORDS},
    {.name = "appeal",
	.as = "kettle-on",
	.route = {.kind = ROUTE_NOTICE, .number = 2},
	.before = kettle_is_paused,
	.keys = "a\ts",
	.lines = "a\n.\ns\n",
	.wrote = LETTER_WORDS},
    {.name = "notice-appealed",
	.as = "kettle-on",
	.route = {.kind = ROUTE_NOTICE, .number = 2},
	.before = kettle_has_appealed,
	.wrote = LETTER_WORDS},
    {.name = "case-appeal",
	.as = "second-cup",
	.route = {.kind = ROUTE_CASE, .number = 2},
	.before = kettle_has_appealed,
	.wrote = APPEAL_WORDS},
    {.name = "case-appeal-acts",
	.as = "second-cup",
	.route = {.kind = ROUTE_CASE_ACTS, .number = 2},
	.before = kettle_has_appealed},
    {.name = "case-appeal-letter",
	.as = "second-cup",
	.route = {.kind = ROUTE_CASE_LETTER, .number = 2, .choice = CASE_CHANGE},
	.before = kettle_has_appealed},
    {.name = "case-appeal-decider",
	.as = "borrowed-chair",
	.route = {.kind = ROUTE_CASE, .number = 2},
	.before = kettle_has_appealed,
	.wrote = APPEAL_WORDS},
    {.name = "case-done",
	.as = "borrowed-chair",
	.route = {.kind = ROUTE_CASE, .number = 1},
	.before = kettle_was_right,
	.keys = " "},
    {.name = "notice-changed",
	.as = "kettle-on",
	.route = {.kind = ROUTE_NOTICE, .number = 4},
	.before = kettle_was_right,
	.wrote = LETTER_WORDS},
    {.name = "notice-decider",
	.as = "borrowed-chair",
	.route = {.kind = ROUTE_NOTICE, .number = 5},
	.before = kettle_was_right},
    {.name = "desk-empty", .as = "kettle-on", .route = {.kind = ROUTE_DESK}, .before = desk_is_empty},
    {.name = "paused-answer",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 1},
	.before = kettle_is_paused,
	.keys = "a",
	.lines = "a\n"},
    {.name = "home-private",
	.as = "kettle-on",
	.route = {.kind = ROUTE_HOME},
	.before = kettle_writes_privately,
	.wrote = PRIVATE_WROTE},
    {.name = "home-asked",
	.as = "kettle-on",
	.route = {.kind = ROUTE_HOME},
	.before = kettle_is_asked,
	.wrote = PRIVATE_WROTE},
    {.name = "privates-none", .as = "kettle-on", .route = {.kind = ROUTE_PRIVATES}, .before = privates_are_on},
    {.name = "privates-off", .as = "kettle-on", .route = {.kind = ROUTE_PRIVATES}},
    {.name = "privates",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATES},
	.before = kettle_writes_privately,
	.wrote = PRIVATE_WROTE},
    {.name = "private-asked",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 1},
	.before = kettle_is_asked,
	.wrote = PRIVATE_WROTE},
    {.name = "private-yes",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 1},
	.before = kettle_is_asked,
	.keys = "d",
	.lines = "d\n",
	.wrote = PRIVATE_WROTE},
    {.name = "private-waits",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 2},
	.before = kettle_is_asked,
	.wrote = PRIVATE_WROTE},
    {.name = "private-withdrawn",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 2},
	.before = kettle_took_one_down},
    {.name = "private",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 1},
	.before = kettle_writes_privately,
	.wrote = PRIVATE_WROTE},
    {.name = "private-refused",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 3},
	.before = kettle_writes_privately,
	.wrote = PRIVATE_WROTE},
    {.name = "private-refuser",
	.as = "night-desk",
	.route = {.kind = ROUTE_PRIVATE, .thread = 3},
	.before = kettle_writes_privately,
	.wrote = PRIVATE_WROTE},
    {.name = "private-gone",
	.as = "plain-flour",
	.route = {.kind = ROUTE_PRIVATE, .thread = 1},
	.before = kettle_writes_privately},
    {.name = "private-choices-asked",
	.wrote = PRIVATE_WROTE,
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 1},
	.before = kettle_is_asked,
	.keys = "c",
	.lines = "c 1\n"},
    {.name = "private-choices",
	.wrote = PRIVATE_WROTE,
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 1},
	.before = kettle_writes_privately,
	.keys = "c",
	.lines = "c 1\n"},
    {.name = "private-block",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 1},
	.before = kettle_writes_privately,
	.keys = "c\x1b[F\x1b[A\r\x1b[B",
	.lines = "c 1\n5\n",
	.wrote = PRIVATE_WROTE},
    {.name = "private-blocked",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 1},
	.before = kettle_blocks_privately,
	.wrote = PRIVATE_WROTE},
    {.name = "privates-blocked",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATES},
	.before = kettle_blocks_privately,
	.wrote = PRIVATE_WROTE},
    {.name = "private-unblock",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 1},
	.before = kettle_blocks_privately,
	.keys = "c\x1b[F\x1b[A\r",
	.lines = "c 1\n4\n",
	.wrote = PRIVATE_WROTE},
    {.name = "private-withdraw",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE, .thread = 2},
	.before = kettle_is_asked,
	.keys = "c\r\x1b[B\r",
	.lines = "c 1\n1\n2\n",
	.wrote = PRIVATE_WROTE},
    {.name = "private-end",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE_MENU, .thread = 1},
	.before = kettle_writes_privately,
	.keys = "\x1b[F\r\x1b[B"},
    {.name = "private-write",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE_WRITE, .number = 5},
	.before = privates_are_on,
	.keys = "Hello there.\t",
	.lines = "Hello there.\n.\n"},
    {.name = "private-sent",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE_WRITE, .number = 5},
	.before = privates_are_on,
	.keys = "Hello there.\ts",
	.lines = "Hello there.\n.\ns\n"},
    {.name = "private-dark",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE_WRITE, .number = 5},
	.before = privates_are_on,
	.keys = "I want to die.\ts",
	.lines = "I want to die.\n.\ns\n"},
    {.name = "private-unsent",
	.as = "kettle-on",
	.route = {.kind = ROUTE_PRIVATE_WRITE, .number = 5},
	.before = privates_are_switched_off,
	.keys = "Hello there.\ts",
	.lines = "Hello there.\n.\ns\n"},
    {.name = "private-tell",
	.as = "kettle-on",
	.route = {.kind = ROUTE_TELL, .number = 5},
	.before = kettle_writes_privately},
    {.name = "private-worry",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WORRY, .number = 5},
	.before = kettle_writes_privately},
    {.name = "private-desk", .as = "night-desk", .route = {.kind = ROUTE_DESK}, .before = one_private_is_told},
    {.name = "private-case",
	.as = "night-desk",
	.route = {.kind = ROUTE_CASE, .number = 1},
	.before = one_private_is_told,
	.wrote = PRIVATE_WROTE},
    {.name = "private-case-acts",
	.as = "night-desk",
	.route = {.kind = ROUTE_CASE_ACTS, .number = 1},
	.before = one_private_is_told},
    {.name = "private-member",
	.as = "kettle-on",
	.route = {.kind = ROUTE_MEMBER, .number = 2},
	.before = privates_are_on},
    {.name = "private-message",
	.as = "kettle-on",
	.route = {.kind = ROUTE_MESSAGE, .thread = 2, .number = 2},
	.before = privates_are_on},
    {.name = "private-switch", .as = "night-desk", .route = {.kind = ROUTE_DOOR}, .keys = "\x1b[F\r", .lines = "6\n"},
    {.name = "break", .as = "kettle-on", .route = {.kind = ROUTE_BREAK}},
    {.name = "on-break", .as = "kettle-on", .route = {.kind = ROUTE_ON_BREAK}, .before = kettle_takes_a_week},
    {.name = "on-break-open", .as = "kettle-on", .route = {.kind = ROUTE_ON_BREAK}, .before = kettle_takes_a_while},
    {.name = "on-break-back",
	.as = "kettle-on",
	.route = {.kind = ROUTE_ON_BREAK},
	.before = kettle_takes_a_week,
	.keys = "\r",
	.lines = "1\n"},
    {.name = "start",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1},
	.keys = "The stairs\tShe counts them.\t\x1b[C\x1b[C\x1b[C\t",
	.lines = "The stairs\nShe counts them.\n.\n4\n"},
    {.name = "start-choices",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1},
	.before = choices_are_made,
	.lines = "\n.\n\nl\nm\n",
	.wrote = CHOICES_TITLE " " CHOICES_BODY},
    {.name = "labels",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1},
	.before = choices_are_made,
	.keys = "\t\tc\r\x1b[B\r\x1b[B\x1b[B\r",
	.lines = "\n.\n\nc\n1\n2\n3\nb\n",
	.wrote = CHOICES_TITLE " " CHOICES_BODY},
    {.name = "labels-answer",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 1},
	.keys = "\tc\r\r\x1b[B\r\x1b[B\r\x1b",
	.lines = ".\nc\n1\n1\n2\n2\nb\n"},
    {.name = "label-name",
	.as = "kettle-on",
	.route = {.kind = ROUTE_LABEL_PICK, .board = 1, .choice = LABEL_NAME},
	.before = choices_are_made},
    {.name = "labels-loss", .as = "kettle-on", .route = {.kind = ROUTE_LABELS, .board = LOSS_BOARD}},
    {.name = "label-note",
	.as = "kettle-on",
	.route = {.kind = ROUTE_LABEL_PICK, .board = 1},
	.before = choices_are_made},
    {.name = "label-tags",
	.as = "kettle-on",
	.route = {.kind = ROUTE_LABEL_PICK, .board = 1, .choice = LABEL_TAGS + TAG_KIND_SITUATION},
	.before = choices_are_made,
	.keys = "\r\x1b[B\r",
	.lines = "1\n2\n"},
    {.name = "label-tags-full",
	.as = "kettle-on",
	.route = {.kind = ROUTE_LABEL_PICK, .board = 1, .choice = LABEL_TAGS + TAG_KIND_TOPIC},
	.before = tags_are_full,
	.keys = "\r",
	.lines = "1\n"},
    {.name = "prompts", .as = "kettle-on", .route = {.kind = ROUTE_PROMPTS, .board = 1}},
    {.name = "prompt-chosen",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1},
	.keys = "Cross\t\t\ti\x1b[B\x1b[B\x1b[B\rVery.",
	.lines = "Cross\n.\n\ni\n4\n\nVery.\n.\n\nl\n"},
    {.name = "sleep",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.keys = "aMy sister never comes.\tm",
	.lines = "b\na 2\nMy sister never comes.\n.\nm\n"},
    {.name = "sleep-empty",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 1},
	.keys = "\tm",
	.lines = ".\nm\n"},
    {.name = "sleep-dark",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 1},
	.keys = "I want to die.\tm",
	.lines = "I want to die.\n.\nm\n"},
    {.name = "sleep-dark-back",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 1},
	.keys = "I want to die.\tmd",
	.lines = "I want to die.\n.\nm\n\n\n\nd\n"},
    {.name = "start-similar",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1},
	.before = title_is_known,
	.wrote = KNOWN_TITLE},
    {.name = "similar",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1},
	.before = title_is_known,
	.keys = "\t\tf",
	.lines = "\n.\n\nf\n",
	.wrote = KNOWN_TITLE},
    {.name = "guard",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.keys = "a" GUARDED "\ts",
	.lines = "b\na 2\n" GUARDED "\n.\ns\n",
	.wrote = GUARDED " " GUARDED_INSTEAD},
    {.name = "guard-changed",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.keys = "a" GUARDED "\ts\r",
	.lines = "b\na 2\n" GUARDED "\n.\ns\n1\n",
	.wrote = GUARDED " " GUARDED_INSTEAD},
    {.name = "guard-all",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.keys = "a" GUARDED "\ts\x1b[B\x1b[B\r",
	.lines = "b\na 2\n" GUARDED "\n.\ns\n3\n",
	.wrote = GUARDED " " GUARDED_INSTEAD},
    {.name = "guard-as-is",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.keys = "a" GUARDED "\ts\x1b[B\x1b[B\x1b[B\r",
	.lines = "b\na 2\n" GUARDED "\n.\ns\n4\n",
	.wrote = GUARDED " " GUARDED_INSTEAD},
    {.name = "guard-back",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.keys = "a" GUARDED "\ts\x1b[B\x1b[B\x1b[B\x1b[B\r",
	.lines = "b\na 2\n" GUARDED "\n.\ns\n5\nl\n",
	.wrote = GUARDED " " GUARDED_INSTEAD},
    {.name = "guard-once", /* what was sent as it is, and could not be sent, is not asked for again */
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 5, .thread = 38, .number = 11},
	.before = one_is_pinned_and_locked,
	.keys = GUARDED "\ts\x1b[B\x1b[B\x1b[B\rs",
	.lines = GUARDED "\n.\ns\n4\ns\n",
	.wrote = GUARDED " " GUARDED_INSTEAD},
    {.name = "guard-again", /* but what is new is */
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 5, .thread = 38, .number = 11},
	.before = one_is_pinned_and_locked,
	.keys = GUARDED "\ts\x1b[B\x1b[B\x1b[B\r\t My dad Harold fell, too.\ts",
	.lines = GUARDED "\n.\ns\n4\ne\nMy dad Harold fell, too.\n.\ns\n",
	.wrote = GUARDED " " GUARDED_INSTEAD " My dad"},
    {.name = "guard-unkept", /* where no draft can be kept, the form says it, once */
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 2},
	.before = there_are_fifty_drafts,
	.keys = GUARDED "\ts",
	.lines = GUARDED "\n.\ns\n",
	.wrote = GUARDED " " GUARDED_INSTEAD},
    {.name = "guard-unkept-sent",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 2},
	.before = there_are_fifty_drafts,
	.keys = GUARDED "\ts\ts",
	.lines = GUARDED "\n.\ns\ns\n",
	.wrote = GUARDED " " GUARDED_INSTEAD},
    {.name = "guard-dark", /* despair is never held up, whatever is in it */
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 1},
	.keys = GUARDED " I want to die.\ts",
	.lines = GUARDED " I want to die.\n.\ns\n"},
    {.name = "home-asleep",
	.as = "kettle-on",
	.route = {.kind = ROUTE_HOME},
	.before = words_sleep,
	.keys = DOWN_TO_DRAFTS,
	.lines = "\n",
	.wrote = CHOICES_TITLE},
    {.name = "home-woken",
	.as = "kettle-on",
	.route = {.kind = ROUTE_HOME},
	.before = words_have_slept,
	.keys = DOWN_TO_DRAFTS,
	.lines = "\n",
	.wrote = CHOICES_TITLE},
    {.name = "conversation-asked",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = ASKED_THREAD},
	.before = somebody_asks,
	.wrote = CHOICES_TITLE " " CHOICES_BODY},
    {.name = "answer-asked",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = ASKED_THREAD, .number = 1},
	.before = somebody_asks,
	.wrote = CHOICES_TITLE " " CHOICES_BODY},
    {.name = "answer-next",
	.as = "borrowed-chair",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = ASKED_THREAD, .is_next = true},
	.before = somebody_asks,
	.wrote = CHOICES_TITLE " " CHOICES_BODY},
    {.name = "hello", .as = "kettle-on", .route = {.kind = ROUTE_WRITE, .board = 1, .is_hello = true}},
    {.name = "answer",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 1},
	.keys = "Yes, ours too.\to"},
    {.name = "answer-told", /* what they told the team about is not given back by Quote them */
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 2},
	.before = kettle_has_told,
	.keys = "I saw.\to",
	.lines = "I saw.\n.\no\nl\n"},
    {.name = "discard",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 1},
	.keys = "Yes.\tz",
	.lines = "Yes.\n.\nz\n"},
};

static void
scene_reset(const struct scene *scene)
{
	struct forum forum;

	stage_reset(&stage);
	if (!scene->before)
		return;
	assert_int_equal(forum_open(stage.data, &stage.config, &forum), ERR_OK);
	scene->before(&forum);
	forum_close(&forum);
}

static struct part
scene_part(const struct scene *scene, bool is_plain)
{
	return (struct part){.as = scene->as,
	    .route = scene->route,
	    .is_plain = is_plain,
	    .is_unproven = scene->is_unproven};
}

/* What the scene shows after its keys; owned. */
static char *
look_full(const struct scene *scene, int cols, int rows)
{
	struct part part = scene_part(scene, false);
	struct performance performance = {.stage = &stage, .part = &part};
	struct vt *vt = vt_open(cols, rows);
	char *text;

	scene_reset(scene);
	stage_perform(&performance, vt);
	if (scene->keys)
		vt_type(vt, scene->keys);
	text = vt_text(vt);
	assert_string_equal(vt_strange(vt), "");
	vt_close(vt);
	return text;
}

static char *
look_plain(const struct scene *scene)
{
	struct part part = scene_part(scene, true);
	struct performance performance = {.stage = &stage, .part = &part};
	struct vt *vt = vt_open(80, 24);
	const char *written;
	size_t bytes;
	char *text;

	scene_reset(scene);
	stage_perform(&performance, vt);
	if (scene->lines)
		vt_type(vt, scene->lines);
	written = vt_written(vt, &bytes);
	text = mem_copy_bytes(written, bytes);
	assert_null(strchr(text, 0x1b));
	vt_close(vt);
	return text;
}

static void
check_full(const struct scene *scene, int cols, int rows)
{
	char *name = mem_format("screens/%s-%dx%d", scene->name, cols, rows), *text = look_full(scene, cols, rows);

	golden_check(name, text);
	free(text);
	free(name);
}

static void
check_plain(const struct scene *scene)
{
	char *name = mem_format("screens/%s-plain", scene->name), *text = look_plain(scene);

	golden_check(name, text);
	free(text);
	free(name);
}

static void
test_every_screen_in_full(void **unused)
{
	(void)unused;
	for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++) {
		check_full(&scenes[k], 80, 24);
		check_full(&scenes[k], 40, 12);
		if (scenes[k].is_wide)
			check_full(&scenes[k], 132, 43);
	}
}

static void
test_every_screen_in_plain(void **unused)
{
	(void)unused;
	for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++)
		check_plain(&scenes[k]);
}

/* What stands in a scene as somebody wrote it; owned. */
static char *
scene_written(const struct scene *scene)
{
	return mem_format("%s\n%s\n%s", scene->keys ? scene->keys : "", scene->lines ? scene->lines : "",
	    scene->wrote ? scene->wrote : "");
}

static int
check_words_in_full(const struct scene *scene, int rows, const char *written)
{
	char *text = look_full(scene, 80, rows);
	int findings = pseudo_check_screen(scene->name, text, written) + pseudo_check_ways(scene->name, text);

	free(text);
	return findings;
}

static int
check_words(const struct scene *scene)
{
	char *written = scene_written(scene), *narrow = look_full(scene, 40, 12), *plain = look_plain(scene);
	int findings = check_words_in_full(scene, 24, written);

	findings += check_words_in_full(scene, WINDOW_MAX_ROWS, written); /* where little goes on below */
	findings += pseudo_check_ways(scene->name, narrow);
	findings += pseudo_check_lines(scene->name, plain, written);
	free(plain);
	free(narrow);
	free(written);
	return findings;
}

/* In a language where every sentence is longer: nothing is cut, nothing is left in English. */
static void
test_every_screen_is_translated_and_whole(void **unused)
{
	int findings = 0;

	(void)unused;
	pseudo_use();
	for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++)
		findings += check_words(&scenes[k]);
	words_use("en");
	assert_int_equal(findings, 0);
}

/* The letters of plain mode are its own. */
static void
check_keys(const struct view *view)
{
	for (size_t a = 0; a < view->offer_count; a++) {
		uint32_t key = stage.keymap.keys[view->offers[a].action];

		assert_true(key != 'r' && key != 'l' && key != 'p');
		for (size_t b = a + 1; b < view->offer_count; b++)
			if (stage.keymap.keys[view->offers[b].action] == key)
				fail_msg("%s: %s and %s share a key", view->screen, view->offers[a].label,
				    view->offers[b].label);
	}
}

static void
test_every_screen_has_a_way_to_help_and_out(void **unused)
{
	(void)unused;
	stage_reset(&stage);
	for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++) {
		struct part part = scene_part(&scenes[k], false);
		struct view view;

		stage_view(&stage, &part, &view);
		check_keys(&view);
		assert_true(view_offers(&view, ACTION_PEOPLE));
		assert_true(view_offers(&view, ACTION_HELP));
		assert_true(view_offers(&view, ACTION_LEAVE));
		assert_true(view_offers(&view, ACTION_VANISH));
		assert_true(*view.title);
		view_clear(&view);
	}
}

static int
set_up(void **unused)
{
	(void)unused;
	words_init();
	words_use("en");
	return stage_open(&stage);
}

static int
tear_down(void **unused)
{
	(void)unused;
	return stage_close(&stage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_screen_in_full),
	    cmocka_unit_test(test_every_screen_in_plain),
	    cmocka_unit_test(test_every_screen_is_translated_and_whole),
	    cmocka_unit_test(test_every_screen_has_a_way_to_help_and_out),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
