/*
 * The stack and the loop.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "forum/conversation.h"
#include "ui/stack.h"
#include "ui/words.h"

enum { SAVE_WITHIN_MS = 5000 }; /* product page, section 4: drafts every 5 s */

static void
stack_put(struct stack *stack, const struct route *route)
{
	struct screen *screen = stack->open(stack->visit, route);

	screen->below = stack->top;
	screen->serial = ++stack->serials;
	stack->top = screen;
}

static void
stack_drop(struct stack *stack)
{
	struct screen *screen = stack->top;

	stack->top = screen->below;
	if (screen->ops->close)
		screen->ops->close(screen, stack->visit);
	free(screen);
}

static void
stack_drop_all(struct stack *stack)
{
	while (stack->top)
		stack_drop(stack);
}

void
stack_init(struct stack *stack, struct visit *visit, screen_opener *open, const struct route *first)
{
	*stack = (struct stack){.visit = visit, .open = open};
	stack_put(stack, first);
}

void
stack_clear(struct stack *stack)
{
	stack_drop_all(stack);
	free(stack->said);
	stack->said = NULL;
}

/* It stays on the screen until the visitor asks for something else: news must not wipe it away. */
static void
stack_take_flash(struct stack *stack)
{
	free(stack->said);
	stack->said = stack->visit->flash;
	stack->said_role = stack->visit->flash_role;
	stack->visit->flash = NULL;
}

void
stack_view(struct stack *stack, struct view *out)
{
	struct visit *visit = stack->visit;

	view_init(out, VIEW_LIST);
	out->screen = stack->top->ops->name;
	out->serial = stack->top->serial;
	if (visit->flash)
		stack_take_flash(stack);
	if (stack->said)
		view_add_notice(out, stack->said_role, stack->said);
	stack->top->ops->view(stack->top, visit, out);
	if (stack->top->below)
		view_offer(out, ACTION_BACK, NULL);
	view_offer(out, ACTION_PEOPLE, NULL);
	view_offer(out, ACTION_HELP, NULL);
	view_offer(out, ACTION_LEAVE, NULL);
	view_offer(out, ACTION_VANISH, NULL);
}

enum err
stack_tick(struct stack *stack)
{
	enum err worst = ERR_OK;

	for (struct screen *screen = stack->top; screen; screen = screen->below) {
		enum err err = screen->ops->tick ? screen->ops->tick(screen, stack->visit) : ERR_OK;

		worst = worst == ERR_OK ? err : worst;
	}
	return worst;
}

static void
stack_end(struct stack *stack, enum outcome_kind kind)
{
	stack->ended = true;
	stack->ending = kind;
}

/* Go on to what is unread, wherever it is; or say that there is nothing. */
static struct outcome
stack_next_unread(struct visit *visit)
{
	int64_t thread;

	if (!visit->actor.member) {
		visit_say(visit, ROLE_NOTICE,
		    _("New messages are counted for members. Choose what you'd like to read."));
		return screen_stay();
	}
	if (conversation_next_unread(&visit->forum, &visit->actor, 0, 0, &thread) == ERR_OK)
		return screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = thread});
	visit_say(visit, ROLE_NOTICE, _("You have read everything that is new."));
	return screen_stay();
}

/* What an action does on every screen that has no use of its own for it. */
static struct outcome
stack_common(struct stack *stack, enum action action)
{
	struct visit *visit = stack->visit;

	switch (action) {
	case ACTION_PEOPLE:
		return screen_push((struct route){.kind = ROUTE_PEOPLE});
	case ACTION_HELP:
		return screen_push((struct route){.kind = ROUTE_HELP});
	case ACTION_VANISH:
		return (struct outcome){.kind = OUTCOME_VANISH};
	case ACTION_NEXT_UNREAD:
		return stack_next_unread(visit);
	case ACTION_BACK:
		if (stack->top->below)
			return screen_back();
		/* fall through */
	case ACTION_LEAVE:
		return screen_push((struct route){.kind = ROUTE_LEAVE});
	default:
		return screen_stay();
	}
}

static void stack_carry_out(struct stack *, struct outcome);

static void
stack_tell_choice(struct stack *stack, int64_t choice)
{
	struct screen *below;

	stack_drop(stack);
	below = stack->top;
	if (below->ops->chosen)
		stack_carry_out(stack, below->ops->chosen(below, stack->visit, choice));
}

static void
stack_carry_out(struct stack *stack, struct outcome outcome)
{
	switch (outcome.kind) {
	case OUTCOME_STAY:
	case OUTCOME_DECLINE:
		break;
	case OUTCOME_PUSH:
		break;
	case OUTCOME_REPLACE:
		stack_drop(stack);
		break;
	case OUTCOME_RESTART:
		stack_drop_all(stack);
		break;
	case OUTCOME_BACK:
		stack_drop(stack);
		break;
	case OUTCOME_CHOSEN:
		stack_tell_choice(stack, outcome.choice);
		break;
	case OUTCOME_LEAVE:
	case OUTCOME_VANISH:
		stack_end(stack, outcome.kind);
		break;
	case OUTCOME_RESTYLE:
		stack->restyle = true;
		break;
	}
	for (int k = 0; k < outcome.route_count; k++)
		stack_put(stack, &outcome.routes[k]);
	if (!stack->top && !stack->ended)
		stack_end(stack, OUTCOME_LEAVE);
}

void
stack_act(struct stack *stack, const struct intent *intent)
{
	struct screen *top = stack->top;
	struct outcome outcome;

	free(stack->said);
	stack->said = NULL;
	outcome = top->ops->act(top, stack->visit, intent);
	if (outcome.kind == OUTCOME_DECLINE) {
		stack_tick(stack);
		outcome = stack_common(stack, intent->action);
	}
	stack_carry_out(stack, outcome);
}

/* The renderer this visitor can use; a terminal that can't do the full screen gets plain lines. */
static struct renderer *
stack_open(struct stack *stack, const struct renderer_setup *setup, const struct renderer_ops **ops)
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
stack_theme(const struct visit *visit)
{
	const struct theme *theme = theme_find(visit->theme);

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
	int64_t dirty_since_ms; /* -1: nothing unsaved */
	int64_t news_counter;
};

/* What there is to see now, for the next picture. Then the database is done with: this may be looked at for hours. */
static void
loop_look(struct loop *loop)
{
	struct view *fresh = &loop->views[1 - loop->shown];

	view_clear(fresh);
	stack_view(loop->stack, fresh);
	forum_rest(&loop->stack->visit->forum);
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
	mem_give_back();
}

static void
loop_show(struct loop *loop, enum show why)
{
	loop_look(loop);
	loop_show_seen(loop, why);
}

static int
loop_timeout(const struct loop *loop)
{
	int64_t left;

	if (loop->dirty_since_ms < 0)
		return -1;
	left = loop->dirty_since_ms + SAVE_WITHIN_MS - clock_monotonic_ms();
	return left > 0 ? (int)left : 0;
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
	loop->renderer = stack_open(loop->stack, setup, &loop->ops);
	if (loop->stack->visit->is_plain != was_plain)
		loop_look(loop);
}

/* Run with one renderer until the visit ends or another look was chosen. */
static enum event_kind
loop_run(struct loop *loop)
{
	struct event event = {0};

	loop_show_seen(loop, SHOW_SCREEN);
	do {
		event = loop->ops->read(loop->renderer, loop_timeout(loop));
		if (loop->dirty_since_ms >= 0 && !loop_timeout(loop))
			loop_save(loop);
	} while (loop_take(loop, &event));
	stack_tick(loop->stack);
	return event.kind;
}

static void
stack_say_goodbye(struct stack *stack, struct loop *loop, enum event_kind last)
{
	bool wipe = stack->ended && stack->ending == OUTCOME_VANISH;
	const char *words;

	if (last == EVENT_HANGUP)
		return;
	if (last == EVENT_CLOSING)
		words = _("The board is closing for a moment. What you have written is saved. Please come back soon.");
	else if (wipe)
		words = stack->visit->is_plain ? _("You have left. I can't clear your screen.") : "";
	else
		words = _("Goodbye for now. What you have written is saved. Come back at any hour.");
	loop->ops->goodbye(loop->renderer, words, wipe);
}

void
stack_run(struct stack *stack, struct wire *wire, const char *term, const struct keymap *keymap)
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

	if (stack->visit->forum.db)
		forum_has_news(&stack->visit->forum, &loop.news_counter);
	do {
		stack->restyle = false;
		setup.theme = stack_theme(stack->visit);
		loop_open(&loop, &setup);
		last = loop_run(&loop);
		if (!stack->restyle)
			stack_say_goodbye(stack, &loop, last);
		loop.ops->close(loop.renderer);
	} while (stack->restyle);
	view_clear(&loop.views[loop.shown]);
}
