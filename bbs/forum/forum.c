/*
 * Opening and closing the domain over a data directory.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/audit_key.h"
#include "forum/forum.h"
#include "forum/live.h"
#include "store/audit_rows.h"
#include "store/db.h"
#include "store/migrate.h"

enum err
forum_open(const char *data, const struct config *config, struct forum *out)
{
	char *directory = mem_format("%s/db", data);
	struct forum forum = {.config = config};
	enum err err = migrate_open(directory, &forum.db);

	if (err == ERR_OK) {
		forum.live = live_new(directory);
		forum.audit_key = audit_key_open(forum.db, directory);
		*out = forum;
	}
	free(directory);
	return err;
}

void
forum_close(struct forum *forum)
{
	db_close(forum->db);
	forum->db = NULL;
	live_free(forum->live);
	forum->live = NULL;
	audit_key_free(forum->audit_key);
	forum->audit_key = NULL;
}

void
forum_rest(struct forum *forum)
{
	db_rest(forum->db);
}

bool
forum_has_news(struct forum *forum, int64_t *counter)
{
	int64_t newest;

	if (audit_rows_news(forum->db, &newest) != ERR_OK || newest == *counter)
		return false;
	*counter = newest;
	return true;
}
