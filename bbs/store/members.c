/*
 * The tables member and member_key.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/members.h"

/* Of a password only that there is one: its hash is asked for by itself. */
#define MEMBER_COLUMNS \
	"id, name, role, iif(password_hash IS NULL, NULL, ''), theme, is_closed, is_plain, joined_at, last_here_at," \
	" floor_message, consented_at, language, timezone, about, shows_joined, named_at, paused_until, pause_reason," \
	" break_until, leaving_at, leaving_how, gone_at, text_cols, is_spaced"

SQL(member_by_name, "SELECT " MEMBER_COLUMNS " FROM member WHERE name = :name");
SQL(member_by_id, "SELECT " MEMBER_COLUMNS " FROM member WHERE id = :id");
SQL(member_hash, "SELECT password_hash FROM member WHERE name = :name");
SQL(member_by_folded,
    "SELECT 1 FROM member WHERE name_folded = :folded AND id <> :member UNION ALL"
    " SELECT 1 FROM name_kept WHERE name_folded = :folded AND member <> :member AND until > :now");
SQL(member_all, "SELECT " MEMBER_COLUMNS ", (SELECT count(*) FROM (SELECT 1 FROM message WHERE author = member.id"
                " LIMIT 100)) FROM member ORDER BY name");
SQL(member_by_role,
    "SELECT name FROM member WHERE role = :role AND is_closed = 0 AND leaving_at = 0 ORDER BY id LIMIT 1");
SQL(member_next_of_role, "SELECT id FROM member WHERE role = :role AND id > :after AND is_closed = 0 ORDER BY id LIMIT 1");
SQL(member_add, "INSERT INTO member (name, name_folded, role, password_hash, joined_at, consented_at, last_here_at,"
                " floor_message) VALUES (:name, :folded, :role, :hash, :at, :consented, 0, :floor)");
SQL(member_role, "UPDATE member SET role = :role WHERE id = :id");
SQL(member_password, "UPDATE member SET password_hash = :hash WHERE id = :id");
SQL(member_close, "UPDATE member SET is_closed = :closed WHERE id = :id");
SQL(member_pause, "UPDATE member SET paused_until = :until, pause_reason = :reason WHERE id = :id");
SQL(member_break, "UPDATE member SET break_until = :until WHERE id = :id");
SQL(member_count_role, "SELECT count(*) FROM (SELECT 1 FROM member WHERE role = :role AND is_closed = 0"
                       " AND paused_until <= :now AND leaving_at = 0 AND id <> :but LIMIT 100)");
SQL(member_looks, "UPDATE member SET is_plain = :plain, theme = :theme, text_cols = :cols, is_spaced = :spaced"
                  " WHERE id = :id");
SQL(member_last_here, "UPDATE member SET last_here_at = :at WHERE id = :id");
SQL(member_consented, "UPDATE member SET consented_at = :at WHERE id = :id");
SQL(member_language, "UPDATE member SET language = :language WHERE id = :id");
SQL(member_timezone, "UPDATE member SET timezone = :timezone WHERE id = :id");
SQL(member_shown, "UPDATE member SET about = :about, shows_joined = :shows WHERE id = :id");
SQL(member_name, "UPDATE member SET name = :name, name_folded = :folded, named_at = :at WHERE id = :id");
SQL(member_keep_name, "INSERT INTO name_kept (name_folded, member, until) VALUES (:folded, :member, :until)"
                      " ON CONFLICT (name_folded) DO UPDATE SET member = excluded.member, until = excluded.until");
SQL(member_free_name, "DELETE FROM name_kept WHERE name_folded = :folded");

static void
members_read(struct stmt *q, struct member *out)
{
	*out = (struct member){
	    .id = stmt_int(q, 0),
	    .name = mem_copy_string(stmt_text(q, 1)),
	    .role = mem_copy_string(stmt_text(q, 2)),
	    .password_hash = stmt_is_null(q, 3) ? NULL : mem_copy_string(stmt_text(q, 3)),
	    .is_closed = stmt_int(q, 5) != 0,
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
	    .break_until = stmt_int(q, 18),
	    .leaving_at = stmt_int(q, 19),
	    .leaving_how = mem_copy_string(stmt_text(q, 20)),
	    .gone_at = stmt_int(q, 21),
	};
	snprintf(out->looks.theme, sizeof out->looks.theme, "%s", stmt_text(q, 4));
	out->looks.is_plain = stmt_int(q, 6) != 0;
	out->looks.text_cols = (int)stmt_int(q, 22);
	out->looks.is_spaced = stmt_int(q, 23) != 0;
}

static enum err
members_read_one(struct stmt *q, struct member *out)
{
	bool found = stmt_next(q);

	if (found)
		members_read(q, out);
	return stmt_finish_found(q, found);
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
members_find_role(struct db *db, const char *role, char **out_name)
{
	struct stmt *q = db_stmt(db, &member_by_role);
	bool found;
	char *name;
	enum err err;

	stmt_bind_text(q, ":role", role);
	found = stmt_next(q);
	name = found ? mem_copy_string(stmt_text(q, 0)) : NULL;
	err = stmt_finish(q);
	if (err == ERR_OK && found) {
		*out_name = name;
		return ERR_OK;
	}
	free(name);
	return err == ERR_OK ? ERR_NOT_FOUND : err;
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
members_check_free(struct db *db, const char *name_folded, int64_t now, int64_t member)
{
	struct stmt *q = db_stmt(db, &member_by_folded);
	bool found;
	enum err err;

	stmt_bind_text(q, ":folded", name_folded);
	stmt_bind_int(q, ":now", now);
	stmt_bind_int(q, ":member", member);
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
		row->message_count = stmt_int(q, 24);
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
members_next_of_role(struct db *db, const char *role, int64_t after, int64_t *out)
{
	struct stmt *q = db_stmt(db, &member_next_of_role);
	bool found;

	stmt_bind_text(q, ":role", role);
	stmt_bind_int(q, ":after", after);
	found = stmt_next(q);
	if (found)
		*out = stmt_int(q, 0);
	return stmt_finish_found(q, found);
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
members_set_paused(struct db *db, int64_t id, int64_t until, const char *reason)
{
	struct stmt *q = db_stmt(db, &member_pause);

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":until", until);
	stmt_bind_text(q, ":reason", reason);
	return stmt_run(q);
}

enum err
members_count_role(struct db *db, const char *role, int64_t but, int64_t now, int64_t *out)
{
	struct stmt *q = db_stmt(db, &member_count_role);

	stmt_bind_text(q, ":role", role);
	stmt_bind_int(q, ":now", now);
	stmt_bind_int(q, ":but", but);
	return stmt_read_int(q, out);
}

enum err
members_set_break(struct db *db, int64_t id, int64_t until)
{
	struct stmt *q = db_stmt(db, &member_break);

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":until", until);
	return stmt_run(q);
}

enum err
members_set_looks(struct db *db, int64_t id, const struct looks *looks)
{
	struct stmt *q = db_stmt(db, &member_looks);

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":plain", looks->is_plain);
	stmt_bind_text(q, ":theme", looks->theme);
	stmt_bind_int(q, ":cols", looks->text_cols);
	stmt_bind_int(q, ":spaced", looks->is_spaced);
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
members_set_consented(struct db *db, int64_t id, int64_t at)
{
	struct stmt *q = db_stmt(db, &member_consented);

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
members_set_language(struct db *db, int64_t id, const char *language)
{
	struct stmt *q = db_stmt(db, &member_language);

	stmt_bind_int(q, ":id", id);
	stmt_bind_text(q, ":language", language);
	return stmt_run(q);
}

enum err
members_set_timezone(struct db *db, int64_t id, const char *timezone)
{
	struct stmt *q = db_stmt(db, &member_timezone);

	stmt_bind_int(q, ":id", id);
	stmt_bind_text(q, ":timezone", timezone);
	return stmt_run(q);
}

enum err
members_set_shown(struct db *db, int64_t id, const char *about, bool shows_joined)
{
	struct stmt *q = db_stmt(db, &member_shown);

	stmt_bind_int(q, ":id", id);
	stmt_bind_text(q, ":about", about);
	stmt_bind_int(q, ":shows", shows_joined);
	return stmt_run(q);
}

enum err
members_set_name(struct db *db, int64_t id, const char *name, const char *name_folded, int64_t at)
{
	struct stmt *q = db_stmt(db, &member_name);

	stmt_bind_int(q, ":id", id);
	stmt_bind_text(q, ":name", name);
	stmt_bind_text(q, ":folded", name_folded);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
members_keep_name(struct db *db, const char *name_folded, int64_t member, int64_t until)
{
	struct stmt *q = db_stmt(db, &member_keep_name);

	stmt_bind_text(q, ":folded", name_folded);
	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":until", until);
	return stmt_run(q);
}

enum err
members_free_name(struct db *db, const char *name_folded)
{
	struct stmt *q = db_stmt(db, &member_free_name);

	stmt_bind_text(q, ":folded", name_folded);
	return stmt_run(q);
}
