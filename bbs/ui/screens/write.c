/*
 * Writing: a new conversation, an answer, or other words for a message of one's own. What the form says, and what is
 * asked of it; writing.h says where the rest is.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/danger.h"
#include "forum/message.h"
#include "forum/veil.h"
#include "ui/labels.h"
#include "ui/screens.h"
#include "ui/screens/asked.h"
#include "ui/screens/parts.h"
#include "ui/screens/unsent.h"
#include "ui/screens/writing.h"
#include "ui/spoken.h"
#include "ui/words.h"

static enum err
writing_tick(struct screen *screen, struct visit *visit)
{
	struct writing *self = (struct writing *)screen;
	enum err err = writing_keep(self, visit);

	writing_look_for_similar(self, visit);
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
	    conversation_message(&visit->forum, &visit->actor, &thread, self->place.reply_to, &message) == ERR_OK) {
		char *who = spoken_writer(message.author_name, message.alias, false);

		title = mem_format(_("Answer to %s, message %d"), who, (int)message.number);
		free(who);
	} else
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

/* Owned; NULL when there is nothing to quote: what was taken down, told of, or is folded. */
static char *
writing_find_quote(const struct writing *self, struct visit *visit)
{
	struct thread thread = {0};
	struct message message = {0};
	char *quote = NULL;

	if (self->place.reply_to > 0 &&
	    conversation_get(&visit->forum, &visit->actor, self->place.thread, &thread) == ERR_OK &&
	    conversation_message(&visit->forum, &visit->actor, &thread, self->place.reply_to, &message) == ERR_OK &&
	    message_is_live(&message) && !message.is_unseen &&
	    veil_look_once(&visit->forum, &visit->actor, &message) == VEIL_NONE)
		quote = conversation_quote(&message);
	message_clear(&message);
	thread_clear(&thread);
	return quote;
}

static void
writing_add_line(struct str *out, const char *line)
{
	if (line && *line)
		str_add_format(out, "%s%s", out->bytes ? "\n" : "", line);
}

static void
writing_add_asleep(const struct writing *self, struct str *out)
{
	int64_t now = clock_now(), wake_at = self->options.wake_at;
	char *when, *words;

	if (wake_at <= now)
		return;
	when = spoken_time(wake_at, now);
	words = mem_format(_("Asleep until %s. You can send it now, too."), when);
	writing_add_line(out, words);
	free(words);
	free(when);
}

/* What there is to know before the first word, and what goes along with them. */
static void
writing_say_intro(const struct writing *self, const char *caution, struct view *out)
{
	char *chosen = writing_has_options(self) ? labels_summary(&self->options) : NULL;
	struct str intro;

	str_init(&intro);
	if (self->hello)
		writing_add_line(&intro,
		    _("One line is plenty. \"Mum\" or \"Dad\" is enough: no names or places, please."));
	if (self->options.is_next)
		writing_add_line(&intro, _("This will be pinned to the top as what happened next."));
	writing_add_line(&intro, caution);
	writing_add_asleep(self, &intro);
	writing_add_line(&intro, chosen);
	view_set_intro(out, intro.text);
	str_clear(&intro);
	free(chosen);
}

static void
writing_add_help(struct writing *self, struct view *out)
{
	const char *choices[HELP_COUNT + 1] = {_("Not said")};

	for (int k = 0; k < HELP_COUNT; k++)
		choices[k + 1] = label_help((enum help)k);
	view_add_choice(out, _("What would help?"), _("You don't have to say"), &self->help, choices, HELP_COUNT + 1);
}

/* asked: what would help whom they answer, which stands by the words so that it is never out of sight; or NULL */
static void
writing_add_fields(struct writing *self, const char *asked, struct view *out)
{
	if (writing_is_conversation(self))
		view_add_field(out, FIELD_LINE, _("What is it about?"), _("A few words, as a title"), &self->title);
	view_add_field(out, FIELD_BODY, _("Your message"), asked ? asked : _("It is saved as you type"), &self->body);
	if (writing_is_conversation(self) && !self->hello)
		writing_add_help(self, out);
}

/* The form itself. What others said about the conversation is for those who answer it. */
static void
writing_add_form(struct writing *self, struct visit *visit, struct view *out)
{
	struct thread thread = {0};
	bool is_answer = !writing_is_conversation(self) && !writing_is_change(self) &&
	    conversation_get(&visit->forum, &visit->actor, self->place.thread, &thread) == ERR_OK &&
	    thread.starter != visit->actor.member;

	writing_say_intro(self, is_answer ? asked_caution(visit, &thread) : NULL, out);
	writing_add_fields(self, is_answer ? label_help_asked(thread.help) : NULL, out);
	thread_clear(&thread);
}

static void
writing_offer(struct writing *self, bool has_quote, struct view *out)
{
	view_offer(out, ACTION_SEND, writing_send_label(self));
	if (self->has_similar)
		view_offer(out, ACTION_FIND, _("See what they said"));
	if (writing_is_conversation(self) && edit_is_blank(&self->body))
		view_offer(out, ACTION_PROMPTS, NULL);
	if (writing_has_options(self))
		view_offer(out, ACTION_CHOICES, _("More about it"));
	if (has_quote)
		view_offer(out, ACTION_QUOTE, NULL);
	view_offer(out, ACTION_KEEP, NULL);
	if (writing_has_options(self))
		view_offer(out, ACTION_SLEEP, NULL);
	view_offer(out, ACTION_DISCARD, NULL);
}

static void
writing_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct writing *self = (struct writing *)screen;
	char *quote;

	writing_take_back(self, visit);
	quote = writing_find_quote(self, visit);
	out->kind = VIEW_FORM;
	writing_say_where(self, visit, out);
	writing_add_form(self, visit, out);
	out->focus = self->focus;
	writing_offer(self, quote != NULL, out);
	free(quote);
}

/* A few of their words above what is written. */
static struct outcome
writing_quote(struct writing *self, struct visit *visit)
{
	char *quote = writing_find_quote(self, visit);

	if (quote)
		writing_put_above(self, quote);
	free(quote);
	return screen_stay();
}

/*
 * The words of a way to begin go on the page. The form is opened anew on them, since who typed on where they had chosen
 * last would press keys of the action row.
 */
static struct outcome
writing_begin(struct writing *self, struct visit *visit, int64_t prompt)
{
	struct route again = self->screen.route;
	char *words = prompts_find(prompt);

	if (!words)
		return screen_stay();
	if (edit_is_blank(&self->body))
		edit_set(&self->body, words);
	else
		writing_put_above(self, words);
	free(words);
	again.choice = WRITE_BEGUN;
	return writing_keep(self, visit) == ERR_OK ? screen_replace(again) : screen_stay();
}

static struct outcome
writing_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	struct writing *self = (struct writing *)screen;
	enum write_page page = self->page;

	self->page = WRITE_PAGE_NONE;
	writing_take_back(self, visit);
	if (page == WRITE_PAGE_DISCARD)
		return choice == 2 ? writing_throw_away(self, visit) : screen_stay();
	if (page == WRITE_PAGE_PROMPTS)
		return writing_begin(self, visit, choice);
	if (page == WRITE_PAGE_GUARD && choice == WRITE_SEND_AS_IS)
		return writing_send_as_is(self, visit);
	return screen_stay();
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
		return writing_leave(self, visit, intent->action == ACTION_KEEP);
	case ACTION_SLEEP:
		return writing_has_options(self) ? writing_sleep(self, visit) : screen_stay();
	case ACTION_CHOICES:
		return writing_has_options(self) ? writing_lend(self, visit, ROUTE_LABELS, WRITE_PAGE_LABELS)
						 : screen_stay();
	case ACTION_PROMPTS:
		return writing_is_conversation(self) ? writing_lend(self, visit, ROUTE_PROMPTS, WRITE_PAGE_PROMPTS)
						     : screen_stay();
	case ACTION_FIND:
		return self->has_similar ? writing_lend(self, visit, ROUTE_SIMILAR, WRITE_PAGE_SIMILAR) : screen_stay();
	case ACTION_QUOTE:
		return writing_quote(self, visit);
	case ACTION_DISCARD:
		return writing_is_untouched(self) ? writing_leave(self, visit, false) : writing_ask_discard(self);
	default:
		return screen_decline();
	}
}

static void
writing_close(struct screen *screen, struct visit *visit)
{
	struct writing *self = (struct writing *)screen;

	writing_keep(self, visit);
	guard_find_list_clear(&self->waved);
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

	self->place = writing_place(route);
	self->hello = route->is_hello;
	edit_init(&self->title, TEXT_LINE, CONVERSATION_TITLE_BYTES);
	edit_init(&self->body, TEXT_BODY, CONVERSATION_BODY_BYTES);
	if (self->hello)
		writing_suggest_title(self, visit);
	if (writing_is_change(self))
		writing_load_message(self, visit);
	else if (self->place.thread)
		writing_look_around(self, visit);
	writing_restore(self, visit, route->choice == WRITE_BEGUN);
	self->options.is_next = self->options.is_next || route->is_next;
	self->saved_title = self->title.changes;
	self->saved_body = self->body.changes;
	self->saved_help = self->help;
	writing_look_for_similar(self, visit);
	if (writing_is_conversation(self) && (route->choice == WRITE_BEGUN || !edit_is_blank(&self->title)))
		self->focus = 2; /* the title is there, or comes later: begin with the words */
	return &self->screen;
}
