/*
 * It makes no difference to anybody who an unknown writer is. The same story is told by one member after the other, by
 * some of the team too, and what everybody else is shown, wherever they look, is the same to the last letter: what was
 * started, answered, changed, taken down, hugged, told of and searched for. (How long things take is
 * not looked at here.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../support/proof.h"
#include "../support/stage.h"
#include "base/clock.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/conversation.h"
#include "forum/hug.h"
#include "forum/message.h"
#include "forum/report.h"

enum { BOARD = 1, THREAD = 71, CASE = 1 };

static struct stage stage;

static struct actor
who(struct forum *forum, const char *name)
{
	struct actor actor = proof_find(forum, name);

	clock_advance_ms((int64_t)20 * 60 * 1000);
	return actor;
}

static void
answer(struct forum *forum, const char *name, int64_t to, const char *body, const struct options *options)
{
	struct actor actor = who(forum, name);
	int64_t number;

	assert_int_equal(conversation_answer(forum, &actor, THREAD, to, body, options, &number), ERR_OK);
}

static void
tell_of(struct forum *forum, const char *name, int64_t number)
{
	const struct telling telling = {.reason = REASON_UNKIND,
	    .thread = THREAD,
	    .number = number,
	    .words = "It hurts."};
	struct actor actor = who(forum, name);

	assert_int_equal(report_tell(forum, &actor, &telling), ERR_OK);
}

/* What the unknown writer does, and what is done to them. */
static void
tell_the_story(struct forum *forum, const char *name)
{
	const struct options options = {.is_anonymous = true, .help = "listen", .asks_next = true};
	struct actor writer = who(forum, name), hugger;
	int64_t thread = 0;
	bool is_given = false;

	assert_int_equal(conversation_start(forum, &writer, BOARD, "So very tired", "I shouted at her today.", &options,
			     &thread),
	    ERR_OK);
	assert_int_equal(thread, THREAD);
	answer(forum, name, 0, "Is anybody up?", &options);
	answer(forum, "spare-key", 1, "I am. I shouted, too.", NULL);
	answer(forum, name, 3, "Then I am not the only one.", &options);
	answer(forum, name, 3, "I should not say this.", &options);
	writer = who(forum, name);
	assert_int_equal(message_change(forum, &writer, THREAD, 1, "I shouted at her tonight."), ERR_OK);
	assert_int_equal(message_withdraw(forum, &writer, THREAD, 5), ERR_OK);
	hugger = who(forum, "garden-gate");
	assert_int_equal(hug_give(forum, &hugger, THREAD, 1, HUG_HUG, &is_given), ERR_OK);
	tell_of(forum, "brass-tacks", 4);
	tell_of(forum, "grey-van", 1);
	assert_int_equal(conversation_start(forum, &writer, BOARD, "Does it ever end", "It is late.", &options,
			     &thread),
	    ERR_OK);
}

/* Where others look. member: as whom's page; NULL for none. */
struct look {
	const char *as;
	struct route route;
	const char *lines, *member;
};

static const struct look looks[] = {
    {NULL, {.kind = ROUTE_BOARD, .board = BOARD}, NULL, NULL},
    {NULL, {.kind = ROUTE_CONVERSATION, .thread = THREAD, .number = 1}, "\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_HOME}, "\n\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_BOARD, .board = BOARD}, "\n", NULL},
    {"garden-gate", {.kind = ROUTE_CONVERSATION, .thread = THREAD, .number = 1}, "\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_TREE, .thread = THREAD, .number = 1}, "\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_MESSAGE, .thread = THREAD, .number = 1}, "\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_MESSAGE, .thread = THREAD, .number = 5}, "\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_WRITE, .board = BOARD, .thread = THREAD, .number = 4}, NULL, NULL},
    {"garden-gate", {.kind = ROUTE_TELL, .thread = THREAD, .number = 4}, NULL, NULL},
    {"garden-gate", {.kind = ROUTE_FIND}, "shouted\n\n\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_FIND}, "by:plain-flour\n\n\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_FIND}, "by:cat-on-the-bed\n\n\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_FIND}, "by:front-step\n\n\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_FIND}, "answered:no since:today\n\n\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_FIND}, "answered:yes since:today\n\n\n\n", NULL},
    {"garden-gate", {.kind = ROUTE_MEMBER}, NULL, "plain-flour"},
    {"garden-gate", {.kind = ROUTE_MEMBER}, NULL, "cat-on-the-bed"},
    {"garden-gate", {.kind = ROUTE_MEMBER}, NULL, "borrowed-chair"},
    {"spare-key", {.kind = ROUTE_HOME}, "\n\n\n", NULL}, /* who was answered */
    {"spare-key", {.kind = ROUTE_CONVERSATION, .thread = THREAD, .number = 1}, "\n\n", NULL},
    {"second-cup", {.kind = ROUTE_HOME}, "\n\n\n", NULL}, /* a greeter */
    {"second-cup", {.kind = ROUTE_WAITING}, "\n\n\n\n", NULL},
    {"second-cup", {.kind = ROUTE_MESSAGE, .thread = THREAD + 1, .number = 1}, "\n\n", NULL},
    {"slow-puncture", {.kind = ROUTE_HOME}, "\n\n\n", NULL}, /* a host */
    {"slow-puncture", {.kind = ROUTE_BOARD, .board = BOARD}, "\n", NULL},
    {"slow-puncture", {.kind = ROUTE_MESSAGE, .thread = THREAD, .number = 1}, "\n\n", NULL},
    {"lamp-in-window", {.kind = ROUTE_HOME}, "\n\n\n", NULL}, /* a moderator */
    {"lamp-in-window", {.kind = ROUTE_DESK}, "\n\n\n", NULL},
    {"lamp-in-window", {.kind = ROUTE_CASE, .number = CASE}, "\n\n\n", NULL},
    {"lamp-in-window", {.kind = ROUTE_CASE, .number = CASE + 1}, "\n\n\n", NULL},
    {"lamp-in-window", {.kind = ROUTE_CASE_ACTS, .number = CASE}, "\n\n\n", NULL},
    {"lamp-in-window", {.kind = ROUTE_CASE_ACTS, .number = CASE, .choice = CASE_PAGE_MESSAGE}, "\n", NULL},
    {"lamp-in-window", {.kind = ROUTE_CASE_ACTS, .number = CASE, .choice = CASE_PAGE_WRITER}, "\n", NULL},
    {"lamp-in-window", {.kind = ROUTE_MEMBER}, NULL, "plain-flour"},
};

/*
 * Beside a case there is about how much the writer ever wrote, in steps that many share: what the team may know of an
 * unknown writer, and the only thing.
 */
static void
cut_counts(char *text)
{
	char *counts = strstr(text, "Messages: "), *end = counts ? strchr(counts, '\n') : NULL;

	if (!end)
		return;
	assert_non_null(strstr(counts, "or more. Other cases: fewer than 5."));
	memmove(counts, end, strlen(end) + 1);
}

static char *
look_at(const struct look *look)
{
	struct part part = {.as = look->as, .route = look->route, .is_plain = true};
	struct performance performance = {.stage = &stage, .part = &part};
	struct vt *vt = vt_open(80, 24);
	struct forum forum;
	const char *written;
	size_t bytes;
	char *text;

	if (look->member) {
		assert_int_equal(forum_open(stage.data, &stage.config, &forum), ERR_OK);
		part.route.number = who(&forum, look->member).member;
		forum_close(&forum);
	}
	stage_perform(&performance, vt);
	if (look->lines)
		vt_type(vt, look->lines);
	written = vt_written(vt, &bytes);
	text = mem_copy_bytes(written, bytes);
	vt_close(vt);
	if (look->route.kind == ROUTE_CASE)
		cut_counts(text);
	return text;
}

enum { LOOKS = sizeof looks / sizeof *looks };

static void
look_at_all(const char *writer, char *out[static LOOKS])
{
	struct forum forum;

	for (size_t k = 0; k < LOOKS; k++) {
		stage_reset(&stage);
		assert_int_equal(forum_open(stage.data, &stage.config, &forum), ERR_OK);
		tell_the_story(&forum, writer);
		forum_close(&forum);
		out[k] = look_at(&looks[k]);
	}
}

static int
compare(const char *writer, char *one[static LOOKS], char *other[static LOOKS])
{
	int differing = 0;

	for (size_t k = 0; k < LOOKS; k++)
		if (strcmp(one[k], other[k]) != 0) {
			print_error("as %s, screen %d, it is seen that it was %s:\n%s\n-- and else:\n%s\n",
			    looks[k].as ? looks[k].as : "a guest", (int)looks[k].route.kind, writer, other[k], one[k]);
			differing++;
		}
	return differing;
}

static void
it_makes_no_difference_who_it_was(void **state)
{
	static const char *const writers[] = {"cat-on-the-bed", "borrowed-chair", "front-step", "night-desk"};
	char *one[LOOKS], *other[LOOKS];
	int differing = 0;

	(void)state;
	look_at_all("plain-flour", one);
	assert_non_null(strstr(one[1], "I shouted at her tonight.")); /* it is there to be seen */
	for (size_t w = 0; w < sizeof writers / sizeof *writers; w++) {
		look_at_all(writers[w], other);
		differing += compare(writers[w], one, other);
		for (size_t k = 0; k < LOOKS; k++)
			free(other[k]);
	}
	for (size_t k = 0; k < LOOKS; k++)
		free(one[k]);
	assert_int_equal(differing, 0);
}

static int
set_up(void **state)
{
	(void)state;
	return stage_open(&stage);
}

static int
take_down(void **state)
{
	(void)state;
	return stage_close(&stage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(it_makes_no_difference_who_it_was)};

	return cmocka_run_group_tests(tests, set_up, take_down);
}
