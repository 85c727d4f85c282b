/*
 * The tables case_claim, case_note, desk_opt_out and on_call.
 */
#include "base/mem.h"
#include "store/case_turns.h"

SQL(teammate_list_role,
    "SELECT m.id, m.name, m.role, o.member IS NOT NULL FROM member m LEFT JOIN on_call o ON o.member = m.id"
    " WHERE m.role = :role AND m.is_closed = 0 AND m.paused_until <= :now AND m.break_until <= :now AND m.leaving_at = 0"
    " AND m.gone_at = 0 AND m.id <> :but ORDER BY m.name LIMIT :limit");
SQL(on_call_find, "SELECT count(*) FROM on_call WHERE member = :member");
SQL(on_call_add, "INSERT INTO on_call (member) VALUES (:member) ON CONFLICT DO NOTHING");
SQL(on_call_remove, "DELETE FROM on_call WHERE member = :member");
SQL(claim_count, "SELECT count(*) FROM (SELECT DISTINCT desk_case FROM case_claim WHERE member = :member AND at > :since"
                 " AND risk = :risk AND desk_case <> :but LIMIT 100)");
SQL(claim_find, "SELECT count(*) FROM (SELECT 1 FROM case_claim WHERE desk_case = :case AND member = :member LIMIT 1)");
SQL(claim_add, "INSERT INTO case_claim (desk_case, member, risk, at) VALUES (:case, :member, :risk, :at)");
SQL(opt_out_find, "SELECT count(*) FROM desk_opt_out WHERE member = :member AND topic = :topic");
SQL(opt_out_add, "INSERT INTO desk_opt_out (member, topic) VALUES (:member, :topic) ON CONFLICT DO NOTHING");
SQL(opt_out_remove, "DELETE FROM desk_opt_out WHERE member = :member AND topic = :topic");
SQL(case_note_page,
    "SELECT n.id, n.by_member, n.words, n.at, coalesce(iif(m.gone_at > 0, '', m.name), '') FROM case_note n"
    " LEFT JOIN member m ON m.id = n.by_member WHERE n.desk_case = :case ORDER BY n.id DESC LIMIT :limit");
SQL(case_note_add, "INSERT INTO case_note (desk_case, by_member, words, at) VALUES (:case, :member, :words, :at)");

/* A statement with one or two numbers; name2 NULL: one. */
static struct stmt *
turns_stmt(struct db *db, const struct sql *sql, const char *name1, int64_t value1, const char *name2, int64_t value2)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, name1, value1);
	if (name2)
		stmt_bind_int(q, name2, value2);
	return q;
}

static enum err
turns_read_bool(struct stmt *q, bool *out)
{
	int64_t count = 0;
	enum err err = stmt_read_int(q, &count);

	if (err == ERR_OK)
		*out = count > 0;
	return err;
}

enum err
teammates_list(struct db *db, const char *role, int64_t but, int64_t now, int64_t limit, struct teammate_list *out)
{
	struct stmt *q = turns_stmt(db, &teammate_list_role, ":but", but, ":now", now);

	stmt_bind_text(q, ":role", role);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*teammate_list_add(out) = (struct teammate){
		    .id = stmt_int(q, 0),
		    .name = mem_copy_string(stmt_text(q, 1)),
		    .role = mem_copy_string(stmt_text(q, 2)),
		    .is_on_call = stmt_int(q, 3) != 0,
		};
	return stmt_finish(q);
}

enum err
on_call_has(struct db *db, int64_t member, bool *out)
{
	return turns_read_bool(turns_stmt(db, &on_call_find, ":member", member, NULL, 0), out);
}

enum err
on_call_set(struct db *db, int64_t member, bool is_on_call)
{
	return stmt_run(turns_stmt(db, is_on_call ? &on_call_add : &on_call_remove, ":member", member, NULL, 0));
}

enum err
claims_count(struct db *db, int64_t member, int64_t risk, int64_t since, int64_t but, int64_t *out)
{
	struct stmt *q = turns_stmt(db, &claim_count, ":member", member, ":risk", risk);

	stmt_bind_int(q, ":since", since);
	stmt_bind_int(q, ":but", but);
	return stmt_read_int(q, out);
}

enum err
claims_has(struct db *db, int64_t desk_case, int64_t member, bool *out)
{
	return turns_read_bool(turns_stmt(db, &claim_find, ":case", desk_case, ":member", member), out);
}

enum err
claims_add(struct db *db, int64_t desk_case, int64_t member, int64_t risk, int64_t at)
{
	struct stmt *q = turns_stmt(db, &claim_add, ":case", desk_case, ":member", member);

	stmt_bind_int(q, ":risk", risk);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
opt_outs_has(struct db *db, int64_t member, const char *topic, bool *out)
{
	struct stmt *q = turns_stmt(db, &opt_out_find, ":member", member, NULL, 0);

	stmt_bind_text(q, ":topic", topic);
	return turns_read_bool(q, out);
}

enum err
opt_outs_set(struct db *db, int64_t member, const char *topic, bool is_out)
{
	struct stmt *q = turns_stmt(db, is_out ? &opt_out_add : &opt_out_remove, ":member", member, NULL, 0);

	stmt_bind_text(q, ":topic", topic);
	return stmt_run(q);
}

enum err
case_notes_list(struct db *db, int64_t desk_case, int64_t limit, struct case_note_list *out)
{
	struct stmt *q = turns_stmt(db, &case_note_page, ":case", desk_case, ":limit", limit);

	while (stmt_next(q))
		*case_note_list_add(out) = (struct case_note){
		    .id = stmt_int(q, 0),
		    .by = stmt_int(q, 1),
		    .words = mem_copy_string(stmt_text(q, 2)),
		    .at = stmt_int(q, 3),
		    .name = mem_copy_string(stmt_text(q, 4)),
		};
	return stmt_finish(q);
}

enum err
case_notes_add(struct db *db, int64_t desk_case, int64_t by, const char *words, int64_t at)
{
	struct stmt *q = turns_stmt(db, &case_note_add, ":case", desk_case, ":member", by);

	stmt_bind_text(q, ":words", words);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}
