/*
 * Codes for a lost password: how many are left, and new ones, which are shown once and wiped when the page closes.
 */
#include <sodium.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "forum/recovery.h"
#include "ui/screens/parts.h"
#include "ui/words.h"

enum { CODES_MAKE = 1, CODES_LATER };

/* --- how many --- */

static void
codes_view(struct screen *screen, struct visit *visit, struct view *out)
{
	int64_t left = 0;
	char *words;

	(void)screen;
	recovery_left(&visit->forum, &visit->actor, &left);
	words = left ? mem_format(n_("You have %d code left. Each lets you in once, without your password.",
				      "You have %d codes left. Each lets you in once, without your password.", left),
			   (int)left)
		     : mem_copy_string(_("You have no codes. Each would let you in once, without your password."));
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("Codes for a lost password"));
	view_set_intro(out, words);
	item_set_line(&view_add_item(out, CODES_MAKE)->text,
	    left ? _("Make eight new codes. The old ones end") : _("Make eight codes"));
	view_offer(out, ACTION_OPEN, _("Choose"));
	free(words);
}

static struct outcome
codes_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	static const char *const answers[] = {N_("Keep the old ones"), N_("Make eight new codes"), NULL};
	static const struct question question = {
	    .title = N_("Make eight new codes?"),
	    .words = N_("The old ones, on your paper, end at once."),
	    .answers = answers,
	};
	int64_t left = 0;

	(void)screen;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	recovery_left(&visit->forum, &visit->actor, &left);
	if (left)
		return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
	return screen_push((struct route){.kind = ROUTE_CODES_NEW});
}

static struct outcome
codes_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	(void)screen;
	(void)visit;
	return choice == 2 ? screen_push((struct route){.kind = ROUTE_CODES_NEW}) : screen_stay();
}

struct screen *
codes_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "codes",
	    .view = codes_view,
	    .act = codes_act,
	    .chosen = codes_chosen};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

/* --- new ones --- */

struct codes_new {
	struct screen screen;
	bool is_hello;
	enum err err; /* of making them */
	char codes[RECOVERY_CODES][RECOVERY_CODE_BYTES];
};

static void
codes_new_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct codes_new *self = (struct codes_new *)screen;
	struct str text;

	(void)visit;
	str_init(&text);
	str_reserve(&text, sizeof self->codes + RECOVERY_CODES * 4);
	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("Your eight codes"));
	if (self->err == ERR_OK) {
		view_set_intro(out, _("Write them down on paper now. Each works once. We can't show them again."));
		for (int k = 0; k < RECOVERY_CODES; k++)
			str_add_format(&text, "%d. %s\n", k + 1, self->codes[k]);
		item_set_body(&view_add_item(out, 0)->text, text.text);
	} else
		view_set_empty(out, visit_explain(self->err));
	view_offer(out, ACTION_OPEN, _("I have written them down"));
	sodium_memzero(text.text, text.bytes);
	str_clear(&text);
}

static struct outcome
codes_new_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct codes_new *self = (struct codes_new *)screen;

	if (intent->action != ACTION_OPEN && intent->action != ACTION_NEXT_UNREAD)
		return screen_decline();
	return self->is_hello ? join_arrive(visit) : screen_back();
}

static void
codes_new_close(struct screen *screen, struct visit *visit)
{
	struct codes_new *self = (struct codes_new *)screen;

	(void)visit;
	sodium_memzero(self->codes, sizeof self->codes);
}

struct screen *
codes_new_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "codes-new",
	    .view = codes_new_view,
	    .act = codes_new_act,
	    .close = codes_new_close,
	};
	struct codes_new *self = screen_alloc(&ops, sizeof *self);

	self->is_hello = route->is_hello;
	self->err = recovery_make(&visit->forum, &visit->actor, self->codes);
	return &self->screen;
}

/* --- a newcomer is asked, and may say: later --- */

static void
join_codes_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)screen;
	(void)visit;
	view_set_title(out, _("One more thing: if you lose your password"));
	view_set_intro(out, _("Eight codes can let you back in. Write them down now, or later under Your settings."));
	item_set_line(&view_add_item(out, CODES_LATER)->text, _("Later. Go on"));
	item_set_line(&view_add_item(out, CODES_MAKE)->text, _("Show me my eight codes"));
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
join_codes_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	if (intent->action == ACTION_NEXT_UNREAD)
		return join_arrive(visit);
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item == CODES_MAKE)
		return screen_restart((struct route){.kind = ROUTE_CODES_NEW, .is_hello = true});
	return join_arrive(visit);
}

struct screen *
join_codes_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "join-codes", .view = join_codes_view, .act = join_codes_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
