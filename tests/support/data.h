/*
 * A board of its own for one test: a data directory that is gone afterwards, a clock that stands still, people
 * and conversations put in by one call each. A helper that fails fails the test that called it.
 */
#ifndef BBS_TESTS_DATA_H
#define BBS_TESTS_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/db.h"

enum { DATA_NOON = 1795435200 }; /* 2026-11-23 12:00:00 UTC, a Monday */

struct data {
	char root[64]; /* the data directory */
	char db[80];   /* root/db */
	struct config config;
	struct forum forum; /* open, unless data_close() was called */
};

/*
 * For cmocka_unit_test_setup_teardown(): *state becomes a struct data. The log is quiet but for errors, the clock
 * pinned to DATA_NOON and randomness to a seed.
 */
int data_make(void **state);        /* as setup_board() leaves it: default boards, people to call */
int data_make_empty(void **state);  /* the newest schema and nothing in it */
int data_make_folder(void **state); /* the directories; no database, nothing open */
int data_make_living(
    void **state); /* as data_make(), with clocks that go and true randomness: in no program with a pinned one */
int data_remove(void **state);

void data_open(struct data *);
void data_close(struct data *);
void data_path(const struct data *, const char *name, char *out, size_t out_bytes); /* root/name */

/* Each in a transaction of its own, by the store, so without any limit or permission. */
/* No password, no key; nothing old is unread. One of the team has given their second factor (proof.h). */
struct actor data_member(struct data *, const char *name, enum actor_role);
void data_group(struct data *, const char *slug, int64_t position);
int64_t data_board(struct data *, const char *slug, const char *group, bool is_open);
int64_t data_thread(struct data *, int64_t board, const struct actor *, const char *title); /* no message yet */
int64_t data_message(struct data *, int64_t thread, const struct actor *, int64_t reply_to, const char *body);

int64_t data_board_id(struct data *, const char *slug); /* must exist */
int64_t data_count(struct data *, const char *query);   /* the first number a statement gives */

#endif
