/*
 * Boards: who sees which, and how the operator changes them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "forum/audit.h"
#include "forum/board.h"
#include "forum/judge.h"
#include "store/boards.h"
#include "store/threads.h"

enum { BOARD_SLUG_MOST = 30, BOARD_NAME_MOST = 40, BOARD_ABOUT_MOST = 100, BOARD_NOTICE_MOST = 200 };

bool
board_may_read(const struct actor *actor, const struct board *board)
{
	return board->is_on && (actor_can(actor, CAP_READ) || (board->is_open && actor_can(actor, CAP_READ_OPEN)));
}

static enum err
board_list_some(struct forum *forum, const struct actor *actor, bool hidden, struct board_list *out)
{
	struct board_list all = {0};
	enum err err = boards_list(forum->db, true, actor->member, &all);
	size_t kept = 0;

	for (size_t k = 0; k < all.count; k++)
		if (board_may_read(actor, &all.rows[k]) && all.rows[k].is_hidden == hidden)
			all.rows[kept++] = all.rows[k];
		else
			board_clear(&all.rows[k]);
	all.count = kept;
	if (err != ERR_OK) {
		board_list_clear(&all);
		return err;
	}
	*out = all;
	return ERR_OK;
}

enum err
board_list(struct forum *forum, const struct actor *actor, struct board_list *out)
{
	return board_list_some(forum, actor, false, out);
}

enum err
board_list_hidden(struct forum *forum, const struct actor *actor, struct board_list *out)
{
	return board_list_some(forum, actor, true, out);
}

static enum err
board_hide_inside(struct forum *forum, const struct actor *who, int64_t board, bool is_hidden)
{
	struct actor now = *who;
	struct board seen = {0};
	enum err err = judge_now(forum, &now, CAP_SETTLE);

	if (err == ERR_OK)
		err = board_get(forum, &now, board, &seen);
	board_clear(&seen);
	return err == ERR_OK ? boards_set_hidden(forum->db, now.member, board, is_hidden) : err;
}

enum err
board_hide(struct forum *forum, const struct actor *who, int64_t board, bool is_hidden)
{
	enum err err = db_begin(forum->db);

	return err == ERR_OK ? db_end(forum->db, board_hide_inside(forum, who, board, is_hidden)) : err;
}

static enum err
board_allow(const struct actor *actor, enum err err, struct board *board)
{
	if (err == ERR_OK && !board_may_read(actor, board)) {
		board_clear(board);
		return ERR_NOT_FOUND;
	}
	return err;
}

enum err
board_get(struct forum *forum, const struct actor *actor, int64_t id, struct board *out)
{
	return board_allow(actor, boards_find_id(forum->db, id, actor->member, out), out);
}

enum err
board_find(struct forum *forum, const struct actor *actor, const char *slug, struct board *out)
{
	return board_allow(actor, boards_find(forum->db, slug, out), out);
}

int64_t
board_unread(struct forum *forum, const struct actor *actor, int64_t board)
{
	int64_t count = 0;

	if (!actor->member || reading_count_board(forum->db, actor->member, board, &count, NULL) != ERR_OK)
		return 0;
	return count;
}

enum err
board_list_all(struct forum *forum, struct board_list *out)
{
	return boards_list(forum->db, false, 0, out);
}

static enum err
board_check_text(const char *text, size_t most)
{
	if (!text_is_safe(TEXT_LINE, text, strlen(text)))
		return ERR_INVALID;
	return text_count_graphemes(text, strlen(text)) > most ? ERR_TOO_LONG : ERR_OK;
}

static enum err
board_check(const struct board *record)
{
	size_t length = strlen(record->slug);
	enum err err;

	if (length < 3 || length > BOARD_SLUG_MOST ||
	    strspn(record->slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
		return ERR_INVALID;
	if (strspn(record->name, " ") == strlen(record->name))
		return ERR_EMPTY;
	err = board_check_text(record->name, BOARD_NAME_MOST);
	if (err == ERR_OK)
		err = board_check_text(record->about, BOARD_ABOUT_MOST);
	return err == ERR_OK && record->notice ? board_check_text(record->notice, BOARD_NOTICE_MOST) : err;
}

enum err
board_add(struct forum *forum, const struct board *record)
{
	enum err err = board_check(record);

	if (err == ERR_OK)
		err = db_begin(forum->db);
	if (err != ERR_OK)
		return err;
	err = boards_add(forum->db, record);
	if (err == ERR_OK)
		err = audit_note(forum, AUDIT_OPERATOR, "board-add", "board", db_last_id(forum->db), "");
	return db_end(forum->db, err);
}

static void
board_change_text(char **slot, const char *text)
{
	if (!text)
		return;
	free(*slot);
	*slot = mem_copy_string(text);
}

/* Put `moved` at a place among its group and number the group 1, 2, 3 again. */
static enum err
board_renumber(struct forum *forum, const struct board *moved, int64_t place)
{
	struct board_list all = {0};
	enum err err = boards_list(forum->db, false, 0, &all);
	int64_t next = 1;

	for (size_t k = 0; err == ERR_OK && k < all.count; k++) {
		struct board *row = &all.rows[k];

		if (strcmp(row->group_slug, moved->group_slug) || row->id == moved->id)
			continue;
		if (next == place)
			next++;
		row->position = next++;
		err = boards_save(forum->db, row);
	}
	board_list_clear(&all);
	return err;
}

/* What was changed, as codes: never the words. */
static enum err
board_note_edit(struct forum *forum, int64_t board, const struct board_change *change)
{
	const struct {
		bool is_it;
		const char *code;
	} parts[] = {
	    {change->name != NULL, "name"},
	    {change->about != NULL, "about"},
	    {change->notice != NULL, "notice"},
	    {change->is_open >= 0, change->is_open ? "open" : "shut"},
	    {change->is_on >= 0, change->is_on ? "on" : "off"},
	    {change->position > 0, "order"},
	};
	enum err err = ERR_OK;

	for (size_t k = 0; k < sizeof parts / sizeof *parts && err == ERR_OK; k++)
		if (parts[k].is_it)
			err = audit_note(forum, AUDIT_OPERATOR, "board-edit", "board", board, parts[k].code);
	return err;
}

static enum err
board_edit_inside(struct forum *forum, const char *slug, const struct board_change *change)
{
	struct board board = {0};
	enum err err = boards_find(forum->db, slug, &board);

	if (err != ERR_OK)
		return err;
	board_change_text(&board.name, change->name);
	board_change_text(&board.about, change->about);
	board_change_text(&board.notice, change->notice);
	board.is_open = change->is_open < 0 ? board.is_open : change->is_open != 0;
	board.is_on = change->is_on < 0 ? board.is_on : change->is_on != 0;
	if (change->position > 0)
		board.position = change->position;
	err = board_check(&board);
	if (err == ERR_OK && change->position > 0)
		err = board_renumber(forum, &board, change->position);
	if (err == ERR_OK)
		err = boards_save(forum->db, &board);
	if (err == ERR_OK)
		err = board_note_edit(forum, board.id, change);
	board_clear(&board);
	return err;
}

/* Read and written under one lock: of two operators at once, neither undoes what the other changed. */
enum err
board_edit(struct forum *forum, const char *slug, const struct board_change *change)
{
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, board_edit_inside(forum, slug, change));
}
