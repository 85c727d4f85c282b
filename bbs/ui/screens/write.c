/*
 * Writing: a new conversation, an answer, or other words for a message of one's own. What is typed is kept as a draft
 * all along, and offered back.
 *
 * The order is always: keep first, then try to send. Whatever goes wrong, the words are on the screen and, where
 * the disk allows it, in the draft.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/danger.h"
#include "forum/message.h"
#include "forum/writing.h"
#include "ui/screens.h"
#include "ui/screens/parts.h"
#include "ui/screens/unsent.h"
#include "ui/spoken.h"
#include "ui/words.h"

struct writing {
	struct screen screen;
	struct place place;
	bool hello;
	bool is_suggested; /* the title is ours */
	int64_t focus;     /* the field to begin with, or that needs another look; 0 for none in particular */
	struct edit title, body;
	struct options options;           /* what goes along with them */
	uint64_t saved_title, saved_body; /* change counters when last kept */
	bool has_draft;                   /* something is kept at this place */
	bool gone;                        /* sent or thrown away: there is nothing to keep */
	enum err trouble;                 /* of a change: why it can't be made any more */
};

static bool
writing_is_conversation(const struct writing *self)
{
	return !self->place.thread;
}

/* The draft of a change has the number with a minus, so that it never meets the draft of an answer to it. */
static bool
writing_is_change(const struct writing *self)
{
	return self->place.reply_to < 0;
}

/* Keep what is there. ERR_OK also when nothing has changed. */
static enum err
writing_keep(struct writing *self, struct visit *visit)
{
	enum err err;

	if (self->gone || (self->saved_title == self->title.changes && self->saved_body == self->body.changes))
		return ERR_OK;
	err = writing_save(&visit->forum, &visit->actor, self->place, self->title.text.text, self->body.text.text,
	    &self->options);
	if (err == ERR_OK) {
		self->saved_title = self->title.changes;
		self->saved_body = self->body.changes;
		self->has_draft = true;
	}
	return err;
}

/* Why it can't be kept, when there is more to say than that it can't. */
static void
writing_explain_unkept(struct visit *visit, enum err err, const char *otherwise)
{
	visit_say(visit, ROLE_WARNING,
	    err == ERR_TOO_LONG
		? _("You have 50 drafts. Send or throw one away first. Your words are still on this screen.")
		: otherwise);
}

static enum err
writing_tick(struct screen *screen, struct visit *visit)
{
	enum err err = writing_keep((struct writing *)screen, visit);

	if (err != ERR_OK && !visit->flash)
		writing_explain_unkept(visit, err,
		    _("We can't save your words just now. They are safe only on this screen. We keep trying. "
		      "Please copy them somewhere, to be sure."));
	return err;
}

static char *
writing_title_words(struct writing *self, struct visit *visit)
{
	struct message message = {0};
	struct thread thread = {0};
	char *title;

	if (self->hello)
		return mem_copy_string(_("Write a few words to say hello"));
	if (writing_is_conversation(self))
		return mem_copy_string(_("Start a conversation"));
	if (writing_is_change(self))
		return mem_format(_("Change your message %d"), (int)-self->place.reply_to);
	if (conversation_get(&visit->forum, &visit->actor, self->place.thread, &thread) != ERR_OK)
		return mem_copy_string(_("Answer"));
	if (self->place.reply_to &&
	    conversation_message(&visit->forum, &visit->actor, &thread, self->place.reply_to, &message) == ERR_OK)
		title = mem_format(_("Answer to %s, message %d"), message.author_name, (int)message.number);
	else
		title = mem_format(_("Answer in %s"), words_title(thread.title));
	message_clear(&message);
	thread_clear(&thread);
	return title;
}

static void
writing_say_where(struct writing *self, struct visit *visit, struct view *out)
{
	struct board board = {0};
	char *where, *title = writing_title_words(self, visit);

	view_set_title(out, title);
	free(title);
	if (board_get(&visit->forum, &visit->actor, self->place.board, &board) != ERR_OK)
		return;
	/* Translators: keep " > ", which divides the parts of the way here. */
	where = mem_format(_("Home > %s > %s"), board.group_name, board.name);
	view_set_where(out, where);
	free(where);
	board_clear(&board);
}

/* NULL for the action's own. */
static const char *
writing_send_label(const struct writing *self)
{
	if (!writing_is_change(self))
		return NULL;
	return self->trouble == ERR_OK ? _("Save the change") : _("Send as an answer");
}

/* Owned; NULL when there is nothing to quote: what was taken down, or what they told the team about. */
static char *
writing_find_quote(const struct writing *self, struct visit *visit)
{
	struct thread thread = {0};
	struct message message = {0};
	char *quote = NULL;

	if (self->place.reply_to > 0 &&
	    conversation_get(&visit->forum, &visit->actor, self->place.thread, &thread) == ERR_OK &&
	    conversation_message(&visit->forum, &visit->actor, &thread, self->place.reply_to, &message) == ERR_OK &&
	    message_is_live(&message) && !message.is_unseen)
		quote = conversation_quote(&message);
	message_clear(&message);
	thread_clear(&thread);
	return quote;
}

static void
writing_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct writing *self = (struct writing *)screen;
	char *quote = writing_find_quote(self, visit);

	out->kind = VIEW_FORM;
	writing_say_where(self, visit, out);
	if (self->hello)
		view_set_intro(out, _("One line is plenty. \"Mum\" or \"Dad\" is enough: no names or places, please."));
	if (writing_is_conversation(self))
		view_add_field(out, FIELD_LINE, _("What is it about?"), _("A few words, as a title"), &self->title);
	view_add_field(out, FIELD_BODY, _("Your message"), _("It is saved as you type"), &self->body);
	out->focus = self->focus;
	view_offer(out, ACTION_SEND, writing_send_label(self));
	view_offer(out, ACTION_KEEP, NULL);
	if (quote)
		view_offer(out, ACTION_QUOTE, NULL);
	view_offer(out, ACTION_DISCARD, NULL);
	free(quote);
}

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

	if (danger_is_in_message(self->title.text.text, self->body.text.text))
		outcome.routes[outcome.route_count++] = (struct route){.kind = ROUTE_BESIDE_YOU};
	else
		visit_say(visit, ROLE_NOTICE,
		    writing_is_change(self) && self->trouble == ERR_OK
			? _("Changed. Others see your new words now.")
			: _("Sent. It is safe, and others can read it now."));
	return outcome;
}

static struct outcome
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

/* Nothing of theirs is here: no words, and no title but the one we suggested; no other words than the message has. */
static bool
writing_is_untouched(const struct writing *self)
{
	if (writing_is_change(self))
		return !self->has_draft && self->saved_body == self->body.changes;
	return edit_is_blank(&self->body) &&
	    (edit_is_blank(&self->title) || (self->is_suggested && self->saved_title == self->title.changes));
}

static struct outcome
writing_leave(struct writing *self, struct visit *visit)
{
	enum err err;

	if (writing_is_untouched(self)) {
		writing_keep(self, visit);
		return screen_back();
	}
	err = writing_keep(self, visit);
	if (err != ERR_OK) {
		writing_explain_unkept(visit, err,
		    _("We couldn't save your words, so we haven't left this screen. Please try again in a moment."));
		return screen_stay();
	}
	visit_say(visit, ROLE_NOTICE, _("We saved your writing. At home it is under \"You were writing\"."));
	return screen_back();
}

/* A few of their words above what is written. */
static struct outcome
writing_quote(struct writing *self, struct visit *visit)
{
	char *quote = writing_find_quote(self, visit), *whole;

	if (!quote)
		return screen_stay();
	whole = mem_format("%s\n%s", quote, self->body.text.text);
	if (strlen(whole) <= self->body.limit_bytes && !strstr(self->body.text.text, quote))
		edit_set(&self->body, whole);
	free(whole);
	free(quote);
	return screen_stay();
}

static struct outcome
writing_ask_discard(struct writing *self)
{
	static const char *const answers[] = {N_("Keep it"), N_("Throw it away for good"), NULL};
	static const struct question new_words = {
	    .title = N_("Throw away what you wrote?"),
	    .words = N_("You can't undo it."),
	    .answers = answers,
	};
	static const struct question change = {
	    .title = N_("Throw away your change?"),
	    .words = N_("Your message stays as it was. You can't undo it."),
	    .answers = answers,
	};

	if (writing_is_untouched(self))
		return screen_back();
	return screen_push((struct route){
	    .kind = ROUTE_ASK,
	    .question = writing_is_change(self) ? &change : &new_words,
	});
}

static struct outcome
writing_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	struct writing *self = (struct writing *)screen;

	if (choice != 2)
		return screen_stay();
	if (writing_discard(&visit->forum, &visit->actor, self->place) != ERR_OK) {
		visit_say(visit, ROLE_WARNING, _("That didn't work just now. Your words are still here."));
		return screen_stay();
	}
	self->gone = true;
	return screen_back();
}

static struct outcome
writing_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct writing *self = (struct writing *)screen;

	self->focus = 0;
	switch (intent->action) {
	case ACTION_SEND:
		return writing_send(self, visit);
	case ACTION_KEEP:
	case ACTION_BACK:
		return writing_leave(self, visit);
	case ACTION_QUOTE:
		return writing_quote(self, visit);
	case ACTION_DISCARD:
		return writing_ask_discard(self);
	default:
		return screen_decline();
	}
}

static void
writing_close(struct screen *screen, struct visit *visit)
{
	struct writing *self = (struct writing *)screen;

	writing_keep(self, visit);
	edit_clear(&self->title);
	edit_clear(&self->body);
}

static const struct screen_ops writing_screen = {
    .name = "write",
    .view = writing_view,
    .act = writing_act,
    .tick = writing_tick,
    .chosen = writing_chosen,
    .close = writing_close,
};

/* Offer back what was kept here. */
static void
writing_restore(struct writing *self, struct visit *visit)
{
	struct draft draft = {0};

	if (writing_find(&visit->forum, &visit->actor, self->place, &draft) != ERR_OK)
		return;
	edit_set(&self->title, draft.title);
	if (strlen(draft.body) > self->body.limit_bytes) /* the team gave words back, below what was there */
		self->body.limit_bytes = strlen(draft.body);
	edit_set(&self->body, draft.body);
	self->options = draft.options;
	self->is_suggested = false;
	self->has_draft = true;
	draft_clear(&draft);
	visit_say(visit, ROLE_NOTICE, _("We saved your writing. Here it is."));
}

/* The words to change, and whether they still can be. */
static void
writing_load_message(struct writing *self, struct visit *visit)
{
	struct thread thread = {0};
	struct message message = {0};
	enum err err = conversation_get(&visit->forum, &visit->actor, self->place.thread, &thread);

	if (err == ERR_OK)
		err = conversation_message(&visit->forum, &visit->actor, &thread, -self->place.reply_to, &message);
	if (err == ERR_OK)
		err = message_check_change(&visit->actor, &message);
	if (err == ERR_OK)
		edit_set(&self->body, message.body);
	else if (err == ERR_LATE || err == ERR_NOT_FOUND)
		unsent_explain_unchangeable(visit, err);
	self->trouble = err;
	message_clear(&message);
	thread_clear(&thread);
}

/* Before anybody writes in vain, or into a silence they did not see: is it locked, is it old? */
static void
writing_look_around(const struct writing *self, struct visit *visit)
{
	struct thread thread = {0};
	char *words;

	if (conversation_get(&visit->forum, &visit->actor, self->place.thread, &thread) != ERR_OK)
		return;
	words = parts_old_words(visit, &thread);
	if (!conversation_may_answer(&visit->actor, &thread))
		visit_say(visit, ROLE_WARNING,
		    _("This conversation is locked, so nobody can answer in it. What you write is kept as a draft."));
	else if (words)
		visit_say(visit, ROLE_NOTICE, words);
	free(words);
	thread_clear(&thread);
}

static void
writing_suggest_title(struct writing *self, struct visit *visit)
{
	char *title = mem_format(_("Hello from %s"), visit->actor.name);

	edit_set(&self->title, title);
	self->is_suggested = true;
	free(title);
}

struct screen *
write_open(struct visit *visit, const struct route *route)
{
	struct writing *self = screen_alloc(&writing_screen, sizeof *self);

	self->place = (struct place){.board = route->board, .thread = route->thread, .reply_to = route->number};
	self->hello = route->is_hello;
	edit_init(&self->title, TEXT_LINE, CONVERSATION_TITLE_BYTES);
	edit_init(&self->body, TEXT_BODY, CONVERSATION_BODY_BYTES);
	if (self->hello)
		writing_suggest_title(self, visit);
	if (writing_is_change(self))
		writing_load_message(self, visit);
	else if (self->place.thread)
		writing_look_around(self, visit);
	writing_restore(self, visit);
	self->saved_title = self->title.changes;
	self->saved_body = self->body.changes;
	if (writing_is_conversation(self) && !edit_is_blank(&self->title))
		self->focus = 2; /* the title is there: begin with the words */
	return &self->screen;
}
