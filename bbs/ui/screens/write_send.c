/*
 * Sending what is written. The order is always: keep first, then try to send. Whatever goes wrong, the words are on the
 * screen and, where the disk allows it, in the draft.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/conversation.h"
#include "forum/message.h"
#include "ui/screens/unsent.h"
#include "ui/screens/writing.h"
#include "ui/words.h"

static void
writing_explain(struct writing *self, struct visit *visit, enum err err)
{
	struct unsent unsent = {
	    .is_conversation = writing_is_conversation(self),
	    .is_change = writing_is_change(self) && self->trouble == ERR_OK,
	    .title = self->title.text.text,
	};

	if (err == ERR_EMPTY && unsent.is_conversation && conversation_check_title(unsent.title) == ERR_EMPTY)
		self->focus = 1;
	unsent_explain(visit, err, &unsent);
}

/* number: of the message that is shown afterwards */
static enum err
writing_send_change(struct writing *self, struct visit *visit, int64_t *number)
{
	*number = -self->place.reply_to;
	if (self->trouble == ERR_OK)
		return message_change(&visit->forum, &visit->actor, self->place.thread, *number, self->body.text.text);
	return conversation_answer_instead(&visit->forum, &visit->actor, self->place.thread, *number,
	    self->body.text.text, &self->options, number);
}

static enum err
writing_send_it(struct writing *self, struct visit *visit, int64_t *thread, int64_t *number)
{
	*thread = self->place.thread;
	*number = 1;
	if (writing_is_change(self))
		return writing_send_change(self, visit, number);
	if (writing_is_conversation(self))
		return conversation_start(&visit->forum, &visit->actor, self->place.board, self->title.text.text,
		    self->body.text.text, &self->options, thread);
	return conversation_answer(&visit->forum, &visit->actor, self->place.thread, self->place.reply_to,
	    self->body.text.text, &self->options, number);
}

/* A change that comes too late becomes words for an answer. */
static void
writing_fail(struct writing *self, struct visit *visit, enum err err)
{
	if (writing_is_change(self) && self->trouble == ERR_OK && (err == ERR_LATE || err == ERR_NOT_FOUND)) {
		self->trouble = err;
		unsent_explain_unchangeable(visit, err);
	} else
		writing_explain(self, visit, err);
}

/* To what was sent; and first, when it sounded dark, to the people who can be called. */
static struct outcome
writing_go_on(const struct writing *self, struct visit *visit, struct route sent)
{
	struct outcome outcome = screen_replace(sent);

	if (writing_is_dark(self))
		outcome.routes[outcome.route_count++] = (struct route){.kind = ROUTE_BESIDE_YOU};
	else if (writing_is_change(self) && self->trouble == ERR_OK)
		visit_say(visit, ROLE_NOTICE, _("Changed. Others see your new words now."));
	else
		visit_say(visit, ROLE_NOTICE, _("Sent. It is safe, and others can read it now."));
	return outcome;
}

/* What waits for the team is no message yet: to the page that says so. */
static struct outcome
writing_go_to_held(struct visit *visit, int64_t held)
{
	visit_say(visit, ROLE_NOTICE, _("Sent. It is safe. The team looks at it before others can read it."));
	return screen_replace((struct route){.kind = ROUTE_HELD, .number = held});
}

static struct outcome
writing_send_now(struct writing *self, struct visit *visit)
{
	int64_t thread, number;
	enum err err = writing_send_it(self, visit, &thread, &number);

	if (err != ERR_OK && err != ERR_HELD) {
		writing_fail(self, visit, err);
		return screen_stay();
	}
	self->gone = true;
	if (err == ERR_HELD)
		return writing_go_to_held(visit, writing_is_conversation(self) ? thread : number);
	return writing_go_on(self, visit,
	    (struct route){.kind = ROUTE_CONVERSATION, .thread = thread, .number = number});
}

static bool
writing_is_waved(const struct writing *self, const struct guard_find *find)
{
	for (size_t k = 0; k < self->waved.count; k++)
		if (guard_is_alike(&self->waved.rows[k], find))
			return true;
	return false;
}

/* Does the guard find anything that they have not seen and sent as it is? */
static bool
writing_has_finds(const struct writing *self)
{
	struct guard_find_list finds = {0};
	bool has = false;

	guard_look(self->title.text.text, self->body.text.text, &finds);
	for (size_t k = 0; k < finds.count && !has; k++)
		has = !writing_is_waved(self, &finds.rows[k]);
	guard_find_list_clear(&finds);
	return has;
}

/* Is there a title, and are there words? If not, that is said first. */
static bool
writing_is_fit(const struct writing *self)
{
	return conversation_check_body(self->body.text.text) == ERR_OK &&
	    (!writing_is_conversation(self) || conversation_check_title(self->title.text.text) == ERR_OK);
}

static void
writing_wave(struct writing *self)
{
	guard_find_list_clear(&self->waved);
	self->waved = (struct guard_find_list){0};
	guard_look(self->title.text.text, self->body.text.text, &self->waved);
}

/* "My mum Doreen", "07700 900123": each once. */
static void
writing_add_finds(const struct guard_find_list *finds, struct str *out)
{
	for (size_t k = 0; k < finds->count; k++) {
		bool is_again = false;

		for (size_t before = 0; before < k && !is_again; before++)
			is_again = guard_is_alike(&finds->rows[before], &finds->rows[k]);
		if (!is_again)
			str_add_format(out, "%s\"%s\"", out->bytes ? ", " : "", finds->rows[k].words);
	}
}

/* The guard's page changes the draft. Where none can be kept just now, the form says what was found, once. */
static struct outcome
writing_point(struct writing *self, struct visit *visit)
{
	struct str finds;
	char *words;

	writing_wave(self);
	str_init(&finds);
	writing_add_finds(&self->waved, &finds);
	words = mem_format(_("This could tell who a person is: %s. You can change it here. Or send it again as it is."),
	    finds.text);
	visit_say(visit, ROLE_WARNING, words);
	free(words);
	str_clear(&finds);
	return screen_stay();
}

/* Despair is never held up. Words that can't be kept just now may still be sent. */
struct outcome
writing_send(struct writing *self, struct visit *visit)
{
	enum err err = writing_keep(self, visit);

	if (!writing_is_fit(self) || writing_is_dark(self) || !writing_has_finds(self))
		return writing_send_now(self, visit);
	return err == ERR_OK ? writing_lend(self, visit, ROUTE_GUARD, WRITE_PAGE_GUARD) : writing_point(self, visit);
}

struct outcome
writing_send_as_is(struct writing *self, struct visit *visit)
{
	writing_wave(self);
	writing_keep(self, visit);
	return writing_send_now(self, visit);
}
