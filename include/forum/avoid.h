/*
 * Whom and what a member would rather not meet: block somebody, mute an unknown writer in one conversation, words,
 * topics, kinds of content note. What is avoided is folded (forum/veil.h), never gone, and can be read all the same.
 *
 * Nobody can tell that they are blocked. Blocking never touches what was sent under an alias, in either direction, or
 * it would say whose it is: there the alias is muted instead. Source: product page, section 5.
 */
#ifndef BBS_FORUM_AVOID_H
#define BBS_FORUM_AVOID_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

/* X(NAME, word in the database): what a mute is about */
#define MUTE_LIST(X) \
	X(ALIAS, "alias") /* an unknown writer in one conversation */ \
	X(WORD, "word") \
	X(TAG, "tag")   /* conversations about it; a word of forum/label.h's list */ \
	X(NOTE, "note") /* messages with this content note; the same */

#define MUTE_ENUM(name, word) MUTE_##name,
enum mute { MUTE_LIST(MUTE_ENUM) MUTE_COUNT };

enum {
	AVOID_MOST = 200,     /* people blocked, and things muted of one kind; ours */
	AVOID_WORD_MOST = 40, /* graphemes */
	AVOID_WORD_BYTES = 160,
};

const char *mute_name(enum mute); /* static */

/* All of it, for the member alone; nothing for a guest. */
enum err avoid_list(struct forum *, const struct actor *, struct block_row_list *blocks, struct mute_row_list *mutes);

/* Has `member` blocked `other`? For what the board does itself; never to be shown to `other`. */
enum err avoid_has_blocked(struct forum *, int64_t member, int64_t other, bool *out);

/*
 * Each needs CAP_SETTLE; twice is fine. ERR_OK; ERR_NOT_FOUND no such member; ERR_DENIED oneself; ERR_TOO_LONG
 * AVOID_MOST are there already; ERR_CLOSED the account; errors of a write.
 */
enum err avoid_block(struct forum *, const struct actor *, int64_t other);
enum err avoid_unblock(struct forum *, const struct actor *, int64_t other);

/*
 * Mute the unknown writer of a message, in that conversation. number: of the message. As above; ERR_NOT_FOUND also a
 * message that is signed with a name.
 */
enum err avoid_mute_alias(struct forum *, const struct actor *, int64_t thread, int64_t number);
/* typed: a word or a few. Also ERR_EMPTY; ERR_TOO_LONG more than AVOID_WORD_MOST graphemes, ERR_FULL AVOID_MOST. */
enum err avoid_mute_word(struct forum *, const struct actor *, const char *typed);
/* MUTE_TAG or MUTE_NOTE. ERR_INVALID a word that is in no list. */
enum err avoid_mute(struct forum *, const struct actor *, enum mute, const char *what);
/* row: kind, thread and what, as avoid_list() gave them. */
enum err avoid_unmute(struct forum *, const struct actor *, const struct mute_row *row);

#endif
