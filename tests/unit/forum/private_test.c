/*
 * Private messages: asked for and let in, bounded, kept back from who blocked without anybody noticing, told of one at
 * a time.
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
#include "base/str.h"
#include "forum/account.h"
#include "forum/break.h"
#include "forum/conversation.h"
#include "forum/desk.h"
#include "forum/limit.h"
#include "forum/moderation.h"
#include "forum/nudge.h"
#include "forum/private.h"
#include "forum/report.h"
#include "forum/writing.h"
#include "store/members.h"
#include "store/nudges.h"

enum { DAY = 86400 };

/* Ann, Bob and a moderator have been here for a month. */
struct story {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, mod;
};

static struct story
begin(void **state, bool is_on)
{
	struct data *data = *state;
	struct story s = {.data = data, .forum = &data->forum};

	clock_pin(DATA_NOON - 30 * DAY);
	s.ann = data_member(data, "ann", ACTOR_MEMBER);
	s.bob = data_member(data, "bob", ACTOR_MEMBER);
	s.mod = data_member(data, "mod", ACTOR_MODERATOR);
	clock_pin(DATA_NOON);
	data->config.limits_new_gap_s = 0;
	if (is_on)
		assert_int_equal(private_switch(&data->forum, NULL, true), ERR_OK);
	return s;
}

static enum err
write_to(struct story *s, const struct actor *who, const struct actor *whom, const char *body)
{
	int64_t id;

	return private_write(s->forum, who, whom->member, body, &id);
}

static void
block(struct story *s, const struct actor *who, const struct actor *whom)
{
	char *sql = mem_format("INSERT INTO block (member, other, at) VALUES (%lld, %lld, 0)", (long long)who->member,
	    (long long)whom->member);

	assert_int_equal(db_begin(s->forum->db), ERR_OK);
	assert_int_equal(db_end(s->forum->db, db_script(s->forum->db, sql)), ERR_OK);
	free(sql);
}

/* What they have with each other, as `who` sees it. */
static void
get(struct story *s, const struct actor *who, const struct actor *whom, struct private_thread *out)
{
	int64_t id = 0;

	assert_int_equal(private_find_with(s->forum, who, whom->member, &id), ERR_OK);
	assert_int_equal(private_get(s->forum, who, id, out), ERR_OK);
}

static size_t
count_news(struct story *s, const struct actor *who)
{
	struct private_thread_list list = {0};
	size_t count;

	assert_int_equal(private_list_news(s->forum, who, &list), ERR_OK);
	count = list.count;
	private_thread_list_clear(&list);
	return count;
}

/* Every message that `who` can see of it, one a line, with its state; owned. */
static char *
read_all(struct story *s, const struct actor *who, const struct actor *whom)
{
	struct private_thread thread = {0};
	struct private_message_list list = {0};
	struct str out;
	bool more;

	str_init(&out);
	get(s, who, whom, &thread);
	assert_int_equal(private_messages(s->forum, who, &thread, INT64_MAX, &list, &more), ERR_OK);
	for (size_t k = 0; k < list.count; k++)
		str_add_format(&out, "%s %s %s\n", list.rows[k].author == who->member ? "me" : "they",
		    list.rows[k].state, list.rows[k].body);
	private_message_list_clear(&list);
	private_thread_clear(&thread);
	return str_take(&out);
}

static void
assert_reads(struct story *s, const struct actor *who, const struct actor *whom, const char *expected)
{
	char *text = read_all(s, who, whom);

	assert_string_equal(text, expected);
	free(text);
}

static void
off_means_not_there(void **state)
{
	struct story s = begin(state, false);
	struct private_thread_list list = {0};

	assert_false(private_is_on(s.forum));
	assert_false(private_has_place(s.forum, &s.ann));
	assert_false(private_may_offer(s.forum, &s.ann, s.bob.member));
	assert_int_equal(private_check(s.forum, &s.ann, s.bob.member), ERR_LOCKED);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_LOCKED);
	assert_int_equal(private_list(s.forum, &s.ann, INT64_MAX, &list), ERR_LOCKED);
	assert_int_equal(private_accept(s.forum, &s.ann, 1), ERR_LOCKED);

	assert_int_equal(private_switch(s.forum, &s.ann, true), ERR_DENIED);
	assert_int_equal(private_switch(s.forum, &s.mod, true), ERR_OK);
	assert_true(private_is_on(s.forum));
	assert_true(private_has_place(s.forum, &s.ann));
	assert_true(private_may_offer(s.forum, &s.ann, s.bob.member));
	assert_false(private_may_offer(s.forum, &s.ann, s.ann.member));
	assert_false(private_may_offer(s.forum, &s.ann, 0));
	assert_false(private_may_offer(s.forum, &(struct actor){0}, s.bob.member));
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM audit WHERE action = 'private' AND code = 'on'"), 1);
}

static void
one_asks_and_the_other_says_yes(void **state)
{
	struct story s = begin(state, true);
	struct private_thread mine = {0}, theirs = {0};

	assert_int_equal(private_check(s.forum, &s.ann, s.bob.member), ERR_OK);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, " Hello Bob\n"), ERR_OK);
	assert_int_equal(private_check(s.forum, &s.ann, s.bob.member), ERR_TAKEN);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Are you there?"), ERR_TAKEN);
	get(&s, &s.ann, &s.bob, &mine);
	get(&s, &s.bob, &s.ann, &theirs);
	assert_string_equal(mine.state, "asked");
	assert_true(mine.is_asker);
	assert_false(theirs.is_asker);
	assert_string_equal(theirs.with_name, "ann");
	assert_int_equal(theirs.unread, 1);
	assert_int_equal(count_news(&s, &s.ann), 0);
	assert_int_equal(count_news(&s, &s.bob), 1);
	assert_int_equal(private_accept(s.forum, &s.ann, mine.id), ERR_NOT_FOUND); /* nobody says yes to themselves */
	assert_int_equal(private_accept(s.forum, &s.mod, mine.id), ERR_NOT_FOUND);

	assert_int_equal(private_accept(s.forum, &s.bob, theirs.id), ERR_OK);
	assert_int_equal(private_accept(s.forum, &s.bob, theirs.id), ERR_OK); /* from two windows at once */
	private_mark_read(s.forum, &s.bob, &theirs, theirs.last_message);
	assert_int_equal(count_news(&s, &s.bob), 0);
	assert_int_equal(count_news(&s, &s.ann), 1); /* the yes */
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Good"), ERR_OK);
	assert_int_equal(count_news(&s, &s.ann), 0); /* who writes has seen it */
	assert_int_equal(write_to(&s, &s.bob, &s.ann, "Hello Ann"), ERR_OK);
	assert_reads(&s, &s.ann, &s.bob, "me live Hello Bob\nme live Good\nthey live Hello Ann\n");
	assert_reads(&s, &s.bob, &s.ann, "they live Hello Bob\nthey live Good\nme live Hello Ann\n");
	private_thread_clear(&mine);
	private_thread_clear(&theirs);
}

static void
asking_each_other_makes_one(void **state)
{
	struct story s = begin(state, true);
	struct private_thread row = {0};

	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello Bob"), ERR_OK);
	assert_int_equal(write_to(&s, &s.bob, &s.ann, "Hello Ann"), ERR_OK); /* it was typed before that one came */
	get(&s, &s.ann, &s.bob, &row);
	assert_string_equal(row.state, "open");
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM private_thread"), 1);
	private_thread_clear(&row);
}

static void
a_no_is_kept_to(void **state)
{
	struct story s = begin(state, true);
	struct private_thread row = {0};

	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_OK);
	get(&s, &s.bob, &s.ann, &row);
	assert_int_equal(private_end(s.forum, &s.ann, row.id), ERR_NOT_FOUND); /* the answer is not the asker's */
	assert_int_equal(private_end(s.forum, &s.mod, row.id), ERR_NOT_FOUND);
	assert_int_equal(private_end(s.forum, &s.bob, row.id), ERR_OK);
	assert_int_equal(private_end(s.forum, &s.bob, row.id), ERR_OK);
	private_thread_clear(&row);
	get(&s, &s.ann, &s.bob, &row);
	assert_string_equal(row.state, "refused");
	assert_true(row.has_news);
	assert_int_equal(row.unread, 0);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Please"), ERR_LATE);
	assert_int_equal(private_accept(s.forum, &s.bob, row.id), ERR_NOT_FOUND);
	assert_int_equal(write_to(&s, &s.bob, &s.ann, "I thought again"), ERR_OK);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Thank you"), ERR_OK);
	assert_int_equal(private_end(s.forum, &s.ann, row.id), ERR_OK);
	private_thread_clear(&row);
	get(&s, &s.bob, &s.ann, &row);
	assert_string_equal(row.state, "ended");
	assert_int_equal(write_to(&s, &s.bob, &s.ann, "Oh"), ERR_LATE);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Sorry"), ERR_OK);
	private_thread_clear(&row);
}

/* Everything that `who` could learn of it, as one text; owned. */
static char *
look_at(struct story *s, const struct actor *who, const struct actor *whom)
{
	struct private_thread row = {0};
	char *text = read_all(s, who, whom), *out;

	get(s, who, whom, &row);
	out = mem_format("%s|%lld|%d|%d|%lld|%s|%s|%lld|%s", row.state, (long long)row.ended_by, row.is_blocked,
	    row.has_news, (long long)row.unread, row.last_body, row.last_state, (long long)row.last_at, text);
	private_thread_clear(&row);
	free(text);
	return out;
}

static void
who_is_blocked_sees_no_difference(void **state)
{
	struct story s = begin(state, true);
	struct actor cat;
	char *to_bob, *to_cat;

	clock_pin(DATA_NOON - 30 * DAY);
	cat = data_member(s.data, "cat", ACTOR_MEMBER);
	clock_pin(DATA_NOON);
	block(&s, &s.bob, &s.ann);
	assert_int_equal(private_check(s.forum, &s.ann, s.bob.member), ERR_OK);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_OK);
	assert_int_equal(write_to(&s, &s.ann, &cat, "Hello"), ERR_OK);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello?"), ERR_TAKEN);
	assert_int_equal(write_to(&s, &s.ann, &cat, "Hello?"), ERR_TAKEN);
	to_bob = look_at(&s, &s.ann, &s.bob);
	to_cat = look_at(&s, &s.ann, &cat);
	assert_string_equal(to_bob, to_cat);
	free(to_bob);
	free(to_cat);
}

static void
who_blocked_hears_nothing(void **state)
{
	struct story s = begin(state, true);
	struct private_thread_list list = {0};
	int64_t id = 0;

	block(&s, &s.bob, &s.ann);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_OK);
	assert_int_equal(private_find_with(s.forum, &s.bob, s.ann.member, &id), ERR_NOT_FOUND);
	assert_int_equal(private_list(s.forum, &s.bob, INT64_MAX, &list), ERR_OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(count_news(&s, &s.bob), 0);
	assert_int_equal(private_find_with(s.forum, &s.ann, s.bob.member, &id), ERR_OK);
	assert_int_equal(private_accept(s.forum, &s.bob, id), ERR_NOT_FOUND);  /* guessing its number helps nobody */
	assert_int_equal(write_to(&s, &s.bob, &s.ann, "Hello"), ERR_RESERVED); /* unblock first */
}

/* Just now, between two messages. */
static void
what_comes_after_a_block_is_kept_back(void **state)
{
	struct story s = begin(state, true);
	struct private_thread row = {0};

	assert_int_equal(write_to(&s, &s.ann, &s.bob, "One"), ERR_OK);
	assert_int_equal(write_to(&s, &s.bob, &s.ann, "Two"), ERR_OK);
	block(&s, &s.bob, &s.ann);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Three"), ERR_OK);
	assert_reads(&s, &s.ann, &s.bob, "me live One\nthey live Two\nme live Three\n");
	assert_reads(&s, &s.bob, &s.ann, "they live One\nme live Two\n");
	get(&s, &s.bob, &s.ann, &row);
	assert_string_equal(row.last_body, "Two");
	assert_true(row.is_blocked);
	assert_int_equal(row.unread, 0);
	assert_false(row.has_news);
	private_thread_clear(&row);
	get(&s, &s.ann, &s.bob, &row);
	assert_string_equal(row.last_body, "Three");
	assert_false(row.is_blocked);
	private_thread_clear(&row);
}

/* A request that came before the block is out of sight after it. */
static void
a_blocked_request_is_out_of_sight(void **state)
{
	struct story s = begin(state, true);
	struct private_thread_list list = {0};

	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_OK);
	block(&s, &s.bob, &s.ann);
	assert_int_equal(count_news(&s, &s.bob), 0);
	assert_int_equal(private_list(s.forum, &s.bob, INT64_MAX, &list), ERR_OK);
	assert_int_equal(list.count, 0);
}

static void
set_member(struct story *s, const char *what, const struct actor *whom)
{
	char *sql = mem_format("UPDATE member SET %s WHERE id = %lld", what, (long long)whom->member);

	assert_int_equal(db_begin(s->forum->db), ERR_OK);
	assert_int_equal(db_end(s->forum->db, db_script(s->forum->db, sql)), ERR_OK);
	free(sql);
}

/* Closed, paused, leaving, gone, new: one answer, and the same to who was blocked. */
static void
out_of_reach_says_no_more(void **state)
{
	static const char *const ways[][2] = {
	    {"is_closed = 1", "is_closed = 0"},
	    {"paused_until = 1795500000", "paused_until = 0"},
	    {"leaving_at = 1", "leaving_at = 0"},
	    {"gone_at = 1", "gone_at = 0"},
	    {"joined_at = 1795435200", "joined_at = 1"},
	    {"role = 'waiting'", "role = 'member'"},
	};
	struct story s = begin(state, true);

	for (int blocked = 0; blocked < 2; blocked++) {
		for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
			set_member(&s, ways[k][0], &s.bob);
			assert_int_equal(private_check(s.forum, &s.ann, s.bob.member), ERR_NOT_FOUND);
			assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_NOT_FOUND);
			set_member(&s, ways[k][1], &s.bob);
		}
		if (!blocked)
			block(&s, &s.bob, &s.ann);
	}
	assert_int_equal(private_check(s.forum, &s.ann, s.ann.member), ERR_NOT_FOUND);
	assert_int_equal(private_check(s.forum, &s.ann, 999), ERR_NOT_FOUND);
	assert_int_equal(private_check(s.forum, &s.ann, -1), ERR_NOT_FOUND);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM private_thread"), 0);
}

static void
on_a_break_it_waits(void **state)
{
	struct story s = begin(state, true);

	assert_int_equal(break_take(s.forum, &s.bob, BREAK_OPEN), ERR_OK);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_OK);
	assert_int_equal(count_news(&s, &s.bob), 1);
}

static void
not_in_the_first_days_and_not_while_paused(void **state)
{
	struct story s = begin(state, true);
	struct actor dan = data_member(s.data, "dan", ACTOR_MEMBER); /* made by the operator, today */

	assert_false(private_has_place(s.forum, &dan));
	assert_false(private_may_offer(s.forum, &dan, s.bob.member));
	assert_int_equal(write_to(&s, &dan, &s.bob, "Hello"), ERR_DENIED);
	clock_advance_ms(1000LL * PRIVATE_AFTER_S);
	assert_int_equal(write_to(&s, &dan, &s.bob, "Hello"), ERR_OK);
	set_member(&s, "paused_until = 1800000000", &dan);
	set_member(&s, "paused_until = 1800000000", &s.ann);
	assert_int_equal(write_to(&s, &dan, &s.ann, "Hello"), ERR_DENIED);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_DENIED);
	assert_true(private_has_place(s.forum, &dan)); /* what they have they can read */
	assert_false(private_has_place(s.forum, &s.ann));
	set_member(&s, "is_closed = 1", &dan);
	assert_int_equal(write_to(&s, &dan, &s.bob, "Hello"), ERR_CLOSED);
}

static void
five_new_ones_a_day(void **state)
{
	struct story s = begin(state, true);
	struct actor others[PRIVATE_ASKS_A_DAY + 1];

	clock_pin(DATA_NOON - 30 * DAY);
	for (int k = 0; k <= PRIVATE_ASKS_A_DAY; k++) {
		char *name = mem_format("other-%d", k);

		others[k] = data_member(s.data, name, ACTOR_MEMBER);
		free(name);
	}
	clock_pin(DATA_NOON);
	block(&s, &others[0], &s.ann); /* counts like any other */
	for (int k = 0; k < PRIVATE_ASKS_A_DAY; k++)
		assert_int_equal(write_to(&s, &s.ann, &others[k], "Hello"), ERR_OK);
	assert_int_equal(private_check(s.forum, &s.ann, others[PRIVATE_ASKS_A_DAY].member), ERR_RATE);
	assert_int_equal(write_to(&s, &s.ann, &others[PRIVATE_ASKS_A_DAY], "Hello"), ERR_RATE);
	assert_int_equal(limit_private_wait_s(s.forum, &s.ann), 0);
	clock_pin(DATA_NOON - 2 * DAY); /* and a clock that is set back locks nobody out */
	assert_int_equal(private_check(s.forum, &s.ann, others[PRIVATE_ASKS_A_DAY].member), ERR_OK);
	clock_pin(DATA_NOON);
	clock_advance_ms(1000LL * DAY);
	assert_int_equal(write_to(&s, &s.ann, &others[PRIVATE_ASKS_A_DAY], "Hello"), ERR_OK);
}

static void
at_the_ordinary_pace(void **state)
{
	struct story s = begin(state, true);

	assert_int_equal(write_to(&s, &s.ann, &s.bob, "One"), ERR_OK);
	assert_int_equal(write_to(&s, &s.bob, &s.ann, "Two"), ERR_OK);
	s.data->config.limits_new_gap_s = 30;
	assert_int_equal(limit_private_wait_s(s.forum, &s.ann), 30 / s.data->config.limits_member_factor);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Three"), ERR_RATE);
	clock_advance_ms(1000LL * 30 / s.data->config.limits_member_factor);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Three"), ERR_OK);
	s.data->config.limits_new_gap_s = 0;
	for (int64_t k = 2; k < s.data->config.limits_new_hourly * s.data->config.limits_member_factor; k++)
		assert_int_equal(write_to(&s, &s.ann, &s.bob, "More"), ERR_OK);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Too much"), ERR_RATE);
}

static void
words_of_any_length(void **state)
{
	struct story s = begin(state, true);
	char *long_words = mem_alloc(CONVERSATION_BODY_BYTES + 2);

	memset(long_words, 'a', CONVERSATION_BODY_BYTES + 1);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, long_words), ERR_TOO_LONG);
	long_words[CONVERSATION_BODY_BYTES] = '\0';
	assert_int_equal(write_to(&s, &s.ann, &s.bob, long_words), ERR_OK);
	assert_int_equal(write_to(&s, &s.bob, &s.ann, " \n "), ERR_EMPTY);
	free(long_words);
}

static void
words_are_kept_until_they_are_sent(void **state)
{
	struct story s = begin(state, true);
	struct form_at at = {.form = FORM_PRIVATE, .number = s.bob.member};
	char *kept = NULL;

	assert_int_equal(writing_keep_form(s.forum, &s.ann, at, "Hello"), ERR_OK);
	assert_int_equal(private_switch(s.forum, NULL, false), ERR_OK); /* while they write */
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_LOCKED);
	assert_int_equal(writing_find_form(s.forum, &s.ann, at, &kept), ERR_OK);
	free(kept);
	assert_int_equal(private_switch(s.forum, NULL, true), ERR_OK);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_OK);
	assert_int_equal(writing_find_form(s.forum, &s.ann, at, &kept), ERR_NOT_FOUND);
}

static int64_t
newest_message(struct story *s, const struct actor *who, const struct actor *whom)
{
	struct private_thread row = {0};
	int64_t id;

	get(s, who, whom, &row);
	id = row.last_message;
	private_thread_clear(&row);
	return id;
}

static void
ones_own_can_be_taken_down(void **state)
{
	struct story s = begin(state, true);
	int64_t id;

	assert_int_equal(write_to(&s, &s.ann, &s.bob, "I regret this"), ERR_OK);
	id = newest_message(&s, &s.ann, &s.bob);
	assert_int_equal(private_withdraw(s.forum, &s.bob, id), ERR_DENIED);
	assert_int_equal(private_withdraw(s.forum, &s.mod, id), ERR_NOT_FOUND);
	assert_int_equal(private_withdraw(s.forum, &s.ann, id), ERR_OK);
	assert_int_equal(private_withdraw(s.forum, &s.ann, id), ERR_NOT_FOUND);
	assert_reads(&s, &s.ann, &s.bob, "me withdrawn \n");
	assert_reads(&s, &s.bob, &s.ann, "they withdrawn \n");
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM private_message WHERE body <> ''"), 0);
}

static enum err
tell(struct story *s, const struct actor *who, int64_t message)
{
	struct telling telling = {.reason = REASON_UNKIND, .number = message, .words = "Look"};

	return report_tell(s->forum, who, &telling);
}

static void
telling_shows_that_one_only(void **state)
{
	struct story s = begin(state, true);
	struct desk_file file;
	int64_t id;

	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Secret one"), ERR_OK);
	assert_int_equal(write_to(&s, &s.bob, &s.ann, "Secret two"), ERR_OK);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Unkind"), ERR_OK);
	id = newest_message(&s, &s.bob, &s.ann);
	assert_int_equal(tell(&s, &s.ann, id), ERR_NOT_FOUND); /* about one's own */
	assert_int_equal(tell(&s, &s.mod, id), ERR_NOT_FOUND); /* about other people's */
	assert_int_equal(tell(&s, &(struct actor){0}, id), ERR_NOT_FOUND);
	assert_int_equal(tell(&s, &s.bob, id), ERR_OK);
	assert_int_equal(tell(&s, &s.bob, id), ERR_OK); /* joins the open case */
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM desk_case"), 1);
	assert_int_equal(desk_open(s.forum, &s.mod, 1, &file), ERR_OK);
	assert_int_equal(file.row.private_message, id);
	assert_int_equal(file.row.about, s.ann.member);
	assert_int_equal(file.row.thread, 0);
	assert_int_equal(file.row.message, 0);
	assert_int_equal(file.message.id, 0);
	assert_int_equal(file.evidence.count, 1);
	assert_string_equal(file.evidence.rows[0].body, "Unkind");
	desk_file_clear(&file);
	assert_int_equal(desk_claim(s.forum, &s.mod, 1), ERR_OK);
	assert_int_equal(moderation_hide(s.forum, &s.mod, 1, GROUND_RULE_1, "No"), ERR_NOT_FOUND);
	assert_int_equal(moderation_pause(s.forum, &s.mod, 1, MODERATION_2_WEEKS, GROUND_RULE_1, "No"), ERR_OK);
	assert_int_equal(desk_close(s.forum, &s.mod, 1, DESK_DONE), ERR_OK);
	assert_int_equal(private_get(s.forum, &s.mod, 1, &(struct private_thread){0}), ERR_NOT_FOUND);
}

/* What was kept back from somebody they can't tell of, though they guess its number. */
static void
what_is_kept_back_cannot_be_told_of(void **state)
{
	struct story s = begin(state, true);

	block(&s, &s.bob, &s.ann);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_OK);
	assert_int_equal(tell(&s, &s.bob, newest_message(&s, &s.ann, &s.bob)), ERR_NOT_FOUND);
}

static void
dark_words_open_no_case(void **state)
{
	struct story s = begin(state, true);

	assert_int_equal(write_to(&s, &s.ann, &s.bob, "I want to die."), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM desk_case"), 0);
}

static int64_t
nudges_out(struct story *s)
{
	return data_count(s->data, "SELECT count(*) FROM outbox WHERE kind = 'nudge'");
}

static void
a_nudge_for_what_reaches_them(void **state)
{
	struct story s = begin(state, true);
	char *address = NULL;
	bool is_due = false;

	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	assert_int_equal(nudges_save(s.forum->db, s.bob.member, "bob@example.org", "", clock_now()), ERR_OK);
	assert_int_equal(db_end(s.forum->db, ERR_OK), ERR_OK);
	block(&s, &s.bob, &s.mod);
	assert_int_equal(write_to(&s, &s.mod, &s.bob, "Hello"), ERR_OK);
	assert_int_equal(nudges_out(&s), 0);
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_OK);
	assert_int_equal(nudges_out(&s), 1);
	assert_int_equal(nudge_is_still_due(s.forum, s.bob.member, &is_due, &address), ERR_OK);
	assert_true(is_due);
	free(address);
	assert_int_equal(private_switch(s.forum, NULL, false), ERR_OK);
	assert_int_equal(nudge_is_still_due(s.forum, s.bob.member, &is_due, &address), ERR_OK);
	assert_false(is_due);
}

/* By page, by index: two hundred of them, in pages that meet. */
static void
a_long_one_comes_in_pages(void **state)
{
	struct story s = begin(state, true);
	struct private_thread row = {0};
	int64_t before = INT64_MAX, seen = 0;
	bool more = true;

	s.data->config.limits_new_hourly = 1000;
	assert_int_equal(write_to(&s, &s.ann, &s.bob, "0"), ERR_OK);
	assert_int_equal(write_to(&s, &s.bob, &s.ann, "1"), ERR_OK);
	for (int k = 2; k < 200; k++)
		assert_int_equal(write_to(&s, &s.ann, &s.bob, "Again"), ERR_OK);
	get(&s, &s.bob, &s.ann, &row);
	assert_int_equal(row.unread, 100); /* counting stops */
	while (more) {
		struct private_message_list list = {0};

		assert_int_equal(private_messages(s.forum, &s.bob, &row, before, &list, &more), ERR_OK);
		assert_true(list.count && list.count <= PRIVATE_PAGE);
		assert_true(list.rows[list.count - 1].id < before);
		before = list.rows[0].id;
		seen += (int64_t)list.count;
		private_message_list_clear(&list);
	}
	assert_int_equal(seen, 200);
	private_mark_read(s.forum, &s.bob, &row, before);
	assert_int_equal(count_news(&s, &s.bob), 1); /* only the first is read */
	private_mark_read(s.forum, &s.bob, &row, row.last_message);
	assert_int_equal(count_news(&s, &s.bob), 0);
	private_thread_clear(&row);
}

static void
who_leaves_is_out_of_sight(void **state)
{
	struct story s = begin(state, true);
	struct private_thread row = {0};

	assert_int_equal(write_to(&s, &s.ann, &s.bob, "Hello"), ERR_OK);
	set_member(&s, "leaving_at = 1", &s.ann);
	get(&s, &s.bob, &s.ann, &row);
	assert_string_equal(row.with_name, "");
	assert_string_equal(row.last_body, "");
	assert_reads(&s, &s.bob, &s.ann, "they left \n");
	assert_reads(&s, &s.ann, &s.bob, "me live Hello\n");
	private_thread_clear(&row);
}

#define STORY(name) cmocka_unit_test_setup_teardown(name, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    STORY(off_means_not_there),
	    STORY(one_asks_and_the_other_says_yes),
	    STORY(asking_each_other_makes_one),
	    STORY(a_no_is_kept_to),
	    STORY(who_is_blocked_sees_no_difference),
	    STORY(who_blocked_hears_nothing),
	    STORY(what_comes_after_a_block_is_kept_back),
	    STORY(a_blocked_request_is_out_of_sight),
	    STORY(out_of_reach_says_no_more),
	    STORY(on_a_break_it_waits),
	    STORY(not_in_the_first_days_and_not_while_paused),
	    STORY(five_new_ones_a_day),
	    STORY(at_the_ordinary_pace),
	    STORY(words_of_any_length),
	    STORY(words_are_kept_until_they_are_sent),
	    STORY(ones_own_can_be_taken_down),
	    STORY(telling_shows_that_one_only),
	    STORY(what_is_kept_back_cannot_be_told_of),
	    STORY(dark_words_open_no_case),
	    STORY(a_nudge_for_what_reaches_them),
	    STORY(a_long_one_comes_in_pages),
	    STORY(who_leaves_is_out_of_sight),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
