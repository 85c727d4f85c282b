/*
 * The tables second_factor and second_code.
 */
#include <stdio.h>

#include "store/second_factors.h"

SQL(second_find, "SELECT secret, confirmed_at, last_step FROM second_factor WHERE member = :member");
SQL(second_is_set, "SELECT confirmed_at > 0 FROM second_factor WHERE member = :member");
SQL(second_add, "INSERT INTO second_factor (member, secret) VALUES (:member, :secret)");
SQL(second_confirm, "UPDATE second_factor SET confirmed_at = :at WHERE member = :member");
SQL(second_step, "UPDATE second_factor SET last_step = :step WHERE member = :member");
SQL(second_remove, "DELETE FROM second_factor WHERE member = :member");
SQL(second_code_count, "SELECT count(*) FROM second_code WHERE member = :member AND used_at = 0");
SQL(second_code_add, "INSERT INTO second_code (member, code_hash) VALUES (:member, :hash)");
SQL(second_code_use, "UPDATE second_code SET used_at = :at WHERE member = :member AND code_hash = :hash AND used_at = 0");
SQL(second_code_remove, "DELETE FROM second_code WHERE member = :member");

enum err
second_factors_find(struct db *db, int64_t member, struct second_factor *out)
{
	struct stmt *q = db_stmt(db, &second_find);
	bool found;

	stmt_bind_int(q, ":member", member);
	found = stmt_next(q);
	if (found) {
		*out = (struct second_factor){.confirmed_at = stmt_int(q, 1), .last_step = stmt_int(q, 2)};
		snprintf(out->secret, sizeof out->secret, "%s", stmt_text(q, 0));
	}
	return stmt_finish_found(q, found);
}

enum err
second_factors_is_set(struct db *db, int64_t member, bool *out)
{
	struct stmt *q = db_stmt(db, &second_is_set);
	int64_t is_set = 0;
	enum err err;

	stmt_bind_int(q, ":member", member);
	err = stmt_read_int(q, &is_set);
	if (err == ERR_OK)
		*out = is_set != 0;
	return err;
}

enum err
second_factors_add(struct db *db, int64_t member, const char *secret)
{
	struct stmt *q = db_stmt(db, &second_add);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":secret", secret);
	return stmt_run(q);
}

enum err
second_factors_confirm(struct db *db, int64_t member, int64_t at)
{
	struct stmt *q = db_stmt(db, &second_confirm);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":at", at);
	return stmt_run_change(db, q);
}

enum err
second_factors_set_step(struct db *db, int64_t member, int64_t step)
{
	struct stmt *q = db_stmt(db, &second_step);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":step", step);
	return stmt_run_change(db, q);
}

enum err
second_factors_remove(struct db *db, int64_t member)
{
	struct stmt *q = db_stmt(db, &second_remove);
	enum err err;

	stmt_bind_int(q, ":member", member);
	err = stmt_run(q);
	return err == ERR_OK ? second_codes_remove(db, member) : err;
}

enum err
second_codes_count(struct db *db, int64_t member, int64_t *out)
{
	struct stmt *q = db_stmt(db, &second_code_count);

	stmt_bind_int(q, ":member", member);
	return stmt_read_int(q, out);
}

enum err
second_codes_add(struct db *db, int64_t member, const char *hash)
{
	struct stmt *q = db_stmt(db, &second_code_add);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":hash", hash);
	return stmt_run(q);
}

enum err
second_codes_use(struct db *db, int64_t member, const char *hash, int64_t at)
{
	struct stmt *q = db_stmt(db, &second_code_use);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":hash", hash);
	stmt_bind_int(q, ":at", at);
	return stmt_run_change(db, q);
}

enum err
second_codes_remove(struct db *db, int64_t member)
{
	struct stmt *q = db_stmt(db, &second_code_remove);

	stmt_bind_int(q, ":member", member);
	return stmt_run(q);
}
