/*
 * What two of the team opened: a name, or private messages. Coming here is a look, and is written down.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/unseal.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

struct opened {
	struct screen screen;
	enum err noted; /* a look that could not be written down shows nothing */
};

static void
opened_add_name(const struct unsealed *unsealed, struct view *out)
{
	char *words = *unsealed->names[0] ? mem_format(_("It was %s."), unsealed->names[0])
					  : mem_copy_string(_("It was somebody who has left. Their name is gone."));

	item_set_body(&view_add_item(out, 0)->text, words);
	free(words);
}

static const char *
opened_writer(const struct unsealed *unsealed, int64_t author)
{
	const char *name = author == unsealed->members[0] ? unsealed->names[0] : unsealed->names[1];

	return *name ? name : _("somebody who has left");
}

static void
opened_add_messages(const struct unsealed *unsealed, struct view *out)
{
	for (size_t k = 0; k < unsealed->messages.count; k++) {
		const struct private_message *message = &unsealed->messages.rows[k];
		char *when = spoken_time(message->written_at, clock_now());
		struct item *item = view_add_item(out, 0);

		item_set_body(&item->text, *message->body ? message->body : _("(taken down by who wrote it)"));
		item_set_line(&item->who, opened_writer(unsealed, message->author));
		item_set_line(&item->when, when);
		if (message->id == unsealed->row.private_message)
			item_set_line(&item->detail, _("the one that was told of"));
		free(when);
	}
}

static void
opened_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct unsealed unsealed = {0};
	enum err err = ((struct opened *)screen)->noted;
	bool is_private;
	char *until, *intro;

	out->kind = VIEW_DOCUMENT;
	view_set_where(out, _("Home > The desk"));
	if (err == ERR_OK)
		err = unseal_read(&visit->forum, &visit->actor, screen->route.number, &unsealed);
	if (err != ERR_OK) {
		view_set_title(out, _("It is sealed"));
		view_add_notice(out, ROLE_WARNING,
		    err == ERR_DENIED ? _("It isn't open to you, or the hour is over.") : visit_explain(err));
		return;
	}
	is_private = unseal_kind_find(unsealed.row.kind) == UNSEAL_PRIVATE;
	until = spoken_time(unsealed.row.until, clock_now());
	intro = mem_format(_("Open until %s, for this case only. Please tell nobody who need not know."), until);
	view_set_title(out, is_private ? _("Private messages around it") : _("Who wrote it"));
	view_set_intro(out, intro);
	if (is_private)
		opened_add_messages(&unsealed, out);
	else
		opened_add_name(&unsealed, out);
	free(intro);
	free(until);
	unsealed_clear(&unsealed);
}

static struct outcome
opened_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	return intent->action == ACTION_OPEN ? screen_stay() : screen_decline();
}

struct screen *
sealed_open_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "sealed-open", .view = opened_view, .act = opened_act};
	struct opened *self = screen_alloc(&ops, sizeof *self);

	self->noted = unseal_look(&visit->forum, &visit->actor, route->number);
	return &self->screen;
}
