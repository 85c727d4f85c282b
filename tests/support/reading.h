/*
 * How old a reader has to be, by the Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59,
 * and 5 years for the age at which the first grade begins. Made for British and American English.
 *
 * What counts as one word of one syllable, since it is somebody's name, a number or a sign and not ours to choose:
 * a number, a printf directive, an address, a file, an option, a slash command, and a command in single quotes.
 */
#ifndef BBS_TESTS_READING_H
#define BBS_TESTS_READING_H

#include <stdbool.h>
#include <stddef.h>

struct reading {
	long sentences, words, syllables;
};

/* Of one word of letters, hyphens and apostrophes, in either case; at least 1. */
int reading_syllables(const char *word, size_t bytes);

/*
 * Take a text apart and hand on each sentence: its bytes in the text, and what it holds (sentences being 1, or 0 for a
 * label: three words or fewer with no full stop, question mark or exclamation mark).
 *
 * A newline ends a sentence, unless the next line goes on with a small letter and neither is a row of a table (that
 * is, begins with a space or has two together).
 */
void reading_split(const char *text,
    void (*take)(void *context, const char *sentence, size_t bytes, const struct reading *holds), void *context);

/* In years; 0 where there is no sentence. */
double reading_age(const struct reading *);

#endif
