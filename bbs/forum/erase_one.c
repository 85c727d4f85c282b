/*
 * One message. Quotes of it go before it does: they are found by what it says.
 */
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "forum/audit.h"
#include "forum/erase.h"
#include "forum/erase_one.h"
#include "forum/notice.h"
#include "forum/take_out.h"
#include "store/members.h"

enum {
	QUOTERS_AT_ONCE = 20, /* messages looked through in one step */
	DAY_S = 86400,
};

void
erase_pause(void)
{
	static const struct timespec pause = {.tv_nsec = 1000000}; /* flock is not fair */

	nanosleep(&pause, NULL);
}

/* --- words out of other texts --- */

static bool
erase_change(const struct erasure *self, const struct erasing_text *text, bool is_own, struct str *out)
{
	if (self->order->kind == LEDGER_WORDS)
		return take_out_words(text->body, self->order, !is_own, out);
	return take_out_quotes(text->body, self->gathered.text, out);
}

/* Those of the texts that change; writes only inside a transaction. Returns how many there are through *count. */
static enum err
erase_rewrite(const struct erasure *self, const struct erasing_text_list *texts, bool is_own, bool writes, int *count)
{
	enum err err = ERR_OK;

	*count = 0;
	for (size_t k = 0; err == ERR_OK && k < texts->count; k++) {
		struct str body;

		str_init(&body);
		if (erase_change(self, &texts->rows[k], is_own, &body)) {
			++*count;
			if (writes)
				err = erasing_set(self->forum->db, &texts->rows[k], body.text);
		}
		str_clear(&body);
	}
	return err;
}

/* Where texts to change are read from; first, last: of erasing_quoters(). */
typedef enum err erase_reader(const struct erasure *, int64_t first, struct erasing_text_list *out);

static enum err
erase_read_quoters(const struct erasure *self, int64_t first, struct erasing_text_list *out)
{
	return erasing_quoters(self->forum->db, self->message.thread, first, first + QUOTERS_AT_ONCE - 1, out);
}

static enum err
erase_read_drafts(const struct erasure *self, int64_t first, struct erasing_text_list *out)
{
	(void)first;
	return erasing_drafts(self->forum->db, self->message.thread, out);
}

static enum err
erase_read_own(const struct erasure *self, int64_t first, struct erasing_text_list *out)
{
	(void)first;
	return erasing_texts(self->forum->db, &self->message, out);
}

static enum err
erase_read_own_drafts(const struct erasure *self, int64_t first, struct erasing_text_list *out)
{
	(void)first;
	return erasing_own_drafts(self->forum->db, self->message.author, self->message.thread, out);
}

static enum err
erase_look(const struct erasure *self, erase_reader *read, int64_t first, bool is_own, bool writes, int *count)
{
	struct erasing_text_list texts = {0};
	enum err err = read(self, first, &texts);

	if (err == ERR_OK)
		err = erase_rewrite(self, &texts, is_own, writes, count);
	erasing_text_list_clear(&texts);
	return err;
}

/* Look first, and take the board's lock only when there is something; then look again, since others may write. */
static enum err
erase_from(const struct erasure *self, erase_reader *read, int64_t first, bool is_own)
{
	int count = 0;
	enum err err = erase_look(self, read, first, is_own, false, &count);

	if (err == ERR_OK && count)
		err = db_begin(self->forum->db);
	if (err != ERR_OK || !count)
		return err;
	err = db_end(self->forum->db, erase_look(self, read, first, is_own, true, &count));
	erase_pause();
	return err;
}

static enum err
erase_quotes(const struct erasure *self)
{
	int64_t messages = 0;
	enum err err = erasing_count(self->forum->db, self->message.thread, &messages);

	for (int64_t first = 1; err == ERR_OK && first <= messages; first += QUOTERS_AT_ONCE)
		err = erase_from(self, erase_read_quoters, first, false);
	return err == ERR_OK ? erase_from(self, erase_read_drafts, 0, false) : err;
}

/* --- a message --- */

/* Everything it says or said. *has: is there anything left to take out? */
static enum err
erase_gather(struct erasure *self, bool *has)
{
	struct erasing_text_list texts = {0};
	enum err err = erasing_texts(self->forum->db, &self->message, &texts);

	str_cut(&self->gathered, 0);
	*has = false;
	for (size_t k = 0; k < texts.count; k++) {
		*has = *has || *texts.rows[k].body;
		take_out_gather(texts.rows[k].body, &self->gathered);
	}
	erasing_text_list_clear(&texts);
	return err;
}

/* Does a draft have any whole text of the message in it, as when it was given back? */
static bool
erase_is_in(const char *draft, const char *gathered)
{
	struct str line, words;
	bool is_in = false;

	str_init(&line);
	str_init(&words);
	take_out_gather(draft, &words);
	while (*gathered && !is_in) {
		size_t bytes = strcspn(gathered, "\n");

		str_cut(&line, 0);
		str_add_bytes(&line, gathered, bytes);
		is_in = bytes && strstr(words.text, line.text);
		gathered += bytes + (gathered[bytes] == '\n');
	}
	str_clear(&words);
	str_clear(&line);
	return is_in;
}

static enum err
erase_drafts_of_writer(const struct erasure *self)
{
	struct erasing_text_list texts = {0};
	enum err err = erasing_own_drafts(self->forum->db, self->message.author, self->message.thread, &texts);

	for (size_t k = 0; err == ERR_OK && k < texts.count; k++)
		if (erase_is_in(texts.rows[k].body, self->gathered.text))
			err = erasing_remove_draft(self->forum->db, texts.rows[k].id);
	erasing_text_list_clear(&texts);
	return err;
}

static enum err
erase_tell_writer(const struct erasure *self)
{
	const struct erasing_message *message = &self->message;
	struct member writer = {0};
	enum err err = members_find_id(self->forum->db, message->author, &writer);

	if (err == ERR_OK && !self->is_copy && !writer.gone_at)
		err =
		    notice_tell(self->forum, message->author, NOTICE_ERASED, message->thread, message->number, "", "");
	member_clear(&writer);
	return err;
}

static enum err
erase_blank_inside(const struct erasure *self)
{
	bool is_alone = self->order->kind == LEDGER_MESSAGE;
	enum err err = erasing_blank(self->forum->db, &self->message, is_alone ? "hidden" : "left",
	    clock_now() + ERASE_HOLD_DAYS * DAY_S);

	if (err == ERR_OK && is_alone)
		err = erase_drafts_of_writer(self);
	if (err == ERR_OK && is_alone)
		err = erase_tell_writer(self);
	if (err == ERR_OK && is_alone)
		err = audit_note(self->forum, AUDIT_OPERATOR, "erase", "message", self->message.id, "");
	return err;
}

/* self->message, with its quotes. */
enum err
erase_one(struct erasure *self)
{
	bool has = false;
	enum err err = erase_gather(self, &has);

	if (err != ERR_OK || !has)
		return err;
	err = erase_quotes(self);
	if (err == ERR_OK)
		err = db_begin(self->forum->db);
	if (err != ERR_OK)
		return err;
	err = db_end(self->forum->db, erase_blank_inside(self));
	erase_pause();
	return err;
}

/* The order's message, when it is the one that was meant. */
static enum err
erase_find(struct erasure *self)
{
	enum err err = erasing_find(self->forum->db, self->order->id, &self->message);

	return err == ERR_OK && self->message.written_at != self->order->check ? ERR_NOT_FOUND : err;
}

enum err
erase_order_message(struct erasure *self)
{
	enum err err = erase_find(self);

	return err == ERR_OK ? erase_one(self) : err;
}

static enum err
erase_note_words(struct erasure *self)
{
	enum err err = self->is_copy ? ERR_OK : db_begin(self->forum->db);

	if (err != ERR_OK || self->is_copy)
		return err;
	err = erase_tell_writer(self);
	if (err == ERR_OK)
		err = audit_note(self->forum, AUDIT_OPERATOR, "erase", "message", self->message.id, "words");
	return db_end(self->forum->db, err);
}

enum err
erase_order_words(struct erasure *self)
{
	enum err err = erase_find(self);

	if (err == ERR_OK)
		err = erase_from(self, erase_read_own, 0, true);
	if (err == ERR_OK)
		err = erase_from(self, erase_read_own_drafts, 0, true);
	if (err == ERR_OK)
		err = erase_quotes(self);
	return err == ERR_OK ? erase_note_words(self) : err;
}
