/*
 * A member takes another name: once in RENAME_DAYS, by the rules of joining. The old one is kept aside for them for
 * RENAME_KEPT_DAYS, so that nobody is taken for them. What they wrote shows the new name; keys and password stay.
 * Source: product page, section 5 (Change my name).
 */
#ifndef BBS_FORUM_RENAME_H
#define BBS_FORUM_RENAME_H

#include "forum/forum.h"
#include "forum/policy.h"

enum { RENAME_DAYS = 30, RENAME_KEPT_DAYS = 90 };

/* When they may next: seconds UTC, or 0 for now. */
enum err rename_next_at(struct forum *, const struct actor *, int64_t *out);

/* As account_check_free(), but a name that is their own, or was, is free to them. ERR_TAKEN also for the same name. */
enum err rename_check(struct forum *, const struct actor *, const char *name);

/* Take it; the actor has it then. Also ERR_RATE too soon; ERR_DENIED; ERR_STORE nothing changed. */
enum err rename_to(struct forum *, struct actor *, const char *name);

#endif
