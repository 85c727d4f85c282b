/*
 * Taking words out of every table that holds them. What to take out, and in which order, is forum/erase.h's. Each
 * write is small enough for a transaction of its own. Rules of use as in members.h.
 */
#ifndef BBS_STORE_ERASING_H
#define BBS_STORE_ERASING_H

#include <stdbool.h>

#include "store/db.h"
#include "store/records.h"

/* Where a text lies. */
enum erasing_kind {
	ERASING_MESSAGE,
	ERASING_REVISION,
	ERASING_EVIDENCE,
	ERASING_DRAFT,
	ERASING_TITLE, /* of a conversation */
	ERASING_DRAFT_TITLE,
	ERASING_HELD, /* waits for the team */
	ERASING_KINDS,
};

struct erasing_text {
	enum erasing_kind kind;
	int64_t id;
	char *body;
};
void erasing_text_clear(struct erasing_text *);
RECORD_LIST(erasing_text);

/* A message whose words are to go. */
struct erasing_message {
	int64_t id, thread, number, author, written_at;
	bool is_first; /* the conversation's title is its writer's too */
};

/* By id. ERR_NOT_FOUND. */
enum err erasing_find(struct db *, int64_t message, struct erasing_message *out);
enum err erasing_find_number(struct db *, int64_t thread, int64_t number, struct erasing_message *out);
/* The next of this member's after that id which still has words, or a state of its own. ERR_NOT_FOUND. */
enum err erasing_next(struct db *, int64_t member, int64_t after, struct erasing_message *out);

/* All that is kept of what it says or said: body, revisions, evidence, title. */
enum err erasing_texts(struct db *, const struct erasing_message *, struct erasing_text_list *out);
/* Texts with quoted lines, in messages number first to last of a conversation and in drafts and held answers there. */
enum err erasing_quoters(struct db *, int64_t thread, int64_t first, int64_t last, struct erasing_text_list *out);
enum err erasing_drafts(struct db *, int64_t thread, struct erasing_text_list *out);
/* This member's drafts where a text given back would lie, bodies and titles. */
enum err erasing_own_drafts(struct db *, int64_t member, int64_t thread, struct erasing_text_list *out);
enum err erasing_count(struct db *, int64_t thread, int64_t *out_messages);

/* --- writes --- */

/* Put other words in its place. */
enum err erasing_set(struct db *, const struct erasing_text *text, const char *body);
enum err erasing_remove_draft(struct db *, int64_t draft);
/*
 * Body, revisions, a draft that changes it, title, tags, mentions, hugs, its place among those who wait or are kept;
 * evidence too, but where a case about it is open: that is held until then. state: "left" or "hidden".
 */
enum err erasing_blank(struct db *, const struct erasing_message *, const char *state, int64_t held_until);
/* Some of what else belongs to a member, of each table `limit` rows; *changed: how many rows went. */
enum err erasing_clear(struct db *, int64_t member, int64_t limit, int64_t *changed);
/* What the team kept of their private messages, where the case is open: it is held until then. */
enum err erasing_hold(struct db *, int64_t member, int64_t until);
/* The account: what is left is a row with a made-up name. */
enum err erasing_end(struct db *, int64_t member, int64_t at);

/* Evidence that was held and need not be any more: its case is closed, or its time is over. ERR_NOT_FOUND. */
enum err erasing_find_over(struct db *, int64_t now, int64_t *evidence, int64_t *at);
enum err erasing_remove_evidence(struct db *, int64_t evidence, int64_t at); /* a write */

#endif
