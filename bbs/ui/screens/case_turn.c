/*
 * Whose turn a case is: by when somebody should look, what was noted for whoever comes next, to whom it can be given.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/desk_turn.h"
#include "ui/screens.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/parts.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/words.h"

/* Who hears of it when nobody looks in time. */
static const char *
turn_whom(const struct desk_case *row)
{
	int queue = queue_find(row->queue);

	return queue >= 0 && queue_told((enum queue)queue) == CAP_TOLD_RED ? _("the lead") : _("all of the team");
}

char *
case_clock_words(const struct desk_case *row, int64_t now)
{
	char *when, *out;

	if (!row->due_at || row->closed_at)
		return mem_copy_string("");
	when = spoken_until(row->due_at, now);
	if (row->missed_at)
		/* Translators: a time ("9 tonight"), and "the lead" or "all of the team". */
		out = mem_format(_("Somebody should have looked by %s. We told %s."), when, turn_whom(row));
	else
		/* Translators: the same. */
		out = mem_format(_("Somebody should look by %s. If nobody does, we tell %s."), when, turn_whom(row));
	free(when);
	return out;
}

void
case_add_notes(const struct desk_file *file, struct view *out)
{
	if (file->notes.count)
		view_add_heading(out, _("What the team noted"));
	for (size_t k = file->notes.count; k > 0; k--) {
		const struct case_note *note = &file->notes.rows[k - 1];
		char *when = spoken_time(note->at, clock_now());
		struct item *item = view_add_item(out, 0);

		item_set_body(&item->text, *note->words ? note->words : _("These words were taken out."));
		item_set_line(&item->who, *note->name ? note->name : _("somebody who has left"));
		item_set_line(&item->when, when);
		free(when);
	}
}

const char *
case_turn_explain(enum err err)
{
	switch (err) {
	case ERR_TAKEN:
		return _("Somebody else has this case now. Nothing was changed.");
	case ERR_CLOSED:
		return _("This case is closed already. Nothing was changed.");
	case ERR_DENIED:
		return _("That isn't yours to do in this case. Nothing was changed.");
	case ERR_HELD:
		return _("The message still waits. Let it out or send it back first. Nothing was changed.");
	case ERR_LATE:
		return _("Its writer may not write just now, so it can't go out. It waits on. You can send it back.");
	case ERR_LOCKED:
		return _("Its conversation is locked, so it can't go out. It waits on. You can send it back.");
	case ERR_RATE:
		return _(
		    "You have had two red cases today. That is enough for one person. Those who can be called know of "
		    "this one, and so does the lead. Nothing was changed.");
	case ERR_INVALID:
		return _("They can't have it just now. Please choose somebody else. Nothing was changed.");
	default:
		return visit_explain(err);
	}
}

/* --- to whom it is given --- */

struct give {
	struct screen screen;
	int64_t id;
};

static void
give_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct teammate_list team = {0};
	enum err err = desk_turn_list(&visit->forum, &visit->actor, ((struct give *)screen)->id, &team);

	view_set_where(out, _("Home > The desk"));
	view_set_title(out, _("Give it to somebody"));
	view_set_intro(out, _("They are told, and can take it before the others."));
	view_set_empty(out, _("Nobody else can take it just now. You can pass it on without a name."));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, case_turn_explain(err));
	for (size_t k = 0; k < team.count; k++) {
		struct item *item = view_add_item(out, team.rows[k].id);

		item_set_line(&item->text, team.rows[k].name);
		if (team.rows[k].is_on_call)
			item_set_line(&item->detail, _("on call"));
	}
	view_offer(out, ACTION_OPEN, _("Choose"));
	teammate_list_clear(&team);
}

static struct outcome
give_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	enum err err;

	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (!intent->item)
		return screen_stay();
	err = desk_turn_give(&visit->forum, &visit->actor, ((struct give *)screen)->id, intent->item);
	if (err == ERR_OK)
		visit_say(visit, ROLE_NOTICE, _("It is theirs to take now, and they are told."));
	else
		visit_say(visit, ROLE_WARNING, case_turn_explain(err));
	return (struct outcome){.kind = OUTCOME_CHOSEN, .choice = 1};
}

struct screen *
case_give_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "case-give", .view = give_view, .act = give_act};
	struct give *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	self->id = route->number;
	return &self->screen;
}

/* --- a note --- */

struct note_form {
	struct screen screen;
	int64_t id;
	struct edit words;
	struct kept_words kept;
};

static void
note_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("Home > The desk"));
	view_set_title(out, _("A note for the team"));
	view_set_intro(out, _("Whoever looks at this case next reads it. The writer of the message does not."));
	view_add_field(out, FIELD_BODY, _("Note"), "", &((struct note_form *)screen)->words);
	view_offer(out, ACTION_SEND, _("Keep the note"));
}

static const char *
note_explain(enum err err)
{
	switch (err) {
	case ERR_EMPTY:
		return _("There is nothing to note yet. Please write a few words.");
	case ERR_TOO_LONG:
		return _("That is too long. Please make it shorter. Your words are still here.");
	case ERR_CLOSED:
		return _("This case was closed meanwhile, so nothing was done. Your words are still here.");
	case ERR_TAKEN:
	case ERR_DENIED:
		return _("Somebody else has this case now, so nothing was done. Your words are still here.");
	default:
		return _(
		    "That didn't work just now, and nothing was done. Your words are still here. Please try again.");
	}
}

static struct outcome
note_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct note_form *self = (struct note_form *)screen;
	enum err err;

	desk_touch(&visit->forum, &visit->actor, self->id);
	if (intent->action != ACTION_SEND)
		return intent->action == ACTION_BACK ? screen_back() : screen_decline(); /* the words are kept */
	err = desk_turn_note(&visit->forum, &visit->actor, self->id, self->words.text.text);
	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, note_explain(err));
		return screen_stay();
	}
	kept_words_let_go(&self->kept, visit);
	visit_say(visit, ROLE_NOTICE, _("Noted. It stands with the case."));
	return (struct outcome){.kind = OUTCOME_CHOSEN, .choice = 1};
}

static enum err
note_tick(struct screen *screen, struct visit *visit)
{
	struct note_form *self = (struct note_form *)screen;

	return kept_words_save(&self->kept, visit, &self->words);
}

static void
note_close(struct screen *screen, struct visit *visit)
{
	note_tick(screen, visit);
	edit_clear(&((struct note_form *)screen)->words);
}

struct screen *
case_note_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "case-note",
	    .view = note_view,
	    .act = note_act,
	    .tick = note_tick,
	    .close = note_close,
	    .is_only = true,
	};
	struct note_form *self = screen_alloc(&ops, sizeof *self);

	self->id = route->number;
	edit_init(&self->words, TEXT_BODY, DESK_NOTE_BYTES);
	kept_words_begin(&self->kept, visit, (struct form_at){.form = FORM_NOTE, .thread = self->id}, &self->words);
	return &self->screen;
}
