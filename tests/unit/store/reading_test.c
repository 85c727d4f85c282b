/*
 * What is unread, against a recount of every message: 200 random histories of people who write, read, give up
 * reading and join late.
 *
 * The rule, from the schema and threads.h: a message is unread for a member unless its number is at most their
 * mark in the conversation, or its id at most the board's floor or the member's own.
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
#include "base/mem.h"
#include "base/random.h"
#include "store/members.h"
#include "store/migrate.h"
#include "store/threads.h"

enum { HISTORIES = 200, STEPS = 40, MEMBERS = 4, BOARDS = 2, THREADS = 12, MESSAGES = 200 };

/* --- the model: all of it in plain arrays --- */

struct model_message {
	int64_t id, author, to_member, number;
	size_t thread;
};

struct model {
	struct db *db;
	int64_t boards[BOARDS];
	struct actor members[MEMBERS];
	int64_t member_floor[MEMBERS];
	int64_t board_floor[MEMBERS][BOARDS];
	size_t member_count;
	struct {
		int64_t id, starter, count;
		size_t board;
		int64_t mark[MEMBERS];
	} threads[THREADS];
	size_t thread_count;
	struct model_message messages[MESSAGES];
	size_t message_count;
};

static bool
model_is_unread(const struct model *model, size_t member, const struct model_message *message)
{
	size_t board = model->threads[message->thread].board;

	return message->number > model->threads[message->thread].mark[member] &&
	    message->id > model->board_floor[member][board] && message->id > model->member_floor[member];
}

static int64_t
model_unread_in_thread(const struct model *model, size_t member, size_t thread)
{
	int64_t count = 0;

	for (size_t k = 0; k < model->message_count; k++)
		if (model->messages[k].thread == thread)
			count += model_is_unread(model, member, &model->messages[k]);
	return count;
}

static int64_t
model_last(const struct model *model, size_t thread)
{
	int64_t last = 0;

	for (size_t k = 0; k < model->message_count; k++)
		if (model->messages[k].thread == thread)
			last = model->messages[k].id;
	return last;
}

/* --- the same step on both sides --- */

static int64_t
newest(const struct model *model)
{
	return model->message_count ? model->messages[model->message_count - 1].id : 0;
}

static void
join(struct model *model)
{
	char name[20], role[] = "member";
	struct member record = {.name = name, .role = role, .floor_message = newest(model)};
	struct actor *actor = &model->members[model->member_count];

	if (model->member_count == MEMBERS)
		return;
	snprintf(name, sizeof name, "reader-%zu", model->member_count);
	assert_int_equal(db_begin(model->db), ERR_OK);
	assert_int_equal(db_end(model->db, members_add(model->db, &record, name, &actor->member)), ERR_OK);
	model->member_floor[model->member_count++] = record.floor_message;
}

static void
begin_thread(struct model *model)
{
	size_t board = random_below(BOARDS), k = model->thread_count;
	enum err err;

	if (k == THREADS)
		return;
	model->thread_count++;
	model->threads[k].board = board;
	model->threads[k].starter = model->members[random_below((uint32_t)model->member_count)].member;
	assert_int_equal(db_begin(model->db), ERR_OK);
	err = threads_add(model->db,
	    &(struct thread){
		.board = model->boards[board],
		.title = (char[]){"title"},
		.starter = model->threads[k].starter,
	    },
	    &model->threads[k].id);
	assert_int_equal(db_end(model->db, err), ERR_OK);
}

static void
write_message(struct model *model)
{
	struct message record = {.body = (char[]){"words"}};
	struct model_message *message = &model->messages[model->message_count];
	int64_t id, number;
	size_t thread;
	enum err err;

	if (!model->thread_count || model->message_count == MESSAGES)
		return;
	thread = random_below((uint32_t)model->thread_count);
	record.thread = model->threads[thread].id;
	record.author = model->members[random_below((uint32_t)model->member_count)].member;
	record.reply_to = random_below((uint32_t)model->threads[thread].count + 1);
	assert_int_equal(db_begin(model->db), ERR_OK);
	err = messages_add(model->db, &record, &id, &number);
	assert_int_equal(db_end(model->db, err), ERR_OK);
	*message = (struct model_message){
	    .author = record.author,
	    .to_member = model->threads[thread].starter,
	    .number = ++model->threads[thread].count,
	    .thread = thread,
	};
	assert_int_equal(number, message->number);
	assert_int_equal(messages_newest(model->db, &message->id), ERR_OK);
	for (size_t k = 0; record.reply_to && k < model->message_count; k++)
		if (model->messages[k].thread == thread && model->messages[k].number == record.reply_to &&
		    model->messages[k].author != record.author) /* who answers themselves answers the starter */
			message->to_member = model->messages[k].author;
	model->message_count++;
}

static void
read_on(struct model *model)
{
	size_t member = random_below((uint32_t)model->member_count), thread;
	int64_t number;

	if (!model->thread_count)
		return;
	thread = random_below((uint32_t)model->thread_count);
	number = random_below((uint32_t)model->threads[thread].count + 1);
	assert_int_equal(db_begin(model->db), ERR_OK);
	assert_int_equal(db_end(model->db,
			     reading_mark(model->db, model->members[member].member, model->threads[thread].id, number)),
	    ERR_OK);
	if (number > model->threads[thread].mark[member])
		model->threads[thread].mark[member] = number;
}

static void
call_it_read(struct model *model)
{
	size_t member = random_below((uint32_t)model->member_count), board = random_below(BOARDS);
	int64_t up_to = newest(model) - random_below(4);

	assert_int_equal(db_begin(model->db), ERR_OK);
	assert_int_equal(db_end(model->db,
			     reading_set_floor(model->db, model->members[member].member, model->boards[board], up_to)),
	    ERR_OK);
	if (up_to > model->board_floor[member][board])
		model->board_floor[member][board] = up_to;
}

/* Not now: what they read of a conversation is unread again from one message on, where it can be. */
static void
keep_unread(struct model *model)
{
	size_t member = random_below((uint32_t)model->member_count),
	       at = random_below((uint32_t)model->message_count + 1);
	const struct model_message *message = &model->messages[at];
	int64_t *floor;
	enum err err;

	if (at == model->message_count)
		return;
	floor = &model->board_floor[member][model->threads[message->thread].board];
	assert_int_equal(db_begin(model->db), ERR_OK);
	err = db_end(model->db,
	    reading_keep_unread(model->db, model->members[member].member, model->threads[message->thread].id,
		message->number));
	if (model_is_unread(model, member, message)) {
		assert_int_equal(err, ERR_OK);
		return;
	}
	assert_int_equal(err, message->id <= model->member_floor[member] ? ERR_LATE : ERR_OK);
	if (err != ERR_OK)
		return;
	/* what the floor said is said by marks, and it sinks */
	for (size_t k = 0; k < model->message_count; k++) {
		const struct model_message *other = &model->messages[k];
		int64_t *mark = &model->threads[other->thread].mark[member];

		if (model->threads[other->thread].board == model->threads[message->thread].board &&
		    !model_is_unread(model, member, other) && other->number > *mark)
			*mark = other->number;
	}
	if (*floor >= message->id)
		*floor = message->id - 1;
	model->threads[message->thread].mark[member] = message->number - 1;
}

/* --- comparing --- */

static void
compare_lists(const struct model *model, size_t member, size_t board)
{
	struct thread_list list = {0};
	int64_t before = INT64_MAX;

	assert_int_equal(threads_list(model->db, model->boards[board], model->members[member].member, before, 1000,
			     &list),
	    ERR_OK);
	for (size_t k = 0; k < list.count; k++)
		for (size_t t = 0; t < model->thread_count; t++)
			if (model->threads[t].id == list.rows[k].id) {
				struct thread one = {0};

				assert_int_equal(list.rows[k].unread, model_unread_in_thread(model, member, t));
				assert_int_equal(list.rows[k].message_count, model->threads[t].count);
				assert_int_equal(threads_find(model->db, model->threads[t].id,
						     model->members[member].member, &one),
				    ERR_OK);
				assert_int_equal(one.unread, list.rows[k].unread);
				thread_clear(&one);
			}
	thread_list_clear(&list);
}

static void
compare_board(const struct model *model, size_t member, size_t board)
{
	int64_t expected = 0, count = -1, next = 0, expected_next = 0, waited = INT64_MAX;
	enum err err;

	for (size_t t = 0; t < model->thread_count; t++) {
		int64_t unread = model->threads[t].board == board ? model_unread_in_thread(model, member, t) : 0;

		expected += unread;
		if (unread && model_last(model, t) < waited) {
			waited = model_last(model, t);
			expected_next = model->threads[t].id;
		}
	}
	assert_int_equal(reading_count_board(model->db, model->members[member].member, model->boards[board], &count,
			     NULL),
	    ERR_OK);
	assert_int_equal(count, expected < UNREAD_STOP ? expected : UNREAD_STOP);
	err = reading_next_on_board(model->db, model->members[member].member, model->boards[board], 0, &next);
	assert_int_equal(err, expected ? ERR_OK : ERR_NOT_FOUND);
	assert_int_equal(next, expected_next);
}

static void
compare_replies(const struct model *model, size_t member)
{
	struct reply_list replies = {0};
	size_t found = 0;

	assert_int_equal(reading_replies(model->db, model->members[member].member, 1000, &replies), ERR_OK);
	for (size_t k = model->message_count; k > 0; k--) {
		const struct model_message *message = &model->messages[k - 1];

		if (message->to_member != model->members[member].member || message->author == message->to_member ||
		    !model_is_unread(model, member, message))
			continue;
		assert_in_range(found, 0, replies.count - 1);
		assert_int_equal(replies.rows[found].message, message->id);
		assert_int_equal(replies.rows[found].number, message->number);
		found++;
	}
	assert_int_equal(found, replies.count);
	reply_list_clear(&replies);
}

static void
clear_tables(struct db *db)
{
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(db_script(db,
			     "DELETE FROM read_mark; DELETE FROM board_floor; DELETE FROM message;"
			     "DELETE FROM thread; DELETE FROM member"),
	    ERR_OK);
	assert_int_equal(db_commit(db), ERR_OK);
}

static void
live_a_history(struct model *model)
{
	static void (*const steps[])(struct model *) = {write_message, write_message, write_message, write_message,
	    read_on, read_on, begin_thread, join, call_it_read, keep_unread};

	join(model);
	begin_thread(model);
	for (int step = 0; step < STEPS; step++)
		steps[random_below(sizeof steps / sizeof *steps)](model);
}

static void
random_histories_agree_with_a_recount(void **state)
{
	struct data *data = *state;
	struct model *model = mem_alloc(sizeof *model);

	db_script(data->forum.db, "PRAGMA synchronous = OFF"); /* nothing here is about the disk */
	data_group(data, "group", 1);
	model->boards[0] = data_board(data, "first", "group", true);
	model->boards[1] = data_board(data, "second", "group", true);
	for (uint32_t history = 0; history < HISTORIES; history++) {
		struct model fresh = {.db = data->forum.db, .boards = {model->boards[0], model->boards[1]}};

		random_pin(history);
		*model = fresh;
		live_a_history(model);
		for (size_t member = 0; member < model->member_count; member++) {
			for (size_t board = 0; board < BOARDS; board++) {
				compare_lists(model, member, board);
				compare_board(model, member, board);
			}
			compare_replies(model, member);
		}
		clear_tables(model->db);
	}
	free(model);
}

/* --- what the histories are too small for --- */

static void
counting_stops_at_a_hundred(void **state)
{
	struct data *data = *state;
	struct actor reader = data_member(data, "reader-here", ACTOR_MEMBER);
	struct actor writer = data_member(data, "writer-here", ACTOR_MEMBER);
	int64_t board, thread, count;
	bool saw_all;

	data_group(data, "group", 1);
	board = data_board(data, "first", "group", true);
	thread = data_thread(data, board, &writer, "long");
	for (int k = 0; k < UNREAD_STOP - 1; k++)
		data_message(data, thread, &writer, 0, "words");
	assert_int_equal(reading_count_board(data->forum.db, reader.member, board, &count, &saw_all), ERR_OK);
	assert_int_equal(count, UNREAD_STOP - 1);
	assert_true(saw_all);
	for (int k = 0; k < 30; k++)
		data_message(data, thread, &writer, 0, "words");
	assert_int_equal(reading_count_board(data->forum.db, reader.member, board, &count, &saw_all), ERR_OK);
	assert_int_equal(count, UNREAD_STOP);
	assert_false(saw_all);
}

/* An old conversation nobody opened, under 500 that moved since and are read: it is not seen, and that is said. */
static void
what_was_not_looked_at_is_not_called_read(void **state)
{
	struct data *data = *state;
	struct actor reader = data_member(data, "reader-here", ACTOR_MEMBER);
	struct actor writer = data_member(data, "writer-here", ACTOR_MEMBER);
	int64_t board, old, moved, count = -1, next = 0;
	bool saw_all;

	db_script(data->forum.db, "PRAGMA synchronous = OFF");
	data_group(data, "group", 1);
	board = data_board(data, "first", "group", true);
	old = data_thread(data, board, &writer, "old");
	data_message(data, old, &writer, 0, "words");
	for (int k = 0; k < 500; k++) {
		assert_int_equal(reading_count_board(data->forum.db, reader.member, board, &count, &saw_all), ERR_OK);
		assert_int_equal(count, 1);
		assert_true(saw_all);
		moved = data_thread(data, board, &writer, "moved");
		data_message(data, moved, &writer, 0, "words");
		assert_int_equal(db_begin(data->forum.db), ERR_OK);
		assert_int_equal(db_end(data->forum.db, reading_mark(data->forum.db, reader.member, moved, 1)), ERR_OK);
	}
	assert_int_equal(reading_count_board(data->forum.db, reader.member, board, &count, &saw_all), ERR_OK);
	assert_int_equal(count, 0);
	assert_false(saw_all);
	/* what is next is one of those that are counted */
	assert_int_equal(reading_next_on_board(data->forum.db, reader.member, board, 0, &next), ERR_NOT_FOUND);
}

/* What has moved since is bounded: past 500 conversations it is too late, and nothing changes. */
static void
keeping_unread_is_bounded(void **state)
{
	struct data *data = *state;
	struct actor reader = data_member(data, "reader-here", ACTOR_MEMBER);
	struct actor writer = data_member(data, "writer-here", ACTOR_MEMBER);
	int64_t board, old, newest, count = -1;

	db_script(data->forum.db, "PRAGMA synchronous = OFF");
	data_group(data, "group", 1);
	board = data_board(data, "first", "group", true);
	old = data_thread(data, board, &writer, "old");
	data_message(data, old, &writer, 0, "words");
	data_message(data, old, &writer, 0, "more words");
	for (int k = 0; k < 500; k++)
		data_message(data, data_thread(data, board, &writer, "moved"), &writer, 0, "words");
	assert_int_equal(messages_newest(data->forum.db, &newest), ERR_OK);
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(reading_set_floor(data->forum.db, reader.member, board, newest), ERR_OK);
	assert_int_equal(reading_keep_unread(data->forum.db, reader.member, old, 1), ERR_LATE);
	assert_int_equal(reading_keep_unread(data->forum.db, reader.member, old, 3), ERR_NOT_FOUND);
	assert_int_equal(db_commit(data->forum.db), ERR_OK);
	assert_int_equal(reading_count_board(data->forum.db, reader.member, board, &count, NULL), ERR_OK);
	assert_int_equal(count, 0);
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(reading_keep_unread(data->forum.db, reader.member, old + 1, 1), ERR_OK);
	assert_int_equal(db_commit(data->forum.db), ERR_OK);
	assert_int_equal(reading_count_board(data->forum.db, reader.member, board, &count, NULL), ERR_OK);
	assert_int_equal(count, 1);
}

/* However many answers are read already, no more than 200 are looked at. */
static void
old_answers_are_not_walked_for_ever(void **state)
{
	struct data *data = *state;
	struct actor asker = data_member(data, "asker-here", ACTOR_MEMBER);
	struct actor writer = data_member(data, "writer-here", ACTOR_MEMBER);
	struct reply_list replies = {0};
	int64_t board, first, second;

	db_script(data->forum.db, "PRAGMA synchronous = OFF");
	data_group(data, "group", 1);
	board = data_board(data, "first", "group", true);
	first = data_thread(data, board, &asker, "first");
	second = data_thread(data, board, &asker, "second");
	data_message(data, first, &writer, 0, "not read");
	for (int k = 0; k < 199; k++)
		data_message(data, second, &writer, 0, "read");
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, reading_mark(data->forum.db, asker.member, second, 500)), ERR_OK);
	assert_int_equal(reading_replies(data->forum.db, asker.member, 9, &replies), ERR_OK);
	assert_int_equal(replies.count, 1);
	reply_list_clear(&replies);
	data_message(data, second, &writer, 0, "read");
	assert_int_equal(reading_replies(data->forum.db, asker.member, 9, &replies), ERR_OK);
	assert_int_equal(replies.count, 0);
}

static void
a_visitor_without_a_name_has_read_everything(void **state)
{
	struct data *data = *state;
	struct actor writer = data_member(data, "writer-here", ACTOR_MEMBER);
	struct thread thread = {0};
	int64_t board, id;

	data_group(data, "group", 1);
	board = data_board(data, "first", "group", true);
	id = data_thread(data, board, &writer, "title");
	data_message(data, id, &writer, 0, "words");
	assert_int_equal(threads_find(data->forum.db, id, 0, &thread), ERR_OK);
	assert_int_equal(thread.unread, 0);
	assert_int_equal(thread.read_number, 1);
	thread_clear(&thread);
}

static void
a_conversation_can_be_left_out(void **state)
{
	struct data *data = *state;
	struct actor reader = data_member(data, "reader-here", ACTOR_MEMBER);
	struct actor writer = data_member(data, "writer-here", ACTOR_MEMBER);
	int64_t board, first, second, next = 0;

	data_group(data, "group", 1);
	board = data_board(data, "first", "group", true);
	first = data_thread(data, board, &writer, "first");
	second = data_thread(data, board, &writer, "second");
	data_message(data, first, &writer, 0, "words");
	data_message(data, second, &writer, 0, "words");
	assert_int_equal(reading_next_on_board(data->forum.db, reader.member, board, 0, &next), ERR_OK);
	assert_int_equal(next, first);
	assert_int_equal(reading_next_on_board(data->forum.db, reader.member, board, first, &next), ERR_OK);
	assert_int_equal(next, second);
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(random_histories_agree_with_a_recount),
	    ON_EMPTY(counting_stops_at_a_hundred),
	    ON_EMPTY(what_was_not_looked_at_is_not_called_read),
	    ON_EMPTY(keeping_unread_is_bounded),
	    ON_EMPTY(old_answers_are_not_walked_for_ever),
	    ON_EMPTY(a_visitor_without_a_name_has_read_everything),
	    ON_EMPTY(a_conversation_can_be_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
