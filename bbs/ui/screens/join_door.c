/*
 * The steps of joining that only some doors have: an invitation, and a few words to the team.
 */
#include <stdio.h>

#include "ui/screens.h"
#include "ui/words.h"

struct join_line {
	struct screen screen;
	struct edit line;
};

static void
join_line_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct join_line *)screen)->line);
}

static struct screen *
join_line_new(const struct screen_ops *ops, size_t most_bytes, const char *text)
{
	struct join_line *self = screen_alloc(ops, sizeof *self);

	edit_init(&self->line, TEXT_LINE, most_bytes);
	edit_set(&self->line, text);
	return &self->screen;
}

/* --- an invitation --- */

static void
join_invitation_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)visit;
	out->kind = VIEW_FORM;
	view_set_title(out, _("Joining: your invitation"));
	view_set_intro(out, _("Just now people join by invitation. Somebody of the team can give you a code."));
	view_add_field(out, FIELD_LINE, _("The code"), _("Twelve letters and numbers, like abcd-efgh-jkmn"),
	    &((struct join_line *)screen)->line);
	view_offer(out, ACTION_DONE, NULL);
}

static struct outcome
join_invitation_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	const char *typed = ((struct join_line *)screen)->line.text.text;
	enum err err;

	if (intent->action != ACTION_DONE)
		return screen_decline();
	err = joining_check_invitation(&visit->forum, typed);
	if (err == ERR_OK) {
		snprintf(visit->invitation, sizeof visit->invitation, "%s", typed);
		return screen_push((struct route){.kind = ROUTE_JOIN_CONSENT});
	}
	if (err == ERR_EMPTY)
		visit_say(visit, ROLE_WARNING, _("Type the code of your invitation first."));
	else if (err != ERR_NOT_FOUND)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	else if (++visit->sign_in_tries >= visit->config->net_tries)
		return (struct outcome){.kind = OUTCOME_LEAVE};
	else
		visit_say(visit, ROLE_WARNING,
		    _("We don't know that code, or it has been used. Please look at it again, letter by letter."));
	return screen_stay();
}

struct screen *
join_invitation_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "join-invitation",
	    .view = join_invitation_view,
	    .act = join_invitation_act,
	    .close = join_line_close,
	};

	(void)route;
	return join_line_new(&ops, JOIN_INVITATION_BYTES, visit->invitation);
}

/* --- a few words to the team --- */

static void
join_request_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)visit;
	out->kind = VIEW_FORM;
	view_set_title(out, _("Joining: a few words to the team"));
	view_set_intro(out,
	    _("Just now the team says yes to each new member. We can't say when, but people look here every day."));
	view_add_field(out, FIELD_LINE, _("Who do you look after, or worry about?"),
	    _("Only the team reads this. No names, please"), &((struct join_line *)screen)->line);
	view_offer(out, ACTION_DONE, NULL);
}

static struct outcome
join_request_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	const struct edit *line = &((struct join_line *)screen)->line;

	if (intent->action != ACTION_DONE)
		return screen_decline();
	if (edit_is_blank(line)) {
		visit_say(visit, ROLE_WARNING, _("Write a few words first. \"My dad, he is 84\" is enough."));
		return screen_stay();
	}
	snprintf(visit->join_words, sizeof visit->join_words, "%s", line->text.text);
	return screen_push((struct route){.kind = ROUTE_JOIN_RETURN});
}

struct screen *
join_request_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "join-request",
	    .view = join_request_view,
	    .act = join_request_act,
	    .close = join_line_close,
	};

	(void)route;
	return join_line_new(&ops, JOINING_WORDS_BYTES, visit->join_words);
}
