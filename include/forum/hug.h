/*
 * A hug, thank you, me too: one key for somebody's message, and nobody is told whose it was. The counts are no scores:
 * they are said beside the message and nothing is sorted by them.
 */
#ifndef BBS_FORUM_HUG_H
#define BBS_FORUM_HUG_H

#include "forum/conversation.h"

/* X(NAME, word in the database) */
#define HUG_LIST(X) \
	X(HUG, "hug") \
	X(THANKS, "thanks") \
	X(ME_TOO, "me-too")

#define HUG_ENUM(name, word) HUG_##name,
enum hug { HUG_LIST(HUG_ENUM) HUG_COUNT };

enum {
	HUG_HOURLY = 60, /* one member gives; ours: more than anybody reads in an hour */
	HUG_STOP = 100,  /* counting stops here: "99+" */
	HUG_NEWS_MOST = 9,
};

/* What one message was given. */
struct hugs {
	int64_t counts[HUG_COUNT]; /* of everybody, the asking member's among them; HUG_STOP at most */
	bool is_own[HUG_COUNT];    /* one of them is the asking member's */
};

/* May they give one for this message: somebody else's, there to be read, and not folded for names or details? */
bool hug_may_give(const struct actor *, const struct message *);

/*
 * Give one, or take it back when it was given. Whom it is for is who wrote the message in truth; nothing of that is
 * told to anybody. Judged and written in one transaction.
 *
 * out   whether it is given now
 *
 * ERR_OK; ERR_DENIED they may not; ERR_INVALID it is their own message; ERR_NOT_FOUND it can't be read, or is folded for
 * names or details; ERR_RATE they gave HUG_HOURLY within the hour; ERR_CLOSED the account; errors of a write.
 */
enum err hug_give(struct forum *, const struct actor *who, int64_t thread, int64_t number, enum hug, bool *out);

/*
 * What `count` messages from number `first` on were given, out[k] for number first + k. One query. Permission was asked
 * by conversation_get().
 */
enum err hug_count(struct forum *, const struct actor *, int64_t thread, int64_t first, size_t count,
    struct hugs out[]);

/* What somebody was given for one message and has not seen yet. */
struct hug_news {
	int64_t message; /* id */
	char *title;     /* of its conversation; owned */
	int64_t counts[HUG_COUNT];
};

/* For the actor, the newest message first; *count at most HUG_NEWS_MOST. Clear with hug_news_clear(). */
enum err hug_list_news(struct forum *, const struct actor *, struct hug_news out[static HUG_NEWS_MOST], size_t *count);
void hug_news_clear(struct hug_news *, size_t count);

/*
 * They have seen messages first..last of this conversation, as they were shown at that time: what came after it is
 * still news. Writes only when one of them was given something new.
 */
void hug_see(struct forum *, const struct actor *, int64_t thread, int64_t first, int64_t last, int64_t shown_at);

#endif
