/*
 * The stack: what becomes of an intent.
 *
 * A place stands on the stack once: going to where one has been already brings it to the top, so that wandering
 * between help and people to call, or answering in a conversation, leaves no trail of copies.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/conversation.h"
#include "ui/stack.h"
#include "ui/team.h"
#include "ui/words.h"

static void
stack_close(struct stack *stack, struct screen *screen)
{
	if (screen->ops->close)
		screen->ops->close(screen, stack->visit);
	free(screen);
}

/* Words that are nowhere else are about one thing: another one is another place. */
static bool
stack_is_there(const struct screen *screen, const struct route *route)
{
	const struct route *here = &screen->route;

	return here->kind == route->kind && here->board == route->board && here->thread == route->thread &&
	    (!screen->ops->is_only || (here->number == route->number && here->choice == route->choice));
}

/* Take the screen of this place out of the stack, wherever it stands; NULL when it stands nowhere. */
static struct screen *
stack_take_out(struct stack *stack, const struct route *route)
{
	struct screen **link = &stack->top, *screen;

	while (*link && !stack_is_there(*link, route))
		link = &(*link)->below;
	screen = *link;
	if (screen)
		*link = screen->below;
	return screen;
}

static void
stack_put(struct stack *stack, const struct route *route)
{
	struct screen *screen = stack_take_out(stack, route);

	if (screen && !screen->ops->is_only) {
		stack_close(stack, screen);
		screen = NULL;
	}
	if (!screen) {
		screen = stack->open(stack->visit, route);
		screen->route = *route;
		screen->serial = ++stack->serials;
	}
	screen->below = stack->top;
	stack->top = screen;
}

static void
stack_drop(struct stack *stack)
{
	struct screen *screen = stack->top;

	stack->top = screen->below;
	stack_close(stack, screen);
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
	if (out->kind != VIEW_FORM && visit->forum.db)
		team_add_alarm(visit, out);
	if (stack->top->below)
		view_offer(out, ACTION_BACK, NULL);
	view_offer(out, ACTION_PEOPLE, NULL);
	if (visit->forum.db)
		view_offer(out, ACTION_WORRY, NULL);
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
	stack->visit->is_unsaved = worst != ERR_OK;
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

	if (visit->owes_consent)
		return screen_push((struct route){.kind = ROUTE_CONSENT});
	if (visit->is_on_break)
		return screen_push((struct route){.kind = ROUTE_ON_BREAK});
	if (!visit->actor.member) {
		visit_say(visit, ROLE_NOTICE,
		    _("New messages are counted for members. Choose what you'd like to read."));
		return screen_stay();
	}
	if (conversation_next_unread(&visit->forum, &visit->actor, 0, 0, &thread) == ERR_OK)
		return screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = thread});
	visit_say(visit, ROLE_NOTICE, _("Nothing more is new. Open a board to read what is there."));
	return screen_stay();
}

static struct outcome
stack_find(struct visit *visit)
{
	if (!visit->forum.db)
		return screen_stay();
	return screen_push((struct route){.kind = visit->owes_consent ? ROUTE_CONSENT : ROUTE_FIND});
}

/* What an action does on every screen that has no use of its own for it. */
static struct outcome
stack_common(struct stack *stack, enum action action)
{
	struct visit *visit = stack->visit;

	switch (action) {
	case ACTION_PEOPLE:
		return screen_push((struct route){.kind = ROUTE_PEOPLE});
	case ACTION_WORRY:
		return visit->forum.db ? screen_push((struct route){.kind = ROUTE_WORRY}) : screen_stay();
	case ACTION_HELP:
		return screen_push((struct route){.kind = ROUTE_HELP});
	case ACTION_FIND:
		return stack_find(visit);
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

/* Words that could not be saved hold a person back once, and no more than that. */
static void
stack_leave(struct stack *stack)
{
	bool was_told = stack->visit->is_unsaved;

	if (stack_tick(stack) == ERR_OK || was_told)
		stack_end(stack, OUTCOME_LEAVE);
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
		stack_leave(stack);
		break;
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

/* Whoever was closed while here goes no further than the page that says so. */
static bool
stack_is_shown_out(struct stack *stack)
{
	struct visit *visit = stack->visit;

	if (!visit->actor.member || account_refresh(&visit->forum, &visit->actor) != ERR_CLOSED)
		return false;
	stack_tick(stack);
	visit->actor = (struct actor){0};
	stack_carry_out(stack, screen_restart((struct route){.kind = ROUTE_CLOSED}));
	return true;
}

void
stack_act(struct stack *stack, const struct intent *intent)
{
	struct screen *top = stack->top;
	struct outcome outcome;

	free(stack->said);
	stack->said = NULL;
	if (stack_is_shown_out(stack))
		return;
	outcome = top->ops->act(top, stack->visit, intent);
	if (outcome.kind == OUTCOME_DECLINE) {
		stack_tick(stack);
		outcome = stack_common(stack, intent->action);
	}
	stack_carry_out(stack, outcome);
}
