/*
 * The table guide.
 */
#include "base/mem.h"
#include "store/guides.h"

#define GUIDE_COLUMNS "id, position, slug, title, owner, source, checked_on, recheck_by, is_shown"

SQL(guide_all, "SELECT " GUIDE_COLUMNS ", '' FROM guide WHERE is_shown >= :least ORDER BY position, id LIMIT :most");
SQL(guide_by_slug, "SELECT " GUIDE_COLUMNS ", body FROM guide WHERE slug = :slug");
SQL(guide_by_id, "SELECT " GUIDE_COLUMNS ", body FROM guide WHERE id = :id");
SQL(guide_add, "INSERT INTO guide (slug, position, title, body, owner, source, checked_on, recheck_by, is_shown)"
               " VALUES (:slug, 1 + coalesce((SELECT max(position) FROM guide), 0), :title, :body, :owner, :source,"
               " :checked, :recheck, :shown)");
SQL(guide_save, "UPDATE guide SET title = :title, body = :body, owner = :owner, source = :source,"
                " checked_on = :checked, recheck_by = :recheck, is_shown = :shown WHERE slug = :slug");
SQL(guide_remove, "DELETE FROM guide WHERE slug = :slug");

static void
guides_read(struct stmt *q, struct guide *out)
{
	*out = (struct guide){
	    .id = stmt_int(q, 0),
	    .position = stmt_int(q, 1),
	    .slug = mem_copy_string(stmt_text(q, 2)),
	    .title = mem_copy_string(stmt_text(q, 3)),
	    .owner = mem_copy_string(stmt_text(q, 4)),
	    .source = mem_copy_string(stmt_text(q, 5)),
	    .checked_on = mem_copy_string(stmt_text(q, 6)),
	    .recheck_by = mem_copy_string(stmt_text(q, 7)),
	    .is_shown = stmt_int(q, 8) != 0,
	    .body = mem_copy_string(stmt_text(q, 9)),
	};
}

enum err
guides_list(struct db *db, bool only_shown, struct guide_list *out)
{
	struct stmt *q = db_stmt(db, &guide_all);

	stmt_bind_int(q, ":least", only_shown);
	stmt_bind_int(q, ":most", GUIDES_MOST);
	while (stmt_next(q))
		guides_read(q, guide_list_add(out));
	return stmt_finish(q);
}

static enum err
guides_read_one(struct stmt *q, struct guide *out)
{
	bool found = stmt_next(q);

	if (found)
		guides_read(q, out);
	return stmt_finish_found(q, found);
}

enum err
guides_find(struct db *db, const char *slug, struct guide *out)
{
	struct stmt *q = db_stmt(db, &guide_by_slug);

	stmt_bind_text(q, ":slug", slug);
	return guides_read_one(q, out);
}

enum err
guides_find_id(struct db *db, int64_t id, struct guide *out)
{
	struct stmt *q = db_stmt(db, &guide_by_id);

	stmt_bind_int(q, ":id", id);
	return guides_read_one(q, out);
}

/* What adding and saving have in common. */
static void
guides_bind(struct stmt *q, const struct guide *record)
{
	stmt_bind_text(q, ":slug", record->slug);
	stmt_bind_text(q, ":title", record->title);
	stmt_bind_text(q, ":body", record->body);
	stmt_bind_text(q, ":owner", record->owner);
	stmt_bind_text(q, ":source", record->source);
	stmt_bind_text(q, ":checked", record->checked_on ? record->checked_on : "");
	stmt_bind_text(q, ":recheck", record->recheck_by ? record->recheck_by : "");
	stmt_bind_int(q, ":shown", record->is_shown);
}

enum err
guides_add(struct db *db, const struct guide *record)
{
	struct stmt *q = db_stmt(db, &guide_add);

	guides_bind(q, record);
	return stmt_run(q);
}

enum err
guides_save(struct db *db, const struct guide *record)
{
	struct stmt *q = db_stmt(db, &guide_save);

	guides_bind(q, record);
	return stmt_run_change(db, q);
}

enum err
guides_remove(struct db *db, const char *slug)
{
	struct stmt *q = db_stmt(db, &guide_remove);

	stmt_bind_text(q, ":slug", slug);
	return stmt_run_change(db, q);
}
