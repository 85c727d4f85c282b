/*
 * Counting, for the operator's figures. These look at whole tables, so no visitor's screen asks for them.
 */
#ifndef BBS_STORE_FIGURES_H
#define BBS_STORE_FIGURES_H

#include "store/db.h"

/* X(name): one number each, in order of how they are shown; the statements are in figures.c */
#define FIGURE_LIST(X) \
	X(members) \
	X(waiting_to_join) \
	X(joined) \
	X(here) \
	X(writers) \
	X(conversations) \
	X(started) \
	X(messages) \
	X(written) \
	X(hidden) \
	X(cases_open) \
	X(cases_red) \
	X(cases_opened) \
	X(cases_closed) \
	X(opinions) \
	X(opinions_apart) \
	X(paused) \
	X(audit_rows) \
	X(asked) \
	X(heard) \
	X(heard_3h) \
	X(heard_24h) \
	X(promised) \
	X(promises_kept) \
	X(top_ten)

#define FIGURE_FIELD(name) int64_t name;
struct figures {
	FIGURE_LIST(FIGURE_FIELD)
};

/* since, now: seconds UTC. ERR_OK and every figure; ERR_STORE. */
enum err figures_count(struct db *, int64_t since, int64_t now, struct figures *out);

/* When the oldest open red case was opened that nobody has touched, as its claimer, since `lapsed`; 0 for none. */
enum err figures_oldest_red(struct db *, int64_t lapsed, int64_t *out_at);

#endif
