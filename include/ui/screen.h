/*
 * Screens and the stack they stand on. A screen says what is there (view) and does what is asked (act); it
 * never draws, never reads a key, never runs a loop.
 *
 * To add one: a file in bbs/ui/screens with its struct, its ops and its _open(), and a route to it; see HACKING.md.
 */
#ifndef BBS_UI_SCREEN_H
#define BBS_UI_SCREEN_H

#include "ui/action.h"
#include "ui/route.h"
#include "ui/view.h"
#include "ui/visit.h"

struct screen;

enum outcome_kind {
	OUTCOME_STAY,    /* look at view() again */
	OUTCOME_DECLINE, /* not mine: let the stack do what it does for every screen */
	OUTCOME_PUSH,    /* the screens of the routes go on top */
	OUTCOME_REPLACE, /* they stand where this one stood */
	OUTCOME_RESTART, /* they are the only ones left */
	OUTCOME_BACK,    /* this one goes */
	OUTCOME_CHOSEN,  /* this one goes, and the one below is told `choice` */
	OUTCOME_LEAVE,   /* say goodbye and end */
	OUTCOME_VANISH,  /* clear the screen and end at once */
	OUTCOME_RESTYLE, /* another theme or form was chosen: show everything anew */
};

struct outcome {
	enum outcome_kind kind;
	struct route routes[3]; /* the last comes to stand on top */
	int route_count;
	int64_t choice;
};

struct screen_ops {
	const char *name; /* for goldens, `bbs debug` and the log */
	/* Say what is there now. The view is fresh; kind is VIEW_LIST unless changed. */
	void (*view)(struct screen *, struct visit *, struct view *out);
	struct outcome (*act)(struct screen *, struct visit *, const struct intent *);
	/*
	 * NULL, or: save what is unsaved. At most 5 s after a change, and before the end. An error is said by the
	 * screen; it is tried again 5 s later.
	 */
	enum err (*tick)(struct screen *, struct visit *);
	/* NULL, or: a question this screen had asked was answered. */
	struct outcome (*chosen)(struct screen *, struct visit *, int64_t choice);
	/* NULL, or: free what is inside; the screen itself is freed by the stack. */
	void (*close)(struct screen *, struct visit *);
	/* What is typed here is nowhere else: going there again brings this very screen to the top. */
	bool is_only;
};

/* The head of every screen's own struct. */
struct screen {
	const struct screen_ops *ops;
	struct screen *below;
	struct route route; /* that led here; set by the stack */
	uint64_t serial;    /* set by the stack */
	int64_t seen;       /* highest item id shown whole, kept up to date by the stack */
};

/* Allocate a screen's struct, zeroed, with its ops. */
void *screen_alloc(const struct screen_ops *, size_t bytes);

static inline struct outcome
screen_stay(void)
{
	return (struct outcome){.kind = OUTCOME_STAY};
}

static inline struct outcome
screen_decline(void)
{
	return (struct outcome){.kind = OUTCOME_DECLINE};
}

static inline struct outcome
screen_back(void)
{
	return (struct outcome){.kind = OUTCOME_BACK};
}

static inline struct outcome
screen_push(struct route route)
{
	return (struct outcome){.kind = OUTCOME_PUSH, .routes = {route}, .route_count = 1};
}

static inline struct outcome
screen_replace(struct route route)
{
	return (struct outcome){.kind = OUTCOME_REPLACE, .routes = {route}, .route_count = 1};
}

static inline struct outcome
screen_restart(struct route route)
{
	return (struct outcome){.kind = OUTCOME_RESTART, .routes = {route}, .route_count = 1};
}

#endif
