/*
 * Whose turn a case is: passing it on, giving it to another, notes for whoever comes next, and what the desk spares its
 * people.
 *
 * - Who has it passes it on and need not say why. The desk gives it to one of the team who is on the rota now; a red one
 *   else to who is on call, then to the lead; else it is anybody's. Never to whom it is about, nor to who had it before; nor, of an appeal, to who decided first.
 * - What is given to somebody is theirs to take first, for as long as a claim would last.
 * - Two red cases in a shift are enough: a third is refused, while there is anybody on call, or a lead. The lead is the
 *   last, and takes as many as there are.
 * - What one of the team would rather not look at is their own choice and told to nobody. The desk gives them no such
 *   case, and shows only that there is one. They can look all the same.
 *
 * Source: product page, section 6. A shift is the last 12 hours; ours.
 */
#ifndef BBS_FORUM_DESK_TURN_H
#define BBS_FORUM_DESK_TURN_H

#include "forum/desk.h"

enum { DESK_RED_MOST = 2, DESK_SHIFT_S = 12 * 3600, DESK_NOTE_BYTES = 2000 };

/* X(NAME, word in the database): what a case can be about */
#define TOPIC_LIST(X) \
	X(DANGER, "danger") /* thoughts of dying, of harming oneself */ \
	X(HARM, "harm")     /* somebody may be being harmed */ \
	X(DEATH, "death")   /* a parent who is dying, or has died */ \
	X(MEMORY, "memory") /* dementia */ \
	X(UNKIND, "unkind") /* unkind words, bullying */

#define TOPIC_ENUM(name, word) DESK_TOPIC_##name,
enum desk_topic { TOPIC_LIST(TOPIC_ENUM) DESK_TOPIC_COUNT };

/* What this actor would rather not look at; out[topic]. All false without CAP_DESK. */
enum err desk_turn_topics(struct forum *, const struct actor *, bool out[DESK_TOPIC_COUNT]);
/* Needs CAP_DESK. */
enum err desk_turn_set_topic(struct forum *, const struct actor *, enum desk_topic, bool is_out);

/* Set is_averse of each that is about what this actor would rather not look at. */
enum err desk_turn_mark(struct forum *, const struct actor *, struct desk_case *rows, size_t count);

/* To whom it was given and who has not taken it yet: a member id, or 0 when it is anybody's. */
int64_t desk_turn_holder(const struct desk_case *, int64_t now);

/* Is this red case one too many for them? Inside the caller's transaction. */
enum err desk_turn_is_enough(struct forum *, const struct actor *, const struct desk_case *, bool *out);

/* Errors of all three as desk_grade(). *out: to whom it went, 0 for anybody. */
enum err desk_turn_pass_on(struct forum *, const struct actor *, int64_t id, int64_t *out);
/* ERR_INVALID: not to them; see desk_turn_list(). */
enum err desk_turn_give(struct forum *, const struct actor *, int64_t id, int64_t member);
/* words: borrowed. ERR_EMPTY; ERR_TOO_LONG DESK_NOTE_BYTES. */
enum err desk_turn_note(struct forum *, const struct actor *, int64_t id, const char *words);

/* To whom this case can be given, by name. As desk_open(). */
enum err desk_turn_list(struct forum *, const struct actor *, int64_t id, struct teammate_list *out);

#endif
