/*
 * Not ready, not open: what a team needs before the public may come in. Source: product page, section 5.
 */
#ifndef BBS_FORUM_READY_H
#define BBS_FORUM_READY_H

#include "forum/forum.h"

enum ready_kind {
	READY_SEEN, /* the board sees for itself */
	READY_TEXT, /* the operator says it */
	READY_DATE, /* the day it was done */
	READY_FILE, /* a text for everybody to read */
};

/* X(NAME, word for the operator, kind) */
#define READY_LIST(X) \
	X(MODERATOR, "moderator", READY_SEEN)             /* a member with this role */ \
	X(LEAD, "lead", READY_SEEN)                       /* the named safeguarding lead */ \
	X(CONTROLLER, "controller", READY_TEXT)           /* who answers for the data, and how to reach them */ \
	X(PRIVACY_NOTICE, "privacy-notice", READY_FILE)   /* shown to everybody */ \
	X(DATA_PROTECTION, "data-protection", READY_DATE) /* the impact assessment */ \
	X(ONLINE_SAFETY, "online-safety", READY_DATE)     /* the risk assessment */ \
	X(THIRD_PARTIES, "third-parties", READY_DATE)     /* an adviser's condition for those written about */ \
	X(SIGNPOSTS, "signposts", READY_SEEN) /* every one that is shown was checked, and is not overdue */ \
	X(BACKUP, "backup", READY_SEEN)       /* a copy was made */

#define READY_ENUM(name, word, kind) READY_##name,
enum ready { READY_LIST(READY_ENUM) READY_COUNT };

enum { READY_TEXT_BYTES = 400, READY_NOTICE_BYTES = 16 * 1024 };

/* One item as it stands. */
struct ready_state {
	bool is_done;
	char *value; /* a name, a text, a date; how many signposts are not confirmed; "" */
};

const char *ready_word(enum ready); /* static */
enum ready_kind ready_kind(enum ready);
int ready_find(const char *word); /* -1 when there is none */

/* Every item; give back with ready_clear(). ERR_OK; ERR_STORE. */
enum err ready_look(struct forum *, struct ready_state out[READY_COUNT]);
void ready_clear(struct ready_state states[READY_COUNT]);

/* Is everything done? False also when it can't be read. */
bool ready_is_all_done(struct forum *);

/*
 * Say that an item is done. value: a text of READY_TEXT_BYTES, a date as YYYY-MM-DD not after today, or the notice
 * itself. ERR_OK; ERR_DENIED the board sees this one for itself; ERR_EMPTY; ERR_TOO_LONG; ERR_INVALID no date, or in
 * the future; errors of a write.
 */
enum err ready_set(struct forum *, enum ready, const char *value);

/* Is there a privacy notice? It may be long, and home asks at every look. */
bool ready_has_privacy_notice(struct forum *);
/* The privacy notice, owned; NULL when there is none yet. */
char *ready_privacy_notice(struct forum *);

#endif
