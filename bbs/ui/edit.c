/*
 * Text being written: every change is a patch, so that one place keeps the text safe, within its limit and
 * undoable. Not here: keys, drawing, the clipboard, saving drafts.
 *
 * A patch replaces a little more than was asked for: from the seam (text.h) before the change to the one after
 * it. Only that much is sanitised again, however long the text is, and the whole is safe because the seams are.
 * Undo does not sanitise: it puts the very bytes back.
 */
#include <limits.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "base/mem.h"
#include "ui/edit.h"
#include "ui/wrap.h"

enum {
	SECRET_MOST_BYTES = 1024, /* a TEXT_LINE with a limit up to this may be a password */
	UNDO_MOST_BYTES = 256 * 1024,
	SANITIZED_GROWTH = 3, /* text_sanitize() makes at most so many bytes of one */
};

/* One step back: what is `inserted` bytes long at `at` was `removed` before. */
struct edit_step {
	TAILQ_ENTRY(edit_step) link;
	size_t at;
	size_t inserted;
	size_t cursor; /* before the step */
	size_t removed_bytes;
	char removed[];
};

struct edit_undo {
	TAILQ_HEAD(edit_steps, edit_step) steps; /* newest first */
	size_t bytes;                            /* of all steps */
	bool typing;                             /* the newest step is a run of typing that may go on */
};

/* Replace text[from..to) by head and what of the text follows it, sanitised together. */
struct patch {
	size_t from, to;
	size_t change_end; /* where in the old text the part after the change begins */
	struct str head;   /* the part before the change and what is inserted; safe */
	struct str text;   /* all of it; safe */
};

/* A copy of a password may be anywhere in the memory that the string had. */
static void
str_wipe(struct str *s)
{
	if (s->capacity)
		sodium_memzero(s->text, s->capacity);
	str_clear(s);
}

static void
step_free(struct edit_undo *undo, struct edit_step *step)
{
	size_t bytes = sizeof *step + step->removed_bytes;

	TAILQ_REMOVE(&undo->steps, step, link);
	undo->bytes -= bytes;
	sodium_memzero(step, bytes);
	free(step);
}

static void
undo_forget(struct edit_undo *undo)
{
	while (!TAILQ_EMPTY(&undo->steps))
		step_free(undo, TAILQ_FIRST(&undo->steps)); /* NOLINT(clang-analyzer-unix.Malloc): TAILQ */
	undo->typing = false;
}

static void
undo_push(struct edit *e, size_t at, size_t removed_bytes, size_t inserted)
{
	struct edit_undo *undo = e->undo;
	struct edit_step *step = mem_alloc(sizeof *step + removed_bytes);

	step->at = at;
	step->inserted = inserted;
	step->cursor = e->cursor;
	step->removed_bytes = removed_bytes;
	memcpy(step->removed, e->text.text + at, removed_bytes);
	TAILQ_INSERT_HEAD(&undo->steps, step, link);
	undo->bytes += sizeof *step + removed_bytes;
	while (undo->bytes > UNDO_MOST_BYTES && TAILQ_NEXT(step, link))
		step_free(undo, TAILQ_LAST(&undo->steps, edit_steps)); /* NOLINT(clang-analyzer-unix.Malloc): TAILQ */
}

/* A change within what the newest run of typing made becomes a part of it; else it is a step of its own. */
static void
undo_record(struct edit *e, size_t at, size_t removed_bytes, size_t inserted, bool typed)
{
	struct edit_step *run = TAILQ_FIRST(&e->undo->steps);

	if (typed && e->undo->typing && run && at >= run->at && at + removed_bytes <= run->at + run->inserted)
		run->inserted += inserted - removed_bytes;
	else
		undo_push(e, at, removed_bytes, inserted);
	e->undo->typing = typed;
}

static void
edit_replace(struct edit *e, size_t at, size_t removed_bytes, const char *bytes, size_t count)
{
	str_remove(&e->text, at, removed_bytes);
	str_reserve_wiped(&e->text, e->text.bytes + count);
	str_insert(&e->text, at, bytes, count);
	e->column = -1;
	e->changes++;
}

/* Room first: a string that grows leaves copies behind. */
static void
sanitize_into(const struct edit *e, struct str *out, const struct str *in)
{
	str_wipe(out);
	str_reserve(out, in->bytes * SANITIZED_GROWTH);
	text_sanitize(e->kind, in->text, in->bytes, out);
}

static void
patch_set_head(const struct edit *e, struct patch *patch, size_t at, const char *bytes, size_t count)
{
	struct str joined;

	str_init(&joined);
	str_reserve(&joined, at - patch->from + count);
	str_add_bytes(&joined, e->text.text + patch->from, at - patch->from);
	str_add_bytes(&joined, bytes, count);
	sanitize_into(e, &patch->head, &joined);
	str_wipe(&joined);
}

static void
patch_set_text(const struct edit *e, struct patch *patch)
{
	size_t tail = patch->to - patch->change_end;
	struct str joined;

	str_init(&joined);
	str_reserve(&joined, patch->head.bytes + tail);
	str_add_bytes(&joined, patch->head.text, patch->head.bytes);
	str_add_bytes(&joined, e->text.text + patch->change_end, tail);
	sanitize_into(e, &patch->text, &joined);
	str_wipe(&joined);
}

static void
patch_init(const struct edit *e, struct patch *patch, size_t from, size_t to)
{
	*patch = (struct patch){
	    .from = text_seam_before(e->text.text, from),
	    .to = text_seam_after(e->text.text, e->text.bytes, to),
	    .change_end = to,
	};
	str_init(&patch->head);
	str_init(&patch->text);
}

static void
patch_clear(struct patch *patch)
{
	str_wipe(&patch->head);
	str_wipe(&patch->text);
}

/*
 * Shorten the inserted text until all fits; false when even nothing of it would. Joining what follows can make a
 * text a few bytes longer (a mark may keep two others from composing), so this is a loop, of one or two rounds.
 */
static bool
patch_fit(struct edit *e, struct patch *patch, size_t kept)
{
	for (;;) {
		size_t bytes, over;

		patch_set_text(e, patch);
		bytes = e->text.bytes - (patch->to - patch->from) + patch->text.bytes;
		if (bytes <= e->limit_bytes)
			return true;
		e->refused = true;
		over = bytes - e->limit_bytes;
		if (over > patch->head.bytes)
			return false;
		str_cut(&patch->head, text_snap(patch->head.text, patch->head.bytes, patch->head.bytes - over));
		if (patch->head.bytes < kept)
			return false;
	}
}

/* A change may have joined the cursor's neighbours: then it goes behind them. */
static size_t
snap_forward(const struct str *text, size_t at)
{
	size_t snapped = text_snap(text->text, text->bytes, at < text->bytes ? at : text->bytes);

	if (snapped < at && snapped < text->bytes)
		snapped += text_grapheme(text->text + snapped, text->bytes - snapped, NULL);
	return snapped;
}

/* Only what differs is changed and remembered; nothing does when all that came was dropped. */
static void
patch_apply(struct edit *e, const struct patch *patch, bool typed)
{
	const char *old = e->text.text + patch->from, *new = patch->text.text;
	size_t old_bytes = patch->to - patch->from, new_bytes = patch->text.bytes, same = 0;

	while (same < old_bytes && same < new_bytes && old[same] == new[same])
		same++;
	while (old_bytes > same && new_bytes > same && old[old_bytes - 1] == new[new_bytes - 1]) {
		old_bytes--;
		new_bytes--;
	}
	if (old_bytes == same && new_bytes == same)
		return;
	undo_record(e, patch->from + same, old_bytes - same, new_bytes - same, typed);
	edit_replace(e, patch->from + same, old_bytes - same, new + same, new_bytes - same);
	e->cursor = snap_forward(&e->text, patch->from + patch->head.bytes);
}

/* Put bytes in place of text[from..to), both on boundaries. */
static void
edit_change(struct edit *e, size_t from, size_t to, const char *bytes, size_t count, bool typed)
{
	struct patch patch;

	patch_init(e, &patch, from, to);
	patch_set_head(e, &patch, from, bytes, count);
	if (patch_fit(e, &patch, from - patch.from))
		patch_apply(e, &patch, typed);
	patch_clear(&patch);
}

void
edit_init(struct edit *e, enum text_kind kind, size_t limit_bytes)
{
	*e = (struct edit){.kind = kind, .limit_bytes = limit_bytes, .column = -1};
	str_init(&e->text);
	if (kind == TEXT_LINE && limit_bytes <= SECRET_MOST_BYTES)
		str_reserve(&e->text, limit_bytes);
	e->undo = mem_alloc(sizeof *e->undo);
	TAILQ_INIT(&e->undo->steps);
}

void
edit_clear(struct edit *e)
{
	if (e->undo)
		undo_forget(e->undo);
	free(e->undo);
	e->undo = NULL;
	str_wipe(&e->text);
	e->cursor = 0;
}

void
edit_set(struct edit *e, const char *text)
{
	size_t bytes = strlen(text);
	struct str safe;

	str_init(&safe);
	str_reserve(&safe, bytes * SANITIZED_GROWTH);
	text_sanitize(e->kind, text, bytes, &safe);
	e->refused = safe.bytes > e->limit_bytes;
	if (e->refused)
		str_cut(&safe, text_snap(safe.text, safe.bytes, e->limit_bytes));
	undo_forget(e->undo);
	edit_replace(e, 0, e->text.bytes, safe.text, safe.bytes);
	e->cursor = e->text.bytes;
	str_wipe(&safe);
}

static bool
space_before(const struct edit *e)
{
	size_t start = text_previous(e->text.text, e->cursor);

	return text_is_space(e->text.text + start, e->cursor - start);
}

static bool
space_after(const struct edit *e)
{
	const char *rest = e->text.text + e->cursor;

	return text_is_space(rest, text_grapheme(rest, e->text.bytes - e->cursor, NULL));
}

void
edit_insert(struct edit *e, const char *bytes, size_t count)
{
	bool typed = count && text_grapheme(bytes, count, NULL) == count;

	e->refused = false;
	if (!typed || (!text_is_space(bytes, count) && space_before(e)))
		e->undo->typing = false;
	edit_change(e, e->cursor, e->cursor, bytes, count, typed);
}

/* Anything but typing ends a run of typing, and the wish of up and down for a column. */
static void
edit_move(struct edit *e, size_t to)
{
	e->cursor = to;
	e->column = -1;
	e->undo->typing = false;
}

void
edit_backspace(struct edit *e)
{
	e->undo->typing = false;
	edit_change(e, text_previous(e->text.text, e->cursor), e->cursor, "", 0, false);
}

void
edit_empty(struct edit *e)
{
	e->undo->typing = false;
	edit_change(e, 0, e->text.bytes, "", 0, false);
}

void
edit_delete(struct edit *e)
{
	size_t length = text_grapheme(e->text.text + e->cursor, e->text.bytes - e->cursor, NULL);

	e->undo->typing = false;
	edit_change(e, e->cursor, e->cursor + length, "", 0, false);
}

void
edit_left(struct edit *e)
{
	edit_move(e, text_previous(e->text.text, e->cursor));
}

void
edit_right(struct edit *e)
{
	edit_move(e, e->cursor + text_grapheme(e->text.text + e->cursor, e->text.bytes - e->cursor, NULL));
}

/* Forward from the start, as looking back at every step is slow in a long run of flags. */
void
edit_word_left(struct edit *e)
{
	size_t length, word = 0;
	bool space, after_space = true;

	for (size_t at = 0; at < e->cursor; at += length) {
		length = text_grapheme(e->text.text + at, e->text.bytes - at, NULL);
		space = text_is_space(e->text.text + at, length);
		if (!space && after_space)
			word = at;
		after_space = space;
	}
	edit_move(e, word);
}

void
edit_word_right(struct edit *e)
{
	while (e->cursor < e->text.bytes && !space_after(e))
		edit_right(e);
	while (e->cursor < e->text.bytes && space_after(e))
		edit_right(e);
}

void
edit_start(struct edit *e)
{
	edit_move(e, 0);
}

void
edit_end(struct edit *e)
{
	edit_move(e, e->text.bytes);
}

void
edit_undo(struct edit *e)
{
	struct edit_step *step = TAILQ_FIRST(&e->undo->steps);

	if (!step)
		return;
	edit_replace(e, step->at, step->inserted, step->removed, step->removed_bytes);
	edit_move(e, step->cursor);
	step_free(e->undo, step);
}

void
edit_line_start(struct edit *e, int cols)
{
	struct wrap wrap;
	size_t line;
	int col;

	wrap_text(e->text.text, e->text.bytes, cols, &wrap);
	wrap_find(&wrap, e->text.text, e->cursor, &line, &col);
	edit_move(e, wrap.lines[line].start);
	wrap_clear(&wrap);
}

void
edit_line_end(struct edit *e, int cols)
{
	struct wrap wrap;
	size_t line;
	int col;

	wrap_text(e->text.text, e->text.bytes, cols, &wrap);
	wrap_find(&wrap, e->text.text, e->cursor, &line, &col);
	edit_move(e, wrap_offset(&wrap, e->text.text, line, INT_MAX));
	wrap_clear(&wrap);
}

static void
edit_move_lines(struct edit *e, int cols, bool down)
{
	struct wrap wrap;
	size_t line;
	int col;

	wrap_text(e->text.text, e->text.bytes, cols, &wrap);
	wrap_find(&wrap, e->text.text, e->cursor, &line, &col);
	if (e->column >= 0)
		col = e->column;
	if (down ? line + 1 < wrap.count : line > 0)
		edit_move(e, wrap_offset(&wrap, e->text.text, down ? line + 1 : line - 1, col));
	e->column = col;
	wrap_clear(&wrap);
}

void
edit_up(struct edit *e, int cols)
{
	edit_move_lines(e, cols, false);
}

void
edit_down(struct edit *e, int cols)
{
	edit_move_lines(e, cols, true);
}

bool
edit_is_blank(const struct edit *e)
{
	size_t length;

	for (size_t at = 0; at < e->text.bytes; at += length) {
		length = text_grapheme(e->text.text + at, e->text.bytes - at, NULL);
		if (!text_is_space(e->text.text + at, length))
			return false;
	}
	return true;
}
