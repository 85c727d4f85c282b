/*
 * The table attempt.
 */
#include "store/attempts.h"

SQL(attempt_count, "SELECT count FROM attempt WHERE member = :member AND kind = :kind AND since > :since");
SQL(attempt_note, "INSERT INTO attempt (member, kind, since, count) VALUES (:member, :kind, :now, 1)"
                  " ON CONFLICT (member, kind) DO UPDATE SET count = iif(since > :since, count + 1, 1),"
                  " since = iif(since > :since, since, :now)");
SQL(attempt_forget, "DELETE FROM attempt WHERE member = :member AND kind = :kind");

enum err
attempts_count(struct db *db, int64_t member, const char *kind, int64_t since, int64_t *out)
{
	struct stmt *q = db_stmt(db, &attempt_count);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":kind", kind);
	stmt_bind_int(q, ":since", since);
	return stmt_read_int(q, out);
}

enum err
attempts_note(struct db *db, int64_t member, const char *kind, int64_t since, int64_t now)
{
	struct stmt *q = db_stmt(db, &attempt_note);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":kind", kind);
	stmt_bind_int(q, ":since", since);
	stmt_bind_int(q, ":now", now);
	return stmt_run(q);
}

enum err
attempts_forget(struct db *db, int64_t member, const char *kind)
{
	struct stmt *q = db_stmt(db, &attempt_forget);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":kind", kind);
	return stmt_run(q);
}
