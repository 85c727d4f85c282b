/*
 * What a visitor may do with one message and its conversation: a list, each line of it a row of one table. A row is
 * shown when its test says so for this message and this visitor.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/conversation.h"
#include "forum/curate.h"
#include "forum/message.h"
#include "forum/private.h"
#include "forum/steer.h"
#include "forum/watch.h"
#include "ui/screens.h"
#include "ui/screens/message_menu.h"
#include "ui/screens/parts.h"
#include "ui/spoken.h"
#include "ui/veiled.h"
#include "ui/words.h"

enum { MESSAGE_REMINDER_COLS = 60 };

static enum err
menu_get(const struct menu *self, struct visit *visit, struct matter *out)
{
	enum err err;

	*out = (struct matter){.actor = &visit->actor};
	err = conversation_get(&visit->forum, &visit->actor, self->thread, &out->thread);
	if (err == ERR_OK)
		err = conversation_message(&visit->forum, &visit->actor, &out->thread, self->number, &out->message);
	if (err == ERR_OK) {
		out->is_watched = watch_has(&visit->forum, &visit->actor, self->thread);
		out->veiled = veil_look_once(&visit->forum, &visit->actor, &out->message);
		out->is_answer_kept = curate_has(&visit->forum, out->message.id);
		out->may_write_privately = private_may_offer(&visit->forum, &visit->actor, out->message.author);
	}
	return err;
}

static void
matter_clear(struct matter *matter)
{
	message_clear(&matter->message);
	thread_clear(&matter->thread);
}

/* Each says whether its line is shown. */

static bool
may_answer(const struct matter *matter)
{
	return conversation_may_answer(matter->actor, &matter->thread);
}

static bool
may_keep(const struct matter *matter)
{
	return matter->actor->member && !matter->message.is_kept && message_is_live(&matter->message);
}

static bool
may_stop_keeping(const struct matter *matter)
{
	return matter->actor->member && matter->message.is_kept;
}

static bool
matter_is_own(const struct matter *matter)
{
	return matter->actor->member && matter->message.author == matter->actor->member;
}

/* About one's own message there is nobody to tell. */
static bool
may_tell(const struct matter *matter)
{
	return actor_can(matter->actor, CAP_TELL) && !matter_is_own(matter);
}

static bool
may_change(const struct matter *matter)
{
	return message_check_change(matter->actor, &matter->message) == ERR_OK;
}

static bool
may_withdraw(const struct matter *matter)
{
	return message_check_withdraw(matter->actor, &matter->message) == ERR_OK;
}

/* Neither somebody unknown nor a former member. */
static bool
may_look_up(const struct matter *matter)
{
	return matter->actor->member && !matter_is_own(matter) && *matter->message.author_name;
}

static bool
may_write_privately(const struct matter *matter)
{
	return matter->may_write_privately && *matter->message.author_name;
}

static bool
may_see_tree(const struct matter *matter)
{
	return matter->thread.message_count > 1;
}

static bool
may_pin(const struct matter *matter)
{
	return actor_can(matter->actor, CAP_STEER) && !matter->thread.pinned_at;
}

static bool
may_unpin(const struct matter *matter)
{
	return actor_can(matter->actor, CAP_STEER) && matter->thread.pinned_at;
}

static bool
may_lock(const struct matter *matter)
{
	return actor_can(matter->actor, CAP_STEER) && !matter->thread.locked_at;
}

static bool
may_unlock(const struct matter *matter)
{
	return actor_can(matter->actor, CAP_STEER) && matter->thread.locked_at;
}

/* Each does what its line says. What goes on elsewhere takes this screen's place: Back leads to the conversation. */

static struct outcome
choose_answer(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)visit;
	return screen_replace((struct route){
	    .kind = ROUTE_WRITE,
	    .board = matter->thread.board,
	    .thread = self->thread,
	    .number = self->number,
	});
}

static struct outcome
menu_keep(const struct menu *self, struct visit *visit, bool keeps, const char *done)
{
	enum err err = message_keep(&visit->forum, &visit->actor, self->thread, self->number, keeps);

	if (err == ERR_TOO_LONG)
		visit_say(visit, ROLE_WARNING, _("You keep 1000 messages already. Stop keeping one of them first."));
	else if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	else
		visit_say(visit, ROLE_NOTICE, done);
	return screen_back();
}

static struct outcome
choose_keep(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_keep(self, visit, true, _("Kept. At home it is under \"Kept messages\". Only you can see that."));
}

static struct outcome
choose_stop_keeping(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_keep(self, visit, false, _("It is no longer among your kept messages."));
}

static struct outcome
choose_tell(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)visit;
	(void)matter;
	return screen_replace((struct route){.kind = ROUTE_TELL, .thread = self->thread, .number = self->number});
}

static struct outcome
choose_worry(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)visit;
	(void)matter;
	return screen_replace((struct route){.kind = ROUTE_WORRY, .thread = self->thread, .number = self->number});
}

static struct outcome
choose_change(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)visit;
	return screen_replace((struct route){
	    .kind = ROUTE_WRITE,
	    .board = matter->thread.board,
	    .thread = self->thread,
	    .number = -self->number,
	});
}

static struct outcome
choose_withdraw(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	static const char *const answers[] = {N_("Leave it there"), N_("Take it down"), NULL};
	static const struct question question = {
	    .title = N_("Take this message down?"),
	    .words = N_("What others answered stays. You can't undo it."),
	    .answers = answers,
	};

	(void)self;
	(void)visit;
	(void)matter;
	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
choose_writer(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)self;
	(void)visit;
	return screen_push((struct route){.kind = ROUTE_MEMBER, .number = matter->message.author});
}

static struct outcome
choose_private(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)self;
	return parts_write_privately(visit, matter->message.author);
}

static struct outcome
choose_tree(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)visit;
	(void)matter;
	return screen_replace((struct route){.kind = ROUTE_TREE, .thread = self->thread, .number = self->number});
}

static struct outcome
menu_steer(struct visit *visit, enum err err, const char *done)
{
	if (err == ERR_TOO_LONG)
		visit_say(visit, ROLE_WARNING,
		    _("Three conversations are pinned on this board already. Unpin one of them first."));
	else if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	else
		visit_say(visit, ROLE_NOTICE, done);
	return screen_back();
}

static struct outcome
choose_pin(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_steer(visit, steer_pin(&visit->forum, &visit->actor, self->thread, true),
	    _("Pinned. It comes first on its board now."));
}

static struct outcome
choose_unpin(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_steer(visit, steer_pin(&visit->forum, &visit->actor, self->thread, false),
	    _("It is no longer pinned."));
}

static struct outcome
choose_lock(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_steer(visit, steer_lock(&visit->forum, &visit->actor, self->thread, true),
	    _("Done. Members can't answer here now."));
}

static struct outcome
choose_unlock(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_steer(visit, steer_lock(&visit->forum, &visit->actor, self->thread, false),
	    _("Done. Members can answer here again."));
}

/* The order is the order of the lines. */
static const struct choice {
	const char *label; /* untranslated */
	menu_test *is_shown;
	menu_choice *choose;
} choices[] = {
    {N_("Answer"), may_answer, choose_answer},
    {N_("Send a hug, or take it back"), menu_may_hug, menu_choose_hug},
    {N_("Say thank you, or take it back"), menu_may_hug, menu_choose_thank},
    {N_("Say \"me too\", or take it back"), menu_may_hug, menu_choose_me_too},
    {N_("Keep it, to find it again"), may_keep, choose_keep},
    {N_("Stop keeping it"), may_stop_keeping, choose_stop_keeping},
    {N_("Change my message"), may_change, choose_change},
    {N_("Take my message down"), may_withdraw, choose_withdraw},
    {N_("Not now, keep it unread from here"), menu_may_put_off, menu_choose_put_off},
    {N_("Watch this conversation"), menu_may_watch, menu_choose_watch},
    {N_("Stop watching this conversation"), menu_may_stop_watching, menu_choose_stop_watching},
    {N_("About the writer"), may_look_up, choose_writer},
    {N_("Write to them privately"), may_write_privately, choose_private},
    {N_("Block the writer"), menu_may_block, menu_choose_block},
    {N_("Stop blocking the writer"), menu_may_unblock, menu_choose_unblock},
    {N_("Mute this writer here"), menu_may_mute, menu_choose_mute},
    {N_("I'm worried about the writer"), may_tell, choose_worry},
    {N_("Tell a moderator about it"), may_tell, choose_tell},
    {N_("See the answers as a tree"), may_see_tree, choose_tree},
    {N_("Keep this answer for everybody"), menu_may_curate, menu_choose_curate},
    {N_("Stop keeping this answer for everybody"), menu_may_stop_curating, menu_choose_stop_curating},
    {N_("Pin this conversation to the top"), may_pin, choose_pin},
    {N_("Unpin this conversation"), may_unpin, choose_unpin},
    {N_("Lock this conversation"), may_lock, choose_lock},
    {N_("Unlock this conversation"), may_unlock, choose_unlock},
};

enum { CHOICES = sizeof choices / sizeof *choices };

static void
menu_add_choices(const struct matter *matter, struct view *out)
{
	for (int64_t k = 0; k < CHOICES; k++)
		if (choices[k].is_shown(matter))
			item_set_line(&view_add_item(out, k + 1)->text, _(choices[k].label));
}

static void
menu_say_which(const struct matter *matter, struct view *out)
{
	const struct message *message = &matter->message;
	char *who = spoken_writer(message->author_name, message->alias, matter_is_own(matter));
	char *title = mem_format(_("Message %d, from %s"), (int)message->number, who);
	char *words = matter->veiled != VEIL_NONE ? veiled_words(matter->veiled, message->note)
	    : message->is_unseen                  ? mem_copy_string("")
						  : conversation_first_words(message, MESSAGE_REMINDER_COLS);

	view_set_where(out, words_title(matter->thread.title));
	view_set_title(out, title);
	view_set_intro(out, words);
	free(words);
	free(title);
	free(who);
}

static void
menu_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct matter matter;
	enum err err = menu_get((struct menu *)screen, visit, &matter);

	if (err != ERR_OK) {
		view_set_title(out, _("This message isn't here"));
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	} else {
		menu_say_which(&matter, out);
		menu_add_choices(&matter, out);
		view_set_empty(out, _("There is nothing you can do with this message."));
		view_offer(out, ACTION_OPEN, _("Choose"));
	}
	matter_clear(&matter);
}

/* What was shown may not be allowed any more: it is asked again. */
static struct outcome
menu_choose(const struct menu *self, struct visit *visit, int64_t item)
{
	struct outcome outcome = screen_stay();
	struct matter matter;

	if (item < 1 || item > CHOICES)
		return outcome;
	if (menu_get(self, visit, &matter) == ERR_OK && choices[item - 1].is_shown(&matter))
		outcome = choices[item - 1].choose(self, visit, &matter);
	matter_clear(&matter);
	return outcome;
}

static struct outcome
menu_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	const struct menu *self = (const struct menu *)screen;

	if (intent->action == ACTION_WORRY)
		return choose_worry(self, visit, NULL);
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	return menu_choose((struct menu *)screen, visit, intent->item);
}

/* The one thing that is asked about is taking a message down. */
static struct outcome
menu_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	const struct menu *self = (const struct menu *)screen;
	enum err err;

	if (choice != 2)
		return screen_stay();
	err = message_withdraw(&visit->forum, &visit->actor, self->thread, self->number);
	if (err == ERR_OK)
		visit_say(visit, ROLE_NOTICE, _("Your message is taken down. Its number and the answers stay."));
	else
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	return screen_back();
}

static const struct screen_ops menu_screen = {
    .name = "message",
    .view = menu_view,
    .act = menu_act,
    .chosen = menu_chosen,
};

struct screen *
message_open(struct visit *visit, const struct route *route)
{
	struct menu *self = screen_alloc(&menu_screen, sizeof *self);

	(void)visit;
	self->thread = route->thread;
	self->number = route->number;
	return &self->screen;
}
