/*
 * A message is folded because members told the team, until the team has looked. Private to forum; all inside the
 * caller's transaction.
 *
 *  - Only full members fold (CAP_FOLD), and nobody what they wrote themselves.
 *  - Names and personal details: one is enough, at once. It stays shut to others.
 *  - The rest: two different members, while no moderator is here. It can be opened.
 *  - Never by a worry, and never what sounds of despair or what somebody worries about: those are to be answered.
 *  - What the team has opened again is not folded a second time, unless it says something else since.
 *
 * Source: product page, section 5.
 */
#ifndef BBS_FORUM_FOLDING_H
#define BBS_FORUM_FOLDING_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "forum/report.h"
#include "store/records.h"

/*
 * A report has just been put into a case.
 *
 * teller   as they are now
 * message  as its writer has it
 */
enum err folding_note(struct forum *, const struct actor *teller, const struct telling *, const struct message *message,
    int64_t desk_case);

/* Open it again, and tell the writer. by: member id. ERR_NOT_FOUND it is not folded. */
enum err folding_end(struct forum *, int64_t by, const struct message *);

/* The same for the message of a case, when there is one and it is folded. */
enum err folding_end_in_case(struct forum *, int64_t by, const struct desk_case *);

#endif
