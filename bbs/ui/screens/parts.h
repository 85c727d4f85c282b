/*
 * What several screens do alike: a new password, typed twice; a name; words that are kept; an old conversation. Private
 * to the screens.
 */
#ifndef BBS_UI_SCREENS_PARTS_H
#define BBS_UI_SCREENS_PARTS_H

#include "forum/writing.h"
#include "ui/screens.h"

/* A new password in two fields. */
struct fresh {
	struct edit password, again;
	bool is_again; /* they have to be typed again */
};

void fresh_init(struct fresh *);
void fresh_clear(struct fresh *); /* wipes */

/* Its two fields go at the end of the form; when they are to be typed again, the focus goes there. */
void fresh_add_fields(struct fresh *, const char *label, const char *hint, struct view *out);

/* As it is typed now. If it won't do, that is said, and both fields are empty. name: whose. */
bool fresh_is_fine(struct fresh *, struct visit *, const char *name);

/* The answer to an error about the new password; the fields are empty after it. */
void fresh_refuse(struct fresh *, struct visit *, enum err);

/* Words in a form that is no message, kept as they are typed and offered back. */
struct kept_words {
	struct form_at at;
	uint64_t saved; /* change counter when last kept */
	bool is_gone;   /* sent, or let go: there is nothing to keep */
};

/* What was kept goes into the form, and that is said. The form's text as it begins counts as kept. */
void kept_words_begin(struct kept_words *, struct visit *, struct form_at, struct edit *);
/* Keep what has changed; for tick() and close(). */
enum err kept_words_save(struct kept_words *, struct visit *, const struct edit *);
/* They were sent, or are not wanted any more. */
void kept_words_let_go(struct kept_words *, struct visit *);

/* "The last message here is 4 months old. ..."; owned, NULL when it is not old (board.old_days). */
char *parts_old_words(const struct visit *, const struct thread *);

/* Say why this name can't be had: account_check_free() or rename_check() gave the error. */
void parts_say_name(struct visit *, const char *name, enum err);

/* To what this visitor and that member have between them, or to the page on which they ask for it. */
struct outcome parts_write_privately(struct visit *, int64_t member);

/* A newcomer's way on: home, the first board on it, and on that the page to write on. */
struct outcome join_arrive(struct visit *);

#endif
