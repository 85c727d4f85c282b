/*
 * Sending what is written. The order is always: keep first, then try to send. Whatever goes wrong, the words are on the
 * screen and, where the disk allows it, in the draft.
 */
#include "forum/conversation.h"
#include "forum/message.h"
#include "ui/screens/unsent.h"
#include "ui/screens/write.h"
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
	else
		visit_say(visit, ROLE_NOTICE,
		    writing_is_change(self) && self->trouble == ERR_OK
			? _("Changed. Others see your new words now.")
			: _("Sent. It is safe, and others can read it now."));
	return outcome;
}

struct outcome
writing_send(struct writing *self, struct visit *visit)
{
	int64_t thread, number;
	enum err err;

	writing_keep(self, visit);
	err = writing_send_it(self, visit, &thread, &number);
	if (err != ERR_OK) {
		writing_fail(self, visit, err);
		return screen_stay();
	}
	self->gone = true;
	return writing_go_on(self, visit,
	    (struct route){.kind = ROUTE_CONVERSATION, .thread = thread, .number = number});
}
