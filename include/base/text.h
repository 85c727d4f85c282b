/*
 * Text that is safe to keep and to show. Everything typed, pasted or read from a file passes text_sanitize()
 * on the way in, and again in a renderer on the way out. Widths and graphemes come from utf8proc and from
 * nowhere else, so that every renderer agrees.
 */
#ifndef BBS_BASE_TEXT_H
#define BBS_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum text_kind {
	TEXT_LINE, /* one line: newlines become spaces, no joiner or selector at all */
	TEXT_BODY, /* paragraphs: \n kept, CR LF and CR become \n, ZWJ and VS16 kept inside an emoji */
};

/*
 * Append the safe form of `in` to `out`. Invalid UTF-8 becomes U+FFFD, one for each bad byte; so does a code
 * point that this Unicode (15.0) has not assigned, whose width nobody knows. C0 but newline becomes a space (a
 * tab too). C1, DEL, bidi overrides, embeddings and isolates, LRM/RLM/ALM, tags, U+2028/9, every other format,
 * default-ignorable or private-use character and the noncharacters are dropped, and so is a combining mark or
 * conjoining jamo with nothing before it to join. NFC; at most 4 combining marks on one character.
 * Idempotent: sanitising safe text changes nothing. At most 3 bytes come out for one that goes in.
 *
 * in   any bytes, borrowed; not inside `out`
 * out  initialised; what is in it stays, and nothing joins it
 *
 * Source: security page, "Text".
 */
void text_sanitize(enum text_kind, const char *in, size_t bytes, struct str *out);

/* True when text_sanitize() would leave it as it is. */
bool text_is_safe(enum text_kind, const char *in, size_t bytes);

/* Trim safe text at both ends, in place: newlines and every Unicode space. It stays safe. */
void text_trim(struct str *);

/* What is typed as it is kept: safe and trimmed. out is initialised here; the caller clears it. */
void text_clean(enum text_kind, const char *typed, struct str *out);

/*
 * The first grapheme of safe text: its length in bytes (0 only when bytes is 0) and, where width_cols is not
 * NULL, its width in columns: 1 or 2; 0 for a newline, which is a grapheme, and for no text.
 */
size_t text_grapheme(const char *text, size_t bytes, int *width_cols);

/*
 * How much of one grapheme a cell grid holds: a plain terminal and ncurses add up wcwidth() of its code points,
 * and an emoji sequence or a tall stack of marks comes to another sum than text_grapheme() says. Returns the
 * bytes of the leading part whose plain sum, set in *cols, is at most its width; fill up with spaces.
 */
size_t text_cell(const char *grapheme, size_t bytes, int *cols);

/* Start of the grapheme that ends at byte `at`; 0 when at is 0. text safe, at on a boundary. */
size_t text_previous(const char *text, size_t at);

/* The grapheme boundary at byte `at` or the last one before it. text safe, at 0..bytes, anywhere. */
size_t text_snap(const char *text, size_t bytes, size_t at);

/*
 * Where safe text may be cut so that a change on one side of the cut leaves the other side safe: the last such
 * place before `at` (0 when at is 0), the first one after it (bytes when at is bytes). at on a boundary.
 */
size_t text_seam_before(const char *text, size_t at);
size_t text_seam_after(const char *text, size_t bytes, size_t at);

/* Is this grapheme nothing but a newline or a Unicode space? */
bool text_is_space(const char *grapheme, size_t bytes);

/* Columns that safe text of one line takes. */
int text_width(const char *text, size_t bytes);

size_t text_count_graphemes(const char *text, size_t bytes);

/* As much of the line as fits into `cols` columns, in bytes. Whole graphemes only. */
size_t text_fit(const char *text, size_t bytes, int cols);

/*
 * Decode one code point from any bytes. Returns its length 1..4 and sets *out, or returns 1 and sets U+FFFD
 * for an invalid byte, or returns 0 when the bytes are a valid beginning that needs more. bytes >= 1.
 */
size_t text_decode(const char *in, size_t bytes, uint32_t *out);

/* Encode one code point; returns 1..4. Surrogates and values past U+10FFFF become U+FFFD. */
size_t text_encode(uint32_t codepoint, char out[static 4]);

#endif
