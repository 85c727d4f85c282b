/*
 * The list of what may be written is short on purpose: an allow-list finds what hostile text brings along.
 */
#include <string.h>

#include "base/text.h"
#include "scan.h"

void
scan_init(struct scan *scan)
{
	*scan = (struct scan){0};
	str_init(&scan->sequence);
	str_init(&scan->strange);
}

void
scan_clear(struct scan *scan)
{
	str_clear(&scan->sequence);
	str_clear(&scan->strange);
}

static void
scan_note(struct scan *scan, const char *word)
{
	if (strstr(scan->strange.text, word) || scan->strange.bytes > 4000)
		return;
	str_add(&scan->strange, scan->strange.bytes ? ", " : "");
	str_add(&scan->strange, word);
}

static void
scan_note_number(struct scan *scan, const char *format_word, unsigned number)
{
	struct str word;

	str_init(&word);
	str_add_format(&word, "%s %02x", format_word, number);
	scan_note(scan, word.text);
	str_clear(&word);
}

/* ESC [ ... that moves, clears, scrolls or colours, and the few modes that are switched at both ends. */
static void
scan_judge_control(struct scan *scan)
{
	static const char *const modes[] = {"[?1049h", "[?1049l", "[?2004h", "[?2004l", "[22;0;0t", "[23;0;0t", "[?7h",
	    "[?7l", "[4l", "[4h", "[?1l"};
	const char *sequence = scan->sequence.text;
	char last = sequence[scan->sequence.bytes - 1];

	for (size_t k = 0; k < sizeof modes / sizeof *modes; k++)
		if (!strcmp(sequence, modes[k]))
			return;
	if (strchr("ABCDGHJKLMPSTX@dmr", last) && strspn(sequence + 1, "0123456789;") == scan->sequence.bytes - 2)
		return;
	scan_note(scan, sequence);
}

static void
scan_escape(struct scan *scan, char c)
{
	str_add_char(&scan->sequence, c);
	scan->state = SCAN_TEXT;
	if (c == '[')
		scan->state = SCAN_CONTROL;
	else if (c == '(' || c == ')')
		scan->state = SCAN_CHARSET;
	else if (strchr("]PX^_", c)) {
		scan->state = SCAN_STRING;
		scan_note(scan, c == ']' ? "OSC" : "string");
	} else if (!strchr("78MD>=", c))
		scan_note(scan, scan->sequence.text);
}

static bool
scan_is_hidden(uint32_t c)
{
	return (c >= 0x80 && c < 0xa0) || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f) || (c >= 0xe0000 && c <= 0xe007f) || c == 0xfeff;
}

static void
scan_character(struct scan *scan, unsigned char byte)
{
	uint32_t c;
	size_t taken;

	scan->held[scan->held_count++] = byte;
	taken = text_decode((const char *)scan->held, scan->held_count, &c);
	if (!taken && scan->held_count < 4)
		return;
	if (taken != scan->held_count || (taken == 1 && c == 0xfffd))
		scan_note_number(scan, "not UTF-8", scan->held[0]);
	else if (scan_is_hidden(c))
		scan_note_number(scan, "U+", c);
	scan->held_count = 0;
}

static void
scan_text(struct scan *scan, unsigned char byte)
{
	if (byte == 0x1b) {
		str_cut(&scan->sequence, 0);
		scan->state = SCAN_ESCAPE;
	} else if (byte >= ' ' && byte != 0x7f)
		scan_character(scan, byte);
	else if (!strchr("\r\n\b\t\017", byte) || !byte)
		scan_note_number(scan, "control", byte);
}

void
scan_bytes(struct scan *scan, const char *bytes, size_t count)
{
	for (size_t k = 0; k < count; k++) {
		char c = bytes[k];

		if (scan->state == SCAN_TEXT)
			scan_text(scan, (unsigned char)c);
		else if (scan->state == SCAN_ESCAPE)
			scan_escape(scan, c);
		else if (scan->state == SCAN_STRING)
			scan->state = c == 0x07 || c == '\\' ? SCAN_TEXT : SCAN_STRING;
		else {
			str_add_char(&scan->sequence, c);
			if (scan->state == SCAN_CHARSET && strcmp(scan->sequence.text, "(B") &&
			    strcmp(scan->sequence.text, ")0"))
				scan_note(scan, scan->sequence.text);
			else if (scan->state == SCAN_CONTROL && c >= '@' && c <= '~')
				scan_judge_control(scan);
			if (scan->state == SCAN_CHARSET || (c >= '@' && c <= '~'))
				scan->state = SCAN_TEXT;
		}
	}
}
