/*
 * Fields, one after the other. See form.h. Not here: paragraphs (body.c); /words (slash.c); what an offer's letter means
 * (command.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/plain/body.h"
#include "ui/plain/choices.h"
#include "ui/plain/command.h"
#include "ui/plain/form.h"
#include "ui/plain/slash.h"
#include "ui/plain/tell.h"
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

static bool
form_has_body(const struct view *view)
{
	for (size_t k = 0; k < view->field_count; k++)
		if (view->fields[k].kind == FIELD_BODY)
			return true;
	return false;
}

static bool
form_has_choice(const struct field *field)
{
	return *field->chosen >= 0 && (size_t)*field->chosen < field->choice_count;
}

/* The line that has not ended. */

void
form_drop_half(struct renderer *r)
{
	struct edit *edit = form_edit(r);
	char *whole;

	if (edit && r->half_bytes && r->half_bytes <= edit->text.bytes) {
		whole = mem_copy_bytes(edit->text.text, edit->text.bytes - r->half_bytes);
		edit_set(edit, whole);
		free(whole);
	}
	r->half_bytes = 0;
}

bool
form_store_half(struct renderer *r)
{
	struct edit *edit = form_edit(r);
	const char *line = ask_text(&r->ask);
	bool had_half = r->half_bytes > 0;
	size_t before;

	if (!edit || form_is_secret(r) || say_has_more(&r->say))
		return false;
	form_drop_half(r);
	if (!*line || slash_is_command(line))
		return had_half;
	before = edit->text.bytes;
	edit_end(edit);
	if (before)
		edit_insert(edit, edit->kind == TEXT_BODY ? "\n" : " ", 1);
	edit_insert(edit, line, strlen(line));
	r->half_bytes = edit->text.bytes - before;
	return true;
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

static void
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
		return plain_intend(r, ACTION_BACK, 0, 0, out);
	if (r->returns)
		r->stage = STAGE_OFFERS;
	else if (r->field)
		r->field--;
	r->returns = false;
	form_ask(r);
	return false;
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

/* Lines. */

static bool
form_tell_change(struct event *out)
{
	*out = (struct event){.kind = EVENT_CHANGED};
	return true;
}

static bool
form_take_text(struct renderer *r, struct edit *edit, const char *line, struct event *out)
{
	char *text = command_trim(*line == '/' && line[1] == '/' ? line + 1 : line);

	if (!*text) {
		free(text);
		form_go_on(r);
		return false;
	}
	edit_set(edit, text);
	free(text);
	if (edit->refused) {
		say_aside(&r->say, _("That is too long. We kept the start of it."));
		form_ask(r);
	} else
		form_go_on(r);
	return form_tell_change(out);
}

static bool
form_take_secret(struct renderer *r, struct edit *edit, const char *line, struct event *out)
{
	if (!*line && !edit->text.bytes)
		return form_go_back(r, out);
	if (!*line) {
		form_go_on(r);
		return false;
	}
	edit_set(edit, line);
	if (edit->refused) {
		edit_set(edit, "");
		say_aside(&r->say, _("That is too long. Please type it again."));
		form_ask(r);
	} else
		form_go_on(r);
	return form_tell_change(out);
}

static bool
form_choose(struct renderer *r, const struct field *field, int64_t number, struct event *out)
{
	if (number)
		*field->chosen = (int)number - 1;
	form_go_on(r);
	return number && form_tell_change(out);
}

/* Letters mean here what they mean elsewhere, but b is the question before, and l says the choices again. */
static bool
form_take_choice(struct renderer *r, const struct field *field, const char *line, struct event *out)
{
	char *text = command_trim(line);
	int64_t number = command_parse_number(text);
	bool keeps = !*text && form_has_choice(field), is_back = command_is(text, 'b'), is_list = command_is(text, 'l');

	free(text);
	if (keeps || (number >= 1 && (size_t)number <= field->choice_count))
		return form_choose(r, field, number, out);
	if (is_back)
		return form_go_back(r, out);
	if (!is_list)
		return command_run(r, line, out);
	form_ask(r);
	return false;
}

static bool
form_take_field(struct renderer *r, const char *line, struct event *out)
{
	const struct field *field = form_field(r);
	bool is_command, has_event;

	if (field->kind == FIELD_CHOICE)
		return form_take_choice(r, field, line, out);
	if (field->kind == FIELD_BODY)
		return body_take_line(r, field->edit, line, out);
	has_event = slash_run(r, line, &is_command, out);
	if (is_command)
		return has_event;
	if (field->kind == FIELD_SECRET)
		return form_take_secret(r, field->edit, line, out);
	return form_take_text(r, field->edit, line, out);
}

static void
form_change(struct renderer *r, size_t field)
{
	r->stage = STAGE_FIELD;
	r->field = field;
	r->returns = true;
	form_ask(r);
}

static bool
form_take_which(struct renderer *r, const char *line)
{
	char *text = command_trim(line);
	int64_t number = command_parse_number(text);
	bool is_back = !*text || command_is(text, 'b');

	free(text);
	if (is_back) {
		r->stage = STAGE_OFFERS;
		form_ask(r);
	} else if (number >= 1 && (size_t)number <= r->view->field_count)
		form_change(r, (size_t)number - 1);
	else
		say_aside(&r->say, _("That didn't work, and nothing has changed."));
	return false;
}

static void
form_change_something(struct renderer *r)
{
	if (r->view->field_count == 1) {
		form_change(r, 0);
		return;
	}
	r->stage = STAGE_WHICH;
	form_ask(r);
}

static bool
form_take_offer(struct renderer *r, const char *line, struct event *out)
{
	char *text = command_trim(line);
	bool is_empty = !*text, is_change = command_is(text, 'e'), is_list = command_is(text, 'l');
	bool is_help = command_is(text, 'h') && !r->was_help;

	free(text);
	if (is_empty && !form_has_body(r->view) && r->view->offer_count)
		return plain_intend(r, r->view->offers[0].action, 0, 0, out);
	if (is_change && r->view->field_count)
		form_change_something(r);
	else if (is_list)
		form_list(r);
	else if (is_help) {
		choices_tell(r, _("e to change something"));
		r->was_help = view_offers(r->view, ACTION_HELP);
	} else
		return command_run(r, line, out);
	return false;
}

bool
form_take_line(struct renderer *r, const char *line, struct event *out)
{
	form_drop_half(r);
	if (r->stage == STAGE_WHICH)
		return form_take_which(r, line);
	if (form_field(r))
		return form_take_field(r, line, out);
	return form_take_offer(r, line, out);
}
