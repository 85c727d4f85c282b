/*
 * The table consent.
 */
#include "base/mem.h"
#include "store/consents.h"

SQL(consent_add, "INSERT INTO consent (member, is_given, words_hash, at) VALUES (:member, :given, :hash, :at)");
SQL(consent_find,
    "SELECT is_given, words_hash, at FROM consent WHERE member = :member ORDER BY id DESC LIMIT 1");

enum err
consents_add(struct db *db, int64_t member, bool is_given, const char *words_hash, int64_t at)
{
	struct stmt *q = db_stmt(db, &consent_add);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":given", is_given);
	stmt_bind_text(q, ":hash", words_hash);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
consents_find(struct db *db, int64_t member, bool *is_given, char **words_hash, int64_t *at)
{
	struct stmt *q = db_stmt(db, &consent_find);
	bool found;

	stmt_bind_int(q, ":member", member);
	found = stmt_next(q);
	if (found) {
		*is_given = stmt_int(q, 0) != 0;
		*words_hash = mem_copy_string(stmt_text(q, 1));
		*at = stmt_int(q, 2);
	}
	return stmt_finish_found(q, found);
}
