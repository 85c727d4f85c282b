/*
 * The domain: what a board is and what people may do on it. Screens ask here; only here is permission asked
 * and only here is the store used. No sentence is made here.
 */
#ifndef BBS_FORUM_FORUM_H
#define BBS_FORUM_FORUM_H

#include <stdbool.h>

#include "base/config.h"
#include "base/err.h"

struct db;
struct live;
struct audit_key;

struct forum {
	struct db *db;
	const struct config *config; /* borrowed */
	struct live *live;           /* who is here, see forum/live.h; owned */
	struct audit_key *audit_key; /* what the audit hashes texts with; owned, NULL where there is none */
};

/*
 * Open the board in a data directory ("var": its db/ is used). config borrowed. Errors as migrate_open().
 */
enum err forum_open(const char *data, const struct config *config, struct forum *out);
void forum_close(struct forum *);

/* Before a wait that may be long: hold as little memory as can be. A forum that is not open is fine. */
void forum_rest(struct forum *);

/*
 * Was anything sent, or done by the team, since *counter? Updates it. One indexed read.
 */
bool forum_has_news(struct forum *, int64_t *counter);

#endif
