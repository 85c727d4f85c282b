/*
 * The key decoder. One function for each kind of beginning: it says how many bytes make one key press, 0 when
 * more must come, and which key it is, 0 for one that does nothing.
 */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/full/keys.h"

enum { ESC = 0x1b, BEL = 0x07, KEYS_SEQUENCE_BYTES = 120 };

static const char paste_end[] = "\033[201~";

void
keys_init(struct keys *keys)
{
	*keys = (struct keys){0};
}

void
keys_feed(struct keys *keys, const void *bytes, size_t count, int64_t now_ms)
{
	size_t held = keys->used - keys->at;

	if (held + count > sizeof keys->bytes)
		fatal("too many bytes for the key decoder: %zu and %zu", held, count);
	if (keys->is_pasting && now_ms - keys->paste_at_ms > KEYS_PASTE_MS)
		keys->is_pasting = false;
	keys->paste_at_ms = now_ms;
	memmove(keys->bytes, keys->bytes + keys->at, held);
	memcpy(keys->bytes + held, bytes, count);
	memset(keys->bytes + held + count, 0, sizeof keys->bytes - held - count); /* it may have been a password */
	keys->at = 0;
	keys->fresh = held;
	keys->used = held + count;
}

bool
keys_are_unfinished(const struct keys *keys)
{
	return keys->at < keys->used || keys->is_in_string;
}

/* The number at *text, moving past it; at most four digits count. */
static int
keys_number(const unsigned char **text)
{
	int number = 0;

	for (; **text >= '0' && **text <= '9'; (*text)++)
		if (number < 1000)
			number = number * 10 + (**text - '0');
	return number;
}

/* Arrows and such, by the letter that ends the sequence. */
static uint32_t
keys_by_letter(unsigned char letter, bool is_word)
{
	switch (letter) {
	case 'A':
		return K_UP;
	case 'B':
		return K_DOWN;
	case 'C':
		return is_word ? K_WORD_RIGHT : K_RIGHT;
	case 'D':
		return is_word ? K_WORD_LEFT : K_LEFT;
	case 'H':
		return K_HOME;
	case 'F':
		return K_END;
	case 'Z':
		return K_BACK_TAB;
	default:
		return 0;
	}
}

/* ESC [ 5 ~ and the like. */
static uint32_t
keys_by_number(int number)
{
	switch (number) {
	case 1:
	case 7:
		return K_HOME;
	case 3:
		return K_DELETE;
	case 4:
	case 8:
		return K_END;
	case 5:
		return K_PAGE_UP;
	case 6:
		return K_PAGE_DOWN;
	case 200:
		return K_PASTE_BEGIN;
	case 201:
		return K_PASTE_END;
	default:
		return 0;
	}
}

/* ESC [ numbers letter: which key. rxvt ends with ^ $ @ for Ctrl and Shift, and writes a..d for Shift and an arrow. */
static uint32_t
keys_control_key(const unsigned char *numbers, unsigned char letter)
{
	bool is_bare = *numbers == letter;
	int first = keys_number(&numbers), modifiers = 0;

	if (*numbers >= '<' && *numbers <= '?')
		return 0; /* an answer, or a mouse */
	if (*numbers == ';') {
		numbers++;
		modifiers = keys_number(&numbers) - 1;
	}
	if (letter == '~' || letter == '^' || letter == '$' || letter == '@')
		return keys_by_number(first);
	if (is_bare && letter >= 'a' && letter <= 'd')
		return keys_by_letter((unsigned char)(letter - 'a' + 'A'), false);
	return keys_by_letter(letter, modifiers > 0 && (modifiers & (2 | 4)));
}

/*
 * ESC [ ... The end is the first byte from @ to ~. Two oddities end elsewhere: ESC [ [ A (a function key of the
 * linux console) and ESC [ M and three bytes (a mouse that an earlier program left on).
 */
static size_t
keys_take_control(const unsigned char *bytes, size_t count, uint32_t *code)
{
	size_t k = 2;
	bool has_only_digits = true;

	if (bytes[2] == '[' || bytes[2] == 'M')
		k = bytes[2] == '[' ? 4 : 6;
	if (k > 2)
		return count < k ? 0 : k;
	for (; k < count && bytes[k] >= ' ' && bytes[k] < '@'; k++) {
		if (k == KEYS_SEQUENCE_BYTES)
			return k;
		if (bytes[k] == '$' && has_only_digits && k > 2)
			break;
		has_only_digits = has_only_digits && bytes[k] >= '0' && bytes[k] <= '9';
	}
	if (k == count)
		return 0;
	if (bytes[k] < ' ' || bytes[k] > '~')
		return k;
	*code = keys_control_key(bytes + 2, bytes[k]);
	return k + 1;
}

/* ESC O letter, perhaps with digits between: arrows, Home, End, and the number pad. */
static size_t
keys_take_single_shift(const unsigned char *bytes, size_t count, uint32_t *code)
{
	static const char pad[] = "*+,-./0123456789"; /* j to y */
	size_t k = 2;

	while (k < count && k < KEYS_SEQUENCE_BYTES && bytes[k] >= '0' && bytes[k] <= ';')
		k++;
	if (k == count)
		return 0;
	if (bytes[k] < ' ' || bytes[k] > '~')
		return k;
	if (bytes[k] == 'M')
		*code = K_ENTER;
	else if (bytes[k] >= 'j' && bytes[k] <= 'y')
		*code = (uint32_t)pad[bytes[k] - 'j'];
	else if (bytes[k] == 'c' || bytes[k] == 'd')
		*code = bytes[k] == 'c' ? K_WORD_RIGHT : K_WORD_LEFT;
	else
		*code = keys_by_letter(bytes[k], false);
	return k + 1;
}

/* ESC and a character that came together are Alt and a key; Alt-b and Alt-f are how a Mac moves by words. */
static size_t
keys_take_alt(const unsigned char *bytes, size_t count, uint32_t *code)
{
	uint32_t character;
	size_t taken = text_decode((const char *)bytes + 1, count - 1, &character);

	if (!taken)
		return 0;
	if (character == 'b' || character == 'f')
		*code = character == 'b' ? K_WORD_LEFT : K_WORD_RIGHT;
	return 1 + taken;
}

static size_t
keys_take_escape(struct keys *keys, const unsigned char *bytes, size_t count, uint32_t *code)
{
	bool came_together = keys->at >= keys->fresh;

	if (count == 1)
		return 0;
	if (bytes[1] == '[')
		return count == 2 ? 0 : keys_take_control(bytes, count, code);
	if (bytes[1] == 'O')
		return keys_take_single_shift(bytes, count, code);
	if (bytes[1] == ESC && count == 2)
		return 0;
	if (bytes[1] == ESC && (bytes[2] == '[' || bytes[2] == 'O'))
		return 1; /* Alt and an arrow: the arrow follows */
	if (bytes[1] == ESC || !came_together) {
		*code = K_ESCAPE;
		return 1;
	}
	if (strchr("P]X^_", bytes[1]) != NULL && bytes[1]) {
		keys->is_in_string = true;
		return 2;
	}
	return keys_take_alt(bytes, count, code);
}

static size_t
keys_take_character(struct keys *keys, const unsigned char *bytes, size_t count, uint32_t *code)
{
	uint32_t character;
	size_t taken = text_decode((const char *)bytes, count, &character);
	bool is_second = keys->is_after_return && character == '\n';

	if (!taken)
		return 0;
	keys->is_after_return = character == '\r';
	if (character == 0x08)
		character = K_BACKSPACE;
	else if (character == '\n')
		character = is_second ? 0 : K_ENTER;
	else if (character >= 0x80 && character < 0xa0)
		character = 0;
	*code = character;
	return taken;
}

/* Everything is text but the end mark. Of control characters only newlines and tabs are kept. */
static size_t
keys_take_pasted(struct keys *keys, const unsigned char *bytes, size_t count, uint32_t *code)
{
	size_t mark = strlen(paste_end);
	uint32_t key = 0;
	size_t taken;

	if (*bytes == ESC) {
		if (memcmp(bytes, paste_end, count < mark ? count : mark) != 0)
			return 1;
		keys->is_pasting = count < mark;
		return count < mark ? 0 : mark;
	}
	taken = keys_take_character(keys, bytes, count, &key);
	if (key == K_ENTER)
		key = '\n';
	*code = (key < ' ' && key != '\n' && key != '\t') || key == 0x7f ? 0 : key;
	return taken;
}

/* ESC \ or BEL ends it. */
static size_t
keys_take_string(struct keys *keys, const unsigned char *bytes, size_t count)
{
	if (*bytes == ESC && count == 1)
		return 0;
	keys->is_in_string = *bytes != BEL && *bytes != ESC;
	return *bytes == ESC && bytes[1] == '\\' ? 2 : 1;
}

static size_t
keys_take(struct keys *keys, struct key_press *out)
{
	const unsigned char *bytes = keys->bytes + keys->at;
	size_t count = keys->used - keys->at;

	*out = (struct key_press){.is_pasted = keys->is_pasting};
	if (keys->is_in_string)
		return keys_take_string(keys, bytes, count);
	if (keys->is_pasting)
		return keys_take_pasted(keys, bytes, count, &out->code);
	if (*bytes == ESC) {
		keys->is_after_return = false;
		return keys_take_escape(keys, bytes, count, &out->code);
	}
	return keys_take_character(keys, bytes, count, &out->code);
}

/* Nothing more will come: a lone ESC is the Esc key, half a character is a bad one, the rest is dropped. */
static size_t
keys_take_late(struct keys *keys, struct key_press *out)
{
	const unsigned char *bytes = keys->bytes + keys->at;
	size_t count = keys->used - keys->at;

	keys->is_in_string = false;
	if (*bytes != ESC)
		out->code = 0xfffd;
	else if (count <= 2 && !keys->is_pasting) {
		out->code = K_ESCAPE;
		return 1;
	}
	return *bytes == ESC ? count : 1;
}

bool
keys_next(struct keys *keys, bool is_late, struct key_press *out)
{
	while (keys->at < keys->used) {
		size_t taken = keys_take(keys, out);

		if (!taken && is_late)
			taken = keys_take_late(keys, out);
		if (!taken)
			return false;
		keys->at += taken;
		if (out->code == K_PASTE_BEGIN)
			keys->is_pasting = true;
		else if (out->code && out->code != K_PASTE_END)
			return true;
	}
	if (is_late)
		keys->is_in_string = false;
	return false;
}
