/*
 * bbs admin audit: what was done by the team, the operator and the program, whether it was changed, and a copy of it to
 * keep elsewhere. Numbers, codes and hashes, never a name or a word.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "forum/audit.h"

enum { AUDIT_SHOWN = 200, AUDIT_PAGE = 500, TEXT_MOST = 64 * 1024 };

static json_t *
audit_json(const struct audit_row *row)
{
	return json_pack("{s:I, s:o, s:I, s:s, s:s, s:I, s:s, s:I, s:s, s:s}", "id", (json_int_t)row->id, "at",
	    admin_json_time(row->at), "actor", (json_int_t)row->actor, "action", row->action, "object", row->object,
	    "object_id", (json_int_t)row->object_id, "code", row->code, "case", (json_int_t)row->desk_case, "text_hash",
	    row->text_hash, "hash", row->hash);
}

static void
audit_print_table(const struct audit_row_list *rows)
{
	struct table table;

	table_init(&table, 8);
	for (size_t k = 0; k < rows->count; k++) {
		const struct audit_row *row = &rows->rows[k];
		json_t *at = admin_json_time(row->at);

		table_add_number(&table, row->id);
		table_add(&table, json_string_value(at));
		table_add_number(&table, row->actor);
		table_add(&table, row->action);
		table_add(&table, row->object);
		table_add_number(&table, row->object_id);
		table_add_number(&table, row->desk_case);
		table_add(&table, row->code);
		json_decref(at);
	}
	table_print(&table, "", stdout);
	table_clear(&table);
}

static void
audit_print(const struct admin *admin, const struct audit_row_list *rows)
{
	json_t *out;

	if (!admin_wants_json(admin)) {
		audit_print_table(rows);
		return;
	}
	out = json_array();
	for (size_t k = 0; k < rows->count; k++)
		json_array_append_new(out, audit_json(&rows->rows[k]));
	admin_print_json(out);
}

static bool
audit_take_after(const struct admin *admin, int64_t *out)
{
	return !admin->options[ADMIN_AFTER] || admin_take_number(admin->options[ADMIN_AFTER], 0, INT64_MAX, out);
}

static int
audit_misuse_after(const struct admin *admin)
{
	return admin_misuse(admin->verb, _("--after is the number of a line"), NULL);
}

int
admin_audit_list(struct admin *admin)
{
	struct audit_row_list rows = {0};
	int64_t after = 0;
	enum err err;

	if (!audit_take_after(admin, &after))
		return audit_misuse_after(admin);
	err = audit_list(&admin->forum, after, AUDIT_SHOWN, &rows);
	if (err != ERR_OK)
		return admin_fail(admin, THING_ANY, err, admin->data);
	audit_print(admin, &rows);
	audit_row_list_clear(&rows);
	return ADMIN_DONE;
}

/* --- is it as it was written? --- */

static int
audit_say_broken(const struct admin *admin, int64_t line)
{
	if (admin_wants_json(admin))
		admin_print_json(json_pack("{s:b, s:I}", "is_whole", false, "broken", (json_int_t)line));
	fprintf(stderr,
	    _("bbs admin: line %lld of the audit is not as it was written. Somebody changed the file. Keep it, and "
	      "look at the copies.\n"),
	    (long long)line);
	return ADMIN_FAILED;
}

/* One line of an export against the audit as it is now. */
static enum err
audit_compare_line(struct admin *admin, const char *line, int64_t *broken)
{
	json_t *was = json_loads(line, 0, NULL);
	const char *hash = json_string_value(json_object_get(was, "hash"));
	int64_t id = json_integer_value(json_object_get(was, "id"));
	struct audit_row_list now = {0};
	enum err err = hash && id > 0 ? audit_list(&admin->forum, id - 1, 1, &now) : ERR_INVALID;

	if (err == ERR_OK && (!now.count || now.rows[0].id != id || strcmp(now.rows[0].hash, hash) != 0)) {
		*broken = id;
		err = ERR_DAMAGED;
	}
	audit_row_list_clear(&now);
	json_decref(was);
	return err;
}

/* Who can write to the file can make a whole new chain; but not in a copy that is kept elsewhere. */
static enum err
audit_compare(struct admin *admin, const char *path, int64_t *broken)
{
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	enum err err = file ? ERR_OK : ERR_IO;

	while (err == ERR_OK && getline(&line, &room, file) >= 0)
		err = audit_compare_line(admin, line, broken);
	free(line);
	if (file)
		fclose(file);
	return err;
}

static int
audit_say_whole(const struct admin *admin, int64_t rows)
{
	if (admin_wants_json(admin))
		return admin_print_json(json_pack("{s:b, s:I}", "is_whole", true, "rows", (json_int_t)rows));
	printf(n_("The audit is whole: %lld line.\n", "The audit is whole: %lld lines.\n", rows), (long long)rows);
	return ADMIN_DONE;
}

int
admin_audit_verify(struct admin *admin)
{
	const char *copy = admin->options[ADMIN_WITH];
	int64_t rows = 0, broken = 0;
	enum err err = audit_verify(&admin->forum, &rows, &broken);

	if (err == ERR_OK && copy) {
		err = audit_compare(admin, copy, &broken);
		if (err == ERR_IO || err == ERR_INVALID)
			return admin_fail(admin, THING_AUDIT_COPY, err, copy);
	}
	if (err == ERR_DAMAGED && broken)
		return audit_say_broken(admin, broken);
	return err == ERR_OK ? audit_say_whole(admin, rows) : admin_fail(admin, THING_ANY, err, admin->data);
}

/* --- a copy to keep elsewhere --- */

static enum err
audit_write_row(const struct audit_row *row, FILE *out)
{
	json_t *object = audit_json(row);
	char *text = json_dumps(object, JSON_PRESERVE_ORDER | JSON_COMPACT);
	bool fine = text && fprintf(out, "%s\n", text) >= 0;

	free(text);
	json_decref(object);
	return fine ? ERR_OK : errno == ENOSPC ? ERR_FULL : ERR_IO;
}

/* Page by page: it grows for ever. */
static enum err
audit_write(struct admin *admin, int64_t after, FILE *out)
{
	size_t count;
	enum err err;

	do {
		struct audit_row_list rows = {0};

		err = audit_list(&admin->forum, after, AUDIT_PAGE, &rows);
		count = rows.count;
		for (size_t k = 0; err == ERR_OK && k < count; k++) {
			err = audit_write_row(&rows.rows[k], out);
			after = rows.rows[k].id;
		}
		audit_row_list_clear(&rows);
	} while (err == ERR_OK && count == AUDIT_PAGE);
	return err;
}

static enum err
audit_write_file(struct admin *admin, int64_t after, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	enum err err;

	if (!file)
		return errno == EEXIST ? ERR_TAKEN : ERR_IO;
	err = audit_write(admin, after, file);
	if (fflush(file) || fsync(fd))
		err = errno == ENOSPC ? ERR_FULL : ERR_IO;
	fclose(file);
	if (err != ERR_OK)
		unlink(path);
	return err;
}

/* What was changed is written out all the same: it is evidence. */
int
admin_audit_export(struct admin *admin)
{
	const char *path = admin->options[ADMIN_OUT];
	int64_t after = 0, rows = 0, broken = 0;
	enum err err;

	if (!audit_take_after(admin, &after))
		return audit_misuse_after(admin);
	err = path ? audit_write_file(admin, after, path) : audit_write(admin, after, stdout);
	if (err != ERR_OK)
		return admin_fail(admin, THING_EXPORT, err, path ? path : admin->data);
	err = audit_verify(&admin->forum, &rows, &broken);
	if (err == ERR_DAMAGED && broken) {
		fprintf(stderr,
		    _("bbs admin: line %lld of the audit is not as it was written. It was exported as it is.\n"),
		    (long long)broken);
		return ADMIN_FAILED;
	}
	return err == ERR_OK ? ADMIN_DONE : admin_fail(admin, THING_ANY, err, admin->data);
}

/* --- was it this text? --- */

/* A file ends with a newline, and a message does not. Owned. */
static enum err
audit_read_text(const char *path, char **out, size_t *out_bytes)
{
	FILE *file = fopen(path, "re");
	char *text;
	size_t bytes;

	if (!file)
		return ERR_IO;
	text = mem_alloc(TEXT_MOST + 2);
	bytes = fread(text, 1, TEXT_MOST + 1, file);
	fclose(file);
	while (bytes && text[bytes - 1] == '\n')
		bytes--;
	if (bytes > TEXT_MOST) {
		free(text);
		return ERR_INVALID;
	}
	*out = text;
	*out_bytes = bytes;
	return ERR_OK;
}

int
admin_audit_text(struct admin *admin)
{
	struct audit_row_list rows = {0};
	char *text = NULL;
	size_t bytes = 0;
	enum err err = audit_read_text(admin->words[0], &text, &bytes);
	int status = ADMIN_DONE;

	if (err == ERR_OK)
		err = audit_find_text(&admin->forum, text, bytes, &rows);
	free(text);
	if (err != ERR_OK)
		return admin_fail(admin, THING_AUDIT_TEXT, err, admin->words[0]);
	if (rows.count || admin_wants_json(admin))
		audit_print(admin, &rows);
	if (!rows.count) {
		fputs(_("bbs admin: no line of the audit is about exactly this text.\n"), stderr);
		status = ADMIN_FAILED;
	}
	audit_row_list_clear(&rows);
	return status;
}
