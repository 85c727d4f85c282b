/*
 * The table form_draft.
 */
#include "base/mem.h"
#include "store/form_drafts.h"

#define FORM_DRAFT_PLACE " WHERE member = :member AND form = :form AND thread = :thread AND number = :number"

SQL(form_draft_find, "SELECT body FROM form_draft" FORM_DRAFT_PLACE);
SQL(form_draft_save, "INSERT INTO form_draft (member, form, thread, number, body, saved_at)"
                     " VALUES (:member, :form, :thread, :number, :body, :at)"
                     " ON CONFLICT DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at");
SQL(form_draft_remove, "DELETE FROM form_draft" FORM_DRAFT_PLACE);
SQL(form_draft_expire,
    "DELETE FROM form_draft WHERE (member, form, thread, number) IN"
    " (SELECT member, form, thread, number FROM form_draft WHERE saved_at < :before LIMIT :limit)");

static struct stmt *
form_drafts_stmt(struct db *db, const struct sql *sql, const struct form_place *place)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":member", place->member);
	stmt_bind_text(q, ":form", place->form);
	stmt_bind_int(q, ":thread", place->thread);
	stmt_bind_int(q, ":number", place->number);
	return q;
}

enum err
form_drafts_find(struct db *db, const struct form_place *place, char **body)
{
	struct stmt *q = form_drafts_stmt(db, &form_draft_find, place);
	bool found = stmt_next(q);

	if (found)
		*body = mem_copy_string(stmt_text(q, 0));
	return stmt_finish_found(q, found);
}

enum err
form_drafts_save(struct db *db, const struct form_place *place, const char *body, int64_t at)
{
	struct stmt *q = form_drafts_stmt(db, &form_draft_save, place);

	stmt_bind_text(q, ":body", body);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
form_drafts_remove(struct db *db, const struct form_place *place)
{
	return stmt_run(form_drafts_stmt(db, &form_draft_remove, place));
}

enum err
form_drafts_expire(struct db *db, int64_t before, int64_t limit)
{
	struct stmt *q = db_stmt(db, &form_draft_expire);

	stmt_bind_int(q, ":before", before);
	stmt_bind_int(q, ":limit", limit);
	return stmt_run(q);
}
