/*
 * Leaving for good: out of sight at once, gone when LEAVING_DAYS are over, or now.
 *
 * Days are counted, not measured: the keeper counts one for each day of the calendar on which it runs. So a clock that
 * jumps by a year takes one day and not all of them, and days when the board was off don't count. Who is leaving may
 * do no more than read and change their mind.
 */
#ifndef BBS_FORUM_LEAVING_H
#define BBS_FORUM_LEAVING_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum { LEAVING_DAYS = 21 };

struct leaving {
	bool is_leaving, keeps_words;
	int64_t since;
	int64_t days_left; /* 0: it is being done now */
};

/* How it stands with this member. All zero for a guest. */
enum err leaving_find(struct forum *, const struct actor *, struct leaving *out);

/*
 * Leave. Needs CAP_SETTLE. Their open cases go back to the team, and the audit notes it.
 *
 * password     theirs; NULL where they have none and said yes twice
 * keeps_words  what they wrote on boards stays, as a former member's
 * is_now       the keeper begins at once; else in LEAVING_DAYS
 *
 * ERR_OK; ERR_DENIED the password is wrong, or one is needed; ERR_RESERVED the last of the safeguarding leads has to
 * hand over first; ERR_BUSY; errors of a write.
 */
enum err leaving_begin(struct forum *, const struct actor *, const char *password, bool keeps_words, bool is_now);

/* Who is leaving already wants it now. ERR_OK; ERR_DENIED they are not leaving. */
enum err leaving_hurry(struct forum *, const struct actor *);

/* Stay after all. ERR_OK; ERR_LATE it is being done. */
enum err leaving_undo(struct forum *, const struct actor *);

/* Does the team have nobody but them to lead? ERR_OK no; ERR_RESERVED. */
enum err leaving_check_last_lead(struct forum *, const struct member *);

/* For the operator, and the keeper's next look: as leaving_begin(), asking nobody. */
enum err leaving_begin_now(struct forum *, int64_t member, bool keeps_words);

/* For the keeper, daily or more often: count this day, if it was not yet. */
enum err leaving_count_day(struct forum *);

#endif
