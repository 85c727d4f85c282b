/*
 * What the parts of the guard share: its words, a text cut into tokens, and how a find is noted.
 */
#ifndef BBS_FORUM_GUARD_PARTS_H
#define BBS_FORUM_GUARD_PARTS_H

#include <stdint.h>

#include "base/str.h"
#include "forum/guard.h"

/* What a word can be: the beginnings of the lines in content/guard-*.txt, which say what each means. */
#define GUARD_CLASS_LIST(X) \
	X(FIRST, "name") \
	X(BOTH, "both") \
	X(CALLED, "called") \
	X(KIN, "kin") \
	X(MANY, "many") \
	X(STAFF, "staff") \
	X(FOLK, "folk") \
	X(PET, "pet") \
	X(TITLE, "title") \
	X(DOCTOR, "doctor") \
	X(OWNER, "owner") \
	X(ORDINARY, "ordinary") \
	X(SAINT, "saint") \
	X(PLACE, "place") \
	X(KNOWN, "known") \
	X(GREETING, "greeting") \
	X(FAREWELL, "farewell") \
	X(STREET, "street") \
	X(ROAD, "road") \
	X(ROAD_FIRST, "road-first") \
	X(NO_HOUSE, "no-house") \
	X(UNIT, "unit") \
	X(MONTH, "month") \
	X(AREA, "area") \
	X(HOME, "home") \
	X(HOUSE, "house") \
	X(FIRM, "firm") \
	X(NO_FIRM, "no-firm")

enum guard_class_number {
#define X(name, word) GUARD_##name##_NUMBER,
	GUARD_CLASS_LIST(X)
#undef X
	    GUARD_CLASS_COUNT
};

enum guard_class {
#define X(name, word) GUARD_##name = 1 << GUARD_##name##_NUMBER,
	GUARD_CLASS_LIST(X)
#undef X
};

struct guard_word {
	const char *word;
	uint32_t classes;
};

struct guard_words {
	char *texts[2]; /* the files, cut into words */
	struct guard_word *slots;
	size_t slot_count; /* a power of two */
};

void guard_words_open(struct guard_words *);
void guard_words_close(struct guard_words *);
uint32_t guard_words_find(const struct guard_words *, const char *folded);

/* What stands between a token and the one before it. */
enum guard_gap { GAP_SPACE, GAP_COMMA, GAP_DASH, GAP_BRACKET, GAP_STOP, GAP_LINE, GAP_OTHER };

struct guard_token {
	size_t at, bytes; /* without the 's */
	size_t whole;     /* bytes with it */
	size_t folded_at;
	uint32_t classes;
	enum guard_gap gap;
	bool is_capital;    /* "Doreen" */
	bool is_upper;      /* "DOREEN" */
	bool is_possessive; /* "Doreen's", "doreens" */
	bool is_first;      /* in its sentence or its line */
	bool is_quoted;
	bool is_mention; /* "@doreen" */
};

/* A title or a body. */
struct guard_text {
	const char *text;
	size_t bytes;
	bool is_title;
	struct guard_token *tokens; /* one more than `count`, without letters: the end */
	size_t count;
	struct str folded;
};

/* What a look is about. */
struct guard_look {
	struct guard_words words;
	struct guard_text texts[2];
	struct guard_find_list *out;
};

void guard_text_cut(struct guard_text *, const struct guard_words *);
void guard_text_clear(struct guard_text *);

/* The folded form of a token; "" past the end. */
const char *guard_word(const struct guard_text *, size_t token);
bool guard_is(const struct guard_text *, size_t token, const char *folded);
/* Is it any of these, divided by spaces? */
bool guard_is_one(const struct guard_text *, size_t token, const char *folded);
/* Does the token follow the one before it with nothing but spaces between? */
bool guard_is_next(const struct guard_text *, size_t token);
/* "Doreen" in the middle of a sentence, and no ordinary word: a capital that says something. */
bool guard_is_telling(const struct guard_text *, size_t token);
/* Are most words on the token's line written with a capital, as in a headline? */
bool guard_is_headline(const struct guard_text *, size_t token);
/* The first token at or after this byte. */
size_t guard_token_at(const struct guard_text *, size_t at);
/* Does "is", "was" or a colon stand before it? Then what is put instead says that it is private. */
bool guard_is_told(const struct guard_text *, size_t at);

/* Is something noted already that shares a byte with these? */
bool guard_is_taken(const struct guard_look *, const struct guard_text *, size_t at, size_t bytes);

/*
 * Note a find, unless it overlaps one or there are too many. At the beginning of a sentence `instead` gets a capital.
 *
 * instead, about  borrowed
 */
void guard_note(struct guard_look *, const struct guard_text *, enum guard_kind kind, size_t at, size_t bytes,
    const char *instead, const char *about);

/* The parts, in the order in which they look: what one has found the next leaves alone. */
void guard_find_email(struct guard_look *, const struct guard_text *);
void guard_find_addresses(struct guard_look *, const struct guard_text *);
void guard_find_numbers(struct guard_look *, const struct guard_text *); /* phone, NHS */
void guard_find_postcodes(struct guard_look *, const struct guard_text *);
void guard_find_birthdays(struct guard_look *, const struct guard_text *);
void guard_find_firms(struct guard_look *, const struct guard_text *);
void guard_find_people(struct guard_look *); /* both texts together */

/* Bytes of the postcode that begins here, or 0. */
size_t guard_postcode_bytes(const struct guard_words *, const struct guard_text *, size_t at);

#endif
