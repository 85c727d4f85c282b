/*
 * What a member may do with private messages: a list, each line of it a row of one table, shown when its test says so
 * for how things stand now and for the chosen message.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/avoid.h"
#include "ui/screens.h"
#include "ui/screens/private_words.h"
#include "ui/words.h"

enum private_question { QUESTION_NONE, QUESTION_WITHDRAW, QUESTION_END, QUESTION_BLOCK };

struct choices {
	struct screen screen;
	int64_t id, message;         /* message 0: none is chosen */
	enum private_question asked; /* the question that is open above */
};

/* How things stand, read anew for every view and every act. */
struct matter {
	const struct actor *actor;
	struct private_thread thread;
	struct private_message message; /* id 0 for none */
};

static enum err
choices_get(const struct choices *self, struct visit *visit, struct matter *out)
{
	enum err err;

	*out = (struct matter){.actor = &visit->actor};
	err = private_get(&visit->forum, &visit->actor, self->id, &out->thread);
	if (err == ERR_OK && self->message)
		private_message(&visit->forum, &visit->actor, self->message, &out->message);
	return err;
}

static void
matter_clear(struct matter *matter)
{
	private_message_clear(&matter->message);
	private_thread_clear(&matter->thread);
}

/* Each says whether its line is shown. */

static bool
is_asked(const struct matter *matter)
{
	return !strcmp(matter->thread.state, "asked") && !matter->thread.is_asker && !matter->thread.is_blocked;
}

static bool
may_write(const struct matter *matter)
{
	bool is_over = strcmp(matter->thread.state, "asked") && strcmp(matter->thread.state, "open");

	if (matter->thread.is_blocked || !strcmp(matter->thread.state, "asked"))
		return false;
	return !is_over || matter->thread.ended_by == matter->actor->member;
}

static bool
may_withdraw(const struct matter *matter)
{
	return matter->message.id && matter->message.author == matter->actor->member &&
	    !strcmp(matter->message.state, "live");
}

static bool
may_tell(const struct matter *matter)
{
	return matter->message.id && matter->message.author != matter->actor->member;
}

static bool
has_name(const struct matter *matter)
{
	return *matter->thread.with_name;
}

static bool
may_block(const struct matter *matter)
{
	return !matter->thread.is_blocked && has_name(matter);
}

static bool
may_unblock(const struct matter *matter)
{
	return matter->thread.is_blocked;
}

static bool
may_end(const struct matter *matter)
{
	return !strcmp(matter->thread.state, "open");
}

/* Each does what its line says. */

static struct outcome
choices_finish(struct visit *visit, enum err err, const char *done)
{
	visit_say(visit, err == ERR_OK ? ROLE_NOTICE : ROLE_WARNING, err == ERR_OK ? done : visit_explain(err));
	return screen_back();
}

static struct outcome
choose_yes(struct choices *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return choices_finish(visit, private_accept(&visit->forum, &visit->actor, self->id),
	    _("You can write to each other now."));
}

static struct outcome
choose_no(struct choices *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return choices_finish(visit, private_end(&visit->forum, &visit->actor, self->id),
	    _("We tell them kindly that you would rather not."));
}

static struct outcome
choose_write(struct choices *self, struct visit *visit, const struct matter *matter)
{
	(void)self;
	(void)visit;
	return screen_replace((struct route){.kind = ROUTE_PRIVATE_WRITE, .number = matter->thread.with});
}

static struct outcome
choices_ask(struct choices *self, enum private_question asked, const struct question *question)
{
	self->asked = asked;
	return screen_push((struct route){.kind = ROUTE_ASK, .question = question});
}

static struct outcome
choose_withdraw(struct choices *self, struct visit *visit, const struct matter *matter)
{
	static const char *const answers[] = {N_("Leave it there"), N_("Take it down"), NULL};
	static const struct question question = {
	    .title = N_("Take this message down?"),
	    .words = N_("Its words are gone for both of you. You can't undo it."),
	    .answers = answers,
	};

	(void)visit;
	(void)matter;
	return choices_ask(self, QUESTION_WITHDRAW, &question);
}

static struct outcome
choose_tell(struct choices *self, struct visit *visit, const struct matter *matter)
{
	(void)visit;
	(void)matter;
	return screen_replace((struct route){.kind = ROUTE_TELL, .number = self->message});
}

static struct outcome
choose_worry(struct choices *self, struct visit *visit, const struct matter *matter)
{
	(void)visit;
	(void)matter;
	return screen_replace((struct route){.kind = ROUTE_WORRY, .number = self->message});
}

static struct outcome
choose_about(struct choices *self, struct visit *visit, const struct matter *matter)
{
	(void)self;
	(void)visit;
	return screen_push((struct route){.kind = ROUTE_MEMBER, .number = matter->thread.with});
}

static struct outcome
choose_end(struct choices *self, struct visit *visit, const struct matter *matter)
{
	static const char *const answers[] = {N_("Go on writing"), N_("End it"), NULL};
	static const struct question question = {
	    .title = N_("End these private messages?"),
	    .words = N_("They can't write to you here then, and they are told so. You can begin again, by writing."),
	    .answers = answers,
	};

	(void)visit;
	(void)matter;
	return choices_ask(self, QUESTION_END, &question);
}

static struct outcome
choose_block(struct choices *self, struct visit *visit, const struct matter *matter)
{
	static const char *const answers[] = {N_("Not now"), N_("Block them"), NULL};
	static const struct question question = {
	    .title = N_("Block this member?"),
	    .words =
		N_("What they write to you doesn't reach you. What they sign on the boards is folded for you. They "
		   "are not told, and they can't tell."),
	    .answers = answers,
	};

	(void)visit;
	(void)matter;
	return choices_ask(self, QUESTION_BLOCK, &question);
}

static struct outcome
choose_unblock(struct choices *self, struct visit *visit, const struct matter *matter)
{
	(void)self;
	return choices_finish(visit, avoid_unblock(&visit->forum, &visit->actor, matter->thread.with),
	    _("They are not blocked any more. What they wrote to you meanwhile stays away."));
}

/* The order is the order of the lines. */
static const struct choice {
	const char *label; /* untranslated */
	bool (*is_shown)(const struct matter *);
	struct outcome (*choose)(struct choices *, struct visit *, const struct matter *);
} rows[] = {
    {N_("Say yes: we can write to each other"), is_asked, choose_yes},
    {N_("Say no, thank you"), is_asked, choose_no},
    {N_("Write to them"), may_write, choose_write},
    {N_("Take my message down"), may_withdraw, choose_withdraw},
    {N_("Tell a moderator about this message"), may_tell, choose_tell},
    {N_("I'm worried about the writer"), may_tell, choose_worry},
    {N_("About this member"), has_name, choose_about},
    {N_("Block them: they don't reach me any more"), may_block, choose_block},
    {N_("Stop blocking them"), may_unblock, choose_unblock},
    {N_("End these private messages"), may_end, choose_end},
};

enum { ROWS = sizeof rows / sizeof *rows };

static void
choices_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct matter matter;
	enum err err = choices_get((struct choices *)screen, visit, &matter);
	char *who, *title;

	view_set_where(out, _("Home > Private messages"));
	if (err != ERR_OK) {
		view_set_title(out, _("This isn't here"));
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
		return;
	}
	who = private_with(&matter.thread);
	title = mem_format(_("You and %s"), who);
	view_set_title(out, title);
	for (int64_t k = 0; k < ROWS; k++)
		if (rows[k].is_shown(&matter))
			item_set_line(&view_add_item(out, k + 1)->text, _(rows[k].label));
	view_set_empty(out, _("There is nothing you can do here now."));
	view_offer(out, ACTION_OPEN, _("Choose"));
	free(title);
	free(who);
	matter_clear(&matter);
}

/* What was shown may not be allowed any more: it is asked again. */
static struct outcome
choices_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct choices *self = (struct choices *)screen;
	struct outcome outcome = screen_stay();
	struct matter matter;

	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item < 1 || intent->item > ROWS)
		return outcome;
	if (choices_get(self, visit, &matter) == ERR_OK && rows[intent->item - 1].is_shown(&matter))
		outcome = rows[intent->item - 1].choose(self, visit, &matter);
	matter_clear(&matter);
	return outcome;
}

static struct outcome
choices_block(const struct choices *self, struct visit *visit)
{
	struct private_thread thread = {0};
	enum err err = private_get(&visit->forum, &visit->actor, self->id, &thread);

	if (err == ERR_OK)
		err = avoid_block(&visit->forum, &visit->actor, thread.with);
	private_thread_clear(&thread);
	if (err == ERR_TOO_LONG) {
		visit_say(visit, ROLE_WARNING,
		    _("You block very many people already. Stop blocking one of them first."));
		return screen_back();
	}
	return choices_finish(visit, err, _("They are blocked. They can't tell."));
}

static struct outcome
choices_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	struct choices *self = (struct choices *)screen;
	enum private_question asked = self->asked;

	self->asked = QUESTION_NONE;
	if (choice != 2)
		return screen_stay();
	switch (asked) {
	case QUESTION_WITHDRAW:
		return choices_finish(visit, private_withdraw(&visit->forum, &visit->actor, self->message),
		    _("Your message is taken down. Its place stays."));
	case QUESTION_END:
		return choices_finish(visit, private_end(&visit->forum, &visit->actor, self->id),
		    _("It is ended. What was said stays here for you to read."));
	case QUESTION_BLOCK:
		return choices_block(self, visit);
	default:
		return screen_stay();
	}
}

struct screen *
private_choices_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "private-choices",
	    .view = choices_view,
	    .act = choices_act,
	    .chosen = choices_chosen,
	};
	struct choices *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	self->id = route->thread;
	self->message = route->number;
	return &self->screen;
}
