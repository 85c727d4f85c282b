/*
 * The stack: what becomes of an intent, with screens made for the test.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "ui/stack.h"

/* A screen whose number is its route's; what happens to it is written down. */
struct probe {
	struct screen screen;
	int64_t number;
};

static struct {
	char log[512];
	struct outcome next; /* what the top screen answers */
	enum err saving;
} state;

static void
note(const char *what, int64_t number)
{
	char line[64];

	snprintf(line, sizeof line, "%s %d. ", what, (int)number);
	strncat(state.log, line, sizeof state.log - strlen(state.log) - 1);
}

static void
probe_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)visit;
	view_set_title(out, ((struct probe *)screen)->number == 1 ? "one" : "other");
}

static struct outcome
probe_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)visit;
	(void)intent;
	note("act", ((struct probe *)screen)->number);
	return state.next;
}

static enum err
probe_tick(struct screen *screen, struct visit *visit)
{
	(void)visit;
	note("tick", ((struct probe *)screen)->number);
	return state.saving;
}

static struct outcome
probe_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	(void)visit;
	note("chosen", choice);
	note("by", ((struct probe *)screen)->number);
	return screen_stay();
}

static void
probe_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	note("close", ((struct probe *)screen)->number);
}

static struct screen *
probe_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops many = {
	    .name = "probe",
	    .view = probe_view,
	    .act = probe_act,
	    .tick = probe_tick,
	    .chosen = probe_chosen,
	    .close = probe_close,
	};
	static const struct screen_ops only = {
	    .name = "probe",
	    .view = probe_view,
	    .act = probe_act,
	    .close = probe_close,
	    .is_only = true,
	};
	struct probe *probe = screen_alloc(route->kind == ROUTE_TELL_WORDS ? &only : &many, sizeof *probe);

	(void)visit;
	probe->number = route->number;
	return &probe->screen;
}

struct bed {
	struct visit visit;
	struct config config;
	struct stack stack;
};

static void
bed_make(struct bed *bed)
{
	struct route first = {.number = 1};

	memset(&state, 0, sizeof state);
	*bed = (struct bed){0};
	config_init(&bed->config);
	bed->visit.config = &bed->config;
	stack_init(&bed->stack, &bed->visit, probe_open, &first);
}

static void
bed_clear(struct bed *bed)
{
	stack_clear(&bed->stack);
	config_clear(&bed->config);
	free(bed->visit.flash);
}

static void
ask(struct bed *bed, struct outcome next, const char *wanted)
{
	struct intent intent = {.action = ACTION_OPEN};

	state.next = next;
	state.log[0] = '\0';
	stack_act(&bed->stack, &intent);
	assert_string_equal(state.log, wanted);
}

static void
test_push_and_back(void **unused)
{
	struct bed bed;
	uint64_t first, second;

	(void)unused;
	bed_make(&bed);
	first = bed.stack.top->serial;
	ask(&bed, screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = 102, .number = 2}), "act 1. ");
	second = bed.stack.top->serial;
	assert_true(second != first);
	ask(&bed, screen_back(), "act 2. close 2. ");
	assert_true(bed.stack.top->serial == first);
	assert_false(bed.stack.ended);
	ask(&bed, screen_back(), "act 1. close 1. ");
	assert_true(bed.stack.ended); /* nothing left to stand on */
	bed_clear(&bed);
}

static void
test_replace_and_restart(void **unused)
{
	struct outcome three = screen_restart((struct route){.kind = ROUTE_CONVERSATION, .thread = 107, .number = 7});
	struct bed bed;

	(void)unused;
	bed_make(&bed);
	ask(&bed, screen_replace((struct route){.kind = ROUTE_CONVERSATION, .thread = 102, .number = 2}),
	    "act 1. close 1. ");
	ask(&bed, screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = 103, .number = 3}), "act 2. ");
	three.routes[1] = (struct route){.kind = ROUTE_CONVERSATION, .thread = 108, .number = 8};
	three.routes[2] = (struct route){.kind = ROUTE_CONVERSATION, .thread = 109, .number = 9};
	three.route_count = 3;
	ask(&bed, three, "act 3. close 3. close 2. ");
	assert_int_equal(((struct probe *)bed.stack.top)->number, 9);
	assert_int_equal(((struct probe *)bed.stack.top->below)->number, 8);
	assert_int_equal(((struct probe *)bed.stack.top->below->below)->number, 7);
	bed_clear(&bed);
}

static void
test_an_answer_goes_to_the_screen_below(void **unused)
{
	struct bed bed;

	(void)unused;
	bed_make(&bed);
	ask(&bed, screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = 102, .number = 2}), "act 1. ");
	ask(&bed, (struct outcome){.kind = OUTCOME_CHOSEN, .choice = 5}, "act 2. close 2. chosen 5. by 1. ");
	bed_clear(&bed);
}

static void
test_declined_is_done_as_everywhere(void **unused)
{
	struct intent leave_quickly = {.action = ACTION_VANISH}, back = {.action = ACTION_BACK};
	struct bed bed;

	(void)unused;
	bed_make(&bed);
	ask(&bed, screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = 102, .number = 2}), "act 1. ");
	state.next = screen_decline();
	stack_act(&bed.stack, &back);
	assert_int_equal(((struct probe *)bed.stack.top)->number, 1);
	stack_act(&bed.stack, &leave_quickly);
	assert_true(bed.stack.ended);
	assert_int_equal(bed.stack.ending, OUTCOME_VANISH);
	bed_clear(&bed);
}

static size_t
count_notices(struct bed *bed)
{
	struct view view;
	size_t count;

	stack_view(&bed->stack, &view);
	count = view.notice_count;
	view_clear(&view);
	return count;
}

static void
test_what_was_said_stays_until_the_next_wish(void **unused)
{
	struct bed bed;

	(void)unused;
	bed_make(&bed);
	visit_say(&bed.visit, ROLE_NOTICE, "Sent.");
	assert_int_equal(count_notices(&bed), 1);
	assert_int_equal(count_notices(&bed), 1); /* shown again because of news */
	ask(&bed, screen_stay(), "act 1. ");
	assert_int_equal(count_notices(&bed), 0);
	bed_clear(&bed);
}

static void
test_saving_reaches_every_screen(void **unused)
{
	struct bed bed;

	(void)unused;
	bed_make(&bed);
	ask(&bed, screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = 102, .number = 2}), "act 1. ");
	state.log[0] = '\0';
	assert_int_equal(stack_tick(&bed.stack), ERR_OK);
	assert_string_equal(state.log, "tick 2. tick 1. ");
	state.saving = ERR_FULL;
	assert_int_equal(stack_tick(&bed.stack), ERR_FULL);
	bed_clear(&bed);
}

static void
test_a_place_stands_on_the_stack_once(void **unused)
{
	struct bed bed;

	(void)unused;
	bed_make(&bed);
	ask(&bed, screen_push((struct route){.kind = ROUTE_PEOPLE, .number = 2}), "act 1. ");
	ask(&bed, screen_push((struct route){.kind = ROUTE_HELP, .number = 3}), "act 2. ");
	ask(&bed, screen_push((struct route){.kind = ROUTE_PEOPLE, .number = 4}), "act 3. close 2. ");
	ask(&bed, screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = 1, .number = 5}), "act 4. ");
	ask(&bed, screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = 2, .number = 6}), "act 5. ");
	ask(&bed, screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = 1, .number = 7}),
	    "act 6. close 5. ");
	assert_int_equal(((struct probe *)bed.stack.top->below)->number, 6);
	bed_clear(&bed);
}

static void
test_unsaved_words_hold_back_once(void **unused)
{
	struct bed bed;

	(void)unused;
	bed_make(&bed);
	state.saving = ERR_FULL;
	ask(&bed, (struct outcome){.kind = OUTCOME_LEAVE}, "act 1. tick 1. ");
	assert_false(bed.stack.ended);
	assert_true(bed.visit.is_unsaved);
	ask(&bed, (struct outcome){.kind = OUTCOME_LEAVE}, "act 1. tick 1. ");
	assert_true(bed.stack.ended);
	bed_clear(&bed);
}

/* Words to the team are in no draft: going there again brings the same screen up. About another message is another. */
static void
test_words_that_are_nowhere_else_are_not_opened_twice(void **unused)
{
	struct route words = {.kind = ROUTE_TELL_WORDS, .thread = 7, .number = 4}, other = words;
	struct bed bed;
	struct screen *first;

	(void)unused;
	other.number = 5;
	bed_make(&bed);
	ask(&bed, screen_push(words), "act 1. ");
	first = bed.stack.top;
	ask(&bed, screen_push((struct route){.kind = ROUTE_PEOPLE, .number = 6}), "act 4. ");
	ask(&bed, screen_push(words), "act 6. ");
	assert_ptr_equal(bed.stack.top, first);
	ask(&bed, screen_push(other), "act 4. ");
	assert_ptr_not_equal(bed.stack.top, first);
	ask(&bed, screen_back(), "act 5. close 5. ");
	assert_ptr_equal(bed.stack.top, first);
	ask(&bed, screen_back(), "act 4. close 4. ");
	assert_int_equal(((struct probe *)bed.stack.top)->number, 6);
	bed_clear(&bed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_push_and_back),
	    cmocka_unit_test(test_replace_and_restart),
	    cmocka_unit_test(test_an_answer_goes_to_the_screen_below),
	    cmocka_unit_test(test_declined_is_done_as_everywhere),
	    cmocka_unit_test(test_what_was_said_stays_until_the_next_wish),
	    cmocka_unit_test(test_saving_reaches_every_screen),
	    cmocka_unit_test(test_a_place_stands_on_the_stack_once),
	    cmocka_unit_test(test_unsaved_words_hold_back_once),
	    cmocka_unit_test(test_words_that_are_nowhere_else_are_not_opened_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
