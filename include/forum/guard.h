/*
 * The guard for the person who isn't here: what in these words could tell somebody who a person is? Names, numbers,
 * addresses, care firms. The lists are content/guard-*.txt. It only points: nothing is blocked, changed or kept, and
 * it never leaves this process. It knows English only, and it misses some: the README says so.
 */
#ifndef BBS_FORUM_GUARD_H
#define BBS_FORUM_GUARD_H

#include <stdbool.h>
#include <stddef.h>

/* name in C, word for tests; what to call each of them in front of people is ui's */
#define GUARD_KIND_LIST(X) \
	X(NAME, "name")    /* of somebody who is written about: "my mum Doreen", then each "Doreen" */ \
	X(OWN_NAME, "own") /* of the writer: "my name is Susan" */ \
	X(PHONE, "phone") \
	X(POSTCODE, "postcode") \
	X(NHS, "nhs") /* an NHS number */ \
	X(EMAIL, "email") \
	X(BIRTHDAY, "birthday") \
	X(ADDRESS, "address") /* a house and its street */ \
	X(CARE_FIRM, "firm")  /* a care home, a care firm, or one of its people: "nurse Kelly" */

enum guard_kind {
#define X(name, word) GUARD_##name,
	GUARD_KIND_LIST(X)
#undef X
	    GUARD_KIND_COUNT
};

struct guard_find {
	enum guard_kind kind;
	bool is_in_title;
	bool
	    is_quoted; /* on a line that begins with ">": somebody else wrote it, so ask for them, not for the writer */
	size_t at, bytes; /* where in the title or the body */
	char *words;      /* owned; as typed: "my mum Doreen", "Doreen's" */
	char *instead;    /* owned; what says the same and gives nobody away: "my mum", "Mum's"; English */
	char *about;      /* owned; alike in all finds of one kind that are about the same: "doreen" */
};

/* In the order of the text, the title first. No two overlap. Begin with {0}. */
struct guard_find_list {
	struct guard_find *rows;
	size_t count;
};

/*
 * title, body  UTF-8, borrowed; "" for none. What the title tells ("my mum Doreen") counts in the body too.
 * out          what was found, at most GUARD_FINDS; the caller clears it
 *
 * About a millisecond for an ordinary message.
 */
enum { GUARD_FINDS = 200 };
void guard_look(const char *title, const char *body, struct guard_find_list *out);

/* The text that the find is in, with `instead` in its place: returns owned. Look again before the next one. */
char *guard_apply(const char *text, const struct guard_find *find);

/* The same for every find of this kind about the same, in both texts: each "Doreen" at once. Returns how many. */
size_t guard_apply_alike(char **title, char **body, const struct guard_find *find); /* owned, replaced */

/* Are they of one kind and about the same? What somebody chose to keep once need not be asked for again. */
bool guard_is_alike(const struct guard_find *one, const struct guard_find *other);

/* "name", "own", "phone"... */
const char *guard_kind_word(enum guard_kind kind);

void guard_find_clear(struct guard_find *find);
void guard_find_list_clear(struct guard_find_list *list);

#endif
