/*
 * The loop of a visit.
 *
 * Nothing wakes it while nothing happens, but twice: 5 s after a change that is not saved, and once, a second
 * after the last thing shown, to give back the memory that showing it took.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "forum/live.h"
#include "ui/loop.h"
#include "ui/words.h"

enum {
	SAVE_WITHIN_MS = 5000, /* product page, section 4: drafts every 5 s */
	REST_AFTER_MS = 1000
};

/* The renderer this visitor can use; a terminal that can't do the full screen gets plain lines. */
static struct renderer *
loop_open_renderer(struct stack *stack, const struct renderer_setup *setup, const struct renderer_ops **ops)
{
	struct visit *visit = stack->visit;
	struct renderer *renderer;

	if (!visit->is_plain && full_renderer.open(setup, &renderer) == ERR_OK) {
		*ops = &full_renderer;
		return renderer;
	}
	visit->is_plain = true;
	*ops = &plain_renderer;
	if (plain_renderer.open(setup, &renderer) != ERR_OK)
		fatal("no renderer");
	return renderer;
}

static const struct theme *
loop_theme(const struct visit *visit)
{
	const struct theme *theme = theme_find(visit->looks.theme);

	if (!theme)
		theme = theme_find(visit->config->board_theme);
	return theme ? theme : theme_at(0);
}

struct loop {
	struct stack *stack;
	const struct renderer_ops *ops;
	struct renderer *renderer;
	struct view views[2]; /* the renderer holds on to one until it has been shown the other */
	int shown;            /* which of them */
	uint64_t shown_serial;
	uint64_t shown_filled;  /* a bit for each field of it that had words in it then */
	int64_t dirty_since_ms; /* -1: nothing unsaved */
	bool is_restless;       /* something was shown, and what that took has not been given back */
	int64_t news_counter;
};

/* What there is to see now, for the next picture. */
static void
loop_look(struct loop *loop)
{
	struct view *fresh = &loop->views[1 - loop->shown];

	view_clear(fresh);
	stack_view(loop->stack, fresh);
}

/* Which fields have words in them: a screen may offer other things then. */
static uint64_t
loop_filled(const struct view *view)
{
	uint64_t filled = 0;

	for (size_t k = 0; k < view->field_count && k < 64; k++)
		if (view->fields[k].edit && !edit_is_blank(view->fields[k].edit))
			filled |= UINT64_C(1) << k;
	return filled;
}

static void
loop_show_seen(struct loop *loop, enum show why)
{
	struct view *fresh = &loop->views[1 - loop->shown];

	if (fresh->serial != loop->shown_serial)
		why = SHOW_SCREEN;
	loop->ops->show(loop->renderer, fresh, why);
	view_clear(&loop->views[loop->shown]);
	loop->shown = 1 - loop->shown;
	loop->shown_serial = fresh->serial;
	loop->shown_filled = loop_filled(fresh);
	loop->is_restless = true;
}

static void
loop_show(struct loop *loop, enum show why)
{
	loop_look(loop);
	loop_show_seen(loop, why);
}

/* This may be looked at for hours now: the database's statements and the heap's holes go back. */
static void
loop_rest(struct loop *loop)
{
	forum_rest(&loop->stack->visit->forum);
	mem_give_back();
	loop->is_restless = false;
}

/* Milliseconds until something must be saved; -1 when there is nothing. */
static int
loop_until_saving(const struct loop *loop)
{
	int64_t left;

	if (loop->dirty_since_ms < 0)
		return -1;
	left = loop->dirty_since_ms + SAVE_WITHIN_MS - clock_monotonic_ms();
	return left > 0 ? (int)left : 0;
}

static int
loop_timeout(const struct loop *loop)
{
	int saving = loop_until_saving(loop);

	if (loop->is_restless && (saving < 0 || saving > REST_AFTER_MS))
		return REST_AFTER_MS;
	return saving;
}

/* What could not be saved is said at once, and tried again. */
static void
loop_save(struct loop *loop)
{
	loop->dirty_since_ms = stack_tick(loop->stack) == ERR_OK ? -1 : clock_monotonic_ms();
	if (loop->stack->visit->flash)
		loop_show(loop, SHOW_NEWS);
}

/* One event. False when the visit ends. */
static bool
loop_take(struct loop *loop, const struct event *event)
{
	struct stack *stack = loop->stack;

	if (event->intent.seen > stack->top->seen)
		stack->top->seen = event->intent.seen;
	switch (event->kind) {
	case EVENT_INTENT:
		stack_act(stack, &event->intent);
		if (stack->ended)
			return false;
		if (!stack->restyle)
			loop_show(loop, SHOW_ANSWER);
		return !stack->restyle;
	case EVENT_CHANGED:
		if (loop->dirty_since_ms < 0)
			loop->dirty_since_ms = clock_monotonic_ms();
		if (loop_filled(&loop->views[loop->shown]) != loop->shown_filled)
			loop_show(loop, SHOW_NEWS);
		return true;
	case EVENT_NEWS:
		if (forum_has_news(&stack->visit->forum, &loop->news_counter))
			loop_show(loop, SHOW_NEWS);
		return true;
	case EVENT_TIMEOUT:
		return true;
	case EVENT_CLOSING:
	case EVENT_HANGUP:
		return false;
	}
	return false;
}

/*
 * Choose a renderer for what there is to see. Looking comes first, since the renderer then fills the holes that the
 * database leaves in the heap; and again if only plain lines will do, since screens may say it differently then.
 */
static void
loop_open(struct loop *loop, const struct renderer_setup *setup)
{
	bool was_plain = loop->stack->visit->is_plain;

	loop_look(loop);
	forum_rest(&loop->stack->visit->forum);
	loop->renderer = loop_open_renderer(loop->stack, setup, &loop->ops);
	if (loop->stack->visit->is_plain != was_plain)
		loop_look(loop);
}

/* Run with one renderer until the visit ends or another look was chosen. */
static enum event_kind
loop_read(struct loop *loop)
{
	struct event event = {0};

	loop_show_seen(loop, SHOW_SCREEN);
	do {
		event = loop->ops->read(loop->renderer, loop_timeout(loop));
		if (!loop_until_saving(loop))
			loop_save(loop);
		else if (event.kind == EVENT_TIMEOUT && loop->is_restless)
			loop_rest(loop);
	} while (loop_take(loop, &event));
	stack_tick(loop->stack);
	return event.kind;
}

static void
loop_say_goodbye(struct stack *stack, struct loop *loop, enum event_kind last)
{
	bool wipe = stack->ended && stack->ending == OUTCOME_VANISH;
	const char *words;

	if (last == EVENT_HANGUP)
		return;
	if (wipe)
		words = stack->visit->is_plain ? _("You have left. I can't clear your screen.") : "";
	else if (stack->visit->is_unsaved)
		words = _("Goodbye for now. Your last words could not be saved, and we are sorry.");
	else if (last == EVENT_CLOSING)
		words = _("The board is closing for a moment. What you have written is saved. Please come back soon.");
	else
		words = _("Goodbye for now. What you have written is saved. Come back at any hour.");
	loop->ops->goodbye(loop->renderer, words, wipe);
}

/* Somebody is here: whoever counts them, or looks for a moderator, sees it. */
static void
loop_stamp(void *whose)
{
	struct visit *visit = whose;

	live_stamp(&visit->forum, &visit->actor);
}

void
loop_run(struct stack *stack, struct wire *wire, const char *term, const struct keymap *keymap)
{
	struct loop loop = {.stack = stack, .dirty_since_ms = -1};
	struct renderer_setup setup = {
	    .wire = wire,
	    .term = term,
	    .keymap = keymap,
	    .no_color = stack->visit->no_color,
	    .has_terminal = stack->visit->has_terminal,
	};
	enum event_kind last;

	wire->heard = loop_stamp;
	wire->whose = stack->visit;
	loop_stamp(stack->visit);
	if (stack->visit->forum.db)
		forum_has_news(&stack->visit->forum, &loop.news_counter);
	do {
		stack->restyle = false;
		setup.theme = loop_theme(stack->visit);
		setup.text_cols = stack->visit->looks.text_cols;
		setup.is_spaced = stack->visit->looks.is_spaced;
		loop_open(&loop, &setup);
		last = loop_read(&loop);
		if (!stack->restyle)
			loop_say_goodbye(stack, &loop, last);
		loop.ops->close(loop.renderer);
	} while (stack->restyle);
	view_clear(&loop.views[loop.shown]);
}
