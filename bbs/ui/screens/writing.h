/*
 * The form on which words are written, shared by the files that make it up, and the pages above it:
 *
 *   writing.c        what is written, and how it stands
 *   write.c          what the form says, and what is asked of it
 *   write_keep.c     keeping what is there: drafts, sleeping on it, throwing it away, lending it to a page
 *   write_send.c     sending it, and what comes before and after
 *   write_labels.c   the page of what goes along with the words
 *   write_prompts.c  the page of ways to begin
 *   write_guard.c    the page of what could tell who somebody is
 *   write_similar.c  the page of conversations with a title like it
 *
 * A page changes the draft, never the form: before one is shown the form keeps all it has, and when the page is gone
 * the form takes back what the draft says. So nothing hangs on the page's being left in one way or another.
 *
 * Private to the screens.
 */
#ifndef BBS_UI_SCREENS_WRITING_H
#define BBS_UI_SCREENS_WRITING_H

#include "forum/guard.h"
#include "forum/writing.h"
#include "ui/screen.h"

/* What was asked above the form last. */
enum write_page {
	WRITE_PAGE_NONE,
	WRITE_PAGE_DISCARD,
	WRITE_PAGE_LABELS,
	WRITE_PAGE_PROMPTS,
	WRITE_PAGE_GUARD,
	WRITE_PAGE_SIMILAR,
};

/* What the guard's page tells the form; 0: write on. */
enum { WRITE_SEND_AS_IS = 1 };

struct writing {
	struct screen screen;
	struct place place;
	bool hello;
	bool is_suggested; /* the title is ours */
	int64_t focus;     /* the field to begin with, or that needs another look; 0 for none in particular */
	struct edit title, body;
	struct options options;           /* what goes along with them */
	int help;                         /* what would help, as the form has it: 0 not said, else an enum help and 1 */
	uint64_t saved_title, saved_body; /* change counters when last kept */
	int saved_help;
	bool has_draft;        /* something is kept at this place */
	bool gone;             /* sent or thrown away: there is nothing to keep */
	bool is_lent;          /* a page may be changing the draft */
	bool has_similar;      /* others have talked about what the title says */
	uint64_t looked_title; /* the title's change counter when that was looked up */
	enum write_page page;
	enum err trouble;             /* of a change: why it can't be made any more */
	struct guard_find_list waved; /* what the guard found, and they wanted to send as it is */
};

static inline bool
writing_is_conversation(const struct writing *self)
{
	return !self->place.thread;
}

/* The draft of a change has the number with a minus, so that it never meets the draft of an answer to it. */
static inline bool
writing_is_change(const struct writing *self)
{
	return self->place.reply_to < 0;
}

/* A change that can be made has nothing that goes along with it. */
static inline bool
writing_has_options(const struct writing *self)
{
	return !writing_is_change(self) || self->trouble != ERR_OK;
}

/* --- writing.c --- */

/* Nothing of theirs is here: no words, and no title but the one we suggested; no other words than the message has. */
bool writing_is_untouched(const struct writing *);

/* Do the words sound dark? See forum/danger.h. */
bool writing_is_dark(const struct writing *);

/* Put these words above what is written, but not twice; nothing when there is no room. */
void writing_put_above(struct writing *, const char *words);

/* --- write_keep.c --- */

/* Keep what is there. ERR_OK also when nothing has changed. */
enum err writing_keep(struct writing *, struct visit *);

/* Why it can't be kept, when there is more to say than `otherwise`. */
void writing_explain_unkept(struct visit *, enum err, const char *otherwise);

/* Offer back what was kept here, and say so unless that is expected. */
void writing_restore(struct writing *, struct visit *, bool is_expected);

/* Show a page of this kind, which may change the draft; stay when the draft can't be kept. */
struct outcome writing_lend(struct writing *, struct visit *, enum route_kind, enum write_page);
/* What the draft says now is what the form says. Nothing happens when nothing was lent. */
void writing_take_back(struct writing *, struct visit *);

/* Leave; is_asked: they want it kept for later, so that it is not slept on any more. */
struct outcome writing_leave(struct writing *, struct visit *, bool is_asked);
struct outcome writing_sleep(struct writing *, struct visit *);
struct outcome writing_ask_discard(struct writing *);
struct outcome writing_throw_away(struct writing *, struct visit *);

/* --- write_send.c --- */

/* Send it; but first, unless it sounds dark, what the guard found and nobody has waved through. */
struct outcome writing_send(struct writing *, struct visit *);
/* As it is, whatever the guard finds in it. */
struct outcome writing_send_as_is(struct writing *, struct visit *);

/* --- write_similar.c --- */

/* When the title of a new conversation has changed: have others talked about it? If so that is said, once. */
void writing_look_for_similar(struct writing *, struct visit *);

/* --- what pages share --- */

/* The place of what is being written, from the route of its form or of a page above. */
struct place writing_place(const struct route *);

/* The draft at this place, or a blank one; the caller clears it. */
void writing_get_draft(struct visit *, struct place, struct draft *out);
/* Keep it. False, and that is said: it can't be kept. */
bool writing_set_draft(struct visit *, struct place, const struct draft *);

/* "Content note: Death. Without your name."; owned, "" when nothing is chosen. */
char *labels_summary(const struct options *);

/* The opening words of a way to begin, from 1; owned, NULL for none. */
char *prompts_find(int64_t which);

#endif
