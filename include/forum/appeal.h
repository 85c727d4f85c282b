/*
 * Asking the team to look again at what it decided about oneself. Somebody else than the first decider looks, within
 * five days (queue.h): it stays, or it is changed, and what was done is undone. Both are told. Source: product page, section 6.
 */
#ifndef BBS_FORUM_APPEAL_H
#define BBS_FORUM_APPEAL_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum { APPEAL_WORDS_BYTES = 4000 };

/* What was decided about this actor. ERR_NOT_FOUND also when it is about somebody else, or they are not to know. */
enum err appeal_find(struct forum *, const struct actor *, int64_t decision, struct decision *out);

/* May they ask for another look? ERR_OK; ERR_TAKEN they have, once; ERR_DENIED there is nothing to undo, or they may not. */
enum err appeal_check(const struct actor *, const struct decision *);

/*
 * Ask. Needs CAP_APPEAL. words: borrowed, sanitised here. Opens a case of its own, with the words as its report.
 *
 * ERR_OK; ERR_EMPTY, ERR_TOO_LONG the words; ERR_NOT_FOUND, ERR_TAKEN, ERR_DENIED as above; ordinary errors of a write.
 */
enum err appeal_send(struct forum *, const struct actor *, int64_t decision, const char *words);

/* What this case asks to look at again. Needs CAP_DESK. ERR_NOT_FOUND it is no appeal, or that was erased. */
enum err appeal_read(struct forum *, const struct actor *, int64_t desk_case, struct decision *out);

/*
 * Look again, and close the case. words go to the person, as in moderation.h. Errors as moderation_do() there; ERR_DENIED
 * also for the first decider.
 */
enum err appeal_uphold(struct forum *, const struct actor *, int64_t desk_case, const char *words);
enum err appeal_change(struct forum *, const struct actor *, int64_t desk_case, const char *words);

#endif
