/*
 * From now on a board's new members have ids that cannot be mistaken for anything else on a screen, for
 * tests/e2e/anonymous.test; not shipped.
 *
 *   far_ids DIRECTORY
 */
#include <stdio.h>

#include "base/log.h"
#include "base/mem.h"
#include "forum/forum.h"
#include "store/db.h"

enum { FAR = 771000 };

int
main(int argc, char **argv)
{
	struct config config;
	struct forum forum;

	log_init(LOG_LEVEL_ERROR, "far-ids");
	config_init(&config);
	if (argc != 2 || forum_open(argv[1], &config, &forum) != ERR_OK || db_begin(forum.db) != ERR_OK)
		fatal("usage: far_ids DIRECTORY");
	if (db_pragma_int(forum.db, "UPDATE sqlite_sequence SET seq = 771000 WHERE name = 'member' RETURNING seq") !=
	    FAR)
		fatal("no members");
	if (db_end(forum.db, ERR_OK) != ERR_OK)
		fatal("not written");
	forum_close(&forum);
	config_clear(&config);
	return 0;
}
