/*
 * Orders, and who carries them out.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "forum/audit.h"
#include "forum/erase.h"
#include "forum/erase_one.h"
#include "forum/leaving.h"
#include "store/leavers.h"
#include "store/members.h"
#include "store/search.h"
#include "store/settings.h"

enum { ROWS_AT_ONCE = 10, DAY_S = 86400 };

/* --- a member --- */

static enum err
erase_all_messages(struct erasure *self)
{
	int64_t after = 0;
	enum err err;

	while ((err = erasing_next(self->forum->db, self->order->id, after, &self->message)) == ERR_OK) {
		err = erase_one(self);
		if (err != ERR_OK)
			return err;
		after = self->message.id;
	}
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

/* Rows go until there are none, or the time of one transaction is over. */
static enum err
erase_clear_some(const struct erasure *self, int64_t *changed)
{
	int64_t end = clock_monotonic_ms() + ERASE_STEP_MS - 1;
	enum err err;

	do
		err = erasing_clear(self->forum->db, self->order->id, ROWS_AT_ONCE, changed);
	while (err == ERR_OK && *changed && clock_monotonic_ms() < end);
	return err;
}

static enum err
erase_clear(const struct erasure *self)
{
	int64_t changed = 0;
	enum err err;

	do {
		err = db_begin(self->forum->db);
		if (err == ERR_OK)
			err = db_end(self->forum->db, erase_clear_some(self, &changed));
		erase_pause();
	} while (err == ERR_OK && changed);
	return err;
}

/* What may have come between is taken out once more, under the lock that closes the account. */
static enum err
erase_end_inside(const struct erasure *self, const struct member *member)
{
	int64_t changed = 0;
	enum err err;

	do
		err = erasing_clear(self->forum->db, member->id, ROWS_AT_ONCE, &changed);
	while (err == ERR_OK && changed);
	if (err == ERR_OK)
		err = erasing_hold(self->forum->db, member->id, clock_now() + ERASE_HOLD_DAYS * DAY_S);
	if (err == ERR_OK)
		err = erasing_end(self->forum->db, member->id, clock_now());
	if (err == ERR_OK && !member->gone_at)
		err = audit_note(self->forum, AUDIT_PROGRAM, "erase", "member", member->id,
		    self->order->keeps_words ? "keep" : "blank");
	return err;
}

static enum err
erase_end(const struct erasure *self, const struct member *member)
{
	enum err err = db_begin(self->forum->db);

	return err == ERR_OK ? db_end(self->forum->db, erase_end_inside(self, member)) : err;
}

static enum err
erase_order_member(struct erasure *self)
{
	struct member member = {0};
	enum err err = members_find_id(self->forum->db, self->order->id, &member);

	if (err == ERR_OK && member.joined_at != self->order->check)
		err = ERR_NOT_FOUND;
	if (err == ERR_OK && !self->order->keeps_words)
		err = erase_all_messages(self);
	if (err == ERR_OK)
		err = erase_clear(self);
	if (err == ERR_OK)
		err = erase_end(self, &member);
	member_clear(&member);
	return err;
}

static enum err
erase_order_evidence(const struct erasure *self)
{
	enum err err = db_begin(self->forum->db);

	if (err != ERR_OK)
		return err;
	return db_end(self->forum->db, erasing_remove_evidence(self->forum->db, self->order->id, self->order->check));
}

/* --- orders --- */

/* How far a walk along the ledger has come. */
struct erase_walk {
	struct forum *forum;
	bool is_copy, is_past; /* is_past: the orders from here on are to be done */
	const char *mark;      /* where to begin; "" for the start */
	bool has_mark;
};

static enum err
erase_look_for_mark(void *context, const struct ledger_order *order, const char *mark)
{
	struct erase_walk *walk = context;

	(void)order;
	walk->has_mark = walk->has_mark || !strcmp(walk->mark, mark);
	return ERR_OK;
}

static enum err
erase_save_mark(struct forum *forum, const char *mark)
{
	enum err err = db_begin(forum->db);

	return err == ERR_OK ? db_end(forum->db, settings_save(forum->db, ERASE_MARK, mark, clock_now(), 0)) : err;
}

static enum err
erase_carry_out(struct forum *forum, const struct ledger_order *order, bool is_copy)
{
	struct erasure erasure = {.forum = forum, .order = order, .is_copy = is_copy};
	enum err err = ERR_OK;

	str_init(&erasure.gathered);
	switch (order->kind) {
	case LEDGER_MEMBER:
		err = erase_order_member(&erasure);
		break;
	case LEDGER_MESSAGE:
		err = erase_order_message(&erasure);
		break;
	case LEDGER_WORDS:
		err = erase_order_words(&erasure);
		break;
	case LEDGER_EVIDENCE:
		err = erase_order_evidence(&erasure);
		break;
	}
	str_clear(&erasure.gathered);
	return err == ERR_NOT_FOUND ? ERR_OK : err; /* it is of a board that came after, or before */
}

/* The index keeps words of what is gone until it is folded together. */
static enum err
erase_from_index(struct forum *forum)
{
	bool more = false;
	enum err err;

	do {
		err = db_begin(forum->db);
		if (err == ERR_OK)
			err = db_end(forum->db, search_merge(forum->db, &more));
		erase_pause();
	} while (err == ERR_OK && more);
	return err;
}

static enum err
erase_walk_on(void *context, const struct ledger_order *order, const char *mark)
{
	struct erase_walk *walk = context;
	enum err err = ERR_OK;

	if (walk->is_past)
		err = erase_carry_out(walk->forum, order, walk->is_copy);
	if (err == ERR_OK && walk->is_past)
		err = erase_from_index(walk->forum);
	if (err == ERR_OK && walk->is_past)
		err = erase_save_mark(walk->forum, mark);
	walk->is_past = walk->is_past || !strcmp(walk->mark, mark);
	return err;
}

static enum err
erase_walk(struct erase_walk *walk, const char *ledger)
{
	enum err err = ledger_read(ledger, erase_look_for_mark, walk);

	walk->is_past = !walk->has_mark;
	if (err == ERR_OK)
		err = ledger_read(ledger, erase_walk_on, walk);
	if (err != ERR_OK)
		log_error("cannot_erase why=%s", err_name(err));
	return err;
}

enum err
erase_go_on(struct forum *forum, const char *data)
{
	char *ledger = ledger_path(data), *mark = NULL;
	struct erase_walk walk = {.forum = forum};
	enum err err = settings_find(forum->db, ERASE_MARK, &mark, NULL);

	walk.mark = mark ? mark : "";
	err = err == ERR_OK || err == ERR_NOT_FOUND ? erase_walk(&walk, ledger) : err;
	free(mark);
	free(ledger);
	return err;
}

enum err
erase_in_copy(struct forum *forum, const char *ledger)
{
	struct erase_walk walk = {.forum = forum, .is_copy = true, .mark = ""};

	return erase_walk(&walk, ledger);
}

static enum err
erase_order(struct forum *forum, const char *data, struct ledger_order *order)
{
	char *ledger = ledger_path(data);
	enum err err;

	order->at = clock_now();
	err = ledger_append(ledger, order);
	free(ledger);
	if (err == ERR_OK)
		err = erase_go_on(forum, data);
	db_ring(forum->db);
	return err;
}

void
erase_settle(struct forum *forum)
{
	if (db_checkpoint(forum->db) != ERR_OK)
		db_ring(forum->db);
}

enum err
erase_member(struct forum *forum, const char *data, const char *name, bool keeps_words)
{
	struct ledger_order order = {.kind = LEDGER_MEMBER, .keeps_words = keeps_words};
	struct member member = {0};
	enum err err = members_find(forum->db, name, &member);

	order.id = member.id;
	order.check = member.joined_at;
	if (err == ERR_OK && !member.gone_at)
		err = leaving_check_last_lead(forum, &member);
	if (err == ERR_OK && !member.gone_at)
		err = leaving_begin_now(forum, member.id, keeps_words);
	member_clear(&member);
	return err == ERR_OK ? erase_order(forum, data, &order) : err;
}

static enum err
erase_find_message(struct forum *forum, int64_t thread, int64_t number, struct ledger_order *order)
{
	struct erasing_message message;
	enum err err = erasing_find_number(forum->db, thread, number, &message);

	if (err != ERR_OK)
		return err;
	order->id = message.id;
	order->check = message.written_at;
	return ERR_OK;
}

enum err
erase_message(struct forum *forum, const char *data, int64_t thread, int64_t number)
{
	struct ledger_order order = {.kind = LEDGER_MESSAGE};
	enum err err = erase_find_message(forum, thread, number, &order);

	return err == ERR_OK ? erase_order(forum, data, &order) : err;
}

static enum err
erase_fill_words(struct ledger_order *order, const char *words, const char *with)
{
	if (!*words)
		return ERR_EMPTY;
	if (strlen(words) > LEDGER_WORDS_MOST || strlen(with) > LEDGER_WORDS_MOST)
		return ERR_TOO_LONG;
	order->bytes = (int64_t)strlen(words);
	memcpy(order->with, with, strlen(with) + 1);
	ledger_new_salt(order->salt);
	ledger_hash(order->salt, words, strlen(words), order->hash);
	return ERR_OK;
}

enum err
erase_words(struct forum *forum, const char *data, int64_t thread, int64_t number, const char *words, const char *with)
{
	struct ledger_order order = {.kind = LEDGER_WORDS};
	struct str find, put;
	enum err err = erase_find_message(forum, thread, number, &order);

	text_clean(TEXT_LINE, words, &find);
	text_clean(TEXT_LINE, with, &put);
	if (err == ERR_OK)
		err = erase_fill_words(&order, find.text, put.text);
	str_clear(&put);
	str_clear(&find);
	return err == ERR_OK ? erase_order(forum, data, &order) : err;
}

/* --- for the keeper --- */

/* It is an order of its own, since copies of the board hold it too. */
static enum err
erase_let_go(struct forum *forum, const char *data, bool *did)
{
	struct ledger_order order = {.kind = LEDGER_EVIDENCE};
	int64_t before = 0;
	enum err err;

	while ((err = erasing_find_over(forum->db, clock_now(), &order.id, &order.check)) == ERR_OK) {
		*did = true;
		err = order.id == before ? ERR_STORE : erase_order(forum, data, &order);
		if (err != ERR_OK)
			return err;
		before = order.id;
	}
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

enum err
erase_due(struct forum *forum, const char *data, bool *did)
{
	struct ledger_order order = {.kind = LEDGER_MEMBER};
	int64_t before = 0;
	char *how = NULL;
	enum err err;

	while ((err = leavers_find_due(forum->db, LEAVING_DAYS, &order.id, &order.check, &how)) == ERR_OK) {
		order.keeps_words = !strcmp(how, "keep");
		free(how);
		how = NULL;
		*did = true;
		err = order.id == before ? ERR_STORE : erase_order(forum, data, &order);
		if (err != ERR_OK)
			return err;
		before = order.id;
	}
	return err == ERR_NOT_FOUND ? erase_let_go(forum, data, did) : err;
}
