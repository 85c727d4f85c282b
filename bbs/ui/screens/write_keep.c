/*
 * Keeping what is being written. What is typed is kept as a draft all along, and offered back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/label.h"
#include "ui/screens/writing.h"
#include "ui/spoken.h"
#include "ui/words.h"

struct place
writing_place(const struct route *route)
{
	return (struct place){.board = route->board, .thread = route->thread, .reply_to = route->number};
}

/* --- for the pages above --- */

void
writing_get_draft(struct visit *visit, struct place place, struct draft *out)
{
	*out = (struct draft){0};
	if (writing_find(&visit->forum, &visit->actor, place, out) == ERR_OK)
		return;
	out->title = mem_copy_string("");
	out->body = mem_copy_string("");
}

bool
writing_set_draft(struct visit *visit, struct place place, const struct draft *draft)
{
	enum err err = writing_save(&visit->forum, &visit->actor, place, draft->title, draft->body, &draft->options);

	if (err != ERR_OK)
		writing_explain_unkept(visit, err,
		    _("That didn't work just now. Your words are safe. Please try again."));
	return err == ERR_OK;
}

/* --- keeping --- */

/* What the form's own choice says goes along. */
static void
writing_note_help(struct writing *self)
{
	const char *word = self->help ? help_word((enum help)(self->help - 1)) : "";

	snprintf(self->options.help, sizeof self->options.help, "%s", word);
}

static void
writing_note_kept(struct writing *self)
{
	self->saved_title = self->title.changes;
	self->saved_body = self->body.changes;
	self->saved_help = self->help;
}

static enum err
writing_keep_all(struct writing *self, struct visit *visit)
{
	enum err err;

	if (self->gone || self->is_lent)
		return ERR_OK;
	writing_note_help(self);
	err = writing_save(&visit->forum, &visit->actor, self->place, self->title.text.text, self->body.text.text,
	    &self->options);
	if (err == ERR_OK) {
		writing_note_kept(self);
		self->has_draft = true;
	}
	return err;
}

enum err
writing_keep(struct writing *self, struct visit *visit)
{
	if (self->saved_title == self->title.changes && self->saved_body == self->body.changes &&
	    self->saved_help == self->help)
		return ERR_OK;
	return writing_keep_all(self, visit);
}

void
writing_explain_unkept(struct visit *visit, enum err err, const char *otherwise)
{
	visit_say(visit, ROLE_WARNING,
	    err == ERR_TOO_LONG
		? _("You have 50 drafts. Send or throw one away first. Your words are still on this screen.")
		: otherwise);
}

/* --- lending --- */

struct outcome
writing_lend(struct writing *self, struct visit *visit, enum route_kind kind, enum write_page page)
{
	enum err err = writing_keep_all(self, visit);

	if (err != ERR_OK) {
		writing_explain_unkept(visit, err,
		    _("We couldn't save your words, so this has to wait. They are still on this screen. Please try again in "
		      "a moment."));
		return screen_stay();
	}
	self->is_lent = true;
	self->page = page;
	return screen_push((struct route){
	    .kind = kind,
	    .board = self->place.board,
	    .thread = self->place.thread,
	    .number = self->place.reply_to,
	});
}

/* What was kept is never cut, even where it is longer than what can be typed. */
static void
writing_set_text(struct edit *edit, const char *text)
{
	if (strlen(text) > edit->limit_bytes)
		edit->limit_bytes = strlen(text);
	edit_set(edit, text);
}

static void
writing_take_text(struct edit *edit, const char *text)
{
	if (strcmp(edit->text.text, text) != 0)
		writing_set_text(edit, text);
}

/* The title that we suggest has the name in it: not when it goes without the name. */
static void
writing_leave_name_out(struct writing *self, const struct visit *visit)
{
	char *suggested = mem_format(_("Hello from %s"), visit->actor.name);

	if (self->options.is_anonymous && !strcmp(self->title.text.text, suggested))
		edit_set(&self->title, _("Hello"));
	free(suggested);
}

void
writing_take_back(struct writing *self, struct visit *visit)
{
	struct draft draft = {0};
	bool is_next = self->options.is_next;

	if (!self->is_lent)
		return;
	self->is_lent = false;
	if (writing_find(&visit->forum, &visit->actor, self->place, &draft) == ERR_OK) {
		writing_take_text(&self->title, draft.title);
		writing_take_text(&self->body, draft.body);
	} else if (!writing_is_untouched(self))
		return; /* it is gone, or can't be read; here it still is */
	self->options = draft.options;
	self->options.is_next = is_next;
	self->help = help_find(self->options.help) + 1;
	writing_note_kept(self);
	writing_leave_name_out(self, visit);
	draft_clear(&draft);
}

void
writing_restore(struct writing *self, struct visit *visit, bool is_expected)
{
	struct draft draft = {0};

	if (writing_find(&visit->forum, &visit->actor, self->place, &draft) != ERR_OK)
		return;
	writing_set_text(&self->title, draft.title);
	writing_set_text(&self->body, draft.body); /* the team may have given words back, below what was there */
	self->options = draft.options;
	self->help = help_find(draft.options.help) + 1;
	writing_leave_name_out(self, visit);
	self->is_suggested = false;
	self->has_draft = true;
	draft_clear(&draft);
	if (!is_expected)
		visit_say(visit, ROLE_NOTICE, _("We saved your writing. Here it is."));
}

/* --- leaving --- */

/* There is nothing to come back to; choices alone are not kept. */
static struct outcome
writing_leave_untouched(struct writing *self, struct visit *visit)
{
	writing_keep(self, visit);
	if (self->has_draft && !writing_is_change(self))
		writing_discard(&visit->forum, &visit->actor, self->place);
	self->gone = true;
	return screen_back();
}

struct outcome
writing_leave(struct writing *self, struct visit *visit, bool is_asked)
{
	enum err err;

	if (writing_is_untouched(self))
		return writing_leave_untouched(self, visit);
	if (is_asked && self->options.wake_at) {
		self->options.wake_at = 0;
		err = writing_keep_all(self, visit);
	} else
		err = writing_keep(self, visit);
	if (err != ERR_OK) {
		writing_explain_unkept(visit, err,
		    _("We couldn't save your words, so we haven't left this screen. Please try again in a moment."));
		return screen_stay();
	}
	visit_say(visit, ROLE_NOTICE, _("We saved your writing. At home it is under \"You were writing\"."));
	return screen_back();
}

static void
writing_say_asleep(struct visit *visit, int64_t wake_at)
{
	char *when = spoken_time(wake_at, clock_now());
	char *words = mem_format(_("We keep it for you, and ask you again %s. You can send it sooner, too."), when);

	visit_say(visit, ROLE_NOTICE, words);
	free(words);
	free(when);
}

/* When it sounds dark nobody is made to wait: people to call come first, and below them is the form with Send on it. */
struct outcome
writing_sleep(struct writing *self, struct visit *visit)
{
	int64_t wake_at = writing_morning(clock_now()), before = self->options.wake_at;
	enum err err;

	if (writing_is_untouched(self)) {
		visit_say(visit, ROLE_NOTICE, _("There is nothing to sleep on yet. Write a few words first."));
		return screen_stay();
	}
	self->options.wake_at = wake_at;
	err = writing_keep_all(self, visit);
	if (err != ERR_OK) {
		self->options.wake_at = before;
		writing_explain_unkept(visit, err,
		    _("We couldn't save your words, so we haven't left this screen. Please try again in a moment."));
		return screen_stay();
	}
	if (writing_is_dark(self))
		return screen_push((struct route){.kind = ROUTE_BESIDE_YOU, .choice = BESIDE_ASLEEP});
	writing_say_asleep(visit, wake_at);
	return screen_back();
}

/* --- throwing away --- */

struct outcome
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

	self->page = WRITE_PAGE_DISCARD;
	return screen_push((struct route){
	    .kind = ROUTE_ASK,
	    .question = writing_is_change(self) ? &change : &new_words,
	});
}

struct outcome
writing_throw_away(struct writing *self, struct visit *visit)
{
	if (writing_discard(&visit->forum, &visit->actor, self->place) != ERR_OK) {
		visit_say(visit, ROLE_WARNING, _("That didn't work just now. Your words are still here."));
		return screen_stay();
	}
	self->gone = true;
	return screen_back();
}
