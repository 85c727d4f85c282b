/*
 * Words to one other member. They are kept as they are typed, under whom they are for, so that nothing is lost whatever
 * happens between the two meanwhile.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/account.h"
#include "forum/conversation.h"
#include "forum/danger.h"
#include "forum/private.h"
#include "ui/screens.h"
#include "ui/screens/parts.h"
#include "ui/screens/private_words.h"
#include "ui/spoken.h"
#include "ui/words.h"

struct private_form {
	struct screen screen;
	int64_t other;
	struct edit words;
	struct kept_words kept;
};

/* Owned. */
static char *
private_form_name(const struct private_form *self, struct visit *visit)
{
	struct member member = {0};
	char *name = NULL;

	if (account_get(&visit->forum, &visit->actor, self->other, &member) == ERR_OK && !member.leaving_at &&
	    !member.gone_at)
		name = mem_copy_string(member.name);
	member_clear(&member);
	return name ? name : spoken_writer("", 0, false);
}

static void
private_form_say_first(struct visit *visit, int64_t other, struct view *out)
{
	int64_t id;

	if (private_find_with(&visit->forum, &visit->actor, other, &id) == ERR_NOT_FOUND)
		view_set_intro(out,
		    _("They can say yes or no. Until they say yes, you can send this one message. No names or places, "
		      "please."));
}

static void
private_form_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct private_form *self = (struct private_form *)screen;
	char *name = private_form_name(self, visit), *title = mem_format(_("Private message to %s"), name);

	out->kind = VIEW_FORM;
	view_set_where(out, _("Home > Private messages"));
	view_set_title(out, title);
	private_form_say_first(visit, self->other, out);
	view_add_field(out, FIELD_BODY, _("Your message"), _("It is saved as you type"), &self->words);
	view_offer(out, ACTION_SEND, NULL);
	view_offer(out, ACTION_KEEP, NULL);
	view_offer(out, ACTION_DISCARD, NULL);
	free(title);
	free(name);
}

/* To what the two have; and first, when it sounded dark, to the people who can be called. */
static struct outcome
private_form_go_on(const struct private_form *self, struct visit *visit, int64_t id)
{
	struct outcome outcome = screen_replace((struct route){.kind = ROUTE_PRIVATE, .thread = id});

	if (danger_is_in_message("", self->words.text.text))
		outcome.routes[outcome.route_count++] =
		    (struct route){.kind = ROUTE_BESIDE_YOU, .choice = BESIDE_PRIVATE};
	else
		visit_say(visit, ROLE_NOTICE, _("Sent. They see it when they are next here."));
	return outcome;
}

static struct outcome
private_form_send(struct private_form *self, struct visit *visit)
{
	int64_t id;
	enum err err;

	kept_words_save(&self->kept, visit, &self->words);
	err = private_write(&visit->forum, &visit->actor, self->other, self->words.text.text, &id);
	if (err == ERR_OK) {
		self->kept.is_gone = true;
		return private_form_go_on(self, visit, id);
	}
	private_say_unsent(visit, err);
	return screen_stay();
}

static struct outcome
private_form_leave(struct private_form *self, struct visit *visit)
{
	enum err err = kept_words_save(&self->kept, visit, &self->words);

	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING,
		    _("We couldn't save your words, so we haven't left this screen. Please try again in a moment."));
		return screen_stay();
	}
	if (!edit_is_blank(&self->words))
		visit_say(visit, ROLE_NOTICE, _("We saved your writing. It is here when you write to them again."));
	return screen_back();
}

static struct outcome
private_form_discard(struct private_form *self)
{
	static const char *const answers[] = {N_("Keep it"), N_("Throw it away for good"), NULL};
	static const struct question question = {
	    .title = N_("Throw away what you wrote?"),
	    .words = N_("You can't undo it."),
	    .answers = answers,
	};

	if (edit_is_blank(&self->words))
		return screen_back();
	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
private_form_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	if (choice != 2)
		return screen_stay();
	kept_words_let_go(&((struct private_form *)screen)->kept, visit);
	return screen_back();
}

static struct outcome
private_form_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct private_form *self = (struct private_form *)screen;

	switch (intent->action) {
	case ACTION_SEND:
		return private_form_send(self, visit);
	case ACTION_KEEP:
	case ACTION_BACK:
		return private_form_leave(self, visit);
	case ACTION_DISCARD:
		return private_form_discard(self);
	default:
		return screen_decline();
	}
}

static enum err
private_form_tick(struct screen *screen, struct visit *visit)
{
	struct private_form *self = (struct private_form *)screen;

	return kept_words_save(&self->kept, visit, &self->words);
}

static void
private_form_close(struct screen *screen, struct visit *visit)
{
	private_form_tick(screen, visit);
	edit_clear(&((struct private_form *)screen)->words);
}

/* Before anybody writes in vain. The words they kept are here all the same. */
static void
private_form_look_around(const struct private_form *self, struct visit *visit)
{
	enum err err = private_check(&visit->forum, &visit->actor, self->other);

	if (err != ERR_OK)
		private_say_bar(visit, err);
}

struct screen *
private_write_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "private-write",
	    .view = private_form_view,
	    .act = private_form_act,
	    .tick = private_form_tick,
	    .chosen = private_form_chosen,
	    .close = private_form_close,
	};
	struct private_form *self = screen_alloc(&ops, sizeof *self);

	self->other = route->number;
	edit_init(&self->words, TEXT_BODY, CONVERSATION_BODY_BYTES);
	private_form_look_around(self, visit);
	kept_words_begin(&self->kept, visit, (struct form_at){.form = FORM_PRIVATE, .number = self->other},
	    &self->words);
	return &self->screen;
}
