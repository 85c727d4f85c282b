/*
 * The tables member and member_key.
 */
#include "base/mem.h"
#include "store/members.h"

/* Of a password only that there is one: its hash is asked for by itself. */
#define MEMBER_COLUMNS \
	"id, name, role, iif(password_hash IS NULL, NULL, ''), theme, is_closed, is_plain, joined_at, last_here_at," \
	" floor_message, consented_at, language, timezone, about, shows_joined, named_at, paused_until, pause_reason"

SQL(member_by_name, "SELECT " MEMBER_COLUMNS " FROM member WHERE name = :name");
SQL(member_by_id, "SELECT " MEMBER_COLUMNS " FROM member WHERE id = :id");
SQL(member_hash, "SELECT password_hash FROM member WHERE name = :name");
SQL(member_by_folded, "SELECT id FROM member WHERE name_folded = :folded");
SQL(member_all, "SELECT " MEMBER_COLUMNS ", (SELECT count(*) FROM (SELECT 1 FROM message WHERE author = member.id"
                " LIMIT 100)) FROM member ORDER BY name");
SQL(member_add, "INSERT INTO member (name, name_folded, role, password_hash, joined_at, consented_at, last_here_at,"
                " floor_message) VALUES (:name, :folded, :role, :hash, :at, :consented, 0, :floor)");
SQL(member_role, "UPDATE member SET role = :role WHERE id = :id");
SQL(member_password, "UPDATE member SET password_hash = :hash WHERE id = :id");
SQL(member_close, "UPDATE member SET is_closed = :closed WHERE id = :id");
SQL(member_looks, "UPDATE member SET is_plain = :plain, theme = :theme WHERE id = :id");
SQL(member_last_here, "UPDATE member SET last_here_at = :at WHERE id = :id");
SQL(member_key_find, "SELECT 1 FROM member_key WHERE member = :member AND key = :key");
SQL(member_key_add, "INSERT INTO member_key (member, key, added_at) VALUES (:member, :key, :at)"
                    " ON CONFLICT DO NOTHING");

static void
members_read(struct stmt *q, struct member *out)
{
	*out = (struct member){
	    .id = stmt_int(q, 0),
	    .name = mem_copy_string(stmt_text(q, 1)),
	    .role = mem_copy_string(stmt_text(q, 2)),
	    .password_hash = stmt_is_null(q, 3) ? NULL : mem_copy_string(stmt_text(q, 3)),
	    .theme = mem_copy_string(stmt_text(q, 4)),
	    .is_closed = stmt_int(q, 5) != 0,
	    .is_plain = stmt_int(q, 6) != 0,
	    .joined_at = stmt_int(q, 7),
	    .last_here_at = stmt_int(q, 8),
	    .floor_message = stmt_int(q, 9),
	    .consented_at = stmt_int(q, 10),
	    .language = mem_copy_string(stmt_text(q, 11)),
	    .timezone = mem_copy_string(stmt_text(q, 12)),
	    .about = mem_copy_string(stmt_text(q, 13)),
	    .shows_joined = stmt_int(q, 14) != 0,
	    .named_at = stmt_int(q, 15),
	    .paused_until = stmt_int(q, 16),
	    .pause_reason = mem_copy_string(stmt_text(q, 17)),
	};
}

static enum err
members_read_one(struct stmt *q, struct member *out)
{
	bool found = stmt_next(q);
	enum err err;

	if (found)
		members_read(q, out);
	err = stmt_finish(q);
	return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err
members_find(struct db *db, const char *name, struct member *out)
{
	struct stmt *q = db_stmt(db, &member_by_name);

	stmt_bind_text(q, ":name", name);
	return members_read_one(q, out);
}

enum err
members_find_id(struct db *db, int64_t id, struct member *out)
{
	struct stmt *q = db_stmt(db, &member_by_id);

	stmt_bind_int(q, ":id", id);
	return members_read_one(q, out);
}

enum err
members_find_hash(struct db *db, const char *name, char **out)
{
	struct stmt *q = db_stmt(db, &member_hash);
	char *hash = NULL;
	enum err err;

	stmt_bind_text(q, ":name", name);
	if (stmt_next(q) && !stmt_is_null(q, 0))
		hash = mem_copy_string(stmt_text(q, 0));
	err = stmt_finish(q);
	if (err != ERR_OK)
		return err;
	if (!hash)
		return ERR_NOT_FOUND;
	*out = hash;
	return ERR_OK;
}

enum err
members_check_free(struct db *db, const char *name_folded)
{
	struct stmt *q = db_stmt(db, &member_by_folded);
	bool found;
	enum err err;

	stmt_bind_text(q, ":folded", name_folded);
	found = stmt_next(q);
	err = stmt_finish(q);
	return err == ERR_OK && found ? ERR_TAKEN : err;
}

enum err
members_list(struct db *db, struct member_list *out)
{
	struct stmt *q = db_stmt(db, &member_all);

	while (stmt_next(q)) {
		struct member *row = member_list_add(out);

		members_read(q, row);
		row->message_count = stmt_int(q, 18);
	}
	return stmt_finish(q);
}

enum err
members_add(struct db *db, const struct member *record, const char *name_folded, int64_t *out_id)
{
	struct stmt *q = db_stmt(db, &member_add);
	enum err err;

	stmt_bind_text(q, ":name", record->name);
	stmt_bind_text(q, ":folded", name_folded);
	stmt_bind_text(q, ":role", record->role);
	stmt_bind_text(q, ":hash", record->password_hash);
	stmt_bind_int(q, ":at", record->joined_at);
	stmt_bind_int(q, ":consented", record->consented_at);
	stmt_bind_int(q, ":floor", record->floor_message);
	err = stmt_run(q);
	if (err == ERR_OK)
		*out_id = db_last_id(db);
	return err;
}

enum err
members_set_role(struct db *db, int64_t id, const char *role)
{
	struct stmt *q = db_stmt(db, &member_role);

	stmt_bind_int(q, ":id", id);
	stmt_bind_text(q, ":role", role);
	return stmt_run(q);
}

enum err
members_set_password(struct db *db, int64_t id, const char *password_hash)
{
	struct stmt *q = db_stmt(db, &member_password);

	stmt_bind_int(q, ":id", id);
	stmt_bind_text(q, ":hash", password_hash);
	return stmt_run(q);
}

enum err
members_set_closed(struct db *db, int64_t id, bool is_closed)
{
	struct stmt *q = db_stmt(db, &member_close);

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":closed", is_closed);
	return stmt_run(q);
}

enum err
members_set_looks(struct db *db, int64_t id, bool is_plain, const char *theme)
{
	struct stmt *q = db_stmt(db, &member_looks);

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":plain", is_plain);
	stmt_bind_text(q, ":theme", theme);
	return stmt_run(q);
}

enum err
members_set_last_here(struct db *db, int64_t id, int64_t at)
{
	struct stmt *q = db_stmt(db, &member_last_here);

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
members_check_key(struct db *db, int64_t member, const char *key)
{
	struct stmt *q = db_stmt(db, &member_key_find);
	bool found;
	enum err err;

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":key", key);
	found = stmt_next(q);
	err = stmt_finish(q);
	return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err
members_add_key(struct db *db, int64_t member, const char *key, int64_t at)
{
	struct stmt *q = db_stmt(db, &member_key_add);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":key", key);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}
