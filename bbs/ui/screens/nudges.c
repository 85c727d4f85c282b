/*
 * E-mail nudges: how it stands, an address, and the code that was mailed to it.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/nudge.h"
#include "ui/screens.h"
#include "ui/words.h"

enum { NUDGES_ADDRESS = 1, NUDGES_CODE, NUDGES_ON, NUDGES_OFF, NUDGES_REMOVE, NUDGES_CODE_BYTES = 20 };

/* --- how it stands --- */

static void
nudges_add(struct view *out, int64_t id, const char *label)
{
	item_set_line(&view_add_item(out, id)->text, label);
}

static void
nudges_add_choices(const struct nudge_row *row, struct view *out)
{
	if (*row->code_hash)
		nudges_add(out, NUDGES_CODE, _("Type the code that was mailed to you"));
	else if (row->is_on)
		nudges_add(out, NUDGES_OFF, _("Switch them off, and keep the address"));
	else
		nudges_add(out, NUDGES_ON, _("Switch them on again"));
	nudges_add(out, NUDGES_ADDRESS, _("Use another address"));
	nudges_add(out, NUDGES_REMOVE, _("Remove the address from the board"));
}

static void
nudges_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct nudge_row row = {0};
	bool is_there = nudge_find(&visit->forum, &visit->actor, &row) == ERR_OK;
	const char *state = !is_there ? _("They are off.")
	    : *row.code_hash          ? _("We have mailed a code to your address. Nudges begin when you type it here.")
	    : row.is_on               ? _("They are on.")
				      : _("They are off for now.");
	char *words;

	(void)screen;
	words = mem_format("%s\n%s%s%s",
	    _("When somebody answers you, we can send one e-mail that says: something is "
	      "waiting for you. It holds no name and no word of a message."),
	    state, is_there ? "\n" : "", is_there ? row.address : "");
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("E-mail nudges"));
	view_set_intro(out, words);
	if (is_there)
		nudges_add_choices(&row, out);
	else
		nudges_add(out, NUDGES_ADDRESS, _("Give an e-mail address"));
	view_offer(out, ACTION_OPEN, _("Choose"));
	nudge_row_clear(&row);
	free(words);
}

static struct outcome
nudges_tell(struct visit *visit, enum err err, const char *words)
{
	visit_say(visit, err == ERR_OK ? ROLE_NOTICE : ROLE_WARNING, err == ERR_OK ? words : visit_explain(err));
	return screen_stay();
}

static struct outcome
nudges_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct forum *forum = &visit->forum;

	(void)screen;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	switch (intent->item) {
	case NUDGES_ADDRESS:
		return screen_push((struct route){.kind = ROUTE_NUDGE_ADDRESS});
	case NUDGES_CODE:
		return screen_push((struct route){.kind = ROUTE_NUDGE_CODE});
	case NUDGES_ON:
		return nudges_tell(visit, nudge_set_on(forum, &visit->actor, true), _("Nudges are on again."));
	case NUDGES_OFF:
		return nudges_tell(visit, nudge_set_on(forum, &visit->actor, false), _("Nudges are off for now."));
	case NUDGES_REMOVE:
		return nudges_tell(visit, nudge_remove(forum, &visit->actor),
		    _("Your address is gone from the board. No more mail is sent."));
	default:
		return screen_stay();
	}
}

struct screen *
nudges_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "nudges", .view = nudges_view, .act = nudges_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

/* --- one line: an address, or a code --- */

struct nudge_line {
	struct screen screen;
	struct edit line;
};

static void
nudge_line_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct nudge_line *)screen)->line);
}

static struct screen *
nudge_line_new(const struct screen_ops *ops, size_t most_bytes)
{
	struct nudge_line *self = screen_alloc(ops, sizeof *self);

	edit_init(&self->line, TEXT_LINE, most_bytes);
	return &self->screen;
}

static void
nudge_address_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("E-mail nudges"));
	view_set_title(out, _("Your e-mail address"));
	view_set_intro(out,
	    _("Only the board's computer uses it. Nobody here can see it. We mail a code to it first."));
	view_add_field(out, FIELD_LINE, _("E-mail address"), _("Like name@example.org"),
	    &((struct nudge_line *)screen)->line);
	view_offer(out, ACTION_DONE, _("Mail me a code"));
}

static const char *
nudge_address_explain(enum err err)
{
	switch (err) {
	case ERR_EMPTY:
		return _("Type your e-mail address first.");
	case ERR_INVALID:
	case ERR_TOO_LONG:
		return _("That is not an e-mail address. It has one @ and then a dot, like name@example.org.");
	case ERR_RATE:
		return _("We have mailed five codes today. Please try again tomorrow.");
	default:
		return visit_explain(err);
	}
}

static struct outcome
nudge_address_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	enum err err;

	if (intent->action != ACTION_DONE)
		return screen_decline();
	err = nudge_ask(&visit->forum, &visit->actor, ((struct nudge_line *)screen)->line.text.text);
	if (err == ERR_OK)
		return screen_replace((struct route){.kind = ROUTE_NUDGE_CODE});
	visit_say(visit, ROLE_WARNING, nudge_address_explain(err));
	return screen_stay();
}

struct screen *
nudge_address_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "nudge-address",
	    .view = nudge_address_view,
	    .act = nudge_address_act,
	    .close = nudge_line_close,
	};

	(void)visit;
	(void)route;
	return nudge_line_new(&ops, NUDGE_ADDRESS_BYTES + 20);
}

static void
nudge_code_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("E-mail nudges"));
	view_set_title(out, _("The code in our e-mail"));
	view_set_intro(out,
	    _("An e-mail with six digits is on its way. They work for an hour. You can also come back to this page."));
	view_add_field(out, FIELD_LINE, _("The six digits"), "", &((struct nudge_line *)screen)->line);
	view_offer(out, ACTION_DONE, NULL);
}

static struct outcome
nudge_code_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	enum err err;

	if (intent->action != ACTION_DONE)
		return screen_decline();
	err = nudge_confirm(&visit->forum, &visit->actor, ((struct nudge_line *)screen)->line.text.text);
	switch (err) {
	case ERR_OK:
		visit_say(visit, ROLE_NOTICE, _("Nudges are on."));
		return screen_back();
	case ERR_NOT_FOUND: /* it was confirmed, or removed, from another window */
		return screen_back();
	case ERR_DENIED:
		visit_say(visit, ROLE_WARNING, _("Those are not the digits we mailed. Please look again."));
		return screen_stay();
	case ERR_RATE:
		visit_say(visit, ROLE_WARNING,
		    _("Those digits don't work any more. Give the address again, and we mail you new ones."));
		return screen_stay();
	default:
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
}

struct screen *
nudge_code_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "nudge-code",
	    .view = nudge_code_view,
	    .act = nudge_code_act,
	    .close = nudge_line_close,
	};

	(void)visit;
	(void)route;
	return nudge_line_new(&ops, NUDGES_CODE_BYTES);
}
