/*
 * Why a message is folded for this reader: a sentence stands in its place until they open it. Nobody's own words are
 * folded for themselves.
 *
 * What a member avoids is read once for a page, and then each message is looked at in memory.
 */
#ifndef BBS_FORUM_VEIL_H
#define BBS_FORUM_VEIL_H

#include "base/str.h"
#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

/* The first that is true. */
enum veil_why {
	VEIL_NONE,
	VEIL_DETAILS,     /* members told the team about personal details: shut until the team has looked */
	VEIL_FOLDED,      /* or about something else */
	VEIL_BLOCKED,     /* its writer is blocked; never of a message under an alias */
	VEIL_MUTED_ALIAS, /* its unknown writer is muted in this conversation */
	VEIL_MUTED_NOTE,  /* its content note is muted */
	VEIL_MUTED_WORD,  /* a muted word is in it */
	VEIL_NOTE,        /* it has a content note */
	VEIL_MUTED_TAG,   /* of a conversation: it is about something muted */
};

/* What one member would rather not meet. */
struct veil {
	int64_t member;
	bool may_open_details; /* one of the team */
	bool has_tags;
	struct block_row_list blocks;
	struct mute_row_list mutes;
	struct str *words; /* the muted ones, folded, with a space before and after each; owned */
	size_t word_count;
};

/* For a guest, and where the disk fails, there is nothing they avoid. End with veil_clear(). */
void veil_init(struct forum *, const struct actor *, struct veil *out);
void veil_clear(struct veil *);

/*
 * Of a message as this reader has it; one that is not live is not folded. A kept one the same.
 * A conversation in a list: blocked, its starter's alias muted, or about a muted topic. tag: the word of that topic.
 */
enum veil_why veil_look(const struct veil *, const struct message *);
enum veil_why veil_look_kept(const struct veil *, const struct kept *);
enum { VEIL_TAG_BYTES = 24 };
enum veil_why veil_look_thread(const struct veil *, struct forum *, const struct thread *,
    char tag[static VEIL_TAG_BYTES]);

/* May they open it? */
bool veil_may_open(const struct veil *, enum veil_why);

/* The same for one message alone. */
enum veil_why veil_look_once(struct forum *, const struct actor *, const struct message *);

#endif
