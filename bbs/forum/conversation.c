/*
 * Conversations, as they are read. Sending is conversation_send.c's.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "store/boards.h"
#include "store/labels.h"
#include "store/threads.h"

enum {
	REPLIES_SHOWN = 9,
	QUOTE_COLS = 70,
};

enum err
conversation_list(struct forum *forum, const struct actor *actor, int64_t board, int64_t before,
    struct thread_list *out)
{
	struct board seen = {0};
	enum err err = board_get(forum, actor, board, &seen);

	board_clear(&seen);
	if (err != ERR_OK)
		return err;
	return threads_list(forum->db, board, actor->member, before, CONVERSATION_PAGE + 1, out);
}

enum err
conversation_list_pinned(struct forum *forum, const struct actor *actor, int64_t board, struct thread_list *out)
{
	struct board seen = {0};
	enum err err = board_get(forum, actor, board, &seen);

	board_clear(&seen);
	return err == ERR_OK ? threads_list_pinned(forum->db, board, actor->member, out) : err;
}

bool
conversation_may_answer(const struct actor *actor, const struct thread *thread)
{
	return actor_can(actor, CAP_ANSWER) && (!thread->locked_at || actor_can(actor, CAP_STEER));
}

enum err
conversation_list_newest(struct forum *forum, const char *slug, struct thread_list *out)
{
	struct board board = {0};
	enum err err = boards_find(forum->db, slug, &board);

	if (err == ERR_OK)
		err = threads_list_pinned(forum->db, board.id, 0, out);
	if (err == ERR_OK)
		err = threads_list(forum->db, board.id, 0, INT64_MAX, CONVERSATION_PAGE, out);
	board_clear(&board);
	return err;
}

enum err
conversation_get(struct forum *forum, const struct actor *actor, int64_t id, struct thread *out)
{
	struct board board = {0};
	struct thread thread = {0};
	enum err err = threads_find(forum->db, id, actor->member, &thread);

	if (err == ERR_OK)
		err = board_get(forum, actor, thread.board, &board);
	board_clear(&board);
	if (err != ERR_OK) {
		thread_clear(&thread);
		return err;
	}
	*out = thread;
	return ERR_OK;
}

enum err
conversation_messages(struct forum *forum, const struct actor *actor, const struct thread *thread, int64_t first,
    struct message_list *out)
{
	return messages_list(forum->db, thread->id, actor->member, first, CONVERSATION_PAGE, out);
}

enum err
conversation_message(struct forum *forum, const struct actor *actor, const struct thread *thread, int64_t number,
    struct message *out)
{
	return messages_find(forum->db, thread->id, actor->member, number, out);
}

enum err
conversation_tags(struct forum *forum, const struct thread *thread, char *out)
{
	return tags_list(forum->db, thread->id, out, TAGS_BYTES);
}

enum err
conversation_locate(struct forum *forum, const struct actor *actor, int64_t id, int64_t *out_thread,
    int64_t *out_number)
{
	struct message message = {0};
	struct thread thread = {0};
	enum err err = messages_find_id(forum->db, id, actor->member, &message);

	if (err == ERR_OK)
		err = conversation_get(forum, actor, message.thread, &thread);
	if (err == ERR_OK) {
		*out_thread = message.thread;
		*out_number = message.number;
	}
	thread_clear(&thread);
	message_clear(&message);
	return err;
}

enum err
conversation_check_title(const char *title)
{
	struct str clean;
	enum err err = ERR_OK;

	text_clean(TEXT_LINE, title, &clean);
	if (!clean.bytes)
		err = ERR_EMPTY;
	else if (text_count_graphemes(clean.text, clean.bytes) > CONVERSATION_TITLE_MOST)
		err = ERR_TOO_LONG;
	str_clear(&clean);
	return err;
}

enum err
conversation_check_body(const char *body)
{
	struct str clean;
	enum err err = ERR_OK;

	text_clean(TEXT_BODY, body, &clean);
	if (!clean.bytes)
		err = ERR_EMPTY;
	else if (clean.bytes > CONVERSATION_BODY_BYTES)
		err = ERR_TOO_LONG;
	str_clear(&clean);
	return err;
}

/* The first line that has words and is not quoted; its length, 0 when there is none. */
static size_t
conversation_find_line(const char **text)
{
	for (;;) {
		size_t bytes = strcspn(*text, "\n");

		if (bytes && **text != '>' && strspn(*text, " ") < bytes)
			return bytes;
		if (!(*text)[bytes])
			return 0;
		*text += bytes + 1;
	}
}

char *
conversation_first_words(const struct message *message, int cols)
{
	const char *text = message->body;
	size_t bytes = conversation_find_line(&text), fit = text_fit(text, bytes, cols);

	if (fit == bytes)
		return mem_copy_bytes(text, bytes);
	fit = text_fit(text, bytes, cols - 3);
	while (fit && text[fit - 1] == ' ')
		fit--;
	return mem_format("%.*s...", (int)fit, text);
}

/* As much of a line as fits into QUOTE_COLS columns, broken at a space where there is one. */
static size_t
conversation_quote_fit(const char *text, size_t bytes)
{
	size_t fit = text_fit(text, bytes, QUOTE_COLS), at = fit;

	if (fit == bytes)
		return fit;
	while (at && text[at] != ' ')
		at--;
	return at ? at : fit;
}

/* Add one line of the message as lines of the quote. Returns how many there are now. */
static int
conversation_quote_paragraph(struct str *out, const char *text, size_t bytes, int lines)
{
	while (bytes && lines < CONVERSATION_QUOTE_LINES) {
		size_t fit = conversation_quote_fit(text, bytes);

		str_add(out, "> ");
		str_add_bytes(out, text, fit);
		str_add(out, "\n");
		lines++;
		fit += fit < bytes && text[fit] == ' ';
		text += fit;
		bytes -= fit;
	}
	return lines;
}

char *
conversation_quote(const struct message *message)
{
	const char *text = message->body;
	struct str out;
	int lines = 0;

	str_init(&out);
	while (*text && lines < CONVERSATION_QUOTE_LINES) {
		size_t line = strcspn(text, "\n");

		if (strncmp(text, "> ", 2))
			lines = conversation_quote_paragraph(&out, text, line, lines);
		text += line + (text[line] == '\n');
	}
	return str_take(&out);
}

/* When a board is all read, its floor moves up to its newest message: counting it stays a look at nothing. */
static enum err
conversation_mark_inside(struct forum *forum, const struct actor *actor, const struct thread *thread, int64_t number)
{
	int64_t unread, newest;
	bool saw_all;
	enum err err = messages_newest(forum->db, &newest);

	if (err == ERR_OK)
		err = reading_mark(forum->db, actor->member, thread->id, number);
	if (err == ERR_OK)
		err = reading_count_board(forum->db, actor->member, thread->board, &unread, &saw_all);
	if (err == ERR_OK && !unread && saw_all)
		err = reading_set_floor(forum->db, actor->member, thread->board, newest);
	return err;
}

void
conversation_mark_read(struct forum *forum, const struct actor *actor, const struct thread *thread, int64_t number)
{
	if (!actor->member || number <= thread->read_number || db_begin(forum->db) != ERR_OK)
		return;
	db_end(forum->db, conversation_mark_inside(forum, actor, thread, number));
}

void
conversation_note_shown(struct forum *forum, const struct actor *actor, int64_t thread, int64_t first, int64_t last)
{
	int64_t span[2] = {first, last};
	bool has = false;

	if (!actor->member || reading_has_told(forum->db, actor->member, thread, span, &has) != ERR_OK || !has)
		return;
	if (db_begin(forum->db) == ERR_OK)
		db_end(forum->db, reading_tell(forum->db, actor->member, thread, span));
}

enum err
conversation_next_unread(struct forum *forum, const struct actor *actor, int64_t from, int64_t not_thread, int64_t *out)
{
	struct board_list boards = {0};
	size_t first = 0;
	enum err err = actor->member ? board_list(forum, actor, &boards) : ERR_NOT_FOUND;

	if (err != ERR_OK)
		return err;
	for (size_t k = 0; k < boards.count; k++)
		if (boards.rows[k].id == from)
			first = k;
	err = ERR_NOT_FOUND;
	for (size_t k = 0; err == ERR_NOT_FOUND && k < boards.count; k++) {
		const struct board *board = &boards.rows[(first + k) % boards.count];

		err = reading_next_on_board(forum->db, actor->member, board->id, not_thread, out);
	}
	board_list_clear(&boards);
	return err;
}

enum err
conversation_replies(struct forum *forum, const struct actor *actor, struct reply_list *out)
{
	return actor->member ? reading_replies(forum->db, actor->member, REPLIES_SHOWN, out) : ERR_OK;
}
