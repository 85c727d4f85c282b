/*
 * Folding words.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/text.h"

enum fold_sign { FOLD_WORD, FOLD_NOTHING, FOLD_GAP, FOLD_STOP };

static enum fold_sign
fold_judge(uint32_t sign)
{
	switch (sign) {
	case '\'':
	case 0x2018: /* apostrophes as programs change them */
	case 0x2019:
	case 0x02bc:
	case 0x00b4:
	case '`':
		return FOLD_NOTHING;
	case '.':
	case '!':
	case '?':
	case ';':
	case '\n':
	case 0x2026: /* an ellipsis */
		return FOLD_STOP;
	default:
		break;
	}
	switch (utf8proc_category((utf8proc_int32_t)sign)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
		return FOLD_WORD;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
		return FOLD_NOTHING;
	default:
		return FOLD_GAP;
	}
}

static void
fold_part(struct str *out, size_t begun, bool is_stop)
{
	if (out->bytes > begun && out->text[out->bytes - 1] != ' ')
		str_add(out, " ");
	if (is_stop && out->bytes > begun && (out->bytes < 2 || strcmp(out->text + out->bytes - 2, ". ")))
		str_add(out, ". ");
}

void
fold_words(const char *text, size_t bytes, struct str *out)
{
	size_t begun = out->bytes, used;
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t count = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)bytes, &folded,
	    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_STABLE);

	for (utf8proc_ssize_t at = 0; at < count; at += (utf8proc_ssize_t)used) {
		const char *here = (const char *)folded + at;
		uint32_t sign;

		used = text_decode(here, (size_t)(count - at), &sign);
		if (!used)
			break;
		switch (fold_judge(sign)) {
		case FOLD_WORD:
			str_add_bytes(out, here, used);
			break;
		case FOLD_NOTHING:
			break;
		case FOLD_GAP:
			fold_part(out, begun, false);
			break;
		case FOLD_STOP:
			fold_part(out, begun, true);
		}
	}
	free(folded);
	while (out->bytes > begun && out->text[out->bytes - 1] == ' ')
		str_cut(out, out->bytes - 1);
}

bool
fold_is_near(const char *a, const char *b)
{
	size_t a_left, b_left;

	while (*a && *a == *b)
		a++, b++;
	a_left = strlen(a);
	b_left = strlen(b);
	if (a_left == b_left && a_left)
		return !strcmp(a + 1, b + 1) || (a[0] == b[1] && a[1] == b[0] && a[1] && !strcmp(a + 2, b + 2));
	if (a_left == b_left + 1)
		return !strcmp(a + 1, b);
	if (b_left == a_left + 1)
		return !strcmp(a, b + 1);
	return a_left == b_left;
}
