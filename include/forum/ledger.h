/*
 * The ledger of erasures: what was to be taken out for good, noted on disk before anything is. DATA/db/erasures, one
 * line each, only ever added to. It holds ids, times and a keyed hash, never a word that anybody wrote; so it can lie
 * beside every copy, and a copy that is put back is brought up to it before it opens. Source: security page, data
 * rights.
 */
#ifndef BBS_FORUM_LEDGER_H
#define BBS_FORUM_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum ledger_kind { LEDGER_MEMBER, LEDGER_MESSAGE, LEDGER_WORDS, LEDGER_EVIDENCE };

enum {
	LEDGER_SALT_CHARS = 32, /* hexadecimal */
	LEDGER_HASH_CHARS = 32,
	LEDGER_WORDS_MOST = 80, /* bytes of the words to take out, and of those to put in */
	LEDGER_MARK_CHARS = 32,
};
#define LEDGER_SUFFIX ".erasures" /* of the ledger beside a copy */

/* One thing to take out. */
struct ledger_order {
	enum ledger_kind kind;
	int64_t at;       /* when it was ordered */
	int64_t id;       /* of the member, the message or the evidence */
	int64_t check;    /* joined_at, written_at or at: an id means another one in another board's copy */
	bool keeps_words; /* of a member: what they wrote on boards stays, without the name */
	char salt[LEDGER_SALT_CHARS + 1], hash[LEDGER_HASH_CHARS + 1];
	int64_t bytes;                    /* how long the words to find are */
	char with[LEDGER_WORDS_MOST + 1]; /* what stands in their place */
};

/* Salted, of words in lower case: so that the ledger can find them in a copy and does not say them. */
void ledger_hash(const char *salt, const char *words, size_t bytes, char out[static LEDGER_HASH_CHARS + 1]);
void ledger_new_salt(char out[static LEDGER_SALT_CHARS + 1]);

/* DATA/db/erasures. Returns owned. */
char *ledger_path(const char *data);

/* Add one line; it is on disk when this returns ERR_OK. ERR_FULL; ERR_IO. */
enum err ledger_append(const char *path, const struct ledger_order *);

/*
 * Every whole line in turn, with the mark after it: a hash over all lines up to there, by which a database says how
 * far it has come. An error from take() ends it. What a crash cut short is passed over. A ledger that is not
 * there is an empty one. ERR_OK; ERR_IO.
 */
typedef enum err ledger_take(void *context, const struct ledger_order *, const char *mark);
enum err ledger_read(const char *path, ledger_take *take, void *context);

/* The mark after the last line; "" for an empty ledger. */
enum err ledger_last_mark(const char *path, char out[static LEDGER_MARK_CHARS + 1]);

/* A copy of the ledger beside a copy of the board, COPY.erasures, mode 0600; of an empty one none. ERR_FULL; ERR_IO. */
enum err ledger_put_beside(const char *path, const char *copy);

/* Add what the ledgers beside a copy and beside its neighbours know and this one does not. ERR_OK; ERR_FULL; ERR_IO. */
enum err ledger_take_in(const char *path, const char *copy);

#endif
