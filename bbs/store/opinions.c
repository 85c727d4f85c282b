/*
 * The table case_opinion.
 */
#include "base/mem.h"
#include "store/opinions.h"

SQL(opinion_list, "SELECT o.desk_case, o.by_member, o.is_second, o.opinion, o.risk, o.words, o.at,"
                  " coalesce(iif(m.gone_at > 0, '', m.name), '') FROM case_opinion o"
                  " LEFT JOIN member m ON m.id = o.by_member WHERE o.desk_case = :case ORDER BY o.is_second");
SQL(opinion_wish, "SELECT wants_second FROM desk_case WHERE id = :case");
SQL(opinion_wanted,
    "SELECT c.id, c.reason, c.opened_at, coalesce(t.title, '') FROM desk_case c LEFT JOIN thread t ON t.id = c.thread"
    " WHERE c.closed_at = 0 AND c.wants_second = 1 AND c.wants_second > 0 AND (c.about = 0 OR c.about <> :member)"
    " AND NOT EXISTS (SELECT 1 FROM case_opinion o WHERE o.desk_case = c.id AND o.by_member = :member)"
    " ORDER BY c.opened_at, c.id LIMIT :limit");
SQL(opinion_add, "INSERT INTO case_opinion (desk_case, by_member, is_second, opinion, risk, words, at)"
                 " VALUES (:case, :by, :second, :opinion, :risk, :words, :at)");
SQL(opinion_set_wish, "UPDATE desk_case SET wants_second = :wish WHERE id = :case");

static struct stmt *
opinions_stmt(struct db *db, const struct sql *sql, int64_t desk_case)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":case", desk_case);
	return q;
}

enum err
opinions_list(struct db *db, int64_t desk_case, struct case_opinion_list *out)
{
	struct stmt *q = opinions_stmt(db, &opinion_list, desk_case);

	while (stmt_next(q))
		*case_opinion_list_add(out) = (struct case_opinion){
		    .desk_case = stmt_int(q, 0),
		    .by_member = stmt_int(q, 1),
		    .is_second = stmt_int(q, 2),
		    .opinion = mem_copy_string(stmt_text(q, 3)),
		    .risk = stmt_int(q, 4),
		    .words = mem_copy_string(stmt_text(q, 5)),
		    .at = stmt_int(q, 6),
		    .by_name = mem_copy_string(stmt_text(q, 7)),
		};
	return stmt_finish(q);
}

enum err
opinions_find_wish(struct db *db, int64_t desk_case, bool *out)
{
	struct stmt *q = opinions_stmt(db, &opinion_wish, desk_case);
	bool found = stmt_next(q);

	if (found)
		*out = stmt_int(q, 0) > 0;
	return stmt_finish_found(q, found);
}

enum err
opinions_list_wanted(struct db *db, int64_t member, int64_t limit, struct desk_case_list *out)
{
	struct stmt *q = db_stmt(db, &opinion_wanted);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*desk_case_list_add(out) = (struct desk_case){
		    .id = stmt_int(q, 0),
		    .reason = mem_copy_string(stmt_text(q, 1)),
		    .opened_at = stmt_int(q, 2),
		    .thread_title = mem_copy_string(stmt_text(q, 3)),
		};
	return stmt_finish(q);
}

enum err
opinions_add(struct db *db, const struct case_opinion *record)
{
	struct stmt *q = opinions_stmt(db, &opinion_add, record->desk_case);

	stmt_bind_int(q, ":by", record->by_member);
	stmt_bind_int(q, ":second", record->is_second);
	stmt_bind_text(q, ":opinion", record->opinion);
	stmt_bind_int(q, ":risk", record->risk);
	stmt_bind_text(q, ":words", record->words);
	stmt_bind_int(q, ":at", record->at);
	return stmt_run(q);
}

enum err
opinions_set_wish(struct db *db, int64_t desk_case, bool is_wanted)
{
	struct stmt *q = opinions_stmt(db, &opinion_set_wish, desk_case);

	stmt_bind_int(q, ":wish", is_wanted);
	return stmt_run(q);
}
