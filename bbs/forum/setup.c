/*
 * What a new board begins with. The words are in bbs/content; here is only how they are put in.
 */
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/embed.h"
#include "base/mem.h"
#include "forum/audit_key.h"
#include "forum/guide.h"
#include "forum/setup.h"
#include "store/boards.h"
#include "store/migrate.h"
#include "store/signposts.h"

enum err
setup_directories(const char *data)
{
	static const char *const names[] = {"", "/db", "/secrets", "/backups", "/spool", "/spool/mail", "/spool/alert"};

	for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
		char *path = mem_format("%s%s", data, names[k]);
		bool failed = mkdir(path, 0700) && errno != EEXIST;

		free(path);
		if (failed)
			return ERR_IO;
	}
	return ERR_OK;
}

bool
setup_exists(const char *data)
{
	char *path = mem_format("%s/db/board.db", data);
	bool exists = !access(path, F_OK);

	free(path);
	return exists;
}

/*
 * An INI section becomes a record: lines are gathered until the next section begins. Both files are ours, so a
 * mistake in them is a bug.
 */
struct setup_reader {
	struct db *db;
	enum err err;
	char section[64];
	struct board board;
	char *group_name;
	struct signpost signpost;
	int64_t groups, signposts;
};

static void
setup_flush(struct setup_reader *reader)
{
	const char *slug = strchr(reader->section, ':');

	if (reader->err != ERR_OK || !slug)
		return;
	slug++;
	if (!strncmp(reader->section, "group:", 6)) {
		reader->err = boards_add_group(reader->db, slug, reader->group_name, ++reader->groups);
	} else if (!strncmp(reader->section, "board:", 6)) {
		reader->board.slug = mem_copy_string(slug);
		reader->err = boards_add(reader->db, &reader->board);
	} else {
		reader->signpost.slug = mem_copy_string(slug);
		reader->err = signposts_add(reader->db, &reader->signpost, ++reader->signposts);
	}
	board_clear(&reader->board);
	signpost_clear(&reader->signpost);
	free(reader->group_name);
	reader->group_name = NULL;
}

static void
setup_keep(char **slot, const char *value)
{
	free(*slot);
	*slot = mem_copy_string(value);
}

static bool
setup_take_board(struct setup_reader *reader, const char *name, const char *value)
{
	struct board *board = &reader->board;

	if (!strcmp(name, "group"))
		setup_keep(&board->group_slug, value);
	else if (!strcmp(name, "name"))
		setup_keep(&board->name, value);
	else if (!strcmp(name, "about"))
		setup_keep(&board->about, value);
	else if (!strcmp(name, "open"))
		board->is_open = !strcmp(value, "yes");
	else if (!strcmp(name, "on"))
		board->is_on = !strcmp(value, "yes");
	else if (!strcmp(name, "loss"))
		board->is_for_loss = !strcmp(value, "yes");
	else
		return false;
	return true;
}

static bool
setup_take_signpost(struct setup_reader *reader, const char *name, const char *value)
{
	struct signpost *signpost = &reader->signpost;
	const struct {
		const char *name;
		char **slot;
	} texts[] = {
	    {"name", &signpost->name},
	    {"number", &signpost->number},
	    {"how", &signpost->how},
	    {"about", &signpost->about},
	    {"hours", &signpost->hours},
	    {"nations", &signpost->nations},
	    {"owner", &signpost->owner},
	    {"source", &signpost->source},
	};

	if (!strcmp(name, "shown")) {
		signpost->is_shown = !strcmp(value, "yes");
		return true;
	}
	for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
		if (!strcmp(texts[k].name, name)) {
			setup_keep(texts[k].slot, value);
			return true;
		}
	return false;
}

static int
setup_take(void *context, const char *section, const char *name, const char *value)
{
	struct setup_reader *reader = context;

	if (strcmp(section, reader->section)) {
		setup_flush(reader);
		snprintf(reader->section, sizeof reader->section, "%s", section);
	}
	if (!strncmp(section, "group:", 6)) {
		setup_keep(&reader->group_name, value);
		return 1;
	}
	if (!strncmp(section, "board:", 6))
		return setup_take_board(reader, name, value);
	return setup_take_signpost(reader, name, value);
}

static enum err
setup_read(struct db *db, const char *path)
{
	struct setup_reader reader = {.db = db};
	char *text = embed_copy(path);
	int line = ini_parse_string(text, setup_take, &reader);

	if (line)
		fatal("%s line %d", path, line);
	setup_flush(&reader);
	free(text);
	return reader.err;
}

static enum err
setup_fill(struct db *db)
{
	struct board_list boards = {0};
	enum err err = db_begin(db);

	if (err != ERR_OK)
		return err;
	err = boards_list(db, false, 0, &boards);
	if (err == ERR_OK && !boards.count) {
		err = setup_read(db, "content/boards.ini");
		if (err == ERR_OK)
			err = setup_read(db, "content/signposts.ini");
	}
	if (err == ERR_OK)
		err = guide_put_shipped(db);
	board_list_clear(&boards);
	return db_end(db, err);
}

static char *
setup_backup_path(const char *data)
{
	time_t now = (time_t)clock_now();
	struct tm tm;
	char stamp[32];

	strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", gmtime_r(&now, &tm));
	return mem_format("%s/backups/before-upgrade-%s.db", data, stamp);
}

enum err
setup_board(const char *data)
{
	char *directory = mem_format("%s/db", data), *backup = setup_backup_path(data);
	struct db *db;
	enum err err = migrate_run(directory, backup);

	if (err == ERR_OK)
		err = migrate_open(directory, &db);
	if (err == ERR_OK) {
		audit_key_free(audit_key_open(db, directory));
		err = setup_fill(db);
		db_close(db);
	}
	free(backup);
	free(directory);
	return err;
}
