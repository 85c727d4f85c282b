/*
 * Generated messages are marked, spread like those of people, in order of time, counted right, and the same again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/account.h"
#include "forum/conversation.h"
#include "forum/filler.h"
#include "store/members.h"
#include "store/threads.h"
#include "store/upkeep.h"

enum { SIZE = 3000 };

static struct filler_made
put(struct data *data, int64_t messages)
{
	struct filler_made made = {0};

	assert_int_equal(filler_put(&data->forum, messages, DATA_NOON, &made), ERR_OK);
	return made;
}

/* As many as were asked for; the three numbers are true. */
static void
it_counts(void **state)
{
	struct data *data = *state;
	struct filler_made made = put(data, SIZE);

	assert_int_equal(made.messages, SIZE);
	assert_int_equal(data_count(data, "SELECT count(*) FROM message"), SIZE);
	assert_int_equal(data_count(data, "SELECT count(*) FROM thread"), made.conversations);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member"), made.members);
}

static void
found_wrong(void *context, const char *what, const char *where)
{
	(void)context;
	print_error("%s: %s\n", what, where);
}

static void
a_check_finds_it_clean(void **state)
{
	struct data *data = *state;
	int64_t wrong = -1;

	put(data, SIZE);
	assert_int_equal(upkeep_check(data->forum.db, found_wrong, NULL, &wrong), ERR_OK);
	assert_int_equal(wrong, 0);
}

static void
everything_is_marked(void **state)
{
	struct data *data = *state;

	put(data, SIZE);
	assert_int_equal(data_count(data,
			     "SELECT count(*) FROM member WHERE name NOT GLOB 'filler-[0-9][0-9][0-9][0-9]'"),
	    0);
	assert_int_equal(data_count(data, "SELECT count(*) FROM thread WHERE title NOT GLOB 'Filler [1-9]*: *'"), 0);
	assert_int_equal(
	    data_count(data,
		"SELECT count(*) FROM message WHERE body NOT GLOB 'Filler [1-9]*. This message is generated*'"),
	    0);
	assert_int_equal(data_count(data, "SELECT count(*) - count(DISTINCT body) FROM message"), 0);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member WHERE password_hash IS NOT NULL"), 0);
}

/* What anybody could have written: the rules for names, titles and messages hold for it too. */
static void
it_keeps_the_rules(void **state)
{
	struct data *data = *state;
	struct member_list members = {0};

	put(data, SIZE);
	assert_int_equal(members_list(data->forum.db, &members), ERR_OK);
	for (size_t k = 0; k < members.count; k++) {
		assert_int_equal(account_check_name(members.rows[k].name), ERR_OK);
		assert_true(actor_role_find(members.rows[k].role) > ACTOR_GUEST);
	}
	for (int64_t id = 1; id <= data_count(data, "SELECT max(id) FROM thread"); id++) {
		struct message_list messages = {0};
		struct thread thread = {0};

		assert_int_equal(threads_find(data->forum.db, id, 0, &thread), ERR_OK);
		assert_int_equal(conversation_check_title(thread.title), ERR_OK);
		assert_int_equal(messages_list(data->forum.db, id, 0, 1, INT64_MAX, &messages), ERR_OK);
		assert_int_equal(messages.count, thread.message_count);
		for (size_t m = 0; m < messages.count; m++) {
			const char *body = messages.rows[m].body;

			assert_int_equal(conversation_check_body(body), ERR_OK);
			assert_true(text_is_safe(TEXT_BODY, body, strlen(body)));
			assert_in_range(messages.rows[m].reply_to, 0, m);
		}
		message_list_clear(&messages);
		thread_clear(&thread);
	}
	member_list_clear(&members);
}

/* Ids are in the order of time, all of it lies before the moment asked for, and nobody writes before they join. */
static void
times_are_sane(void **state)
{
	struct data *data = *state;

	put(data, SIZE);
	assert_int_equal(data_count(data,
			     "SELECT count(*) FROM message a JOIN message b ON b.id = a.id + 1"
			     " WHERE b.written_at < a.written_at"),
	    0);
	assert_in_range(data_count(data, "SELECT max(written_at) FROM message"), DATA_NOON - 3600, DATA_NOON - 1);
	assert_in_range(data_count(data, "SELECT min(written_at) FROM message"), DATA_NOON - 6LL * 366 * 86400,
	    DATA_NOON - 86400);
	assert_int_equal(data_count(data,
			     "SELECT count(*) FROM message m JOIN member a ON a.id = m.author"
			     " WHERE m.written_at < a.joined_at"),
	    0);
	assert_int_equal(data_count(data,
			     "SELECT count(*) FROM thread t JOIN message m ON m.id = t.first_message"
			     " WHERE t.started_at <> m.written_at OR t.starter <> m.author"),
	    0);
}

static void
it_is_uneven_like_people(void **state)
{
	struct data *data = *state;

	put(data, SIZE);
	assert_int_equal(data_count(data, "SELECT count(*) FROM board WHERE id NOT IN (SELECT board FROM thread)"), 0);
	assert_in_range(data_count(data, "SELECT count(*) FROM thread WHERE message_count < 4"), 20, SIZE);
	assert_in_range(data_count(data, "SELECT max(message_count) FROM thread"), 40, 400);
	assert_in_range(data_count(data, "SELECT count(*) FROM message WHERE reply_to = 0"), SIZE / 10, SIZE / 2);
	assert_in_range(data_count(data, "SELECT max(length(body)) FROM message"), 1000, 8000);
	assert_true(data_count(data,
			"SELECT max(n) >= 10 * min(n) FROM (SELECT count(*) AS n FROM message"
			" GROUP BY author)") > 0);
}

/* Everything that differs would show in this number; the seed is not the process's own. */
static int64_t
fingerprint(struct data *data)
{
	return data_count(data,
	    "SELECT sum(id * (length(body) * 31 + author * 7 + thread * 3 + reply_to + to_member)"
	    " % 1000003) + sum(written_at % 86400) FROM message");
}

static void
it_is_the_same_every_time(void **state)
{
	void *other = NULL;
	int64_t first, second;

	put(*state, SIZE);
	first = fingerprint(*state);
	assert_int_equal(data_make(&other), 0);
	data_member(other, "ann-here", ACTOR_MEMBER); /* draws nothing that matters here */
	assert_int_equal(db_script(((struct data *)other)->forum.db, "DELETE FROM member; DELETE FROM sqlite_sequence"),
	    ERR_OK);
	put(other, SIZE);
	second = fingerprint(other);
	assert_true(first > 0);
	assert_int_equal(first, second);
	data_remove(&other);
}

/* The log does not grow with what is written, though no keeper is there. */
static void
the_log_stays_small(void **state)
{
	struct data *data = *state;

	put(data, 4 * SIZE);
	assert_in_range(db_wal_bytes(data->forum.db), 0, 6 << 20);
	assert_true(data_count(data, "SELECT sum(length(body)) FROM message") > 2 << 20);
}

static void
none_is_none_and_too_many_is_refused(void **state)
{
	static const int64_t wrong[] = {-1, FILLER_MOST + 1, INT64_MAX, INT64_MIN};
	struct data *data = *state;
	struct filler_made made = put(data, 0);

	assert_int_equal(made.members + made.conversations + made.messages, 0);
	for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
		assert_int_equal(filler_put(&data->forum, wrong[k], DATA_NOON, &made), ERR_INVALID);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member"), 0);
	assert_int_equal(data_count(data, "SELECT count(*) FROM message"), 0);
	made = put(data, 1);
	assert_int_equal(made.messages, 1);
	assert_int_equal(made.conversations, 1);
}

/* Where some is there already nothing is added. */
static void
twice_is_refused(void **state)
{
	struct data *data = *state;
	struct filler_made made;

	put(data, 20);
	assert_int_equal(filler_put(&data->forum, 20, DATA_NOON, &made), ERR_TAKEN);
	assert_int_equal(made.members + made.messages, 0);
	assert_int_equal(data_count(data, "SELECT count(*) FROM message"), 20);
}

#define ON_BOARD(test) cmocka_unit_test_setup_teardown(test, data_make, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_BOARD(it_counts),
	    ON_BOARD(a_check_finds_it_clean),
	    ON_BOARD(everything_is_marked),
	    ON_BOARD(it_keeps_the_rules),
	    ON_BOARD(times_are_sane),
	    ON_BOARD(it_is_uneven_like_people),
	    ON_BOARD(it_is_the_same_every_time),
	    ON_BOARD(the_log_stays_small),
	    ON_BOARD(none_is_none_and_too_many_is_refused),
	    ON_BOARD(twice_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
