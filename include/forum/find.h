/*
 * Finding words in what people wrote: what is typed, made into a search of the store; only boards that the actor may
 * read; and what to do when nothing is found.
 *
 * What may be typed: words (all of them must be there), "words in a row", beginnings with a star (wash*), and
 *   board:name   by:name   since:2026-05 (2026, 2026-05-01, 30d, 2w, 6m, 1y, today, yesterday)
 *   answered:yes|no   tag:memory
 * each as often as one likes: any of the boards and writers, all of the tags, the last of the others. by: never finds
 * what somebody wrote under an alias, not even one's own.
 */
#ifndef BBS_FORUM_FIND_H
#define BBS_FORUM_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum {
	FIND_BYTES = 500,       /* of what is typed; ours: a few lines */
	FIND_PAGE = 20,         /* results */
	FIND_TERMS_MOST = 12,   /* words and words in a row; those after it do not count */
	FIND_PLACES_MOST = 200, /* boards, and writers */
	FIND_BEST_OF = 600,     /* messages compared for the best match */
	FIND_SIMILAR_MOST = 5,
};

/* X(NAME, as it is typed before the colon) */
#define FIND_OPERATOR_LIST(X) \
	X(BOARD, "board") \
	X(BY, "by") \
	X(SINCE, "since") \
	X(ANSWERED, "answered") \
	X(TAG, "tag")
#define FIND_OPERATOR_ENUM(name, word) FIND_OPERATOR_##name,
enum find_operator { FIND_OPERATOR_LIST(FIND_OPERATOR_ENUM) FIND_OPERATOR_COUNT };

enum find_order { FIND_NEWEST, FIND_BEST };

/* What was looked for in the end. The others: nothing at all was found as it was typed. */
enum find_way {
	FIND_AS_TYPED,
	FIND_ALIKE,   /* a word that nobody wrote, as one that looks like it: `words` is its beginning */
	FIND_SHORTER, /* the beginning of a word that nobody wrote: `words` */
	FIND_WITHOUT, /* without a word: `words` */
};

/* All borrowed. */
struct find_ask {
	const char *text; /* any bytes */
	enum find_order order;
	int64_t before; /* only messages older than this id; 0 for the newest */
	int64_t skip;   /* FIND_BEST: so many of the best are left out */
	/* NULL, or: true when nobody wants to wait for the rest; see store/search.h */
	bool (*is_unwanted)(void *context);
	void *context;
};

struct find_result {
	int64_t ids[FIND_PAGE]; /* of messages */
	size_t count;
	int64_t next;     /* `before` of what lies further back; 0 when all was looked at */
	int64_t skip;     /* FIND_BEST: `skip` of the next page of the same; 0 when there is none */
	bool was_stopped; /* is_unwanted() said so: there may be more from `next` on */
	bool is_cut;      /* there were more words than count, or more words that begin so than were looked for */
	enum find_way way;
	char *words; /* owned; "" unless `way` says so */
	/* ERR_INVALID: this operator's value means nothing here. */
	enum find_operator trouble;
	char *trouble_value; /* owned; "" for none */
};
void find_result_clear(struct find_result *);

/*
 * ERR_OK, even when nothing was found; ERR_EMPTY there is nothing to look for; ERR_TOO_LONG more than FIND_BYTES;
 * ERR_INVALID see trouble. out is filled, and the caller clears it, in any case.
 */
enum err find(struct forum *, const struct actor *, const struct find_ask *, struct find_result *out);

/* Would find() take this text? Its errors; out is filled with the trouble, and the caller clears it. */
enum err find_check(struct forum *, const struct actor *, const char *text, struct find_result *out);

/* One of them, as it is now. ERR_NOT_FOUND: this actor may not read it any more. */
enum err find_load(struct forum *, const struct actor *, int64_t message, struct found *out);

/*
 * The words around the first hit, in about `cols` columns and one line; the first words when the hit is elsewhere.
 * body: of a message; text: as it was typed. Returns owned.
 */
char *find_words_around(const char *body, const char *text, int cols);

/*
 * Conversations that begin with words of this title, the most alike first, at most FIND_SIMILAR_MOST; empty when no
 * two words are alike. title: any bytes, as it is being typed.
 */
enum err find_similar(struct forum *, const struct actor *, const char *title, struct thread_list *out);

#endif
