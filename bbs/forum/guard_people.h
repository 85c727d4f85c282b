/*
 * Who is spoken of: shared by the two files that look for people.
 */
#ifndef BBS_FORUM_GUARD_PEOPLE_H
#define BBS_FORUM_GUARD_PEOPLE_H

#include "forum/guard_parts.h"

enum { PEOPLE = 64 };

struct person {
	char *first, *last; /* folded; "" for not known */
	char *owner;        /* "my", "her", "my mum's", ""; as typed, in small letters */
	char *role;         /* "mum", "district nurse", "" */
	bool is_called;     /* the role is what one calls them: "Mum" */
	bool is_many;       /* one of several */
	bool is_staff;
	bool is_own;    /* the writer */
	bool is_pet;    /* not looked for */
	bool is_common; /* the name is a word too: only with a capital */
	bool is_quoted; /* told on a line that quotes */
};

struct people {
	struct person rows[PEOPLE];
	size_t count;
};

/* A name as it stands: tokens first..last, of which `name` is the one to know it by. */
struct name {
	size_t first, last, name;
	bool is_titled, is_doctor;
};

/* How much says that a name comes here: nothing; a word before it, such as "my mum"; "is called". */
enum trust { TRUST_NOTHING, TRUST_ROLE, TRUST_CALLED };

bool name_read(const struct guard_text *, size_t token, enum trust, struct name *out);
size_t name_end(const struct guard_text *, const struct name *); /* in bytes, without the 's */

/* Whoever is introduced is known from here on; NULL when there are too many. Borrowed, to be filled in. */
struct person *people_add(struct people *, const struct guard_text *, const struct name *);
void people_clear(struct people *);
const char *person_about(const struct person *); /* borrowed */
enum guard_kind person_kind(const struct person *);
char *person_words(const struct person *, bool is_quoted); /* owned: "Mum", "your mum", "the nurse", "someone" */

/* "My name is Susan", "Love, Susan": the writer. */
void guard_introduce_writer(struct guard_look *, const struct guard_text *, struct people *);

#endif
