/*
 * bbs admin export: everything about one member, to a file of the operator's or to standard output.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/verb.h"
#include "cli/words.h"
#include "forum/export.h"

/* A page at a time: what a member wrote may be more than fits into memory. */
static enum err
export_write(struct admin *admin, struct export *export, FILE *out)
{
	int next = 0, before = -1;
	enum err err = ERR_OK;

	while (err == ERR_OK) {
		struct mine_row_list rows = {0};
		struct str text;

		str_init(&text);
		err = export_next(&admin->forum, export, &rows);
		if (err == ERR_OK && admin_wants_json(admin))
			export_json(&rows, &next, &text);
		else if (err == ERR_OK)
			admin->hooks->write_mine(&rows, (int)rows.rows[0].part != before, &text);
		else if (err == ERR_NOT_FOUND && admin_wants_json(admin))
			export_json(NULL, &next, &text);
		before = err == ERR_OK ? (int)rows.rows[0].part : before;
		if (fputs(text.text, out) < 0)
			err = errno == ENOSPC ? ERR_FULL : ERR_IO;
		str_clear(&text);
		mine_row_list_clear(&rows);
	}
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static FILE *
export_open(const char *path, enum err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");

	if (!file)
		*err = errno == EEXIST ? ERR_TAKEN : ERR_IO;
	return file;
}

static enum err
export_to_file(struct admin *admin, struct export *export, const char *path)
{
	enum err err = ERR_OK;
	FILE *file = export_open(path, &err);

	if (!file)
		return err;
	err = export_write(admin, export, file);
	if (fflush(file) || fsync(fileno(file)))
		err = errno == ENOSPC ? ERR_FULL : ERR_IO;
	fclose(file);
	if (err != ERR_OK)
		unlink(path);
	return err;
}

int
admin_export(struct admin *admin)
{
	const char *name = admin->words[0], *path = admin->options[ADMIN_OUT];
	struct export export;
	enum err err = export_begin_named(&admin->forum, name, &export);
	char *safe;

	if (err != ERR_OK)
		return admin_fail(admin, THING_MEMBER, err, name);
	if (!path) {
		err = export_write(admin, &export, stdout);
		return err == ERR_OK ? ADMIN_DONE : admin_fail(admin, THING_ANY, err, name);
	}
	err = export_to_file(admin, &export, path);
	if (err != ERR_OK)
		return admin_fail(admin, THING_EXPORT, err, path);
	safe = admin_safe(path);
	if (!admin_wants_json(admin))
		printf(_("Everything about them is in %s. Only you can read it. Give it to them alone.\n"), safe);
	free(safe);
	return ADMIN_DONE;
}
