/*
 * Labels.
 */
#include <string.h>

#include "base/str.h"
#include "forum/label.h"

#define WORD(name, word) word,
#define TAG_WORD(name, kind, word) word,
#define TAG_KIND_OF(name, kind, word) TAG_KIND_##kind,

static const char *const help_words[] = {HELP_LIST(WORD)};
static const char *const content_note_words[] = {CONTENT_NOTE_LIST(WORD)};
static const char *const tag_words[] = {TAG_LIST(TAG_WORD)};
static const enum tag_kind tag_kinds[] = {TAG_LIST(TAG_KIND_OF)};

static int
label_find(const char *const *words, int count, const char *word)
{
	for (int k = 0; k < count; k++)
		if (!strcmp(words[k], word))
			return k;
	return -1;
}

const char *
help_word(enum help help)
{
	return help_words[help];
}

int
help_find(const char *word)
{
	return label_find(help_words, HELP_COUNT, word);
}

const char *
content_note_word(enum content_note note)
{
	return content_note_words[note];
}

int
content_note_find(const char *word)
{
	return label_find(content_note_words, CONTENT_NOTE_COUNT, word);
}

const char *
tag_word(enum tag tag)
{
	return tag_words[tag];
}

enum tag_kind
tag_kind(enum tag tag)
{
	return tag_kinds[tag];
}

int
tag_find(const char *word)
{
	return label_find(tag_words, TAG_COUNT, word);
}

bool
tags_have(const char *tags, enum tag tag)
{
	const char *word = tag_words[tag];
	size_t bytes = strlen(word);

	for (const char *at = tags; *at; at += strspn(at, " ")) {
		size_t here = strcspn(at, " ");

		if (here == bytes && !strncmp(at, word, bytes))
			return true;
		at += here;
	}
	return false;
}

bool
tags_ask_for_experts(const char *tags)
{
	return tags_have(tags, TAG_MEDICINES) || tags_have(tags, TAG_ATTORNEY) || tags_have(tags, TAG_BENEFITS);
}

bool
tags_set(char *tags, size_t bytes, enum tag tag, bool has)
{
	struct str out;
	int count = 0;
	bool fits;

	str_init(&out);
	for (int k = 0; k < TAG_COUNT; k++)
		if (k == (int)tag ? has : tags_have(tags, (enum tag)k)) {
			str_add_format(&out, "%s%s", count++ ? " " : "", tag_words[k]);
		}
	fits = count <= TAGS_MOST && out.bytes < bytes;
	if (fits)
		memcpy(tags, out.text, out.bytes + 1);
	str_clear(&out);
	return fits;
}
