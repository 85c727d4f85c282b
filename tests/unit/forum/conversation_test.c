/*
 * Starting, answering, quoting and reading conversations, as members and as guests, with room on the disk and
 * without.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/account.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/watch.h"
#include "forum/writing.h"
#include "store/upkeep.h"

static const struct actor guest = {.role = ACTOR_GUEST};

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob;
	int64_t open, closed, off;
};

static struct scene
begin(void **state)
{
	struct board_change change = {.is_open = -1, .is_on = false, .position = -1};
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.bob = data_member(s.data, "bob-here", ACTOR_MEMBER);
	data_group(s.data, "one", 1);
	s.open = data_board(s.data, "open", "one", true);
	s.closed = data_board(s.data, "closed", "one", false);
	s.off = data_board(s.data, "off", "one", true);
	assert_int_equal(board_edit(s.forum, "off", &change), ERR_OK);
	return s;
}

static void
wait_a_while(void)
{
	clock_advance_ms(3600 * 1000);
}

static struct thread
get(const struct scene *s, const struct actor *who, int64_t id)
{
	struct thread thread = {0};

	assert_int_equal(conversation_get(s->forum, who, id, &thread), ERR_OK);
	return thread;
}

static int64_t
unread(const struct scene *s, const struct actor *who, int64_t id)
{
	struct thread thread = get(s, who, id);
	int64_t count = thread.unread;

	thread_clear(&thread);
	return count;
}

static void
read_up_to(const struct scene *s, const struct actor *who, int64_t id, int64_t number)
{
	struct thread thread = get(s, who, id);

	conversation_mark_read(s->forum, who, &thread, number);
	thread_clear(&thread);
}

static int64_t
start(const struct scene *s, const struct actor *who, int64_t board, const char *title, const char *body)
{
	int64_t id = 0;

	assert_int_equal(conversation_start(s->forum, who, board, title, body, NULL, &id), ERR_OK);
	assert_true(id > 0);
	return id;
}

static void
a_conversation_begins(void **state)
{
	struct scene s = begin(state);
	struct place place = {.board = s.closed};
	struct message message = {0};
	struct draft draft = {0};
	struct thread thread;
	int64_t id;

	assert_int_equal(writing_save(s.forum, &s.ann, place, "Awake", "I can't", NULL), ERR_OK);
	assert_int_equal(writing_save(s.forum, &s.ann, (struct place){.board = s.open}, "Other", "place", NULL),
	    ERR_OK);
	id = start(&s, &s.ann, s.closed, "  Awake\tat\033[2J four \n", "\n\n I can't sleep.\r\nCan you?  \n\n");
	thread = get(&s, &s.bob, id);
	assert_string_equal(thread.title, "Awake at [2J four");
	assert_string_equal(thread.starter_name, "ann-here");
	assert_int_equal(thread.message_count, 1);
	assert_int_equal(thread.unread, 1);
	assert_int_equal(conversation_message(s.forum, &s.bob, &thread, 1, &message), ERR_OK);
	assert_string_equal(message.body, "I can't sleep.\nCan you?");
	assert_int_equal(unread(&s, &s.ann, id), 0); /* their own words are read */
	assert_int_equal(writing_find(s.forum, &s.ann, place, &draft), ERR_NOT_FOUND);
	assert_int_equal(writing_find(s.forum, &s.ann, (struct place){.board = s.open}, &draft), ERR_OK);
	draft_clear(&draft);
	message_clear(&message);
	thread_clear(&thread);
}

static void
who_may_not_begin(void **state)
{
	struct scene s = begin(state);
	int64_t id = -7;

	assert_int_equal(conversation_start(s.forum, &guest, s.open, "t", "b", NULL, &id), ERR_DENIED);
	assert_int_equal(conversation_start(s.forum, &guest, 999, "t", "b", NULL, &id), ERR_DENIED);
	assert_int_equal(conversation_start(s.forum, &s.ann, s.off, "t", "b", NULL, &id), ERR_NOT_FOUND);
	assert_int_equal(conversation_start(s.forum, &s.ann, 999, "t", "b", NULL, &id), ERR_NOT_FOUND);
	assert_int_equal(id, -7);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM thread"), 0);
}

static char *
repeat(const char *piece, size_t times)
{
	struct str out;

	str_init(&out);
	while (times--)
		str_add(&out, piece);
	return str_take(&out);
}

static void
titles_and_bodies_have_limits(void **state)
{
	static const struct {
		const char *piece;
		size_t times;
		enum err title, body;
	} cases[] = {
	    {"", 1, ERR_EMPTY, ERR_EMPTY},
	    {" \n\t", 9, ERR_EMPTY, ERR_EMPTY},
	    {"\342\200\213", 3, ERR_EMPTY, ERR_EMPTY}, /* zero-width spaces */
	    {"x", 80, ERR_OK, ERR_OK},
	    {"x", 81, ERR_TOO_LONG, ERR_OK},
	    {"e\314\201", 80, ERR_OK, ERR_OK},
	    {"\360\237\253\226", 80, ERR_OK, ERR_OK},
	    {"\360\237\253\226", 81, ERR_TOO_LONG, ERR_OK},
	    {"x", CONVERSATION_BODY_BYTES, ERR_TOO_LONG, ERR_OK},
	    {"x", CONVERSATION_BODY_BYTES + 1, ERR_TOO_LONG, ERR_TOO_LONG},
	};
	struct scene s = begin(state);
	struct place place = {.board = s.open};
	struct draft draft = {0};
	int64_t id = -7;

	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		char *text = repeat(cases[k].piece, cases[k].times);

		assert_int_equal(conversation_check_title(text), cases[k].title);
		assert_int_equal(conversation_check_body(text), cases[k].body);
		if (cases[k].title)
			assert_int_equal(conversation_start(s.forum, &s.ann, s.open, text, "b", NULL, &id),
			    cases[k].title);
		if (cases[k].body)
			assert_int_equal(conversation_start(s.forum, &s.ann, s.open, "t", text, NULL, &id),
			    cases[k].body);
		free(text);
	}
	assert_int_equal(id, -7);
	assert_int_equal(writing_save(s.forum, &s.ann, place, "Kept", "words", NULL), ERR_OK);
	assert_int_equal(conversation_start(s.forum, &s.ann, s.open, "", "words", NULL, &id), ERR_EMPTY);
	assert_int_equal(writing_find(s.forum, &s.ann, place, &draft), ERR_OK);
	assert_string_equal(draft.body, "words");
	draft_clear(&draft);
}

static void
answers_go_under_it(void **state)
{
	struct scene s = begin(state);
	int64_t id = start(&s, &s.ann, s.open, "t", "one"), number = -7;
	struct place here = {.board = s.open, .thread = id}, to_one = {.board = s.open, .thread = id, .reply_to = 1};
	struct thread thread = {0};
	struct message message = {0};
	struct draft draft = {0};

	assert_int_equal(writing_save(s.forum, &s.bob, here, "", "to nobody", NULL), ERR_OK);
	assert_int_equal(writing_save(s.forum, &s.bob, to_one, "", "to ann", NULL), ERR_OK);
	assert_int_equal(conversation_answer(s.forum, &s.bob, id, 1, " to ann ", NULL, &number), ERR_OK);
	assert_int_equal(number, 2);
	thread = get(&s, &s.ann, id);
	assert_int_equal(thread.message_count, 2);
	assert_int_equal(conversation_message(s.forum, &s.bob, &thread, 2, &message), ERR_OK);
	assert_string_equal(message.body, "to ann");
	assert_int_equal(message.reply_to, 1);
	assert_string_equal(message.reply_to_name, "ann-here");
	assert_int_equal(conversation_message(s.forum, &s.bob, &thread, 3, &message), ERR_NOT_FOUND);
	assert_int_equal(writing_find(s.forum, &s.bob, to_one, &draft), ERR_NOT_FOUND);
	assert_int_equal(writing_find(s.forum, &s.bob, here, &draft), ERR_OK);
	draft_clear(&draft);
	message_clear(&message);
	thread_clear(&thread);
}

static void
who_may_not_answer(void **state)
{
	struct scene s = begin(state);
	struct actor hidden = data_member(s.data, "host-here", ACTOR_HOST);
	int64_t id = start(&s, &s.ann, s.open, "t", "one"), off = data_thread(s.data, s.off, &hidden, "t"), number = -7;

	wait_a_while();
	assert_int_equal(conversation_answer(s.forum, &guest, id, 0, "words", NULL, &number), ERR_DENIED);
	assert_int_equal(conversation_answer(s.forum, &s.ann, off, 0, "words", NULL, &number), ERR_NOT_FOUND);
	assert_int_equal(conversation_answer(s.forum, &s.ann, 999, 0, "words", NULL, &number), ERR_NOT_FOUND);
	assert_int_equal(conversation_answer(s.forum, &s.ann, id, 0, " \n ", NULL, &number), ERR_EMPTY);
	assert_int_equal(number, -7);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message"), 1);
}

static void
switch_board(const struct scene *s, const char *slug, bool is_on)
{
	struct board_change change = {.is_open = -1, .is_on = is_on, .position = -1};

	assert_int_equal(board_edit(s->forum, slug, &change), ERR_OK);
}

/* They are signed in still, as who they were when they came. */
static void
a_closed_member_sends_nothing(void **state)
{
	struct scene s = begin(state);
	int64_t id = start(&s, &s.bob, s.open, "t", "one"), other = -7;

	assert_int_equal(account_set_closed(s.forum, "ann-here", true), ERR_OK);
	assert_int_equal(conversation_start(s.forum, &s.ann, s.open, "t", "words", NULL, &other), ERR_CLOSED);
	assert_int_equal(conversation_answer(s.forum, &s.ann, id, 0, "words", NULL, &other), ERR_CLOSED);
	assert_int_equal(other, -7);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message"), 1);
	assert_int_equal(account_set_closed(s.forum, "ann-here", false), ERR_OK);
	assert_int_equal(conversation_answer(s.forum, &s.ann, id, 0, "words", NULL, &other), ERR_OK);
}

static void
who_changed_roles_is_judged_by_the_new_one(void **state)
{
	struct scene s = begin(state);
	int64_t id = start(&s, &s.ann, s.open, "t", "one"), other = -7;

	assert_int_equal(account_set_role(s.forum, "ann-here", ACTOR_GUEST), ERR_OK);
	assert_int_equal(conversation_start(s.forum, &s.ann, s.open, "t", "words", NULL, &other), ERR_DENIED);
	assert_int_equal(conversation_answer(s.forum, &s.ann, id, 0, "words", NULL, &other), ERR_DENIED);
	assert_int_equal(account_set_role(s.forum, "ann-here", ACTOR_NEW), ERR_OK);
	clock_advance_ms(INT64_C(1000) * s.data->config.limits_new_gap_s / s.data->config.limits_member_factor);
	assert_int_equal(conversation_answer(s.forum, &s.ann, id, 0, "words", NULL, &other),
	    ERR_RATE); /* a new one's pace */
	assert_int_equal(account_set_role(s.forum, "ann-here", ACTOR_MEMBER), ERR_OK);
	assert_int_equal(conversation_answer(s.forum, &s.ann, id, 0, "words", NULL, &other), ERR_OK);
}

static void
sending_too_fast_keeps_the_draft(void **state)
{
	struct scene s = begin(state);
	struct place place = {.board = s.open};
	struct draft draft = {0};
	int64_t id = start(&s, &s.ann, s.open, "t", "one"), other = -7;

	assert_int_equal(writing_save(s.forum, &s.ann, place, "Second", "words", NULL), ERR_OK);
	assert_int_equal(conversation_start(s.forum, &s.ann, s.open, "Second", "words", NULL, &other), ERR_RATE);
	assert_int_equal(conversation_answer(s.forum, &s.ann, id, 0, "two", NULL, &other), ERR_RATE);
	assert_int_equal(other, -7);
	assert_int_equal(writing_find(s.forum, &s.ann, place, &draft), ERR_OK);
	assert_string_equal(draft.title, "Second");
	draft_clear(&draft);
	assert_int_equal(conversation_answer(s.forum, &s.bob, id, 0, "two", NULL, &other), ERR_OK);
	wait_a_while();
	assert_int_equal(conversation_start(s.forum, &s.ann, s.open, "Second", "words", NULL, &other), ERR_OK);
}

static void
quotes_are_short(void **state)
{
	static const struct {
		const char *body, *expected;
	} cases[] = {
	    {"", ""},
	    {"One line.", "> One line.\n"},
	    {"One.\n\nTwo.\n", "> One.\n> Two.\n"},
	    {"1\n2\n3\n4\n5\n6\n7\n8", "> 1\n> 2\n> 3\n> 4\n> 5\n> 6\n"},
	    {"> quoted before\nmine", "> mine\n"},
	    {"> only quoted", ""},
	    {"a > b", "> a > b\n"},
	    /* a line that has to be broken, at a space */
	    {"This is the first part of a rather long line that goes on and on and over the edge",
		"> This is the first part of a rather long line that goes on and on and\n> over the edge\n"},
	    {"0123456789012345678901234567890123456789012345678901234567890123456789012345",
		"> 0123456789012345678901234567890123456789012345678901234567890123456789\n> 012345\n"},
	    /* a quoted line that is as long as we make them, and one that is longer: all of it is theirs */
	    {"> 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123\nmine", "> mine\n"},
	    {"> This is the first part of a rather long line that goes on and on and over the edge of what fits\nmine",
		"> mine\n"},
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct message message = {.body = mem_copy_string(cases[k].body)};
		char *quote = conversation_quote(&message);

		assert_string_equal(quote, cases[k].expected);
		free(quote);
		message_clear(&message);
	}
}

/* Any text: at most 6 lines of at most 72 columns, each marked; and quoting a quote leaves nothing of it. */
static void
any_text_can_be_quoted(void **state)
{
	static const char *const pieces[] = {"word ", "\n", "> ", "\n> ", "\346\274\242", "e\314\201", "  ", "x",
	    "\360\237\253\226", "averyveryveryverylongwordindeed"};

	(void)state;
	random_pin(4);
	for (int round = 0; round < 3000; round++) {
		struct message message = {0};
		struct str raw, clean;
		char *quote, *rest, *line;
		int lines = 0;

		str_init(&raw);
		str_init(&clean);
		for (uint32_t k = random_below(60); k > 0; k--)
			str_add(&raw, pieces[random_below(sizeof pieces / sizeof *pieces)]);
		text_sanitize(TEXT_BODY, raw.text, raw.bytes, &clean);
		message.body = str_take(&clean);
		quote = rest = conversation_quote(&message);
		while ((line = strsep(&rest, "\n")) && rest) {
			assert_memory_equal(line, "> ", 2);
			assert_true(text_is_safe(TEXT_LINE, line, strlen(line)));
			assert_in_range(text_width(line, strlen(line)), 3, 72);
			lines++;
		}
		assert_in_range(lines, 0, CONVERSATION_QUOTE_LINES);
		free(quote);
		message_clear(&message);
		str_clear(&raw);
	}
}

static void
reading_moves_on_and_never_back(void **state)
{
	struct scene s = begin(state);
	int64_t id = start(&s, &s.ann, s.open, "t", "one");

	for (int k = 0; k < 4; k++)
		data_message(s.data, id, &s.ann, 0, "more");
	assert_int_equal(unread(&s, &s.bob, id), 5);
	assert_int_equal(board_unread(s.forum, &s.bob, s.open), 5);
	read_up_to(&s, &s.bob, id, 3);
	assert_int_equal(unread(&s, &s.bob, id), 2);
	read_up_to(&s, &s.bob, id, 1);
	assert_int_equal(unread(&s, &s.bob, id), 2);
	read_up_to(&s, &s.bob, id, 5);
	assert_int_equal(board_unread(s.forum, &s.bob, s.open), 0);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM board_floor"),
	    1); /* all is read: remembered at once */
	data_message(s.data, id, &s.ann, 0, "new");
	assert_int_equal(unread(&s, &s.bob, id), 1);
	assert_int_equal(board_unread(s.forum, &s.bob, s.open), 1);
	read_up_to(&s, &guest, id, 6);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM read_mark WHERE member = 0"), 0);
}

static void
next_unread_goes_round_the_boards(void **state)
{
	struct scene s = begin(state);
	struct actor host = data_member(s.data, "host-here", ACTOR_HOST);
	int64_t first = start(&s, &s.ann, s.open, "t", "one"), hidden = data_thread(s.data, s.off, &host, "t"), second,
		next = -7;

	wait_a_while();
	second = start(&s, &s.ann, s.closed, "t", "two");
	data_message(s.data, hidden, &host, 0, "nobody sees this");
	assert_int_equal(conversation_next_unread(s.forum, &s.bob, 0, 0, &next), ERR_OK);
	assert_int_equal(next, first);
	assert_int_equal(conversation_next_unread(s.forum, &s.bob, s.closed, 0, &next), ERR_OK);
	assert_int_equal(next, second);
	assert_int_equal(conversation_next_unread(s.forum, &s.bob, s.closed, second, &next), ERR_OK);
	assert_int_equal(next, first);
	read_up_to(&s, &s.bob, first, 1);
	assert_int_equal(conversation_next_unread(s.forum, &s.bob, s.open, 0, &next), ERR_OK);
	assert_int_equal(next, second);
	read_up_to(&s, &s.bob, second, 1);
	next = -7;
	assert_int_equal(conversation_next_unread(s.forum, &s.bob, s.open, 0, &next), ERR_NOT_FOUND);
	assert_int_equal(conversation_next_unread(s.forum, &guest, s.open, 0, &next), ERR_NOT_FOUND);
	assert_int_equal(next, -7);
}

static void
replies_wait_until_they_are_read(void **state)
{
	struct scene s = begin(state);
	int64_t id = start(&s, &s.ann, s.open, "Title", "one"), number;
	struct reply_list replies = {0};

	assert_int_equal(conversation_answer(s.forum, &s.bob, id, 1, "to ann", NULL, &number), ERR_OK);
	assert_int_equal(conversation_replies(s.forum, &s.ann, &replies), ERR_OK);
	assert_int_equal(replies.count, 1);
	assert_int_equal(replies.rows[0].thread, id);
	assert_int_equal(replies.rows[0].number, 2);
	assert_string_equal(replies.rows[0].author_name, "bob-here");
	assert_string_equal(replies.rows[0].title, "Title");
	reply_list_clear(&replies);
	assert_int_equal(conversation_replies(s.forum, &s.bob, &replies), ERR_OK);
	assert_int_equal(replies.count, 0);
	read_up_to(&s, &s.ann, id, 2);
	assert_int_equal(conversation_replies(s.forum, &s.ann, &replies), ERR_OK);
	assert_int_equal(replies.count, 0);
	for (int k = 0; k < 12; k++)
		data_message(s.data, id, &s.bob, 1, "more");
	assert_int_equal(conversation_replies(s.forum, &s.ann, &replies), ERR_OK);
	assert_int_equal(replies.count, 9);
	assert_int_equal(replies.rows[0].number, 14); /* newest first */
	reply_list_clear(&replies);
	assert_int_equal(conversation_replies(s.forum, &guest, &replies), ERR_OK);
	assert_int_equal(replies.count, 0);
}

/* An answer that was opened out of turn is told once; what stands before it still counts as new. */
static void
an_answer_shown_out_of_turn_waits_no_more(void **state)
{
	struct scene s = begin(state);
	int64_t id = start(&s, &s.ann, s.open, "Title", "one");
	struct reply_list replies = {0};

	data_message(s.data, id, &s.bob, 0, "to whoever began");
	data_message(s.data, id, &s.bob, 1, "to ann");
	data_message(s.data, id, &s.bob, 1, "once more");
	conversation_note_shown(s.forum, &s.bob, id, 3, 4); /* not for bob to see */
	conversation_note_shown(s.forum, &guest, id, 3, 4);
	conversation_note_shown(s.forum, &s.ann, id, 3, 3);
	assert_int_equal(conversation_replies(s.forum, &s.ann, &replies), ERR_OK);
	assert_int_equal(replies.count, 2); /* the second and the fourth */
	assert_int_equal(replies.rows[0].number, 4);
	reply_list_clear(&replies);
	assert_int_equal(board_unread(s.forum, &s.ann, s.open), 3);
	assert_int_equal(watch_keep_unread(s.forum, &s.ann, id, 3), ERR_OK); /* not now: told again */
	assert_int_equal(conversation_replies(s.forum, &s.ann, &replies), ERR_OK);
	assert_int_equal(replies.count, 3);
	reply_list_clear(&replies);
}

static void
a_board_that_is_off_gives_no_name_away(void **state)
{
	struct scene s = begin(state);
	int64_t id = start(&s, &s.ann, s.open, "Title", "one");
	struct reply_list replies = {0};

	data_message(s.data, id, &s.bob, 1, "to ann");
	switch_board(&s, "open", false);
	assert_int_equal(conversation_replies(s.forum, &s.ann, &replies), ERR_OK);
	assert_int_equal(replies.count, 0);
	switch_board(&s, "open", true);
	assert_int_equal(conversation_replies(s.forum, &s.ann, &replies), ERR_OK);
	assert_int_equal(replies.count, 1);
	reply_list_clear(&replies);
}

/* 500 conversations that moved since are read, and one below them never was: the board is not all read. */
static void
the_floor_never_passes_what_is_unread(void **state)
{
	struct scene s = begin(state);
	int64_t old = data_thread(s.data, s.open, &s.ann, "old"), moved = 0;

	db_script(s.forum->db, "PRAGMA synchronous = OFF");
	data_message(s.data, old, &s.ann, 0, "words");
	for (int k = 0; k < 500; k++) {
		moved = data_thread(s.data, s.open, &s.ann, "moved");
		data_message(s.data, moved, &s.ann, 0, "words");
		read_up_to(&s, &s.bob, moved, 1);
	}
	assert_int_equal(unread(&s, &s.bob, old), 1);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM board_floor"), 0);
}

static void
guests_read_what_is_open(void **state)
{
	struct scene s = begin(state);
	int64_t open = start(&s, &s.ann, s.open, "Open", "one"),
		closed = data_thread(s.data, s.closed, &s.ann, "Closed");
	struct thread_list list = {0};
	struct thread thread = {.id = -7};

	data_message(s.data, closed, &s.ann, 0, "for members");
	assert_int_equal(conversation_list(s.forum, &guest, s.open, INT64_MAX, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].id, open);
	assert_int_equal(list.rows[0].unread, 0);
	thread_list_clear(&list);
	assert_int_equal(conversation_list(s.forum, &guest, s.closed, INT64_MAX, &list), ERR_NOT_FOUND);
	assert_int_equal(list.count, 0);
	assert_int_equal(conversation_get(s.forum, &guest, closed, &thread), ERR_NOT_FOUND);
	assert_int_equal(thread.id, -7);
	assert_int_equal(conversation_get(s.forum, &s.bob, closed, &thread), ERR_OK);
	thread_clear(&thread);
	assert_int_equal(conversation_list(s.forum, &s.bob, s.off, INT64_MAX, &list), ERR_NOT_FOUND);
}

static void
a_page_and_one_more(void **state)
{
	struct scene s = begin(state);
	struct thread_list list = {0};
	struct message_list messages = {0};
	struct thread thread;
	int64_t id = 0;

	for (int k = 0; k < CONVERSATION_PAGE + 3; k++) {
		id = data_thread(s.data, s.open, &s.ann, "t");
		data_message(s.data, id, &s.ann, 0, "words");
	}
	assert_int_equal(conversation_list(s.forum, &s.bob, s.open, INT64_MAX, &list), ERR_OK);
	assert_int_equal(list.count, CONVERSATION_PAGE + 1);
	assert_int_equal(list.rows[0].id, id);
	thread_list_clear(&list);
	for (int k = 0; k < CONVERSATION_PAGE + 3; k++)
		data_message(s.data, id, &s.ann, 0, "words");
	thread = get(&s, &s.bob, id);
	assert_int_equal(conversation_messages(s.forum, &s.bob, &thread, 3, &messages), ERR_OK);
	assert_int_equal(messages.count, CONVERSATION_PAGE);
	assert_int_equal(messages.rows[0].number, 3);
	message_list_clear(&messages);
	thread_clear(&thread);
}

static void
others_are_told(void **state)
{
	struct scene s = begin(state);
	int64_t counter = -1, id, number;
	struct stat st;
	char bell[120];

	data_path(s.data, "db/bell", bell, sizeof bell);
	assert_true(forum_has_news(s.forum, &counter));
	assert_true(counter >= 0);
	assert_false(forum_has_news(s.forum, &counter));
	id = start(&s, &s.ann, s.open, "t", "one");
	assert_int_equal(stat(bell, &st), 0);
	assert_int_equal(st.st_size, 1);
	assert_true(forum_has_news(s.forum, &counter));
	assert_false(forum_has_news(s.forum, &counter));
	assert_int_equal(writing_save(s.forum, &s.bob, (struct place){.board = s.open}, "a draft", "moves nothing",
			     NULL),
	    ERR_OK);
	assert_false(forum_has_news(s.forum, &counter));
	assert_int_equal(conversation_answer(s.forum, &s.bob, id, 0, "two", NULL, &number), ERR_OK);
	assert_true(forum_has_news(s.forum, &counter));
}

static void
found_wrong(void *context, const char *what, const char *where)
{
	(void)context;
	print_error("%s: %s\n", what, where);
}

static void
set_file_limit(rlim_t bytes)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* Reading goes on, nothing is lost or half there, and writing works again as soon as there is room. */
static void
a_full_disk(void **state)
{
	struct scene s = begin(state);
	int64_t id = start(&s, &s.ann, s.open, "Before", "one"), other = -7, number = -7, wrong = -1;
	struct place place = {.board = s.open};
	char *long_body = repeat("words and words ", 4000);
	struct draft draft = {0};
	struct thread thread;

	wait_a_while();
	assert_int_equal(writing_save(s.forum, &s.ann, place, "Kept", "as it was", NULL), ERR_OK);
	signal(SIGXFSZ, SIG_IGN);
	set_file_limit((rlim_t)db_wal_bytes(s.forum->db) + 5000);
	for (int k = 0; k < 3; k++) {
		assert_int_equal(conversation_start(s.forum, &s.ann, s.open, "Full", long_body, NULL, &other),
		    ERR_FULL);
		assert_int_equal(conversation_answer(s.forum, &s.ann, id, 0, long_body, NULL, &number), ERR_FULL);
		assert_int_equal(writing_save(s.forum, &s.ann, place, "Kept", long_body, NULL), ERR_FULL);
	}
	assert_int_equal(other, -7);
	assert_int_equal(number, -7);
	thread = get(&s, &s.bob, id);
	assert_int_equal(thread.message_count, 1);
	thread_clear(&thread);
	assert_int_equal(writing_find(s.forum, &s.ann, place, &draft), ERR_OK);
	assert_string_equal(draft.body, "as it was");
	draft_clear(&draft);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM thread"), 1);
	assert_int_equal(upkeep_check(s.forum->db, found_wrong, NULL, &wrong), ERR_OK);
	assert_int_equal(wrong, 0);

	set_file_limit(RLIM_INFINITY);
	assert_int_equal(writing_save(s.forum, &s.ann, place, "Kept", long_body, NULL), ERR_OK);
	assert_int_equal(conversation_start(s.forum, &s.ann, s.open, "Room again", long_body, NULL, &other), ERR_OK);
	data_close(s.data);
	data_open(s.data);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message"), 2);
	free(long_body);
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(a_conversation_begins),
	    ON_EMPTY(who_may_not_begin),
	    ON_EMPTY(titles_and_bodies_have_limits),
	    ON_EMPTY(answers_go_under_it),
	    ON_EMPTY(who_may_not_answer),
	    ON_EMPTY(a_closed_member_sends_nothing),
	    ON_EMPTY(who_changed_roles_is_judged_by_the_new_one),
	    ON_EMPTY(sending_too_fast_keeps_the_draft),
	    cmocka_unit_test(quotes_are_short),
	    cmocka_unit_test(any_text_can_be_quoted),
	    ON_EMPTY(reading_moves_on_and_never_back),
	    ON_EMPTY(next_unread_goes_round_the_boards),
	    ON_EMPTY(replies_wait_until_they_are_read),
	    ON_EMPTY(an_answer_shown_out_of_turn_waits_no_more),
	    ON_EMPTY(a_board_that_is_off_gives_no_name_away),
	    ON_EMPTY(the_floor_never_passes_what_is_unread),
	    ON_EMPTY(guests_read_what_is_open),
	    ON_EMPTY(a_page_and_one_more),
	    ON_EMPTY(others_are_told),
	    ON_EMPTY(a_full_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
