/*
 * The tables board and board_group.
 */
#include "base/mem.h"
#include "store/boards.h"

#define BOARD_SELECT \
	"SELECT b.id, b.slug, b.name, b.about, g.slug, g.name, b.position, b.is_open, b.is_on, h.board IS NOT NULL," \
	" b.notice, b.is_for_loss" \
	" FROM board b JOIN board_group g ON g.id = b.board_group" \
	" LEFT JOIN board_hidden h ON h.member = :member AND h.board = b.id"

SQL(board_all, BOARD_SELECT " WHERE b.is_on >= :least ORDER BY g.position, b.position, b.id");
SQL(board_by_slug, BOARD_SELECT " WHERE b.slug = :slug");
SQL(board_by_id, BOARD_SELECT " WHERE b.id = :id");
SQL(board_group_add, "INSERT INTO board_group (slug, name, position) VALUES (:slug, :name, :position)");
SQL(board_add, "INSERT INTO board (slug, board_group, name, about, position, is_open, is_on, is_for_loss)"
               " SELECT :slug, g.id, :name, :about, 1 + coalesce((SELECT max(position) FROM board"
               " WHERE board_group = g.id), 0), :open, :on, :loss FROM board_group g WHERE g.slug = :group");
SQL(board_save, "UPDATE board SET name = :name, about = :about, position = :position, is_open = :open,"
                " is_on = :on, notice = :notice WHERE id = :id");

SQL(board_hide, "INSERT INTO board_hidden (member, board) VALUES (:member, :board)"
                " ON CONFLICT (member, board) DO NOTHING");
SQL(board_show, "DELETE FROM board_hidden WHERE member = :member AND board = :board");

static void
boards_read(struct stmt *q, struct board *out)
{
	*out = (struct board){
	    .id = stmt_int(q, 0),
	    .slug = mem_copy_string(stmt_text(q, 1)),
	    .name = mem_copy_string(stmt_text(q, 2)),
	    .about = mem_copy_string(stmt_text(q, 3)),
	    .group_slug = mem_copy_string(stmt_text(q, 4)),
	    .group_name = mem_copy_string(stmt_text(q, 5)),
	    .position = stmt_int(q, 6),
	    .is_open = stmt_int(q, 7) != 0,
	    .is_on = stmt_int(q, 8) != 0,
	    .is_hidden = stmt_int(q, 9) != 0,
	    .notice = mem_copy_string(stmt_text(q, 10)),
	    .is_for_loss = stmt_int(q, 11) != 0,
	};
}

static enum err
boards_read_one(struct stmt *q, struct board *out)
{
	bool found = stmt_next(q);

	if (found)
		boards_read(q, out);
	return stmt_finish_found(q, found);
}

enum err
boards_list(struct db *db, bool only_on, int64_t member, struct board_list *out)
{
	struct stmt *q = db_stmt(db, &board_all);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":least", only_on);
	while (stmt_next(q))
		boards_read(q, board_list_add(out));
	return stmt_finish(q);
}

enum err
boards_find(struct db *db, const char *slug, struct board *out)
{
	struct stmt *q = db_stmt(db, &board_by_slug);

	stmt_bind_int(q, ":member", 0);
	stmt_bind_text(q, ":slug", slug);
	return boards_read_one(q, out);
}

enum err
boards_find_id(struct db *db, int64_t id, int64_t member, struct board *out)
{
	struct stmt *q = db_stmt(db, &board_by_id);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":id", id);
	return boards_read_one(q, out);
}

enum err
boards_add_group(struct db *db, const char *slug, const char *name, int64_t position)
{
	struct stmt *q = db_stmt(db, &board_group_add);

	stmt_bind_text(q, ":slug", slug);
	stmt_bind_text(q, ":name", name);
	stmt_bind_int(q, ":position", position);
	return stmt_run(q);
}

enum err
boards_add(struct db *db, const struct board *record)
{
	struct stmt *q = db_stmt(db, &board_add);

	stmt_bind_text(q, ":slug", record->slug);
	stmt_bind_text(q, ":group", record->group_slug);
	stmt_bind_text(q, ":name", record->name);
	stmt_bind_text(q, ":about", record->about);
	stmt_bind_int(q, ":open", record->is_open);
	stmt_bind_int(q, ":on", record->is_on);
	stmt_bind_int(q, ":loss", record->is_for_loss);
	return stmt_run_change(db, q);
}

enum err
boards_save(struct db *db, const struct board *record)
{
	struct stmt *q = db_stmt(db, &board_save);

	stmt_bind_int(q, ":id", record->id);
	stmt_bind_text(q, ":name", record->name);
	stmt_bind_text(q, ":about", record->about);
	stmt_bind_int(q, ":position", record->position);
	stmt_bind_int(q, ":open", record->is_open);
	stmt_bind_int(q, ":on", record->is_on);
	stmt_bind_text(q, ":notice", record->notice);
	return stmt_run(q);
}

enum err
boards_set_hidden(struct db *db, int64_t member, int64_t board, bool is_hidden)
{
	struct stmt *q = db_stmt(db, is_hidden ? &board_hide : &board_show);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":board", board);
	return stmt_run(q);
}
