/*
 * Fields, one after the other. See form.h. Not here: paragraphs (body.c); what a line typed into them means (fill.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/plain/body.h"
#include "ui/plain/choices.h"
#include "ui/plain/form.h"
#include "ui/words.h"

/* Where we are. */

const struct field *
form_field(const struct renderer *r)
{
	const struct view *view = r->view;

	if (!view || view->kind != VIEW_FORM || r->stage != STAGE_FIELD || r->field >= view->field_count)
		return NULL;
	return &view->fields[r->field];
}

struct edit *
form_edit(const struct renderer *r)
{
	const struct field *field = form_field(r);

	return field ? field->edit : NULL;
}

bool
form_is_secret(const struct renderer *r)
{
	const struct field *field = form_field(r);

	return field && field->kind == FIELD_SECRET;
}

bool
form_has_body(const struct view *view)
{
	for (size_t k = 0; k < view->field_count; k++)
		if (view->fields[k].kind == FIELD_BODY)
			return true;
	return false;
}

bool
form_has_choice(const struct field *field)
{
	return *field->chosen >= 0 && (size_t)*field->chosen < field->choice_count;
}

/* Questions. */

static void
form_tell_line(struct renderer *r, struct str *words, const struct field *field)
{
	if (field->edit->text.bytes)
		say_join_format(words, _("It says now: %s"), field->edit->text.text);
	if (field->edit->text.bytes)
		say_join(words, _("Press Enter to keep it, or type it again."));
	say_add(&r->say, words->text);
}

static void
form_tell_secret(struct renderer *r, struct str *words, const struct field *field)
{
	say_join(words,
	    r->has_terminal ? _("Your typing is not shown.") : _("Your password may be shown as you type."));
	if (field->edit->text.bytes)
		say_join(words, _("There is one already. Press Enter alone to keep it, or type it again."));
	else
		say_join(words, _("Press Enter alone to go back."));
	say_add(&r->say, words->text);
}

static void
form_tell_choice(struct renderer *r, struct str *words, const struct field *field)
{
	say_add(&r->say, words->text);
	for (size_t k = 0; k < field->choice_count; k++) {
		str_cut(words, 0);
		str_add_format(words, _("%d."), (int)k + 1);
		say_join(words, field->choices[k]);
		say_add(&r->say, words->text);
	}
}

static void
form_tell_field(struct renderer *r, const struct field *field)
{
	struct str words;

	str_init(&words);
	say_join(&words, field->label);
	say_join(&words, field->hint);
	switch (field->kind) {
	case FIELD_LINE:
		form_tell_line(r, &words, field);
		break;
	case FIELD_SECRET:
		form_tell_secret(r, &words, field);
		break;
	case FIELD_CHOICE:
		form_tell_choice(r, &words, field);
		break;
	case FIELD_BODY:
		say_add(&r->say, words.text);
		body_tell(r, field->edit);
		break;
	}
	str_clear(&words);
}

/* "Which one? 1. Title. 2. Your message." */
static void
form_tell_which(struct renderer *r)
{
	struct str words;

	str_init(&words);
	say_add(&r->say, _("Which one do you want to change?"));
	for (size_t k = 0; k < r->view->field_count; k++) {
		str_cut(&words, 0);
		str_add_format(&words, _("%d."), (int)k + 1);
		say_join(&words, r->view->fields[k].label);
		say_add(&r->say, words.text);
	}
	str_clear(&words);
}

/* "You have written 3 lines." */
static void
form_tell_written(struct renderer *r)
{
	for (size_t k = 0; k < r->view->field_count; k++) {
		const struct field *field = &r->view->fields[k];
		int lines = field->kind == FIELD_BODY ? body_count_lines(field->edit) : 0;
		char *words;

		if (!lines)
			continue;
		words = mem_format(n_("You have written %d line. Type l to hear it.",
				       "You have written %d lines. Type l to hear them.", lines),
		    lines);
		say_add(&r->say, words);
		free(words);
	}
}

void
form_tell(struct renderer *r)
{
	if (r->field >= r->view->field_count && r->stage == STAGE_FIELD)
		r->stage = STAGE_OFFERS;
	switch (r->stage) {
	case STAGE_FIELD:
		form_tell_field(r, form_field(r));
		break;
	case STAGE_OFFERS:
		form_tell_written(r);
		break;
	case STAGE_WHICH:
		form_tell_which(r);
		break;
	}
}

void
form_ask(struct renderer *r)
{
	say_begin(&r->say);
	form_tell(r);
	say_go_on(&r->say);
}

/* Everything that is filled in, but no secret. */
static void
form_tell_value(struct renderer *r, const struct field *field)
{
	struct str words;

	str_init(&words);
	if (field->kind == FIELD_BODY) {
		say_join(&words, field->label);
		say_add(&r->say, words.text);
		body_list(r, field->edit);
	} else {
		str_add_format(&words, say_is_ended(field->label) ? "%s" : _("%s:"), field->label);
		if (field->kind == FIELD_SECRET)
			say_join(&words, field->edit->text.bytes ? _("not said aloud") : _("nothing yet"));
		else if (field->kind == FIELD_LINE)
			say_join(&words, field->edit->text.bytes ? field->edit->text.text : _("nothing yet"));
		else
			say_join(&words, form_has_choice(field) ? field->choices[*field->chosen] : _("nothing yet"));
		say_add(&r->say, words.text);
	}
	str_clear(&words);
}

void
form_list(struct renderer *r)
{
	say_begin(&r->say);
	for (size_t k = 0; k < r->view->field_count; k++)
		form_tell_value(r, &r->view->fields[k]);
	say_go_on(&r->say);
}

/* Prompts. */

static void
form_add_choice_prompt(const struct field *field, struct str *out)
{
	if (form_has_choice(field))
		say_join_format(out, _("Type a number from 1 to %d, or press Enter to keep %d:"),
		    (int)field->choice_count, *field->chosen + 1);
	else
		say_join_format(out, _("Type a number from 1 to %d:"), (int)field->choice_count);
}

/* Where a message was written, Enter sends nothing: it is too easily pressed once too often. */
static void
form_add_offers_prompt(struct renderer *r, struct str *out)
{
	bool has_body = form_has_body(r->view) || !r->view->offer_count;
	struct str choices;

	str_init(&choices);
	choices_add_offers(r, &choices, has_body ? ACTION_NONE : r->view->offers[0].action,
	    r->view->field_count ? _("e to change something") : "");
	if (r->knows_choices)
		say_join(out,
		    has_body ? _("Your choice, or h for help:") : _("Press Enter alone to go on, or h for help:"));
	else if (has_body)
		say_join_format(out, _("Type %sor h for help:"), choices.text);
	else
		say_join_format(out, _("Press Enter alone to go on. Or type %sor h for help:"), choices.text);
	r->knows_choices = r->knows_house = true;
	str_clear(&choices);
}

bool
form_add_prompt(struct renderer *r, struct str *out)
{
	const struct field *field = form_field(r);

	if (r->stage == STAGE_WHICH)
		say_join_format(out, _("Type a number from 1 to %d, or b to go back:"), (int)r->view->field_count);
	else if (!field)
		form_add_offers_prompt(r, out);
	else if (field->kind == FIELD_CHOICE)
		form_add_choice_prompt(field, out);
	else if (field->kind != FIELD_BODY)
		say_join(out, _("Your answer, or /help:"));
	return !field || field->kind != FIELD_BODY;
}

/* Moving. */

void
form_go_on(struct renderer *r)
{
	if (r->returns || r->field + 1 >= r->view->field_count)
		r->stage = STAGE_OFFERS;
	else
		r->field++;
	r->returns = false;
	form_ask(r);
}

bool
form_go_back(struct renderer *r, struct event *out)
{
	if (!r->field && view_offers(r->view, ACTION_BACK))
		return state_intend(r, ACTION_BACK, 0, 0, out);
	if (r->returns)
		r->stage = STAGE_OFFERS;
	else if (r->field)
		r->field--;
	r->returns = false;
	form_ask(r);
	return false;
}

void
form_change(struct renderer *r, size_t field)
{
	r->stage = STAGE_FIELD;
	r->field = field;
	r->returns = true;
	form_ask(r);
}

void
form_change_something(struct renderer *r)
{
	if (r->view->field_count == 1) {
		form_change(r, 0);
		return;
	}
	r->stage = STAGE_WHICH;
	form_ask(r);
}

/* A body that was written is not asked for again; a form of short answers is, from its start. */
void
form_take_answer(struct renderer *r)
{
	int64_t focus = r->view->focus;

	switch (r->asked) {
	case ACTION_NONE:
	case ACTION_BACK:
	case ACTION_HELP:
	case ACTION_LEAVE:
	case ACTION_PEOPLE:
		break;
	default:
		r->stage = focus || !form_has_body(r->view) ? STAGE_FIELD : STAGE_OFFERS;
		r->field = focus > 0 && (size_t)focus <= r->view->field_count ? (size_t)focus - 1 : 0;
		r->returns = focus > 0 && r->view->field_count > 1;
	}
}
