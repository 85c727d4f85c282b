/*
 * Every screen of the board, over the demo board with the clock pinned: in full at 80x24 and 40x12, three of them
 * at 132x43, and in plain, against golden text. And what must hold on all of them: every key in the bar is its
 * own, and the ways to help and out are always there.
 */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "../support/golden.h"
#include "../support/vt.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/random.h"
#include "forum/account.h"
#include "forum/board.h"
#include "forum/setup.h"
#include "ui/screens.h"
#include "ui/loop.h"

enum { NOW = 1780513200 }; /* Wednesday 3 June 2026, 7 in the evening, UTC */

static struct {
	char *data;
	struct config config;
	struct keymap keymap;
} state;

struct scene {
	const char *name;
	const char *as; /* a member, or NULL for a guest */
	struct route route;
	const char *keys;  /* pressed in full before looking */
	const char *lines; /* typed in plain */
	bool is_wide;      /* also at 132x43 */
};

static const struct scene scenes[] = {
    {.name = "home-guest", .route = {.kind = ROUTE_HOME}},
    {.name = "home", .as = "kettle-on", .route = {.kind = ROUTE_HOME}, .is_wide = true},
    {.name = "lobby", .route = {.kind = ROUTE_LOBBY}},
    {.name = "sign-in", .route = {.kind = ROUTE_SIGN_IN}, .keys = "kettle-on\twrong", .lines = "kettle-on\n"},
    {.name = "join", .route = {.kind = ROUTE_JOIN}},
    {.name = "join-consent", .route = {.kind = ROUTE_JOIN_CONSENT}},
    {.name = "join-name",
	.route = {.kind = ROUTE_JOIN_NAME},
	.keys = "two words, too many for it\r\r",
	.lines = "x\n\n"},
    {.name = "join-return", .route = {.kind = ROUTE_JOIN_RETURN}},
    {.name = "join-rules", .as = "kettle-on", .route = {.kind = ROUTE_JOIN_RULES}},
    {.name = "people", .route = {.kind = ROUTE_PEOPLE}},
    {.name = "help", .as = "kettle-on", .route = {.kind = ROUTE_HELP}},
    {.name = "rules", .as = "kettle-on", .route = {.kind = ROUTE_RULES}},
    {.name = "connect", .route = {.kind = ROUTE_CONNECT}},
    {.name = "closed", .route = {.kind = ROUTE_CLOSED}},
    {.name = "sorry", .route = {.kind = ROUTE_SORRY, .err = ERR_NEWER}},
    {.name = "looks", .as = "kettle-on", .route = {.kind = ROUTE_LOOKS}},
    {.name = "leave", .as = "kettle-on", .route = {.kind = ROUTE_LEAVE}},
    {.name = "go-to", .as = "kettle-on", .route = {.kind = ROUTE_GO_TO, .number = 12}},
    {.name = "board", .as = "kettle-on", .route = {.kind = ROUTE_BOARD, .board = 1}, .is_wide = true},
    {.name = "board-guest", .route = {.kind = ROUTE_BOARD, .board = 1}},
    {.name = "board-gone", .route = {.kind = ROUTE_BOARD, .board = 999}},
    {.name = "board-off", .as = "kettle-on", .route = {.kind = ROUTE_BOARD, .board = 13}},
    {.name = "conversation",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.is_wide = true},
    {.name = "conversation-end",
	.as = "kettle-on",
	.route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2},
	.keys = "      ",
	.lines = "\n\n\n\n"},
    {.name = "conversation-gone", .as = "kettle-on", .route = {.kind = ROUTE_CONVERSATION, .thread = 9999}},
    {.name = "start",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1},
	.keys = "The stairs\tShe counts them.\t",
	.lines = "The stairs\nShe counts them.\n.\n"},
    {.name = "hello", .as = "kettle-on", .route = {.kind = ROUTE_WRITE, .board = 1, .is_hello = true}},
    {.name = "answer",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 1},
	.keys = "Yes, ours too.\to"},
    {.name = "discard",
	.as = "kettle-on",
	.route = {.kind = ROUTE_WRITE, .board = 1, .thread = 2, .number = 1},
	.keys = "Yes.\td",
	.lines = "Yes.\n.\nd\n"},
};

struct performance {
	const struct scene *scene;
	bool is_plain;
};

static void
visit_make(struct visit *visit, const struct scene *scene, bool is_plain)
{
	struct actor actor;

	*visit = (struct visit){.config = &state.config, .is_plain = is_plain, .has_terminal = !is_plain};
	if (scene->route.kind == ROUTE_JOIN_RETURN)
		snprintf(visit->wanted_name, sizeof visit->wanted_name, "blue-mug");
	assert_int_equal(forum_open(state.data, &state.config, &visit->forum), ERR_OK);
	if (scene->as) {
		assert_int_equal(account_find(&visit->forum, scene->as, &actor), ERR_OK);
		visit->actor = actor;
		visit->door = DOOR_MEMBER;
		visit->last_here_at = NOW - 30 * 3600;
	}
}

static void
visit_end(struct visit *visit)
{
	forum_close(&visit->forum);
	free(visit->flash);
}

static void
perform(void *context, struct wire *wire)
{
	struct performance *performance = context;
	struct visit visit;
	struct stack stack;

	visit_make(&visit, performance->scene, performance->is_plain);
	stack_init(&stack, &visit, screens_open, &performance->scene->route);
	loop_run(&stack, wire, performance->is_plain ? "dumb" : "xterm-256color", &state.keymap);
	stack_clear(&stack);
	visit_end(&visit);
}

/* The board as it was before the scene: what one leaves behind must not colour the next. */
static void
board_reset(void)
{
	static const char *const files[] = {"board.db", "board.db-wal", "board.db-shm"};
	const struct board_change off = {.is_on = 0, .is_open = -1, .position = -1};
	struct forum forum;
	int64_t members, conversations, messages;

	for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
		char *path = mem_format("%s/db/%s", state.data, files[f]);

		unlink(path);
		free(path);
	}
	clock_pin(NOW);
	random_pin(7);
	assert_int_equal(setup_directories(state.data), ERR_OK);
	assert_int_equal(setup_board(state.data), ERR_OK);
	assert_int_equal(forum_open(state.data, &state.config, &forum), ERR_OK);
	assert_int_equal(setup_demo(&forum, &members, &conversations, &messages), ERR_OK);
	assert_int_equal(board_edit(&forum, "what-worked", &off), ERR_OK); /* for the scene "board-off" */
	forum_close(&forum);
}

static void
look_full(const struct scene *scene, int cols, int rows)
{
	struct performance performance = {.scene = scene};
	struct vt *vt = vt_open(cols, rows);
	char *name = mem_format("screens/%s-%dx%d", scene->name, cols, rows), *text;

	board_reset();
	vt_start(vt, perform, &performance);
	if (scene->keys)
		vt_type(vt, scene->keys);
	text = vt_text(vt);
	golden_check(name, text);
	assert_string_equal(vt_strange(vt), "");
	free(text);
	free(name);
	vt_close(vt);
}

static void
look_plain(const struct scene *scene)
{
	struct performance performance = {.scene = scene, .is_plain = true};
	struct vt *vt = vt_open(80, 24);
	char *name = mem_format("screens/%s-plain", scene->name), *text;
	const char *written;
	size_t bytes;

	board_reset();
	vt_start(vt, perform, &performance);
	if (scene->lines)
		vt_type(vt, scene->lines);
	written = vt_written(vt, &bytes);
	text = mem_copy_bytes(written, bytes);
	assert_null(strchr(text, 0x1b));
	golden_check(name, text);
	free(text);
	free(name);
	vt_close(vt);
}

static void
test_every_screen_in_full(void **unused)
{
	(void)unused;
	for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++) {
		look_full(&scenes[k], 80, 24);
		look_full(&scenes[k], 40, 12);
		if (scenes[k].is_wide)
			look_full(&scenes[k], 132, 43);
	}
}

static void
test_every_screen_in_plain(void **unused)
{
	(void)unused;
	for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++)
		look_plain(&scenes[k]);
}

/* The letters of plain mode are its own. */
static void
check_keys(const struct view *view)
{
	for (size_t a = 0; a < view->offer_count; a++) {
		uint32_t key = state.keymap.keys[view->offers[a].action];

		assert_true(key != 'r' && key != 'l' && key != 'p');
		for (size_t b = a + 1; b < view->offer_count; b++)
			if (state.keymap.keys[view->offers[b].action] == key)
				fail_msg("%s: %s and %s share a key", view->screen, view->offers[a].label,
				    view->offers[b].label);
	}
}

static void
test_every_screen_has_a_way_to_help_and_out(void **unused)
{
	(void)unused;
	board_reset();
	for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++) {
		struct visit visit;
		struct stack stack;
		struct view view;

		visit_make(&visit, &scenes[k], false);
		stack_init(&stack, &visit, screens_open, &scenes[k].route);
		stack_view(&stack, &view);
		check_keys(&view);
		assert_true(view_offers(&view, ACTION_PEOPLE));
		assert_true(view_offers(&view, ACTION_HELP));
		assert_true(view_offers(&view, ACTION_LEAVE));
		assert_true(view_offers(&view, ACTION_VANISH));
		assert_true(*view.title);
		view_clear(&view);
		stack_clear(&stack);
		visit_end(&visit);
	}
}

static int
set_up(void **unused)
{
	struct theme_error error;
	char *file = NULL;

	(void)unused;
	setenv("TZ", "UTC", 1);
	tzset();
	state.data = mem_copy_string("/tmp/bbs-screens-XXXXXX");
	if (!mkdtemp(state.data) || account_init() != ERR_OK)
		return -1;
	config_init(&state.config);
	keymap_init(&state.keymap);
	return themes_load(NULL, &error, &file) == ERR_OK ? 0 : -1;
}

static int
forget(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
	(void)st;
	(void)kind;
	(void)walk;
	return remove(path);
}

static int
tear_down(void **unused)
{
	(void)unused;
	config_clear(&state.config);
	themes_clear();
	nftw(state.data, forget, 8, FTW_DEPTH | FTW_PHYS);
	free(state.data);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_screen_in_full),
	    cmocka_unit_test(test_every_screen_in_plain),
	    cmocka_unit_test(test_every_screen_has_a_way_to_help_and_out),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
