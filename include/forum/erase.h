/*
 * Taking out for good: everything of a member, one message, or words in one that tell who somebody is.
 *
 * Each is an order in the ledger first (see ledger.h), then carried out in transactions of at most ERASE_STEP_MS with a
 * pause between them. A crash in between loses nothing: whoever looks next goes on. What goes: the words, what they
 * said before, the title, drafts, what the team kept as evidence, and lines of others that quote them. Not: what
 * somebody said in other words; evidence in a case that is open, which goes when the case is closed or after
 * ERASE_HOLD_DAYS; copies of the board, which are brought up to the ledger by copies_catch_up(). The caller folds the
 * log into the file afterwards, or rings for the keeper.
 *
 * data: the data directory, borrowed. Source: security page, data rights.
 */
#ifndef BBS_FORUM_ERASE_H
#define BBS_FORUM_ERASE_H

#include "forum/forum.h"

enum { ERASE_STEP_MS = 5, ERASE_HOLD_DAYS = 90 };
#define ERASE_QUOTE "> (...)"      /* what a quote becomes that is to say nothing any more; ui has the words for it */
#define ERASE_MARK "erasures.mark" /* the setting that says how far along the ledger this board is */

/*
 * Order it, and carry it out. For the operator; the audit notes each.
 *
 * name         of a member, also one who has left some words and gone ("~12")
 * keeps_words  what they wrote on boards stays, as a former member's; all else goes
 * words, with  1 to LEDGER_WORDS_MOST bytes; whole words are found, in upper or lower case
 *
 * ERR_OK; ERR_NOT_FOUND no such member or message; ERR_EMPTY, ERR_TOO_LONG the words; ERR_RESERVED the last of the
 * safeguarding leads; ERR_FULL, ERR_IO, ERR_STORE: the order stands if it came into the ledger, and goes on later.
 */
enum err erase_member(struct forum *, const char *data, const char *name, bool keeps_words);
enum err erase_message(struct forum *, const char *data, int64_t thread, int64_t number);
enum err erase_words(struct forum *, const char *data, int64_t thread, int64_t number, const char *words,
    const char *with);

/* Fold the log into the file, so that no file holds what was erased. The keeper does it too when a reader is in the way. */
void erase_settle(struct forum *);

/* Carry out what the ledger has and this board has not done. ERR_OK also when there was nothing. */
enum err erase_go_on(struct forum *, const char *data);

/*
 * The same for a copy that nobody uses, by the ledger at that path and from its start: what was done in one board may
 * not have been in another.
 */
enum err erase_in_copy(struct forum *, const char *ledger);

/* For the keeper: members whose time has come, and evidence that was held. *did: was there anything? */
enum err erase_due(struct forum *, const char *data, bool *did);

#endif
