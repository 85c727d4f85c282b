/*
 * Answers that the team keeps for everybody, board by board. Rules of use as in members.h.
 */
#ifndef BBS_STORE_KEPT_ANSWERS_H
#define BBS_STORE_KEPT_ANSWERS_H

#include "store/db.h"
#include "store/records.h"

/*
 * Of a board, the last kept first, after `skip`: only what is there to be read, and what the asking member has not told
 * the team about.
 */
enum err kept_answers_list(struct db *, int64_t board, int64_t member, int64_t skip, int64_t limit,
    struct kept_list *out);
/* How many of them that is; counting stops at 100. */
enum err kept_answers_count(struct db *, int64_t board, int64_t member, int64_t *out);
/* All that are kept on the board, whatever became of them; counting stops at `most`. */
enum err kept_answers_count_all(struct db *, int64_t board, int64_t most, int64_t *out);
enum err kept_answers_have(struct db *, int64_t message, bool *out);

/* Writes. */
enum err kept_answers_add(struct db *, int64_t board, int64_t message, int64_t by_member, int64_t at);
enum err kept_answers_remove(struct db *, int64_t message);

#endif
