/*
 * What the parts of the guard find, noted: each place once, and what is put instead fits the sentence.
 */
#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "forum/guard_parts.h"

bool
guard_is_taken(const struct guard_look *look, const struct guard_text *text, size_t at, size_t bytes)
{
	for (size_t k = 0; k < look->out->count; k++) {
		const struct guard_find *find = &look->out->rows[k];

		if (find->is_in_title == text->is_title && at < find->at + find->bytes && find->at < at + bytes)
			return true;
	}
	return false;
}

/* Does a sentence or a line begin here? */
static bool
guard_begins(const struct guard_text *text, size_t at)
{
	while (at && strchr(" \"'(>*_", text->text[at - 1]))
		at--;
	return !at || strchr("\n.!?", text->text[at - 1]);
}

/* "Doreen's", "James'", "doreens": the end goes with the name, and comes back as "'s". */
static char *
guard_with_possessive(const struct guard_text *text, size_t at, size_t *bytes, const char *instead)
{
	const struct guard_token *last = &text->tokens[guard_token_at(text, at + *bytes - 1)];

	if (!last->is_possessive || last->at + last->bytes != at + *bytes)
		return mem_copy_string(instead);
	*bytes += last->whole - last->bytes;
	if (last->whole == last->bytes && text->text[at + *bytes] == 's')
		*bytes += 1;
	return mem_format("%s's", instead);
}

void
guard_note(struct guard_look *look, const struct guard_text *text, enum guard_kind kind, size_t at, size_t bytes,
    const char *instead, const char *about)
{
	struct guard_find_list *out = look->out;
	struct guard_find *find;
	char *owned;

	if (out->count == GUARD_FINDS || guard_is_taken(look, text, at, bytes))
		return;
	owned = guard_with_possessive(text, at, &bytes, instead);
	out->rows = mem_resize_array(out->rows, out->count + 1, sizeof *out->rows);
	find = &out->rows[out->count++];
	*find = (struct guard_find){
	    .kind = kind,
	    .is_in_title = text->is_title,
	    .is_quoted = text->tokens[guard_token_at(text, at)].is_quoted,
	    .at = at,
	    .bytes = bytes,
	    .words = mem_copy_bytes(text->text + at, bytes),
	    .instead = owned,
	    .about = mem_copy_string(about),
	};
	if (guard_begins(text, at) && !islower((unsigned char)text->text[at]))
		find->instead[0] = (char)toupper((unsigned char)find->instead[0]);
}
