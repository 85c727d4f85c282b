/*
 * Plain mode: numbered lines, said once, for screen readers, braille lines, teletypes and TERM=dumb. Here are the
 * table of functions and the loop. Nothing here moves a cursor, draws a box, rings a bell or sends an escape byte,
 * and nothing is printed that was not asked for.
 *
 * Who does the rest, each knowing only those below it:
 *
 *   fill.c     what a line means in a form
 *   slash.c    /words in a field
 *   form.c     fields, one after the other: where somebody is, what is asked; body.c  the line editor
 *   command.c  what a line means on a screen
 *   tell.c     a view into sentences         choices.c  letters, prompts, the list that h says
 *   state.c    what they all share           typed.c    a line into letters and numbers
 *   say.c      printing, page by page        ask.c      bytes into a line, echo
 *   said.c     what has been heard
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/plain/choices.h"
#include "ui/plain/command.h"
#include "ui/plain/fill.h"
#include "ui/plain/form.h"
#include "ui/plain/tell.h"
#include "ui/plain/typed.h"
#include "ui/words.h"

enum { LINE_END_COLS = 60 };

/* Opening and closing. */

static enum err
plain_open(const struct renderer_setup *setup, struct renderer **out)
{
	struct renderer *r = mem_alloc(sizeof *r);

	r->wire = setup->wire;
	r->keymap = setup->keymap;
	r->has_terminal = setup->has_terminal;
	say_init(&r->say, setup->wire, setup->has_terminal);
	ask_init(&r->ask, setup->has_terminal);
	str_init(&r->news);
	*out = r;
	return ERR_OK;
}

static void
plain_close(struct renderer *r)
{
	say_clear(&r->say);
	ask_clear(&r->ask);
	said_clear(&r->said);
	str_clear(&r->news);
	free(r);
}

/* There is no clearing here; the words say so when it matters. */
static void
plain_goodbye(struct renderer *r, const char *words, bool wipe)
{
	(void)wipe;
	if (*words)
		say_aside(&r->say, words);
	else if (r->say.is_mid_line)
		say_newline(&r->say);
	say_flush(&r->say);
}

/* Showing. */

static struct place *
plain_find_place(struct renderer *r, uint64_t serial)
{
	for (size_t k = 0; k < PLACES; k++)
		if (r->places[k].serial == serial)
			return &r->places[k];
	return NULL;
}

static void
plain_leave(struct renderer *r)
{
	struct place *place = plain_find_place(r, r->serial);

	if (r->half_bytes)
		ask_forget(&r->ask); /* it is in its field */
	r->half_bytes = 0;
	if (!r->view)
		return;
	if (!place)
		place = &r->places[r->place_next++ % PLACES];
	*place = (struct place){
	    .serial = r->serial,
	    .item = r->say.current,
	    .whole = r->say.whole,
	    .stage = r->stage,
	    .field = r->field,
	    .knows_choices = r->knows_choices,
	};
}

/* Another screen, or one to which somebody comes back. Returns the item to begin at. */
static int64_t
plain_enter(struct renderer *r)
{
	const struct place *place = plain_find_place(r, r->view->serial);

	r->serial = r->view->serial;
	r->stage = place ? place->stage : STAGE_FIELD;
	r->field = place ? place->field : 0;
	r->returns = false;
	r->chosen = 0;
	r->say.current = 0;
	r->say.whole = place ? place->whole : 0;
	r->knows_choices = place && place->knows_choices;
	return place && place->item ? place->item : r->view->focus;
}

static void
plain_tell_screen(struct renderer *r, int64_t from)
{
	tell_screen(r, from);
	if (r->view->kind == VIEW_FORM)
		form_tell(r);
	say_go_on(&r->say);
}

static void
plain_answer_form(struct renderer *r, enum said_change change)
{
	bool was_asked = r->asked != ACTION_NONE;

	if (change == SAID_OTHER) {
		r->stage = STAGE_FIELD;
		r->field = 0;
		plain_tell_screen(r, 0);
		return;
	}
	form_take_answer(r);
	tell_on_from(r, 0);
	if (was_asked)
		form_tell(r);
	say_go_on(&r->say);
}

/* Did the visitor ask to be taken to another place on this screen, and is it there? */
static bool
plain_has_moved(const struct renderer *r, int64_t focus_before)
{
	bool is_move = r->asked == ACTION_NEXT_UNREAD || r->asked == ACTION_GO_TO || r->asked == ACTION_EARLIER ||
	    r->asked == ACTION_MORE;

	return is_move && r->view->kind == VIEW_DOCUMENT && r->view->focus != focus_before &&
	    view_find(r->view, r->view->focus);
}

static void
plain_answer(struct renderer *r, int64_t focus_before)
{
	enum said_change change = said_compare(&r->said, r->view);
	bool is_new_focus = r->view->focus != focus_before;

	if (r->view->kind == VIEW_FORM)
		plain_answer_form(r, change);
	else if (change == SAID_OTHER)
		plain_tell_screen(r, !is_new_focus && state_current(r) ? state_current(r) : r->view->focus);
	else if (change == SAID_SAME && plain_has_moved(r, focus_before)) {
		tell_on_from(r, r->view->focus);
		say_go_on(&r->say);
	} else if (change == SAID_SAME && r->asked_of_none && !r->view->notice_count)
		choices_ask_which(r, r->asked);
	else
		tell_changes(r, change);
}

static void
plain_show(struct renderer *r, const struct view *view, enum show why)
{
	int64_t focus_before = r->view ? r->view->focus : 0;
	bool is_other = !r->view || why == SHOW_SCREEN || view->serial != r->serial;

	if (is_other)
		plain_leave(r);
	r->view = view;
	r->say.flows = view->flows || (r->say.flows && !is_other);
	if (why == SHOW_NEWS && !is_other) {
		tell_news_later(r);
		return;
	}
	r->say.lines = 0;
	if (is_other)
		plain_tell_screen(r, plain_enter(r));
	else
		plain_answer(r, focus_before);
	r->asked = ACTION_NONE;
	r->prompt_due = true;
	say_flush(&r->say);
}

/* Prompting. */

/* What the news has to say, and then the choices; false when this is not the place for a prompt. */
static bool
plain_add_prompt(struct renderer *r, struct str *out)
{
	if (say_has_more(&r->say))
		say_join(out, _("More. Press Enter to read on, or b to stop reading."));
	else if (r->view->kind == VIEW_FORM)
		return form_add_prompt(r, out);
	else
		choices_add_prompt(r, out);
	return true;
}

static void
plain_prompt(struct renderer *r)
{
	struct str words;

	if (!r->prompt_due || !r->view)
		return;
	r->prompt_due = false;
	str_init(&words);
	str_add(&words, r->news.text);
	r->ask.is_secret = form_is_secret(r) && !say_has_more(&r->say);
	r->ask.window_cols = r->wire->cols;
	r->ask.prompt_cols = 0;
	if (plain_add_prompt(r, &words)) {
		r->ask.prompt_cols = text_width(words.text, words.bytes) + 1;
		say_prompt(&r->say, words.text);
		if (r->news.bytes)
			tell_heard(r);
		str_cut(&r->news, 0);
	}
	if (r->has_terminal && !r->ask.is_secret)
		say_echo(&r->say, ask_text(&r->ask), strlen(ask_text(&r->ask)));
	str_clear(&words);
}

/* Taking lines. */

/* A line that was too long: say how much of it is there. */
static void
plain_tell_cut(struct renderer *r)
{
	const char *line = ask_text(&r->ask);
	size_t bytes = strlen(line), start;
	char *words;

	if (r->ask.is_secret) {
		say_aside(&r->say, _("That line was too long."));
		return;
	}
	start = text_snap(line, bytes, bytes - (bytes < LINE_END_COLS ? bytes : LINE_END_COLS));
	words = mem_format(_("That line was too long. We have all of it up to these words: %s"), line + start);
	say_aside(&r->say, words);
	free(words);
}

/* Stopped in the middle of a long text. True when that is all the line was for. */
static bool
plain_take_more(struct renderer *r, const char *line)
{
	char *text = typed_trim(line);
	bool is_enter = !*text, is_stop = typed_is(text, 'b');

	free(text);
	if (is_enter)
		say_go_on(&r->say);
	else if (is_stop || form_edit(r))
		say_stop(
		    &r->say); /* in a field, what was typed is its answer, but a password that was echoed is none */
	return is_enter || is_stop || form_is_secret(r);
}

static bool
plain_take_line(struct renderer *r, struct event *out)
{
	const char *line = ask_text(&r->ask);
	bool has_event = false;

	r->say.lines = 0;
	r->prompt_due = true;
	r->was_vanish = false;
	if (r->has_terminal)
		say_newline(&r->say);
	if (r->ask.was_cut)
		plain_tell_cut(r);
	if (!say_has_more(&r->say) || !plain_take_more(r, line))
		has_event = r->view->kind == VIEW_FORM ? fill_take_line(r, line, out) : command_run(r, line, out);
	ask_forget(&r->ask);
	return has_event;
}

/* Once leaves at once; in a field, where Ctrl-X is Cut elsewhere, it takes two. */
static bool
plain_take_vanish(struct renderer *r, struct event *out)
{
	if (form_edit(r) && !r->was_vanish) {
		r->was_vanish = true;
		r->prompt_due = true;
		say_aside(&r->say, _("Press Ctrl-X once more to leave at once."));
		return false;
	}
	fill_store_half(r);
	return state_intend(r, ACTION_VANISH, 0, 0, out);
}

static bool
plain_tell_way_out(struct renderer *r)
{
	say_aside(&r->say,
	    form_edit(r) ? _("To leave, type /leave and press Enter. Type /help for help.")
			 : _("To leave, type q and press Enter. Type h for help."));
	r->prompt_due = true;
	return false;
}

static bool
plain_take_result(struct renderer *r, enum ask_result result, struct event *out)
{
	switch (result) {
	case ASK_LINE:
		return plain_take_line(r, out);
	case ASK_VANISH:
		return plain_take_vanish(r, out);
	case ASK_STUCK:
		return plain_tell_way_out(r);
	case ASK_CLEARED:
		say_newline(&r->say);
		r->prompt_due = true;
		return false;
	default:
		return false;
	}
}

/* Bytes that have come: true when they make an event. *waiting: all have been used. */
static bool
plain_take_bytes(struct renderer *r, bool *waiting, struct event *out)
{
	enum ask_result result;
	struct str echo;
	bool has_event, has_bytes = r->ask.used < r->ask.batch_bytes;

	str_init(&echo);
	result = ask_next(&r->ask, &echo);
	say_echo(&r->say, echo.text, echo.bytes);
	str_clear(&echo);
	*waiting = result == ASK_WAITING;
	has_event = plain_take_result(r, result, out);
	if (*waiting && has_bytes && fill_store_half(r))
		return state_tell_change(out);
	return has_event;
}

/* Waiting. */

/* The end of a script may be a line without its newline; on a terminal it is a line that was cut off. */
static bool
plain_take_end(struct renderer *r, struct event *out)
{
	r->ended = true;
	if (!r->has_terminal && *ask_text(&r->ask) && plain_take_line(r, out))
		return true;
	fill_store_half(r);
	*out = (struct event){.kind = EVENT_HANGUP};
	return true;
}

static bool
plain_tell(struct event *out, enum event_kind kind)
{
	*out = (struct event){.kind = kind};
	return true;
}

static bool
plain_take_wire(struct renderer *r, enum wire_event event, struct event *out)
{
	switch (event) {
	case WIRE_BYTES:
		return !ask_read(&r->ask, r->wire->in_fd) && plain_take_end(r, out);
	case WIRE_NEWS:
		return plain_tell(out, EVENT_NEWS);
	case WIRE_TIMEOUT:
		return plain_tell(out, EVENT_TIMEOUT);
	case WIRE_CLOSING:
		return plain_tell(out, EVENT_CLOSING);
	case WIRE_HANGUP:
		r->ended = true;
		return plain_tell(out, EVENT_HANGUP);
	default:
		return false;
	}
}

static int
plain_time_left(int64_t deadline_ms)
{
	int64_t left;

	if (deadline_ms < 0)
		return -1;
	left = deadline_ms - clock_monotonic_ms();
	return left > 0 ? (int)left : 0;
}

/*
 * Pages that follow one another without being asked for, until somebody types something or goes. Without a terminal
 * what is typed was there before, and its end is not the end of who reads.
 */
static bool
plain_flow(struct renderer *r, struct event *out)
{
	enum wire_event seen;

	if (!r->view || !r->view->flows || r->ended || say_has_more(&r->say))
		return false;
	seen = wire_wait(r->wire, 0);
	if (seen == WIRE_BYTES && r->has_terminal)
		return false;
	if (seen == WIRE_CLOSING || (seen == WIRE_HANGUP && r->has_terminal))
		return plain_take_wire(r, seen, out);
	r->prompt_due = false;
	return state_intend(r, ACTION_MORE, 0, 0, out);
}

static struct event
plain_read(struct renderer *r, int timeout_ms)
{
	int64_t deadline_ms = timeout_ms < 0 ? -1 : clock_monotonic_ms() + timeout_ms;
	struct event event = {.kind = EVENT_HANGUP};
	bool has_event = r->ended || plain_flow(r, &event), waiting;

	while (!has_event) {
		plain_prompt(r);
		has_event = plain_take_bytes(r, &waiting, &event);
		if (has_event || !waiting)
			continue;
		say_flush(&r->say);
		has_event = plain_take_wire(r, wire_wait(r->wire, plain_time_left(deadline_ms)), &event);
	}
	say_flush(&r->say);
	event.intent.seen = r->say.whole;
	return event;
}

const struct renderer_ops plain_renderer = {
    .name = "plain",
    .open = plain_open,
    .show = plain_show,
    .read = plain_read,
    .goodbye = plain_goodbye,
    .close = plain_close,
};
