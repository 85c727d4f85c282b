/*
 * Drafts: what a member is writing and has not sent. Nothing typed is ever lost.
 */
#ifndef BBS_FORUM_WRITING_H
#define BBS_FORUM_WRITING_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum { WRITING_DRAFTS_MOST = 50 }; /* one member's; ours: more than anybody writes, little enough to keep */

/* Where something is being written: thread 0 for a new conversation on a board. */
struct place {
	int64_t board, thread, reply_to;
};

/* ERR_NOT_FOUND when nothing was kept there. */
enum err writing_find(struct forum *, const struct actor *, struct place, struct draft *out);
enum err writing_find_id(struct forum *, const struct actor *, int64_t id, struct draft *out);

/* Those that are slept on first, then newest first, 20 at most, with the names of their places. Those on boards that are off stay kept, unlisted. */
enum err writing_list(struct forum *, const struct actor *, struct draft_list *out);

/* Is anything chosen to go along with the words: a label, no name, to be asked later? */
bool writing_has_choices(const struct options *);

/*
 * Keep what is there now; both texts blank and nothing chosen removes the draft. options: what goes along, NULL for
 * nothing. ERR_OK; ERR_TOO_LONG nothing is kept at this place yet, and the member has WRITING_DRAFTS_MOST drafts
 * elsewhere; ERR_CLOSED the account was closed; ordinary errors of a write. But for ERR_OK what was kept before is
 * still there.
 */
enum err writing_save(struct forum *, const struct actor *, struct place, const char *title, const char *body,
    const struct options *options);
enum err writing_discard(struct forum *, const struct actor *, struct place);

/*
 * Who sleeps on it is asked again then: the next 8 in the morning of this process's time zone that is at least 4 hours
 * away. Seconds UTC.
 */
int64_t writing_morning(int64_t now);

/* Was it slept on, and the time is over? */
bool writing_has_woken(const struct options *, int64_t now);

/* --- forms that are no messages: words to the team, or to a member about a case --- */

/* X(NAME, word in the database) */
#define FORM_LIST(X) \
	X(TELL, "tell")       /* about a message: thread, number */ \
	X(WORRY, "worry")     /* about the writer of a message, or 0, 0 */ \
	X(LETTER, "letter")   /* about a case: its id, and which act */ \
	X(PRIVATE, "private") /* a private message: 0, and the id of the member it is for */ \
	X(OPINION, "opinion") /* what they think of a case: its id */ \
	X(NOTE, "note")       /* for the team, in a case: its id */ \
	X(APPEAL, "appeal")   /* about what the team decided: 0, and the id of the decision */

#define FORM_ENUM(name, word) FORM_##name,
enum form { FORM_LIST(FORM_ENUM) FORM_COUNT };

struct form_at {
	enum form form;
	int64_t thread, number;
};

/*
 * Keep what is there now; blank, it is let go. Nothing is kept of a guest. ERR_OK; ordinary errors of a write: what
 * was kept before is still there.
 */
enum err writing_keep_form(struct forum *, const struct actor *, struct form_at, const char *words);

/* What was kept there, owned. ERR_NOT_FOUND, for a guest always. */
enum err writing_find_form(struct forum *, const struct actor *, struct form_at, char **words);

#endif
