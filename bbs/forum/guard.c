/*
 * The guard: what is looked for, and what is put instead. The parts that look are guard_*.c beside this file.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/guard_parts.h"

static const char *const kind_words[] = {
#define X(name, word) word,
    GUARD_KIND_LIST(X)
#undef X
};

const char *
guard_kind_word(enum guard_kind kind)
{
	return kind_words[kind];
}

void
guard_find_clear(struct guard_find *find)
{
	free(find->words);
	free(find->instead);
	free(find->about);
}

void
guard_find_list_clear(struct guard_find_list *list)
{
	for (size_t k = 0; k < list->count; k++)
		guard_find_clear(&list->rows[k]);
	free(list->rows);
	*list = (struct guard_find_list){0};
}

bool
guard_is_alike(const struct guard_find *one, const struct guard_find *other)
{
	return one->kind == other->kind && !strcmp(one->about, other->about);
}

static int
guard_compare(const void *one, const void *other)
{
	const struct guard_find *a = one, *b = other;

	if (a->is_in_title != b->is_in_title)
		return a->is_in_title ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

void
guard_look(const char *title, const char *body, struct guard_find_list *out)
{
	struct guard_look look = {
	    .texts = {{.text = title, .bytes = strlen(title), .is_title = true}, {.text = body, .bytes = strlen(body)}},
	    .out = out,
	};

	guard_words_open(&look.words);
	for (int k = 0; k < 2; k++) {
		struct guard_text *text = &look.texts[k];

		guard_text_cut(text, &look.words);
		guard_find_email(&look, text);
		guard_find_addresses(&look, text);
		guard_find_numbers(&look, text);
		guard_find_postcodes(&look, text);
		guard_find_birthdays(&look, text);
		guard_find_firms(&look, text);
	}
	guard_find_people(&look);
	for (int k = 0; k < 2; k++)
		guard_text_clear(&look.texts[k]);
	guard_words_close(&look.words);
	if (out->count)
		qsort(out->rows, out->count, sizeof *out->rows, guard_compare);
}

char *
guard_apply(const char *text, const struct guard_find *find)
{
	struct str out;

	str_init(&out);
	str_add_bytes(&out, text, find->at);
	str_add(&out, find->instead);
	str_add(&out, text + find->at + find->bytes);
	return str_take(&out);
}

size_t
guard_apply_alike(char **title, char **body, const struct guard_find *find)
{
	struct guard_find_list list = {0};
	size_t changed = 0;

	guard_look(*title, *body, &list);
	for (size_t k = list.count; k--;)
		if (guard_is_alike(&list.rows[k], find)) {
			char **text = list.rows[k].is_in_title ? title : body;
			char *after = guard_apply(*text, &list.rows[k]);

			free(*text);
			*text = after;
			changed++;
		}
	guard_find_list_clear(&list);
	return changed;
}
