/*
 * What the team does in a case: hide a message and put it back, pause a member and end a pause. A reason is always
 * given, and words to the person: what, why, and how to put it right. Source: product page, section 6.
 */
#ifndef BBS_FORUM_MODERATION_H
#define BBS_FORUM_MODERATION_H

#include "forum/decision.h"
#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

/* X(NAME, word in the database): why something was done. A house rule by its number, or one of two more. */
#define GROUND_LIST(X) \
	X(RULE_1, "rule-1") \
	X(RULE_2, "rule-2") \
	X(RULE_3, "rule-3") \
	X(RULE_4, "rule-4") \
	X(RULE_5, "rule-5") \
	X(RULE_6, "rule-6") \
	X(RULE_7, "rule-7") \
	X(RULE_8, "rule-8") \
	X(RULE_9, "rule-9") \
	X(DETAILS, "details") \
	X(LAW, "law")

#define GROUND_ENUM(name, word) GROUND_##name,
enum ground { GROUND_LIST(GROUND_ENUM) GROUND_COUNT };

/* A gap in a letter that is ready to be filled in; no letter is sent with one. */
#define MODERATION_GAP "____"

enum { MODERATION_WORDS_BYTES = 4000, MODERATION_2_WEEKS = 14, MODERATION_1_MONTH = 30 /* days */ };

const char *ground_name(enum ground); /* static */
int ground_find(const char *word);    /* -1 when there is none */

/* Are these words fit to send? ERR_OK; ERR_EMPTY; ERR_INVALID a gap is left; ERR_TOO_LONG. */
enum err moderation_check_words(const char *words);

/*
 * Each acts in a case that the actor has taken: errors as desk_grade() in desk.h, and those of
 * moderation_check_words(). Nobody does it to their own message or to themselves, and only the lead to one of the
 * team (ERR_DENIED). ERR_NOT_FOUND also when the message is not as it was (withdrawn, hidden already), or gone.
 */

/* What goes with an act, as far as the act has it. */
struct team_letter {
	const char *words;  /* to the person */
	enum ground ground; /* GROUND_COUNT: none */
	int days;
};

/* Any act of ACT_LIST; the ones below are the same, one by one. */
enum err moderation_do(struct forum *, const struct actor *, int64_t desk_case, enum team_act,
    const struct team_letter *);

/* Needs CAP_HIDE. The writer is told, and has the text back as a draft, below a draft that is there already. */
enum err moderation_hide(struct forum *, const struct actor *, int64_t desk_case, enum ground, const char *words);
/* Needs CAP_HIDE. The writer is told. */
enum err moderation_restore(struct forum *, const struct actor *, int64_t desk_case, const char *words);
/* Needs CAP_HIDE. Members told of it, and it is folded: the team has looked, and it is open again. The writer is told. */
enum err moderation_unfold(struct forum *, const struct actor *, int64_t desk_case);
/* Needs CAP_PAUSE. days: MODERATION_2_WEEKS or MODERATION_1_MONTH from now. */
enum err moderation_pause(struct forum *, const struct actor *, int64_t desk_case, int days, enum ground,
    const char *words);
/* Needs CAP_PAUSE. ERR_NOT_FOUND they are not paused. */
enum err moderation_end_pause(struct forum *, const struct actor *, int64_t desk_case, const char *words);

/*
 * The operator's emergency brake, with no case and by where the message stands: the team may not be there. The writer
 * is told, and has the text back, as above. ERR_OK; those of moderation_check_words(); ERR_NOT_FOUND there is no such
 * message, or it is not live (not hidden); ordinary errors of a write.
 */
enum err moderation_brake(struct forum *, int64_t thread, int64_t number, enum ground, const char *words);
enum err moderation_release(struct forum *, int64_t thread, int64_t number, const char *words);

/* Until when this member is paused and why (a word of GROUND_LIST); code owned. ERR_NOT_FOUND they are not. */
enum err moderation_find_pause(struct forum *, const struct actor *, int64_t *out_until, char **out_code);

#endif
