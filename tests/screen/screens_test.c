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
#include "ui/stack.h"

enum { NOW = 1780513200 }; /* Wednesday 3 June 2026, 7 in the evening, UTC */

static struct {
	char *data;
	struct config config;
	struct keymap keymap;
} state;

struct scene {
	const char *name;
	const char *as; /* a member, or NULL for a guest */
	struct screen *(*make)(struct visit *);
	const char *keys;  /* pressed in full before looking */
	const char *lines; /* typed in plain */
	bool is_wide;      /* also at 132x43 */
};

static struct screen *make_home(struct visit *v) { (void)v; return home_new(); }
static struct screen *make_lobby(struct visit *v) { (void)v; return lobby_new(); }
static struct screen *make_sign_in(struct visit *v) { (void)v; return sign_in_new(); }
static struct screen *make_join(struct visit *v) { (void)v; return join_new(); }
static struct screen *make_people(struct visit *v) { (void)v; return people_new(); }
static struct screen *make_help(struct visit *v) { return help_new(v); }
static struct screen *make_rules(struct visit *v) { (void)v; return rules_new(); }
static struct screen *make_connect(struct visit *v) { (void)v; return connect_new(); }
static struct screen *make_closed(struct visit *v) { (void)v; return closed_new(); }
static struct screen *make_sorry(struct visit *v) { (void)v; return sorry_new(ERR_NEWER); }
static struct screen *make_looks(struct visit *v) { (void)v; return looks_new(); }
static struct screen *make_leave(struct visit *v) { (void)v; return leave_new(); }
static struct screen *make_go_to(struct visit *v) { (void)v; return go_to_new(12); }
static struct screen *make_board(struct visit *v) { (void)v; return board_new(1); }
static struct screen *make_empty_board(struct visit *v) { (void)v; return board_new(13); }
static struct screen *make_gone_board(struct visit *v) { (void)v; return board_new(999); }
static struct screen *make_conversation(struct visit *v) { (void)v; return conversation_new(1, 2); }
static struct screen *make_gone(struct visit *v) { (void)v; return conversation_new(9999, 0); }
static struct screen *
make_start(struct visit *v)
{
	return write_new(v, (struct place){.board = 1}, false);
}
static struct screen *
make_hello(struct visit *v)
{
	return write_new(v, (struct place){.board = 1}, true);
}
static struct screen *
make_answer(struct visit *v)
{
	return write_new(v, (struct place){.board = 1, .thread = 1, .reply_to = 1}, false);
}

static const struct scene scenes[] = {
    {.name = "home-guest", .make = make_home},
    {.name = "home", .as = "kettle-on", .make = make_home, .is_wide = true},
    {.name = "lobby", .make = make_lobby},
    {.name = "sign-in", .make = make_sign_in, .keys = "kettle-on\twrong", .lines = "kettle-on\n"},
    {.name = "join", .make = make_join},
    {.name = "join-consent", .make = make_join, .keys = "\r", .lines = "1\n"},
    {.name = "join-name", .make = make_join, .keys = "\r\rkettle-on\r\r", .lines = "1\n1\nkettle-on\nd\n"},
    {.name = "join-return", .make = make_join, .keys = "\r\rblue-mug\r\r", .lines = "1\n1\nblue-mug\nd\n"},
    {.name = "people", .make = make_people},
    {.name = "help", .as = "kettle-on", .make = make_help},
    {.name = "rules", .as = "kettle-on", .make = make_rules},
    {.name = "connect", .make = make_connect},
    {.name = "closed", .make = make_closed},
    {.name = "sorry", .make = make_sorry},
    {.name = "looks", .as = "kettle-on", .make = make_looks},
    {.name = "leave", .as = "kettle-on", .make = make_leave},
    {.name = "go-to", .as = "kettle-on", .make = make_go_to},
    {.name = "board", .as = "kettle-on", .make = make_board, .is_wide = true},
    {.name = "board-guest", .make = make_board},
    {.name = "board-gone", .make = make_gone_board},
    {.name = "board-off", .as = "kettle-on", .make = make_empty_board},
    {.name = "conversation", .as = "kettle-on", .make = make_conversation, .is_wide = true},
    {.name = "conversation-end", .as = "kettle-on", .make = make_conversation, .keys = "      ", .lines = "\n\n\n\n"},
    {.name = "conversation-gone", .as = "kettle-on", .make = make_gone},
    {.name = "start", .as = "kettle-on", .make = make_start, .keys = "The stairs\tShe counts them.\t", .lines = "The stairs\nShe counts them.\n.\n"},
    {.name = "hello", .as = "kettle-on", .make = make_hello},
    {.name = "answer", .as = "kettle-on", .make = make_answer, .keys = "Yes, ours too.\to"},
    {.name = "discard", .as = "kettle-on", .make = make_answer, .keys = "Yes.\td", .lines = "Yes.\n.\nd\n"},
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
	stack_init(&stack, &visit, performance->scene->make(&visit));
	stack_run(&stack, wire, performance->is_plain ? "dumb" : "xterm-256color", &state.keymap);
	stack_clear(&stack);
	visit_end(&visit);
}

/* The board as it was before the scene: what one leaves behind must not colour the next. */
static void
board_reset(void)
{
	static const char *const files[] = {"board.db", "board.db-wal", "board.db-shm"};
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
		stack_init(&stack, &visit, scenes[k].make(&visit));
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
