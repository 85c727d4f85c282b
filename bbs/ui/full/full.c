/*
 * The full-screen renderer: keys in, events out, and when to paint.
 *
 * A picture is painted when all keys that have arrived are used up, and never on top of one that the visitor's
 * line has not taken yet: it is tried again after a while, so a slow line sees fewer pictures and the last one.
 * Nothing else here runs on a timer, but for the moment in which Esc may become an arrow.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "ui/full/bar.h"
#include "ui/full/document.h"
#include "ui/full/fields.h"
#include "ui/full/form.h"
#include "ui/full/frame.h"
#include "ui/full/list.h"
#include "ui/full/offer.h"

enum { RETRY_FIRST_MS = 50, RETRY_LAST_MS = 1000, KEY_REPAINT = 0x0c };

static struct full *
full_of(struct renderer *renderer)
{
	return (struct full *)(void *)renderer;
}

static enum err
full_open(const struct renderer_setup *setup, struct renderer **out)
{
	struct grid *grid;
	struct full *full;
	enum err err;

	if (!setup->has_terminal)
		return ERR_IO;
	err = grid_open(setup->wire, setup->term, setup->theme, setup->no_color, &grid);
	if (err)
		return err;
	full = mem_alloc(sizeof *full);
	full->setup = *setup;
	full->grid = grid;
	keys_init(&full->keys);
	form_clear(&full->form);
	*out = (struct renderer *)(void *)full;
	return ERR_OK;
}

static void
full_close(struct renderer *renderer)
{
	struct full *full = full_of(renderer);

	grid_close(full->grid);
	frame_clear(&full->frame);
	page_clear(&full->page);
	form_clear(&full->form);
	explicit_bzero(full, sizeof *full); /* the last keys may be a password */
	free(full);
}

/* Lay everything out anew, for another view or size. */
static void
full_lay_out(struct full *full)
{
	full->is_painted = false;
	frame_measure(full);
	if (full->frame.is_small)
		return;
	bar_lay_out(full);
	frame_lay_out(full);
	if (full->view->kind == VIEW_LIST)
		list_lay_out(full);
	else if (full->view->kind == VIEW_DOCUMENT)
		document_lay_out(full);
	else
		form_lay_out(full);
}

static enum bar_mood
full_find_mood(const struct full *full)
{
	if (full->view->kind == VIEW_DOCUMENT && !document_is_at_end(full))
		return BAR_READS_ON;
	return full->view->kind == VIEW_FORM && form_is_on_actions(full) ? BAR_CHOOSES : BAR_PLAIN;
}

static void
full_draw(struct full *full)
{
	if (full->frame.is_small) {
		frame_draw_small(full);
		return;
	}
	frame_draw(full);
	if (full->view->kind == VIEW_LIST)
		list_draw(full);
	else if (full->view->kind == VIEW_DOCUMENT)
		document_draw(full);
	else
		fields_draw(full);
	bar_draw(full, full_find_mood(full));
}

static void
full_paint(struct full *full)
{
	if (full->is_painted || !full->view)
		return;
	if (wire_unsent(full->setup.wire) > 0) {
		if (!full->retry_ms)
			full->retry_ms = RETRY_FIRST_MS;
		return;
	}
	full->retry_ms = 0;
	grid_begin(full->grid);
	full_draw(full);
	grid_end(full->grid);
	full->is_painted = true;
}

/*
 * New notices are read first. When they give way to others the item below them moves up, if it was out of sight for
 * them.
 */
static void
full_heed_notices(struct full *full)
{
	struct place *place = full->place;
	int64_t was_at = place->said_at;
	uint64_t was = place->said;

	full->is_said = place_note_said(place, full->view);
	if (was_at && place->said != was && place->offset >= full->frame.content_rows)
		place->offset = 0;
}

/*
 * What is on the screen is true at any time, so why it is shown matters to forms only. After another size no row is
 * noted: a window made small and big again shows what it did.
 */
static void
full_show(struct renderer *renderer, const struct view *view, enum show show)
{
	struct full *full = full_of(renderer);
	struct place *place = place_find(full->places, view);
	bool is_other = place != full->place || !place->used;

	if (is_other) {
		form_clear(&full->form);
		full->has_intent = full->has_changed = false;
	}
	full->form.wrapped = NULL;
	full->view = view;
	full->place = place;
	if (is_other && view->kind == VIEW_LIST)
		list_arrive(full);
	full_heed_notices(full);
	place->used = ++full->shows;
	full_lay_out(full);
	full->is_said = false;
	if (!full->frame.is_small)
		frame_note_row(full);
	if (!full->frame.is_small && view->kind == VIEW_FORM && show == SHOW_ANSWER)
		form_answer(full);
	if (!keys_are_unfinished(&full->keys))
		full_paint(full);
}

static enum action
full_press(struct full *full, const struct key_press *press)
{
	if (press->code == KEY_REPAINT && !press->is_pasted) {
		grid_forget(full->grid);
		full->is_painted = false;
		return ACTION_NONE;
	}
	if (full->remark)
		full->is_painted = false;
	full->remark = NULL;
	if (!full->frame.is_small && full->view->kind == VIEW_FORM)
		return form_press(full, press);
	if (full->view->kind == VIEW_FORM)
		return form_press_unseen(full, press);
	if (press->is_pasted)
		return ACTION_NONE;
	if (full->frame.is_small)
		return offer_find_way_out(full->setup.keymap, press->code);
	return full->view->kind == VIEW_LIST ? list_press(full, press->code) : document_press(full, press->code);
}

/* Keep what is asked for; the item is the one chosen now. */
static void
full_ask(struct full *full, enum action action)
{
	full->has_intent = true;
	full->intent = (struct intent){
	    .action = action,
	    .item = full->view->kind == VIEW_FORM ? 0 : full->place->chosen,
	    .seen = full->place->seen,
	};
}

/* Use up the keys that have arrived, until one of them asks for something. */
static void
full_take_keys(struct full *full, bool is_late)
{
	struct key_press press;

	while (!full->has_intent && keys_next(&full->keys, is_late, &press)) {
		enum action action = full_press(full, &press);

		if (action != ACTION_NONE)
			full_ask(full, action);
	}
	form_flush(full);
}

/* Is there an event for the session? A change is told before what was asked for after it. */
static bool
full_has_event(struct full *full, struct event *out)
{
	if (full->has_changed) {
		full->has_changed = false;
		*out = (struct event){.kind = EVENT_CHANGED};
		return true;
	}
	if (full->has_intent) {
		full->has_intent = false;
		*out = (struct event){.kind = EVENT_INTENT, .intent = full->intent};
		return true;
	}
	return false;
}

/* What has arrived, into the key decoder; false when there will never be more. */
static bool
full_read_keys(struct full *full)
{
	char bytes[KEYS_FEED_BYTES];
	ssize_t got;

	do
		got = read(full->setup.wire->in_fd, bytes, sizeof bytes);
	while (got < 0 && errno == EINTR);
	full->has_more = got == (ssize_t)sizeof bytes;
	if (got <= 0)
		return false;
	keys_feed(&full->keys, bytes, (size_t)got, clock_monotonic_ms());
	explicit_bzero(bytes, (size_t)got);
	return true;
}

static int
full_sooner(int one_ms, int other_ms)
{
	if (one_ms < 0 || other_ms < 0)
		return one_ms < 0 ? other_ms : one_ms;
	return one_ms < other_ms ? one_ms : other_ms;
}

/* How long until `deadline_ms`, which is -1 for never. */
static int
full_left(int64_t deadline_ms)
{
	int64_t left = deadline_ms < 0 ? -1 : deadline_ms - clock_monotonic_ms();

	return deadline_ms >= 0 && left < 0 ? 0 : (int)left;
}

/* A wait that ended with nothing, for a reason of our own. */
static void
full_take_timeout(struct full *full, int waited_ms, bool *is_late)
{
	*is_late = waited_ms == KEYS_ESCAPE_MS && keys_are_unfinished(&full->keys);
	if (waited_ms == full->retry_ms)
		full->retry_ms = full->retry_ms * 2 < RETRY_LAST_MS ? full->retry_ms * 2 : RETRY_LAST_MS;
	full->has_more = false;
}

/*
 * Wait for whatever comes first: the wire, the end of the caller's patience, or something of our own, which is
 * told as *is_own: an unfinished key press, or another try to paint. With more keys on their way, don't wait.
 */
static enum wire_event
full_wait(struct full *full, int left_ms, bool *is_late, bool *is_own)
{
	int escape_ms = keys_are_unfinished(&full->keys) ? KEYS_ESCAPE_MS : -1;
	int retry_ms = full->retry_ms && !full->is_painted ? full->retry_ms : -1;
	int own_ms = full->has_more ? 0 : full_sooner(escape_ms, retry_ms);
	int wait_ms = full_sooner(own_ms, left_ms);
	enum wire_event event = wire_wait(full->setup.wire, wait_ms);

	*is_late = false;
	*is_own = event == WIRE_TIMEOUT && own_ms >= 0 && wait_ms == own_ms;
	if (*is_own)
		full_take_timeout(full, wait_ms, is_late);
	return event;
}

static void
full_resize(struct full *full)
{
	grid_resize(full->grid);
	if (full->view)
		full_lay_out(full);
}

static struct event
full_event(enum event_kind kind)
{
	return (struct event){.kind = kind};
}

static struct event
full_read(struct renderer *renderer, int timeout_ms)
{
	struct full *full = full_of(renderer);
	int64_t deadline_ms = timeout_ms < 0 ? -1 : clock_monotonic_ms() + timeout_ms;
	bool is_late = false, is_own = false;
	struct event event;

	for (;;) {
		full_take_keys(full, is_late);
		if (!full->has_more)
			full_paint(full);
		if ((!full->has_more || full->has_intent) && full_has_event(full, &event))
			return event;
		switch (full_wait(full, full_left(deadline_ms), &is_late, &is_own)) {
		case WIRE_BYTES:
			if (!full_read_keys(full))
				return full_event(EVENT_HANGUP);
			break;
		case WIRE_RESIZED:
			full_resize(full);
			break;
		case WIRE_NEWS:
			return full_event(EVENT_NEWS);
		case WIRE_TIMEOUT:
			if (!is_own)
				return full_event(EVENT_TIMEOUT);
			break;
		case WIRE_CLOSING:
			return full_event(EVENT_CLOSING);
		case WIRE_HANGUP:
			return full_event(EVENT_HANGUP);
		}
	}
}

static void
full_goodbye(struct renderer *renderer, const char *words, bool wipe)
{
	grid_goodbye(full_of(renderer)->grid, words, wipe);
}

const struct renderer_ops full_renderer = {
    .name = "full",
    .open = full_open,
    .show = full_show,
    .read = full_read,
    .goodbye = full_goodbye,
    .close = full_close,
};
