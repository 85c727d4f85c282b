/*
 * Text that is safe to keep and to show: what comes in is sifted once, and then measured in graphemes and
 * columns. Not here: what a text means, how it is wrapped (ui/wrap.h), how it is edited (ui/edit.h).
 *
 * How sifting stays linear and idempotent. Text goes through as clusters: a character with the marks and
 * conjoining jamo that follow it. What is dropped, is dropped before a cluster is formed, so that its neighbours
 * compose at once and not the next time; only the finished, composed cluster decides whether it is an emoji that
 * a joiner may touch. Nothing composes over the edge of a cluster, so no cluster looks back further than one.
 *
 * The rule of width. A code point is as wide as wcwidth() has it, because ncurses and plain terminals count that
 * way: utf8proc's width, but spacing marks take a column, jamo vowels and finals none. A grapheme is as wide
 * as the sum, but never wider than 2: emoji sequences, pairs of regional indicators and anything with VS16 are 2,
 * as newer terminals show them. Where the two differ a renderer draws text_cell() and sets the cursor itself.
 */
#include <limits.h>
#include <string.h>
#include <utf8proc.h>

#include "base/text.h"

enum {
	MARKS_MOST = 4,                    /* with its base the five code points of an ncurses cell */
	CLUSTER_MOST = 3 + 4 * MARKS_MOST, /* before composing: jamo and marks; bounds the sorting of marks */
	DECOMPOSED_MOST = 4,               /* code points that one can become */
};

enum {
	ZWJ = 0x200D,
	VS16 = 0xFE0F,
	REPLACEMENT = 0xFFFD,
	TONE_FIRST = 0x1F3FB,
	TONE_LAST = 0x1F3FF,
};

/* May a joiner follow the last cluster? */
enum emoji {
	EMOJI_NONE,
	EMOJI_PLAIN, /* yes; a skin tone may too */
	EMOJI_TONED, /* yes */
};

struct sieve {
	enum text_kind kind;
	struct str *out;
	int32_t cluster[CLUSTER_MOST];
	size_t count;     /* code points in the cluster */
	bool joiner;      /* a joiner came after the cluster; it counts if an emoji follows */
	bool joined;      /* one came before the cluster */
	enum emoji emoji; /* the cluster before this one */
};

static bool
is_mark(int32_t cp)
{
	utf8proc_category_t category = utf8proc_category(cp);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

static unsigned
bound_class(int32_t cp)
{
	return utf8proc_get_property(cp)->boundclass;
}

static bool
is_pictograph(int32_t cp)
{
	return bound_class(cp) == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool
is_tone(int32_t cp)
{
	return cp >= TONE_FIRST && cp <= TONE_LAST;
}

static bool
is_noncharacter(int32_t cp)
{
	return (cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF);
}

static bool
is_continuation(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Length of the sequence that a byte begins; 1 too when it can begin none. */
static size_t
sequence_bytes(unsigned char first)
{
	if (first >= 0xC2 && first <= 0xDF)
		return 2;
	if (first >= 0xE0 && first <= 0xEF)
		return 3;
	return first >= 0xF0 && first <= 0xF4 ? 4 : 1;
}

/* The second byte is where overlong forms, surrogates and values past U+10FFFF show. */
static bool
second_byte_fits(unsigned char first, unsigned char second)
{
	unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
	unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;

	return second >= low && second <= high;
}

size_t
text_decode(const char *in, size_t bytes, uint32_t *out)
{
	unsigned char first = (unsigned char)in[0];
	size_t length = sequence_bytes(first);
	uint32_t value = length == 1 ? first : first & (0x7FU >> length);

	*out = REPLACEMENT;
	if (length == 1) {
		if (first < 0x80)
			*out = first;
		return 1;
	}
	for (size_t k = 1; k < length; k++) {
		if (k == bytes)
			return 0;
		if (!is_continuation(in[k]) || (k == 1 && !second_byte_fits(first, (unsigned char)in[k])))
			return 1;
		value = value << 6 | ((unsigned char)in[k] & 0x3F);
	}
	*out = value;
	return length;
}

size_t
text_encode(uint32_t codepoint, char out[static 4])
{
	bool valid = codepoint < 0x110000 && (codepoint < 0xD800 || codepoint > 0xDFFF);

	return (size_t)utf8proc_encode_char((int32_t)(valid ? codepoint : REPLACEMENT), (utf8proc_uint8_t *)out);
}

/* Like text_decode(), but always forward: an unfinished sequence is one more bad byte. */
static size_t
text_scan(const char *in, size_t bytes, int32_t *out)
{
	uint32_t value;
	size_t length = text_decode(in, bytes, &value);

	*out = length ? (int32_t)value : REPLACEMENT;
	return length ? length : 1;
}

/*
 * Decompose the cluster into `work`, marks in canonical order. An insertion sort, as it must be stable and
 * CLUSTER_MOST keeps it short.
 */
static size_t
cluster_decompose(const struct sieve *sieve, int32_t *work, size_t room)
{
	size_t count = 0;
	int bound = 0;

	for (size_t k = 0; k < sieve->count; k++)
		count += (size_t)utf8proc_decompose_char(sieve->cluster[k], work + count,
		    (utf8proc_ssize_t)(room - count), UTF8PROC_COMPOSE | UTF8PROC_STABLE, &bound);
	for (size_t k = 1; k < count; k++) {
		int32_t cp = work[k];
		int class = utf8proc_get_property(cp)->combining_class;
		size_t at = k;

		for (; class && at > 0 && utf8proc_get_property(work[at - 1])->combining_class > class; at--)
			work[at] = work[at - 1];
		work[at] = cp;
	}
	return count;
}

/* The cluster in NFC, without the marks that are too many. */
static size_t
cluster_compose(const struct sieve *sieve, int32_t *work, size_t room)
{
	size_t count = cluster_decompose(sieve, work, room), kept = 0, marks = 0;

	count = (size_t)utf8proc_normalize_utf32(work, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	for (size_t k = 0; k < count; k++)
		if (!is_mark(work[k]) || marks++ < MARKS_MOST)
			work[kept++] = work[k];
	return kept;
}

static enum emoji
cluster_emoji(const int32_t *cluster, size_t count, enum emoji before)
{
	if (is_pictograph(cluster[0]) && (count == 1 || (count == 2 && cluster[1] == VS16)))
		return EMOJI_PLAIN;
	return is_tone(cluster[0]) && count == 1 && before == EMOJI_PLAIN ? EMOJI_TONED : EMOJI_NONE;
}

/* Most characters stand alone and are in NFC: nothing decomposes them. */
static bool
is_composed(const struct sieve *sieve)
{
	return sieve->count == 1 && utf8proc_get_property(sieve->cluster[0])->decomp_seqindex == UINT16_MAX;
}

static void
sieve_flush(struct sieve *sieve)
{
	int32_t work[CLUSTER_MOST * DECOMPOSED_MOST], *cluster = sieve->cluster;
	char bytes[sizeof work / sizeof *work * 4];
	size_t count = sieve->count, used = 0;

	if (!count)
		return;
	if (!is_composed(sieve)) {
		count = cluster_compose(sieve, work, sizeof work / sizeof *work);
		cluster = work;
	}
	if (sieve->joined && is_pictograph(cluster[0]))
		used += text_encode(ZWJ, bytes);
	for (size_t k = 0; k < count; k++)
		used += text_encode((uint32_t)cluster[k], bytes + used);
	str_add_bytes(sieve->out, bytes, used);
	sieve->emoji = cluster_emoji(cluster, count, sieve->emoji);
	sieve->joined = false;
	sieve->count = 0;
}

static void
sieve_newline(struct sieve *sieve)
{
	sieve_flush(sieve);
	str_add_char(sieve->out, '\n');
	sieve->emoji = EMOJI_NONE;
}

/* A mark or jamo: part of the cluster, or dropped when there is none or no room. */
static void
sieve_attach(struct sieve *sieve, int32_t cp)
{
	if (sieve->count && sieve->count < CLUSTER_MOST)
		sieve->cluster[sieve->count++] = cp;
}

static void
sieve_start(struct sieve *sieve, int32_t cp)
{
	sieve_flush(sieve);
	sieve->joined = sieve->joiner && sieve->emoji != EMOJI_NONE;
	sieve->joiner = false;
	sieve->cluster[0] = cp;
	sieve->count = 1;
}

/* Does this vowel or final continue a syllable? A loose one has no width and would end up in another cell. */
static bool
jamo_fits(const struct sieve *sieve, unsigned class)
{
	unsigned last = sieve->count ? bound_class(sieve->cluster[sieve->count - 1]) : UTF8PROC_BOUNDCLASS_OTHER;

	if (class == UTF8PROC_BOUNDCLASS_V)
		return sieve->count == 1 && last == UTF8PROC_BOUNDCLASS_L;
	return (sieve->count == 1 && last == UTF8PROC_BOUNDCLASS_LV) ||
	    (sieve->count == 2 && last == UTF8PROC_BOUNDCLASS_V);
}

/* Joiner and selector mean something inside an emoji only. */
static void
sieve_add_ignorable(struct sieve *sieve, int32_t cp)
{
	if (sieve->kind != TEXT_BODY)
		return;
	if (cp == ZWJ)
		sieve->joiner = true;
	else if (cp == VS16 && sieve->count == 1 && is_pictograph(sieve->cluster[0]))
		sieve_attach(sieve, cp);
}

static void
sieve_add(struct sieve *sieve, int32_t cp)
{
	const utf8proc_property_t *property = utf8proc_get_property(cp);

	if (property->ignorable) {
		sieve_add_ignorable(sieve, cp);
		return;
	}
	switch (property->category) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return;
	case UTF8PROC_CATEGORY_CN:
		if (!is_noncharacter(cp))
			sieve_start(sieve, REPLACEMENT);
		return;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		sieve_attach(sieve, cp);
		return;
	default:
		break;
	}
	if (property->boundclass != UTF8PROC_BOUNDCLASS_V && property->boundclass != UTF8PROC_BOUNDCLASS_T)
		sieve_start(sieve, cp);
	else if (jamo_fits(sieve, property->boundclass))
		sieve_attach(sieve, cp);
}

static void
sieve_add_control(struct sieve *sieve, char c, bool newline_follows)
{
	if (c == '\r' && newline_follows)
		return;
	if (sieve->kind == TEXT_BODY && (c == '\n' || c == '\r'))
		sieve_newline(sieve);
	else
		sieve_start(sieve, ' ');
}

static size_t
plain_run(const char *in, size_t bytes)
{
	size_t at = 0;

	while (at < bytes && in[at] >= ' ' && in[at] < 0x7F)
		at++;
	return at;
}

/* Plain ASCII is copied whole, but for its last character: a mark may follow. */
static void
sieve_add_plain(struct sieve *sieve, const char *run, size_t bytes)
{
	sieve_flush(sieve);
	str_add_bytes(sieve->out, run, bytes - 1);
	sieve_start(sieve, run[bytes - 1]);
}

void
text_sanitize(enum text_kind kind, const char *in, size_t bytes, struct str *out)
{
	struct sieve sieve = {.kind = kind, .out = out};
	int32_t cp;

	for (size_t at = 0; at < bytes;) {
		size_t plain = plain_run(in + at, bytes - at);

		if (plain) {
			sieve_add_plain(&sieve, in + at, plain);
			at += plain;
			continue;
		}
		at += text_scan(in + at, bytes - at, &cp);
		if (cp < ' ')
			sieve_add_control(&sieve, (char)cp, at < bytes && in[at] == '\n');
		else
			sieve_add(&sieve, cp);
	}
	sieve_flush(&sieve);
}

bool
text_is_safe(enum text_kind kind, const char *in, size_t bytes)
{
	struct str safe;
	bool same;

	if (plain_run(in, bytes) == bytes)
		return true;
	str_init(&safe);
	text_sanitize(kind, in, bytes, &safe);
	same = safe.bytes == bytes && !memcmp(safe.text, in, bytes);
	str_clear(&safe);
	return same;
}

/* What glibc and others have two columns wide against Unicode 15 or utf8proc. */
static bool
is_wide_by_custom(int32_t cp)
{
	return (cp >= 0x3248 && cp <= 0x324F) || (cp >= 0x4DC0 && cp <= 0x4DFF) || (cp >= 0x302E && cp <= 0x302F) ||
	    (cp >= 0x16FF0 && cp <= 0x16FF1);
}

static int
width_of(int32_t cp)
{
	const utf8proc_property_t *property = utf8proc_get_property(cp);

	if (is_wide_by_custom(cp))
		return 2;
	if (property->category == UTF8PROC_CATEGORY_MC)
		return 1;
	if (property->boundclass == UTF8PROC_BOUNDCLASS_V || property->boundclass == UTF8PROC_BOUNDCLASS_T)
		return 0;
	return property->charwidth;
}

/* The grapheme at text[0], which may be anything but empty. */
static size_t
grapheme_scan(const char *text, size_t bytes, int *width)
{
	int32_t first, before, cp, state = 0;
	size_t at = text_scan(text, bytes, &first);

	*width = width_of(first);
	before = first;
	while (at < bytes) {
		size_t length = text_scan(text + at, bytes - at, &cp);

		if (utf8proc_grapheme_break_stateful(before, cp, &state))
			break;
		*width += cp == VS16 && is_pictograph(first) ? 2 : width_of(cp);
		if (*width > 2)
			*width = 2;
		at += length;
		before = cp;
	}
	return at;
}

size_t
text_grapheme(const char *text, size_t bytes, int *width_cols)
{
	int width = 0;
	size_t length = bytes > 0;

	if (bytes && !(text[0] & 0x80) && (bytes == 1 || !(text[1] & 0x80)))
		width = text[0] >= ' ' && text[0] < 0x7F;
	else if (bytes)
		length = grapheme_scan(text, bytes, &width);
	if (width_cols)
		*width_cols = width;
	return length;
}

size_t
text_cell(const char *grapheme, size_t bytes, int *cols)
{
	size_t at = 0, codepoints = 0;
	int32_t cp;
	int width;

	*cols = 0;
	text_grapheme(grapheme, bytes, &width);
	while (at < bytes && codepoints++ <= MARKS_MOST) {
		size_t length = text_scan(grapheme + at, bytes - at, &cp);

		if (cp == ZWJ || cp == VS16 || cp == '\n' || *cols + width_of(cp) > width)
			break;
		*cols += width_of(cp);
		at += length;
	}
	return at;
}

static size_t
codepoint_before(const char *text, size_t at)
{
	do
		at--;
	while (at > 0 && is_continuation(text[at]));
	return at;
}

/*
 * Is there a break before byte `at` whatever came before it? Then graphemes can be counted from here, and
 * sanitising the sides apart comes to the same as both together, also after a change on one of them.
 */
static bool
is_seam(const char *text, size_t bytes, size_t at)
{
	size_t start;
	int32_t before, cp;

	if (!at || at == bytes)
		return true;
	if (!(text[at - 1] & 0x80) && !(text[at] & 0x80))
		return true;
	start = codepoint_before(text, at);
	text_scan(text + start, at - start, &before);
	text_scan(text + at, bytes - at, &cp);
	/* newer Unicode joins Indic letters over a mark, when the letter before that mark says so */
	return before != ZWJ && !is_mark(cp) && (cp < 0x80 || !is_mark(before)) && utf8proc_grapheme_break(before, cp);
}

size_t
text_seam_before(const char *text, size_t at)
{
	size_t seam = at;

	while (seam > 0) {
		seam = codepoint_before(text, seam);
		if (is_seam(text, at, seam))
			break;
	}
	return seam;
}

size_t
text_seam_after(const char *text, size_t bytes, size_t at)
{
	int32_t cp;

	while (at < bytes) {
		at += text_scan(text + at, bytes - at, &cp);
		if (is_seam(text, bytes, at))
			break;
	}
	return at;
}

size_t
text_previous(const char *text, size_t at)
{
	size_t start = text_seam_before(text, at), next = start;

	while (next < at) {
		start = next;
		next += text_grapheme(text + start, at - start, NULL);
	}
	return start;
}

size_t
text_snap(const char *text, size_t bytes, size_t at)
{
	size_t snapped, next;

	while (at > 0 && at < bytes && is_continuation(text[at]))
		at--;
	snapped = next = text_seam_before(text, at);
	while (next < at) {
		next += text_grapheme(text + next, bytes - next, NULL);
		if (next <= at)
			snapped = next;
	}
	return snapped;
}

bool
text_is_space(const char *grapheme, size_t bytes)
{
	int32_t cp;

	if (!bytes || text_scan(grapheme, bytes, &cp) != bytes)
		return false;
	return cp == '\n' || utf8proc_category(cp) == UTF8PROC_CATEGORY_ZS;
}

static bool
begins_with_mark(const char *text, size_t bytes)
{
	int32_t cp;

	if (!bytes)
		return false;
	text_scan(text, bytes, &cp);
	return is_mark(cp);
}

/* A space may be taken off only where no mark is left without the character that it followed. */
static size_t
leading_space(const char *text, size_t bytes)
{
	size_t length, space = 0;

	while (space < bytes) {
		length = text_grapheme(text + space, bytes - space, NULL);
		if (!text_is_space(text + space, length))
			break;
		space += length;
	}
	while (space && begins_with_mark(text + space, bytes - space))
		space = text_previous(text, space);
	return space;
}

void
text_trim(struct str *s)
{
	while (s->bytes) {
		size_t last = text_previous(s->text, s->bytes);

		if (!text_is_space(s->text + last, s->bytes - last))
			break;
		str_cut(s, last);
	}
	str_remove(s, 0, leading_space(s->text, s->bytes));
}

void
text_clean(enum text_kind kind, const char *typed, struct str *out)
{
	str_init(out);
	text_sanitize(kind, typed, strlen(typed), out);
	text_trim(out);
}

int
text_width(const char *text, size_t bytes)
{
	int width, total = 0;

	for (size_t at = 0; at < bytes && total < INT_MAX - 2; total += width)
		at += text_grapheme(text + at, bytes - at, &width);
	return total;
}

size_t
text_count_graphemes(const char *text, size_t bytes)
{
	size_t count = 0;

	for (size_t at = 0; at < bytes; count++)
		at += text_grapheme(text + at, bytes - at, NULL);
	return count;
}

size_t
text_fit(const char *text, size_t bytes, int cols)
{
	size_t fit = 0;
	int width;

	while (fit < bytes) {
		size_t length = text_grapheme(text + fit, bytes - fit, &width);

		if (width > cols)
			break;
		cols -= width;
		fit += length;
	}
	return fit;
}
