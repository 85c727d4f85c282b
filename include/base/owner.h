/*
 * Whose the board is.
 */
#ifndef BBS_BASE_OWNER_H
#define BBS_BASE_OWNER_H

#include "base/err.h"

/*
 * Root works on a board as the one who owns its directory, so that an operator's command leaves no file behind that
 * the board itself can't open. Nothing happens for anybody else, for a directory of root's own, and for none.
 *
 * path  borrowed
 *
 * ERR_OK; ERR_IO with errno: still root, so do not go on.
 */
enum err owner_become(const char *path);

/* Whom root became, by name or number; NULL when nobody changed. Static. For a sentence about a file they can't reach. */
const char *owner_name(void);

#endif
