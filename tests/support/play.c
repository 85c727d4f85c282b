/*
 * The smallest session: show, read, write down what came.
 */
#include "base/mem.h"
#include "play.h"

static void
play_note(struct play *play, const struct event *event)
{
	static const char *const names[] = {[EVENT_CHANGED] = "CHANGED",
	    [EVENT_NEWS] = "NEWS",
	    [EVENT_TIMEOUT] = "TIMEOUT",
	    [EVENT_CLOSING] = "CLOSING",
	    [EVENT_HANGUP] = "HANGUP"};

	if (event->kind != EVENT_INTENT) {
		str_add_format(&play->events, "%s\n", names[event->kind]);
		return;
	}
	play->last = event->intent;
	str_add_format(&play->events, "%s %lld seen %lld\n", action_info(event->intent.action)->name,
	    (long long)event->intent.item, (long long)event->intent.seen);
}

static void
play_run(void *context, struct wire *wire)
{
	struct play *play = context;
	const struct renderer_setup setup = {
	    .wire = wire,
	    .term = play->term ? play->term : "xterm-256color",
	    .theme = theme_find(play->theme ? play->theme : "default"),
	    .keymap = &play->keymap,
	    .no_color = play->no_color,
	    .text_cols = play->text_cols,
	    .is_spaced = play->is_spaced,
	    .has_terminal = true,
	};
	struct renderer *renderer;
	struct event event = {.kind = EVENT_NEWS};

	play->opened = play->ops->open(&setup, &renderer);
	if (play->opened)
		return;
	play->ops->show(renderer, play->view, SHOW_SCREEN);
	while (event.kind != EVENT_CLOSING && event.kind != EVENT_HANGUP) {
		event = play->ops->read(renderer, -1);
		play_note(play, &event);
		if (event.kind == EVENT_NEWS)
			play->ops->show(renderer, play->view, SHOW_NEWS);
	}
	if (play->goodbye)
		play->ops->goodbye(renderer, play->goodbye, play->wipe);
	play->ops->close(renderer);
}

void
play_start(struct play *play, const struct view *view, int cols, int rows)
{
	play->view = view;
	str_init(&play->events);
	keymap_init(&play->keymap);
	play->vt = vt_open(cols, rows);
	vt_start(play->vt, play_run, play);
}

void
play_end(struct play *play)
{
	vt_close(play->vt);
	str_clear(&play->events);
}

void
play_show(struct play *play, const struct view *view)
{
	play->view = view;
	vt_ring(play->vt);
}
