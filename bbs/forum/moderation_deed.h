/*
 * What the deeds of the team share: moderation.c judges and begins, moderation_message.c and moderation_member.c do.
 * Private to forum; all inside the caller's transaction.
 */
#ifndef BBS_FORUM_MODERATION_DEED_H
#define BBS_FORUM_MODERATION_DEED_H

#include "forum/moderation.h"

/* Who does it, and to what. */
struct matter {
	int64_t by;                    /* member id, 0 for the operator */
	const struct desk_case *row;   /* NULL: the operator's brake */
	const struct message *message; /* as written; NULL when it is done to a member */
};

/* letter->words: checked, and as they are kept. ERR_NOT_FOUND it is not as it was. */
typedef enum err moderation_deed(struct forum *, const struct matter *, const struct team_letter *);

moderation_deed moderation_hide_it, moderation_restore_it; /* messages */
moderation_deed moderation_pause_them, moderation_end_their_pause;

/* Note what was done, and tell whom it was done to. */
enum err moderation_note(struct forum *, const struct matter *, enum team_act, enum notice_kind,
    const struct team_letter *);

/* The case ends with this word, unless something else was done in it before. */
enum err moderation_set_outcome(struct forum *, const struct matter *, const char *outcome);

/* The text goes back to its writer as a draft: where it came from, and below whatever they are writing there. */
enum err moderation_give_back(struct forum *, const struct message *);

/* Undo what an act did; nobody is told. ERR_NOT_FOUND it is not as the act left it, or its text was let go. */
enum err moderation_undo_message(struct forum *, enum team_act, const struct message *);
enum err moderation_undo_member(struct forum *, enum team_act, int64_t member);

#endif
