/*
 * Names of keys, and which key asks for which action. Reading bytes from a terminal is ui/full/keys.c.
 *
 * Rules for a key of an action:
 *  - it is not one that moves, edits, or tells of a paste, and not one that a terminal may keep for itself
 *  - not a digit, which is the number of an item in plain mode, nor r, l or p, which plain mode keeps
 *  - two actions may share it only if they share it by default too: those never stand in one view
 */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui/keymap.h"

static const struct {
	const char *name;
	uint32_t key;
} names[] = {
    /* the first name of a key is the one that is shown */
    {"Enter", K_ENTER},
    {"Return", K_ENTER},
    {"Space", K_SPACE},
    {"Backspace", K_BACKSPACE},
    {"Tab", K_TAB},
    {"Shift-Tab", K_BACK_TAB},
    {"Esc", K_ESCAPE},
    {"Escape", K_ESCAPE},
    {"Up", K_UP},
    {"Down", K_DOWN},
    {"Left", K_LEFT},
    {"Right", K_RIGHT},
    {"Home", K_HOME},
    {"End", K_END},
    {"Page Up", K_PAGE_UP},
    {"PageUp", K_PAGE_UP},
    {"PgUp", K_PAGE_UP},
    {"Page Down", K_PAGE_DOWN},
    {"PageDown", K_PAGE_DOWN},
    {"PgDn", K_PAGE_DOWN},
    {"Delete", K_DELETE},
    {"Ctrl-Left", K_WORD_LEFT},
    {"Ctrl-Right", K_WORD_RIGHT},
};

void
keymap_init(struct keymap *keymap)
{
	*keymap = (struct keymap){0};
	for (enum action a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
		keymap->keys[a] = key_parse(action_info(a)->default_key);
}

static uint32_t
key_fold(uint32_t key)
{
	return key >= 'A' && key <= 'Z' ? key | 0x20 : key;
}

/* May this key stand for an action at all? */
static bool
keymap_is_free(uint32_t key)
{
	/* Ctrl with these is Backspace, Tab, Enter, repaint, stop, go on, empty a line, undo, Escape, or what people press to leave. */
	static const char control_taken[] = "@CDHIJLMQSUZ[\\]^_";

	key = key_fold(key);
	if (key == K_ENTER || key == K_SPACE || key == K_BACKSPACE)
		return true;
	if (key < ' ')
		return !strchr(control_taken, (int)key + '@');
	if ((key >= '0' && key <= '9') || (key < 0x80 && strchr("rlphbn", (int)key)))
		return false;
	return key < KEYS_BEYOND_UNICODE;
}

/* Actions that share a key by default never stand in one view; any others might. */
static bool
keymap_clashes(const struct keymap *keymap, enum action one)
{
	uint32_t key = key_fold(keymap->keys[one]), by_default = key_parse(action_info(one)->default_key);

	for (enum action a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
		if (a != one && key_fold(keymap->keys[a]) == key &&
		    key_fold(key_parse(action_info(a)->default_key)) != key_fold(by_default))
			return true;
	return false;
}

enum err
keymap_load(struct keymap *keymap, const struct config *config, const struct config_key **bad)
{
	struct keymap fresh = *keymap;

	for (size_t k = 0; k < config->key_count; k++) {
		enum action action = action_find(config->keys[k].action);
		uint32_t key = key_parse(config->keys[k].key);

		*bad = &config->keys[k];
		if (action == ACTION_NONE || !key || !keymap_is_free(key))
			return ERR_INVALID;
		fresh.keys[action] = key;
	}
	for (size_t k = 0; k < config->key_count; k++) {
		*bad = &config->keys[k];
		if (keymap_clashes(&fresh, action_find(config->keys[k].action)))
			return ERR_INVALID;
	}
	*bad = NULL;
	*keymap = fresh;
	return ERR_OK;
}

bool
keymap_asks(const struct keymap *keymap, uint32_t key, enum action action)
{
	return key && key_fold(keymap->keys[action]) == key_fold(key);
}

/* "Ctrl-X" to its byte, 0 when it is not such a name. */
static uint32_t
key_parse_control(const char *name)
{
	if (strncasecmp(name, "Ctrl-", 5) != 0 || !name[5] || name[6])
		return 0;
	if (name[5] >= '@' && name[5] <= '_')
		return (uint32_t)name[5] & 0x1f;
	return name[5] >= 'a' && name[5] <= 'z' ? (uint32_t)name[5] & 0x1f : 0;
}

uint32_t
key_parse(const char *name)
{
	size_t bytes = strlen(name);
	uint32_t key;

	for (size_t k = 0; k < sizeof names / sizeof *names; k++)
		if (!strcasecmp(names[k].name, name))
			return names[k].key;
	key = key_parse_control(name);
	if (key || !bytes)
		return key;
	if (text_decode(name, bytes, &key) != bytes || key <= ' ' || (key >= 0x7f && key < 0xa1) || key == 0xfffd)
		return 0;
	return text_is_safe(TEXT_LINE, name, bytes) ? key : 0;
}

const char *
key_name(uint32_t key, char buffer[static 16])
{
	for (size_t k = 0; k < sizeof names / sizeof *names; k++)
		if (names[k].key == key)
			return names[k].name;
	if (key < ' ')
		snprintf(buffer, 16, "Ctrl-%c", (int)key + '@');
	else
		buffer[key < KEYS_BEYOND_UNICODE ? text_encode(key, buffer) : 0] = '\0';
	return buffer;
}
