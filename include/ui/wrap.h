/*
 * Breaking safe text into lines. The one place where it is done: reader, editor, plain and paper agree.
 */
#ifndef BBS_UI_WRAP_H
#define BBS_UI_WRAP_H

#include <stddef.h>

/* One line of the text, as byte offsets. The newline or the spaces at which it was broken are not in it. */
struct wrap_line {
	size_t start, end;
	size_t next; /* where the following line begins: end, plus the spaces and newline that were skipped */
};

struct wrap {
	struct wrap_line *lines; /* owned */
	size_t count;            /* at least 1: empty text is one empty line */
};

/*
 * Break at newlines, and at spaces (U+0020 alone) so that no line is wider than cols columns; a longer word is
 * cut. Never inside a grapheme. A grapheme wider than cols has a line of its own. A "> " or an indent at the
 * beginning is never left alone on a line, and not repeated. A text that ends with a newline has an empty last
 * line, so that a cursor can stand there.
 *
 * text  safe, borrowed
 * cols  at least 1; less is taken as 1
 * out   written afresh; give back with wrap_clear()
 */
void wrap_text(const char *text, size_t bytes, int cols, struct wrap *out);
void wrap_clear(struct wrap *);

/*
 * The line and column of a byte offset. An offset in skipped spaces belongs to the end of its line.
 */
void wrap_find(const struct wrap *, const char *text, size_t at, size_t *line, int *col);

/*
 * The byte offset in this line whose column is closest to col, at or before it. wrap_find() leads from there to
 * the same line: after the last grapheme of a cut word the next line begins, so that is not an answer.
 */
size_t wrap_offset(const struct wrap *, const char *text, size_t line, int col);

#endif
