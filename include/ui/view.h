/*
 * What a screen says, with no idea how it will be shown. Four renderers show the same view.
 *
 * A view owns all its texts: every function here copies what it is given, sanitised again on the way. It is
 * made anew whenever something changed, and describes one page at most, never a whole board.
 */
#ifndef BBS_UI_VIEW_H
#define BBS_UI_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/action.h"
#include "ui/edit.h"
#include "ui/theme.h"

enum view_kind {
	VIEW_LIST,     /* choose one of the items */
	VIEW_DOCUMENT, /* read the items, one after the other; items with an id can be chosen too */
	VIEW_FORM,     /* fill in the fields */
};

/* A row of a list, or a part of a document. Every text may be "" but is never NULL. */
struct item {
	int64_t id;      /* stable while the screen is open; 0 for what can't be chosen */
	int number;      /* what people call it by: a message's number; 0 for none */
	bool is_heading; /* words above a group; never chosen */
	bool is_new;     /* unread */
	bool opens; /* document: Enter opens or folds it, in plain mode its number; where any item does, others don't */
	bool is_brief;  /* list: number, writer and text on one line, and no more */
	int depth;      /* list: how many steps to the right it stands, 0 for most; said in words by `context` */
	char *text;     /* list: one line; document: paragraphs, "> " begins a quoted line */
	char *context;  /* said before the text: "in reply to 2, kettle-on" */
	char *detail;   /* list: short words beside the text, "3 new"; of a new item they say so */
	char *about;    /* list: a second line where there is room */
	char *who;      /* the writer, "" for the board itself */
	char *when;     /* spoken date */
	enum role role; /* ROLE_BODY for most */
};

enum field_kind {
	FIELD_LINE,   /* one line of text */
	FIELD_SECRET, /* one line, never shown */
	FIELD_BODY,   /* paragraphs; takes the room that is left */
	FIELD_CHOICE, /* one of several */
};

/*
 * A field of a form. The renderer edits `edit` or `*chosen` in place and tells the session that something
 * changed; both belong to the screen and outlive the view.
 */
struct field {
	enum field_kind kind;
	char *label;
	char *hint;        /* one line of help, or "" */
	struct edit *edit; /* borrowed from the screen; NULL for a choice */
	int *chosen;       /* borrowed; 0..choice_count-1 */
	char **choices;    /* owned */
	size_t choice_count;
};

struct notice {
	enum role role; /* ROLE_NOTICE, ROLE_WARNING ... */
	char *text;
};

struct offer {
	enum action action;
	char *label; /* translated; never "" */
};

struct view {
	enum view_kind kind;
	char *where; /* "Home > Talking > Just listening", "" on home */
	char *title;
	char *intro; /* a few lines above the items or fields, or "" */
	char *empty; /* said when there are no items */
	struct notice *notices;
	size_t notice_count;
	struct item *items;
	size_t item_count;
	struct field *fields;
	size_t field_count;
	struct offer *offers; /* in order of importance; what the key bar and the plain menu show */
	size_t offer_count;
	bool flows;         /* plain: MORE is asked for by itself once all is said, and lines are never broken */
	int64_t focus;      /* id of the item to choose when the screen is first shown, 0 for the first */
	const char *screen; /* the screen's name, static; with `serial` tells one screen from the next */
	uint64_t serial;    /* of the screen instance, set by the session */
};

void view_init(struct view *, enum view_kind);
void view_clear(struct view *);

void view_set_where(struct view *, const char *);
void view_set_title(struct view *, const char *);
void view_set_intro(struct view *, const char *);
void view_set_empty(struct view *, const char *);
void view_add_notice(struct view *, enum role, const char *text);

/*
 * Add an item; texts start as "". The pointer is good until the next item is added. Set texts with
 * item_set(), which copies and sanitises.
 */
struct item *view_add_item(struct view *, int64_t id);
struct item *view_add_heading(struct view *, const char *text);
void item_set_line(char **slot, const char *text); /* one line */
void item_set_body(char **slot, const char *text); /* paragraphs */

/* edit borrowed for as long as any view shows it. */
void view_add_field(struct view *, enum field_kind, const char *label, const char *hint, struct edit *edit);
/* choices: count texts, borrowed and copied. */
void view_add_choice(struct view *, const char *label, const char *hint, int *chosen, const char *const *choices,
    size_t count);

/* label NULL takes the action's own. Offering the same action twice changes its label. */
void view_offer(struct view *, enum action, const char *label);
bool view_offers(const struct view *, enum action);

/* The item with this id, or NULL. */
const struct item *view_find(const struct view *, int64_t id);

/* Everything in the view as text, for `bbs debug view` and golden tests; returns owned. */
char *view_dump(const struct view *);

#endif
