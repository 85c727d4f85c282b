/*
 * The words the guard knows: content/guard-names.txt and content/guard-words.txt, read anew for each look, so that a
 * session that sleeps keeps nothing of them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/mem.h"
#include "forum/guard_parts.h"

static const char *const class_words[] = {
#define X(name, word) word,
    GUARD_CLASS_LIST(X)
#undef X
};

static struct guard_word *
words_slot(const struct guard_words *words, const char *word)
{
	uint32_t hash = 2166136261U;
	size_t at;

	for (const char *sign = word; *sign; sign++)
		hash = (hash ^ (unsigned char)*sign) * 16777619U;
	for (at = hash & (words->slot_count - 1); words->slots[at].word; at = (at + 1) & (words->slot_count - 1))
		if (!strcmp(words->slots[at].word, word))
			break;
	return &words->slots[at];
}

uint32_t
guard_words_find(const struct guard_words *words, const char *folded)
{
	return words_slot(words, folded)->classes;
}

static uint32_t
words_class(const char *word)
{
	for (int k = 0; k < GUARD_CLASS_COUNT; k++)
		if (!strcmp(class_words[k], word))
			return 1U << k;
	fatal("guard: no such kind of word: %s", word);
}

/* "kin: mother father": a mistake in our own file is a bug. */
static void
words_take_line(struct guard_words *words, char *line)
{
	char *word = strsep(&line, ":");
	uint32_t class;

	if (!line)
		fatal("guard: not a line of words: %s", word);
	class = words_class(word);
	while ((word = strsep(&line, " "))) {
		struct guard_word *slot;

		if (!*word)
			continue;
		slot = words_slot(words, word);
		slot->word = word;
		slot->classes |= class;
	}
}

static size_t
words_count(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == ' ';
	return count;
}

void
guard_words_open(struct guard_words *words)
{
	size_t count;

	*words = (struct guard_words){
	    .texts = {embed_copy("content/guard-names.txt"), embed_copy("content/guard-words.txt")}};
	count = words_count(words->texts[0]) + words_count(words->texts[1]);
	for (words->slot_count = 64; words->slot_count < 2 * count;)
		words->slot_count *= 2;
	words->slots = mem_alloc_array(words->slot_count, sizeof *words->slots);
	for (int k = 0; k < 2; k++) {
		char *rest = words->texts[k], *line;

		while ((line = strsep(&rest, "\n")))
			if (*line && *line != '#')
				words_take_line(words, line);
	}
}

void
guard_words_close(struct guard_words *words)
{
	free(words->slots);
	free(words->texts[0]);
	free(words->texts[1]);
}
