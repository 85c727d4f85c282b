/*
 * The secret with which the audit hashes texts: private to forum. It stays on this machine, in db/audit.key, and in no
 * copy: whoever has only a copy cannot try out what an erased text may have said.
 */
#ifndef BBS_FORUM_AUDIT_KEY_H
#define BBS_FORUM_AUDIT_KEY_H

#include "store/db.h"

enum { AUDIT_KEY_BYTES = 32 };

struct audit_key {
	unsigned char bytes[AUDIT_KEY_BYTES];
};

/*
 * The key of the board in this directory, made (mode 0600) when there is none. Returns owned, for audit_key_free(); NULL
 * when it can be neither read nor made, as on a full disk: the audit goes on without hashes of texts.
 */
struct audit_key *audit_key_open(struct db *, const char *directory);
void audit_key_free(struct audit_key *); /* NULL is fine */

#endif
