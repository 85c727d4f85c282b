/*
 * Names of keys, and the keys of actions.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/keymap.h"

static void
test_names(void **unused)
{
	static const struct {
		const char *name;
		uint32_t key;
		const char *shown;
	} rows[] = {
	    {"a", 'a', "a"},
	    {"W", 'W', "W"},
	    {"!", '!', "!"},
	    {"Enter", K_ENTER, "Enter"},
	    {"RETURN", K_ENTER, "Enter"},
	    {"space", K_SPACE, "Space"},
	    {"Backspace", K_BACKSPACE, "Backspace"},
	    {"Ctrl-X", K_CTRL_X, "Ctrl-X"},
	    {"ctrl-x", K_CTRL_X, "Ctrl-X"},
	    {"Ctrl-_", 0x1f, "Ctrl-_"},
	    {"PgUp", K_PAGE_UP, "Page Up"},
	    {"Page Down", K_PAGE_DOWN, "Page Down"},
	    {"Esc", K_ESCAPE, "Esc"},
	    {"\305\202", 0x142, "\305\202"},
	    {"Shift-Tab", K_BACK_TAB, "Shift-Tab"},
	    {"Ctrl-Left", K_WORD_LEFT, "Ctrl-Left"},
	};
	char buffer[16];

	(void)unused;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		assert_int_equal(key_parse(rows[k].name), rows[k].key);
		assert_string_equal(key_name(rows[k].key, buffer), rows[k].shown);
	}
}

static void
test_not_names(void **unused)
{
	static const char *const names[] = {"", " ", "ab", "Ctrl-", "Ctrl-XY", "Ctrl-1", "F1", "\033", "\177",
	    "\302\233", "\342\200\256", "\377", "\305", "a ", "\342\200\213"};

	(void)unused;
	for (size_t k = 0; k < sizeof names / sizeof *names; k++)
		assert_int_equal(key_parse(names[k]), 0);
}

/* Every default is a key, may be one, and shares it only with what never stands beside it. */
static void
test_defaults(void **unused)
{
	struct keymap keymap;
	struct config config = {0};
	struct config_key key = {0};
	const struct config_key *bad;

	(void)unused;
	keymap_init(&keymap);
	for (enum action a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
		assert_int_not_equal(keymap.keys[a], 0);
		key.action = (char *)(uintptr_t)action_info(a)->name;
		key.key = (char *)(uintptr_t)action_info(a)->default_key;
		config.keys = &key;
		config.key_count = 1;
		assert_int_equal(keymap_load(&keymap, &config, &bad), ERR_OK);
	}
}

static enum err
load(struct keymap *keymap, struct config_key *keys, size_t count, int *bad_line)
{
	struct config config = {.keys = keys, .key_count = count};
	const struct config_key *bad = NULL;
	enum err err;

	keymap_init(keymap);
	err = keymap_load(keymap, &config, &bad);
	*bad_line = bad ? bad->line : 0;
	return err;
}

static void
test_load(void **unused)
{
	char answer[] = "answer", start[] = "START", a[] = "a", s[] = "s", x[] = "x", people[] = "people", bang[] = "!",
	     appeal[] = "appeal";
	struct config_key turn[] = {{start, a, 1}, {answer, x, 2}, {appeal, x, 3}},
			  beside[] = {{answer, s, 1}, {start, a, 2}}, one[] = {{answer, x, 1}},
			  same[] = {{people, bang, 1}};
	struct keymap keymap;
	int line;

	(void)unused;
	assert_int_equal(load(&keymap, turn, 3, &line), ERR_OK);
	assert_int_equal(keymap.keys[ACTION_ANSWER], 'x');
	assert_int_equal(keymap.keys[ACTION_START], 'a');
	assert_int_equal(load(&keymap, beside, 2, &line), ERR_INVALID); /* s sends, too */
	assert_int_equal(line, 1);
	assert_int_equal(load(&keymap, one, 1, &line), ERR_OK);
	assert_int_equal(keymap.keys[ACTION_ANSWER], 'x');
	assert_int_equal(load(&keymap, same, 1, &line), ERR_OK);
}

static void
test_refused(void **unused)
{
	static const char *const taken[] = {"Up", "Tab", "Esc", "Page Down", "Home", "7", "0", "r", "R", "l", "p", "q",
	    "?", "Ctrl-C", "Ctrl-D", "Ctrl-L", "Ctrl-M", "Ctrl-U", "Ctrl-Z", "Ctrl-S", "nonsense", "", "Enter"};
	char answer[] = "answer", wrong[] = "anser", x[] = "x", key[16];
	struct config_key rows[] = {{answer, key, 7}}, unknown[] = {{wrong, x, 3}};
	struct keymap keymap, before;
	int line;

	(void)unused;
	keymap_init(&before);
	for (size_t k = 0; k < sizeof taken / sizeof *taken; k++) {
		memcpy(key, taken[k], strlen(taken[k]) + 1);
		assert_int_equal(load(&keymap, rows, 1, &line), ERR_INVALID);
		assert_int_equal(line, 7);
		assert_memory_equal(&keymap, &before, sizeof keymap);
	}
	assert_int_equal(load(&keymap, unknown, 1, &line), ERR_INVALID);
	assert_int_equal(line, 3);
}

static void
test_asks(void **unused)
{
	struct keymap keymap;

	(void)unused;
	keymap_init(&keymap);
	assert_true(keymap_asks(&keymap, 'q', ACTION_LEAVE));
	assert_true(keymap_asks(&keymap, 'Q', ACTION_LEAVE));
	assert_true(keymap_asks(&keymap, K_ENTER, ACTION_OPEN));
	assert_false(keymap_asks(&keymap, 'q', ACTION_OPEN));
	assert_false(keymap_asks(&keymap, 0, ACTION_OPEN));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_not_names),
	    cmocka_unit_test(test_defaults),
	    cmocka_unit_test(test_load),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_asks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
