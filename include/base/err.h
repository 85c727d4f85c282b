/*
 * What can go wrong and is expected. A bug or a lack of memory is not here: see fatal() in mem.h.
 *
 * Codes travel up through every layer; only ui and cli turn one into a sentence.
 */
#ifndef BBS_BASE_ERR_H
#define BBS_BASE_ERR_H

enum err {
	ERR_OK = 0,
	ERR_NOT_FOUND, /* there is no such thing, or not for this person */
	ERR_DENIED,    /* this person may not */
	ERR_INVALID,   /* the value breaks a rule */
	ERR_EMPTY,     /* nothing but spaces where words are needed */
	ERR_TOO_LONG,  /* more than the limit */
	ERR_TAKEN,     /* somebody has this name, or one that looks the same */
	ERR_RESERVED,  /* the board keeps this name for itself */
	ERR_RATE,      /* too many, too quickly */
	ERR_CLOSED,    /* the board, conversation or account is closed */
	ERR_LOCKED,    /* nobody may answer in this conversation any more */
	ERR_HELD,      /* it was taken, and waits until the team has looked at it */
	ERR_LATE,      /* the time in which it could be done is over */
	ERR_STOPPED,   /* somebody did not want to wait for the rest of it */
	ERR_BUSY,      /* somebody else holds it now; try again */
	ERR_FULL,      /* the disk is full; nothing was written */
	ERR_NEWER,     /* made by a newer version of this program */
	ERR_FOREIGN,   /* a file that is not ours */
	ERR_DAMAGED,   /* ours, but not as we left it */
	ERR_IO,        /* the system refused; errno holds why */
	ERR_STORE,     /* the database refused; nothing was written */
};

/* The code's short English name for logs and tests, such as "denied"; static, never NULL. */
const char *err_name(enum err);

#endif
