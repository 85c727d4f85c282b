/*
 * Making a board: the directories, the database, what every new board begins with; and the demo board.
 */
#ifndef BBS_FORUM_SETUP_H
#define BBS_FORUM_SETUP_H

#include <stdbool.h>
#include <stdint.h>

#include "forum/forum.h"

/* Make the data directory's folders where they are absent, mode 0700. ERR_OK, ERR_IO. */
enum err setup_directories(const char *data);

/*
 * Make the database, or bring an older one up (a copy goes to backups/ first), and where it has no boards, put
 * in the default boards and the people to call; and the guides it never had. Safe to repeat. Errors as migrate_run().
 */
enum err setup_board(const char *data);

/* Is there a database at all? */
bool setup_exists(const char *data);

/*
 * Fill an open board with the invented members and conversations of bbs/content/demo.txt, the same every time, and
 * switch every board on; times count back from now. `filler` generated messages go underneath, older than all the
 * others; the three numbers count both. ERR_TAKEN: it has members already, and nothing was done. ERR_INVALID (filler.h
 * has the limits; nothing was done), and what filler_put() says when only part of it could be written.
 */
enum err setup_demo(struct forum *, int64_t filler, int64_t *members, int64_t *conversations, int64_t *messages);

#endif
