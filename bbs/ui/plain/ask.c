/*
 * Reading a line. See ask.h. Not here: prompts, commands, what happens when the visitor has gone.
 *
 * Arrows, function keys and a terminal's answers are swallowed. A sequence ends at CR or LF whatever it is,
 * so that garbage never eats more than its own line.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/plain/ask.h"

enum { CTRL_C = 3, CTRL_D = 4, BELL = 7, BACKSPACE = 8, CTRL_U = 0x15, CTRL_X = 0x18, ESC = 0x1b, DELETE = 0x7f };

void
ask_init(struct ask *ask, bool has_terminal)
{
	*ask = (struct ask){.has_terminal = has_terminal};
	edit_init(&ask->line, TEXT_BODY, ASK_LINE_BYTES);
}

void
ask_clear(struct ask *ask)
{
	edit_clear(&ask->line);
	explicit_bzero(ask, sizeof *ask);
}

void
ask_forget(struct ask *ask)
{
	edit_clear(&ask->line);
	edit_init(&ask->line, TEXT_BODY, ASK_LINE_BYTES);
	explicit_bzero(ask->batch, ask->used);
	explicit_bzero(ask->part, sizeof ask->part);
	ask->part_bytes = 0;
	ask->was_cut = false;
}

const char *
ask_text(const struct ask *ask)
{
	return ask->line.text.text;
}

bool
ask_read(struct ask *ask, int fd)
{
	ssize_t count = read(fd, ask->batch, sizeof ask->batch);

	ask->is_late = ask->escape == ESCAPE_BEGUN;
	ask->used = 0;
	ask->batch_bytes = count > 0 ? (size_t)count : 0;
	return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

static bool
ask_echoes(const struct ask *ask)
{
	return ask->has_terminal && !ask->is_secret;
}

/* Step back over `cols` columns and leave them empty. */
static void
ask_wipe(const struct ask *ask, int cols, struct str *echo)
{
	if (!ask_echoes(ask))
		return;
	for (int k = 0; k < cols; k++)
		str_add(echo, "\b \b");
}

/* Show what became of the text from `seam` on, of which `before` was there already. */
static void
ask_echo(const struct ask *ask, size_t seam, const char *before, struct str *echo)
{
	const char *now = ask->line.text.text + seam;
	size_t bytes = strlen(before);

	if (!ask_echoes(ask))
		return;
	if (strncmp(now, before, bytes) != 0) { /* a mark has joined a letter */
		ask_wipe(ask, text_width(before, bytes), echo);
		bytes = 0;
	}
	str_add(echo, now + bytes);
}

/* Whole characters, none of them a control, into the line. */
static void
ask_insert(struct ask *ask, const char *bytes, size_t count, struct str *echo)
{
	size_t seam = text_seam_before(ask->line.text.text, ask->line.text.bytes);
	char *before;

	if (!count || ask->was_cut)
		return;
	before = mem_copy_string(ask->line.text.text + seam);
	edit_end(&ask->line);
	edit_insert(&ask->line, bytes, count);
	ask->was_cut = ask->line.refused;
	ask_echo(ask, seam, before, echo);
	explicit_bzero(before, strlen(before));
	free(before);
}

static int
ask_width(const struct ask *ask)
{
	return text_width(ask->line.text.text, ask->line.text.bytes);
}

static void
ask_backspace(struct ask *ask, struct str *echo)
{
	int before = ask_width(ask);

	edit_end(&ask->line);
	edit_backspace(&ask->line);
	ask->was_cut = false;
	ask_wipe(ask, before - ask_width(ask), echo);
}

/* Backspaces can't climb to the row above. */
static enum ask_result
ask_clear_line(struct ask *ask, struct str *echo)
{
	int width = ask_width(ask);
	bool fits = ask->prompt_cols + width < ask->window_cols;

	ask_forget(ask);
	if (fits)
		ask_wipe(ask, width, echo);
	return fits || !ask_echoes(ask) ? ASK_WAITING : ASK_CLEARED;
}

static enum ask_result
ask_take_control(struct ask *ask, unsigned char byte, struct str *echo)
{
	switch (byte) {
	case '\n':
		return ask->had_return ? ASK_WAITING : ASK_LINE;
	case '\r':
		return ASK_LINE;
	case BACKSPACE:
	case DELETE:
		ask_backspace(ask, echo);
		break;
	case CTRL_U:
		return ask_clear_line(ask, echo);
	case CTRL_X:
		return ASK_VANISH;
	case CTRL_C:
	case CTRL_D:
		return ask->line.text.bytes ? ASK_WAITING : ASK_STUCK;
	case ESC:
		ask->escape = ESCAPE_BEGUN;
		ask->is_late = false;
		break;
	case '\t':
		ask_insert(ask, " ", 1, echo);
		break;
	default:
		break;
	}
	return ASK_WAITING;
}

/* The byte after ESC. */
static enum ask_escape
ask_begin_escape(unsigned char byte)
{
	switch (byte) {
	case '[':
		return ESCAPE_BRACKET;
	case 'N':
	case 'O':
		return ESCAPE_ONE_MORE;
	case ']':
	case 'P':
	case 'X':
	case '^':
	case '_':
		return ESCAPE_STRING;
	default:
		return byte >= 0x20 && byte <= 0x2f ? ESCAPE_ONE_MORE : ESCAPE_NONE;
	}
}

static enum ask_escape
ask_continue_escape(enum ask_escape escape, unsigned char byte)
{
	switch (escape) {
	case ESCAPE_BEGUN:
		return ask_begin_escape(byte);
	case ESCAPE_BRACKET:
		if (byte == '[') /* Linux: F1 is ESC [ [ A */
			return ESCAPE_ONE_MORE;
		return byte >= 0x40 ? ESCAPE_NONE : ESCAPE_SEQUENCE;
	case ESCAPE_SEQUENCE:
		return byte >= 0x40 ? ESCAPE_NONE : ESCAPE_SEQUENCE;
	case ESCAPE_STRING:
		return byte == BELL ? ESCAPE_NONE : ESCAPE_STRING;
	default:
		return ESCAPE_NONE;
	}
}

/* Is this byte part of an escape sequence? Then it is gone. */
static bool
ask_swallow(struct ask *ask, unsigned char byte)
{
	bool is_control = (byte < 0x20 && byte != BELL) || byte == DELETE;
	bool was_key = ask->escape == ESCAPE_BEGUN && ((ask->is_late && byte != '[') || byte >= 0x80);

	if (is_control || was_key)
		ask->escape = ESCAPE_NONE;
	if (ask->escape == ESCAPE_NONE)
		return false;
	ask->escape = ask_continue_escape(ask->escape, byte);
	ask->had_return = false;
	return true;
}

/* One byte of text; whole characters go to `run`. */
static void
ask_take_text(struct ask *ask, char byte, struct str *run)
{
	char encoded[4];
	uint32_t codepoint;
	size_t used;

	ask->part[ask->part_bytes++] = byte;
	while (ask->part_bytes && (used = text_decode(ask->part, ask->part_bytes, &codepoint))) {
		str_add_bytes(run, encoded, text_encode(codepoint, encoded));
		ask->part_bytes -= used;
		memmove(ask->part, ask->part + used, ask->part_bytes);
	}
}

enum ask_result
ask_next(struct ask *ask, struct str *echo)
{
	enum ask_result result = ASK_WAITING;
	struct str run; /* inserted at once, so that an emoji of several characters stays whole */

	str_init(&run);
	while (result == ASK_WAITING && ask->used < ask->batch_bytes) {
		unsigned char byte = (unsigned char)ask->batch[ask->used++];
		bool is_control = byte < 0x20 || byte == DELETE;

		if (ask_swallow(ask, byte))
			continue;
		if (!is_control) {
			ask_take_text(ask, (char)byte, &run);
		} else {
			str_add_bytes(&run, ask->part, ask->part_bytes); /* it will never be finished */
			ask->part_bytes = 0;
			ask_insert(ask, run.text, run.bytes, echo);
			str_cut(&run, 0);
			result = ask_take_control(ask, byte, echo);
		}
		ask->had_return = byte == '\r';
	}
	ask_insert(ask, run.text, run.bytes, echo);
	explicit_bzero(run.text, run.bytes);
	str_clear(&run);
	return result;
}
