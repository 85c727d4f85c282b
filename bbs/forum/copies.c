/*
 * Copies of the board, brought up to the ledger.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "forum/copies.h"
#include "forum/erase.h"
#include "forum/ledger.h"
#include "forum/setup.h"
#include "store/upkeep.h"

enum err
copies_bring_up(struct db *db, void *context)
{
	const struct copies_mend *mend = context;
	struct forum forum = {.db = db, .config = mend->config};

	return erase_in_copy(&forum, mend->ledger);
}

enum err
copies_note(const char *data, const char *copy)
{
	char *ledger = ledger_path(data);
	enum err err = ledger_put_beside(ledger, copy);

	free(ledger);
	return err;
}

enum err
copies_learn(const char *data, const char *copy)
{
	char *ledger = ledger_path(data);
	enum err err = setup_directories(data);

	if (err == ERR_OK)
		err = ledger_take_in(ledger, copy);
	free(ledger);
	return err;
}

/* --- catching up --- */

struct copies_walk {
	struct copies_mend mend;
	char mark[LEDGER_MARK_CHARS + 1];
	struct copies_count *count;
};

static bool
copies_ends_with(const char *name, const char *ending)
{
	size_t bytes = strlen(name), end = strlen(ending);

	return bytes > end && !strcmp(name + bytes - end, ending);
}

static enum err
copies_catch_up_one(struct copies_walk *walk, const char *path)
{
	char *mark = NULL;
	enum err err = upkeep_read_setting(path, ERASE_MARK, &mark);
	bool is_behind = err == ERR_OK && strcmp(mark, walk->mark) != 0;

	free(mark);
	if (!is_behind)
		return err;
	err = upkeep_rewrite(path, copies_bring_up, &walk->mend);
	if (err == ERR_OK)
		walk->count->rewritten++;
	return err == ERR_OK ? ledger_put_beside(walk->mend.ledger, path) : err;
}

static void
copies_take(struct copies_walk *walk, const char *directory, const char *name)
{
	char *path = mem_format("%s/%s", directory, name);

	if (copies_ends_with(name, ".sealed"))
		walk->count->sealed++;
	else if (copies_ends_with(name, ".db") && copies_catch_up_one(walk, path) != ERR_OK)
		walk->count->failed++;
	free(path);
}

/* The names first: the directory changes while copies are written anew. */
static enum err
copies_walk_in(struct copies_walk *walk, const char *directory)
{
	struct dirent **entries = NULL;
	int count = scandir(directory, &entries, NULL, alphasort);

	if (count < 0)
		return ERR_IO;
	for (int k = 0; k < count; k++) {
		copies_take(walk, directory, entries[k]->d_name);
		free(entries[k]);
	}
	free(entries);
	return ERR_OK;
}

enum err
copies_catch_up(struct forum *forum, const char *data, struct copies_count *out)
{
	char *ledger = ledger_path(data), *own = mem_format("%s/backups", data);
	const char *elsewhere = forum->config->backup_directory;
	struct copies_walk walk = {.mend = {.ledger = ledger, .config = forum->config}, .count = out};
	enum err err = ledger_last_mark(ledger, walk.mark);

	*out = (struct copies_count){0};
	if (err == ERR_OK && *walk.mark)
		err = copies_walk_in(&walk, own);
	if (err == ERR_OK && *walk.mark && *elsewhere && strcmp(elsewhere, own) != 0)
		err = copies_walk_in(&walk, elsewhere);
	free(own);
	free(ledger);
	return err;
}
