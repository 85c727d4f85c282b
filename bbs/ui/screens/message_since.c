/*
 * What one may do with a message: hugs, watching its conversation, not now, and keeping it for everybody.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/curate.h"
#include "forum/watch.h"
#include "ui/screens/hugs.h"
#include "ui/screens/message_menu.h"
#include "ui/words.h"

bool
menu_may_hug(const struct matter *matter)
{
	return hug_may_give(matter->actor, &matter->message);
}

static struct outcome
menu_hug(const struct menu *self, struct visit *visit, enum hug hug)
{
	hugs_give(visit, self->thread, self->number, hug);
	return screen_back();
}

struct outcome
menu_choose_hug(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_hug(self, visit, HUG_HUG);
}

struct outcome
menu_choose_thank(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_hug(self, visit, HUG_THANKS);
}

struct outcome
menu_choose_me_too(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_hug(self, visit, HUG_ME_TOO);
}

/* --- watching --- */

bool
menu_may_watch(const struct matter *matter)
{
	return matter->actor->member && !matter->is_watched;
}

bool
menu_may_stop_watching(const struct matter *matter)
{
	return matter->actor->member && matter->is_watched;
}

static struct outcome
menu_watch(const struct menu *self, struct visit *visit, bool watches, const char *done)
{
	enum err err = watch_set(&visit->forum, &visit->actor, self->thread, watches);

	if (err == ERR_TOO_LONG)
		visit_say(visit, ROLE_WARNING,
		    _("You watch 200 conversations already. Stop watching one of them first."));
	else
		visit_say(visit, err == ERR_OK ? ROLE_NOTICE : ROLE_WARNING, err == ERR_OK ? done : visit_explain(err));
	return screen_back();
}

struct outcome
menu_choose_watch(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_watch(self, visit, true,
	    _("You watch this conversation now. Home says when there is something new in it."));
}

struct outcome
menu_choose_stop_watching(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_watch(self, visit, false, _("You don't watch this conversation any more."));
}

/* --- not now --- */

bool
menu_may_put_off(const struct matter *matter)
{
	return matter->actor->member && actor_can(matter->actor, CAP_SETTLE);
}

static void
menu_say_put_off(struct visit *visit, int64_t number)
{
	char *words = mem_format(_("Message %d and what comes after it count as new again."), (int)number);

	visit_say(visit, ROLE_NOTICE, words);
	free(words);
}

/* The conversation below is left too: what is shown there again would be read again. */
struct outcome
menu_choose_put_off(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	enum err err = watch_keep_unread(&visit->forum, &visit->actor, self->thread, self->number);

	(void)matter;
	if (err == ERR_OK) {
		menu_say_put_off(visit, self->number);
		return (struct outcome){.kind = OUTCOME_CHOSEN, .choice = MENU_PUT_OFF};
	}
	visit_say(visit, ROLE_NOTICE,
	    err == ERR_LATE ? _("This message is too old to count as new. You can keep it, to find it again.")
			    : visit_explain(err));
	return screen_back();
}

/* --- for everybody --- */

bool
menu_may_curate(const struct matter *matter)
{
	return actor_can(matter->actor, CAP_CURATE) && !matter->is_answer_kept && message_is_live(&matter->message);
}

bool
menu_may_stop_curating(const struct matter *matter)
{
	return actor_can(matter->actor, CAP_CURATE) && matter->is_answer_kept;
}

static struct outcome
menu_curate(const struct menu *self, struct visit *visit, bool keeps, const char *done)
{
	enum err err = curate_keep(&visit->forum, &visit->actor, self->thread, self->number, keeps);

	if (err == ERR_TOO_LONG)
		visit_say(visit, ROLE_WARNING, _("This board keeps 200 answers already. Let one of them go first."));
	else
		visit_say(visit, err == ERR_OK ? ROLE_NOTICE : ROLE_WARNING, err == ERR_OK ? done : visit_explain(err));
	return screen_back();
}

struct outcome
menu_choose_curate(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_curate(self, visit, true, _("Kept for everybody. It is on its board, under \"Kept answers\"."));
}

struct outcome
menu_choose_stop_curating(const struct menu *self, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	return menu_curate(self, visit, false, _("It is no longer among the kept answers of its board."));
}
