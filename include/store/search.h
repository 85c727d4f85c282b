/*
 * Finding words in live messages and in the titles of their conversations. Rules of use as in members.h.
 *
 * The words that people type reach the engine as quoted text only. Words count as the same whatever their ending
 * (English), their accents and their case. What is found is found newest first, and only so much is looked at in one
 * call; the caller goes on from there when somebody wants it. Who asks about permission is forum/find.c.
 */
#ifndef BBS_STORE_SEARCH_H
#define BBS_STORE_SEARCH_H

#include "store/db.h"
#include "store/records.h"

/* Something to be found: any text in this order, or a word that begins so. Borrowed. */
struct search_term {
	const char *text; /* UTF-8; is_beginning: one folded word (base/fold.h) of 3 letters or more */
	bool is_beginning;
};

enum search_answered { SEARCH_ANSWERED_ANY, SEARCH_ANSWERED_YES, SEARCH_ANSWERED_NO };

/* All borrowed. Everything that is said must be so; of several boards or writers, any. */
struct search {
	const struct search_term *terms;
	size_t term_count;
	bool is_any;           /* one of the terms is enough */
	const int64_t *boards; /* ids; none, and nothing is found */
	size_t board_count;
	bool is_narrow;         /* the boards are few of those there are: look for them by the index */
	const int64_t *writers; /* member ids; never finds what they wrote under an alias. None: anybody */
	size_t writer_count;
	const char *const *tags; /* words of forum/label.h; all of them */
	size_t tag_count;
	int64_t since_at; /* seconds UTC; 0 for ever */
	enum search_answered answered;
	bool is_first_only; /* first messages of conversations */
	bool is_by_blocks;  /* block by block from the start, as what takes long is: for tests */
	int64_t member;     /* who asks, 0 for a guest */
	/* NULL, or: asked again and again when it takes longer than SEARCH_GRACE_MS; true stops the search. */
	bool (*is_unwanted)(void *context);
	void *context;
};

enum {
	SEARCH_GRACE_MS = 60,   /* nobody is asked before that: what is typed ahead does not stop a quick search */
	SEARCH_LOOK_MOST = 400, /* messages looked at in one call, unless more are wanted */
	SEARCH_BEGINNING_LEAST = 3,
};

struct search_hits {
	int64_t *ids; /* of messages, newest first; owned */
	size_t count;
	int64_t next;     /* look further back from here: `before` of the next call; 0 when all was looked at */
	bool was_stopped; /* by is_unwanted */
	bool is_cut;      /* more words begin so than were looked for */
};
void search_hits_clear(struct search_hits *);

/*
 * At most `limit` messages older than the id `before` (INT64_MAX for the newest). Hidden, withdrawn, told of by the one
 * who asks, or written by somebody who is leaving: not found. ERR_OK also when it was stopped, with what it has so far.
 */
enum err search_newest(struct db *, const struct search *, int64_t before, size_t limit, struct search_hits *out);

/* How many there are, whoever may read them, at most `most`: to tell a rare word from a common one. */
enum err search_count(struct db *, const struct search_term *, int64_t most, int64_t *out);

/* Words of the index that begin with these letters (folded), as the index has them: without their ending; at most. */
enum err search_words(struct db *, const char *letters, int most, void (*each)(void *context, const char *word),
    void *context);

/* One of them, as it is now and as this member may see it, the board aside. ERR_NOT_FOUND when it is not live any more. */
enum err search_load(struct db *, int64_t message, int64_t member, struct found *out);

/* --- keeping the index --- */

/* Inside a transaction: tell the index what became of messages since. db_commit() does it by itself. */
enum err search_catch_up(struct db *);

/*
 * Inside a transaction of its own: one step of folding the index together, after which a word that is in no message is
 * in no page of it. *more: false to begin; call again, in the next transaction, for as long as it comes back true.
 * A step takes a few milliseconds.
 */
enum err search_merge(struct db *, bool *more);

#endif
