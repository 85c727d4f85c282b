/*
 * Plain mode as stories, for its tests: what somebody types, and what they hear. No session behind it: a story
 * may have its own in `take`.
 *
 * The transcript is what came over the wire without CR. Lines that begin with "= " are what the session was told.
 */
#ifndef BBS_TESTS_UNIT_UI_PLAIN_STORY_H
#define BBS_TESTS_UNIT_UI_PLAIN_STORY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "ui/renderer.h"
#include "ui/wire.h"

enum { STEPS_MOST = 64 };

/* What the visitor's end does next. */
#define NEWS "<news>"
#define TIMEOUT "<timeout>"
#define CLOSING "<closing>"
#define END "<end>"
#define HANGUP "<hangup>"
#define SMALL "<small window>"

struct story {
	struct wire wire;
	struct keymap keymap;
	struct renderer *renderer;
	struct view views[2];
	int shown; /* the one of the two that the renderer has */
	const char *steps[STEPS_MOST];
	size_t step_count, step;
	bool is_over;
	int to_visit; /* the end of the pipe that the visitor writes to */
	off_t heard;  /* bytes of the output that are in the transcript */
	struct str transcript;
	struct edit title, secret, body;
	int chosen;
	void (*take)(struct story *, const struct event *); /* what the session does, or NULL */
};

static inline enum wire_event
story_wait(void *context, struct wire *wire, int timeout_ms)
{
	struct story *story = context;
	const char *step;

	(void)timeout_ms;
	story->is_over = story->step == story->step_count;
	if (story->is_over)
		return WIRE_TIMEOUT;
	step = story->steps[story->step++];
	if (!strcmp(step, NEWS))
		return WIRE_NEWS;
	if (!strcmp(step, TIMEOUT))
		return WIRE_TIMEOUT;
	if (!strcmp(step, CLOSING))
		return WIRE_CLOSING;
	if (!strcmp(step, HANGUP))
		return WIRE_HANGUP;
	if (!strcmp(step, SMALL)) {
		wire->cols = 40;
		wire->rows = 12;
		return WIRE_RESIZED;
	}
	if (!strcmp(step, END))
		close(story->to_visit);
	else
		assert_int_equal(write(story->to_visit, step, strlen(step)), strlen(step));
	return WIRE_BYTES;
}

static inline void
story_begin(struct story *story, bool has_terminal)
{
	struct renderer_setup setup = {.wire = &story->wire, .term = "", .has_terminal = has_terminal};
	int fds[2];

	*story = (struct story){.chosen = -1};
	assert_int_equal(pipe(fds), 0);
	story->to_visit = fds[1];
	story->wire = (struct wire){
	    .in_fd = fds[0],
	    .out_fd = memfd_create("heard", 0),
	    .control_fd = -1,
	    .cols = 80,
	    .rows = 24,
	    .wait = story_wait,
	    .context = story,
	};
	keymap_init(&story->keymap);
	setup.keymap = &story->keymap;
	str_init(&story->transcript);
	edit_init(&story->title, TEXT_LINE, 80);
	edit_init(&story->secret, TEXT_LINE, 80);
	edit_init(&story->body, TEXT_BODY, 64 * 1024);
	view_init(&story->views[0], VIEW_LIST);
	assert_int_equal(plain_renderer.open(&setup, &story->renderer), ERR_OK);
}

static inline void
story_clear(struct story *story)
{
	plain_renderer.close(story->renderer);
	view_clear(&story->views[story->shown]);
	str_clear(&story->transcript);
	edit_clear(&story->title);
	edit_clear(&story->secret);
	edit_clear(&story->body);
	close(story->wire.in_fd);
	close(story->wire.out_fd);
	close(story->to_visit);
}

/* Another view in place of the one before, as the session does it: two stand side by side for a moment. */
static inline void
story_show(struct story *story, struct view *fresh, enum show why)
{
	int next = 1 - story->shown;

	story->views[next] = *fresh;
	plain_renderer.show(story->renderer, &story->views[next], why);
	view_clear(&story->views[story->shown]);
	story->shown = next;
}

/* What has come over the wire since: no control byte ever does, but those of the line editor's echo. */
static inline void
story_hear(struct story *story)
{
	char bytes[4096];
	ssize_t count;

	while ((count = pread(story->wire.out_fd, bytes, sizeof bytes, story->heard)) > 0) {
		story->heard += count;
		for (ssize_t k = 0; k < count; k++)
			if (bytes[k] != '\r')
				str_add_char(&story->transcript, bytes[k]);
	}
}

static inline void
story_note(struct story *story, const struct event *event)
{
	static const char *const kinds[] = {"intent", "changed", "news", "timeout", "closing", "hangup"};
	struct str *out = &story->transcript;

	story_hear(story);
	if (out->bytes && out->text[out->bytes - 1] != '\n')
		str_add_char(out, '\n');
	str_add(out, "= ");
	if (event->kind != EVENT_INTENT)
		str_add(out, kinds[event->kind]);
	else
		str_add(out, action_info(event->intent.action)->name);
	if (event->intent.item)
		str_add_format(out, " item %d", (int)event->intent.item);
	if (event->intent.number)
		str_add_format(out, " number %d", (int)event->intent.number);
	if (event->intent.seen && event->kind == EVENT_INTENT)
		str_add_format(out, " seen %d", (int)event->intent.seen);
	str_add_char(out, '\n');
}

/* Play every step, until nothing more comes. Changes of a text are not noted. */
static inline void
story_play(struct story *story, size_t count, const char *const *steps)
{
	struct event event;

	memcpy(story->steps, steps, count * sizeof *steps);
	story->step_count = count;
	story->step = 0;
	story->is_over = false;
	do {
		event = plain_renderer.read(story->renderer, -1);
		if (story->is_over || event.kind == EVENT_HANGUP)
			break;
		if (event.kind != EVENT_CHANGED)
			story_note(story, &event);
		if (story->take)
			story->take(story, &event);
	} while (!story->is_over);
	story_hear(story);
}

#define PLAY(story, ...) \
	story_play(story, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), \
	    (const char *const[]){__VA_ARGS__})

static inline void
add_message(struct view *view, int number, const char *context, const char *who, const char *text)
{
	struct item *item = view_add_item(view, 100 + number);

	item->number = number;
	item_set_line(&item->context, context);
	item_set_line(&item->who, who);
	item_set_line(&item->when, "Tuesday 3 June, 7 in the evening");
	item_set_body(&item->text, text);
}

static inline void
offer_house(struct view *view)
{
	view_offer(view, ACTION_BACK, NULL);
	view_offer(view, ACTION_PEOPLE, NULL);
	view_offer(view, ACTION_HELP, NULL);
	view_offer(view, ACTION_LEAVE, NULL);
	view_offer(view, ACTION_VANISH, NULL);
}

static inline void
add_row(struct view *view, int64_t id, const char *text, const char *detail, const char *about)
{
	struct item *item = view_add_item(view, id);

	item_set_line(&item->text, text);
	item_set_line(&item->detail, detail);
	item_set_line(&item->about, about);
}

static inline void
make_home(struct view *view)
{
	view_init(view, VIEW_LIST);
	view->serial = 1;
	view_set_title(view, "Home");
	view_set_intro(view, "Welcome back. You were last here yesterday.");
	view_add_heading(view, "Talking");
	add_row(view, 11, "Just listening", "3 new", "You need not answer. Somebody hears you.");
	add_row(view, 12, "Memory and dementia", "", "");
	view_add_heading(view, "Resting");
	add_row(view, 13, "The kitchen table", "1 new", "");
	view_offer(view, ACTION_OPEN, NULL);
	view_offer(view, ACTION_NEXT_UNREAD, NULL);
	offer_house(view);
}

static inline void
make_talk(struct view *view)
{
	view_init(view, VIEW_DOCUMENT);
	view->serial = 2;
	view_set_where(view, "Home > Just listening > Mum asks the same thing");
	view_set_title(view, "Mum asks the same thing");
	add_message(view, 1, "", "kettle-on", "She asks what day it is.\n\nTen times before lunch.");
	add_message(view, 2, "in reply to 1, kettle-on", "robin-in-kent",
	    "> She asks what day it is.\n> Ten times before lunch.\nMine too. We hung up a big clock.");
	add_message(view, 3, "", "kettle-on", "A clock! Thank you.");
	view->items[2].is_new = true;
	view_offer(view, ACTION_ANSWER, NULL);
	view_offer(view, ACTION_NEXT_UNREAD, NULL);
	view_offer(view, ACTION_GO_TO, NULL);
	offer_house(view);
}

static inline void
make_writing(struct story *story, struct view *view)
{
	static const char *const wishes[] = {"Ideas", "Been here?", "Just listen"};

	view_init(view, VIEW_FORM);
	view->serial = 3;
	view_set_title(view, "Start a conversation");
	view_add_field(view, FIELD_LINE, "Title", "A few words.", &story->title);
	view_add_choice(view, "What would help?", "", &story->chosen, wishes, 3);
	view_add_field(view, FIELD_BODY, "Your message", "", &story->body);
	view_offer(view, ACTION_SEND, NULL);
	view_offer(view, ACTION_KEEP, NULL);
	offer_house(view);
}

static inline void
make_signing_in(struct story *story, struct view *view)
{
	view_init(view, VIEW_FORM);
	view->serial = 4;
	view_set_title(view, "Sign in");
	view_add_field(view, FIELD_LINE, "Your name here", "", &story->title);
	view_add_field(view, FIELD_SECRET, "Password", "", &story->secret);
	view_offer(view, ACTION_SIGN_IN, NULL);
	offer_house(view);
}

/* Play a story over one view from its start, and compare. */
#define TELLS(story, heard, ...) \
	do { \
		PLAY(story, __VA_ARGS__); \
		assert_string_equal((story)->transcript.text, heard); \
	} while (0)

#endif
