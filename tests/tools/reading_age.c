/*
 * The reading age of every sentence that the program can say in English. Run from the top of the checkout,
 *
 *   reading_age [--hardest] [DIRECTORY]
 *
 * after `make pot`. --hardest shows the age of each file and the hardest sentences; DIRECTORY is another checkout.
 *
 * It reads build/bbs.pot (every msgid; both forms of a plural), the help line of every option, and bbs/content: each
 * .txt but demo.txt and filler.txt, which hold what invented people wrote, and danger.txt and guard-*.txt, which hold no
 * sentences; and the about and how lines of each .ini.
 * Age is the Flesch-Kincaid grade + 5; support/reading.h says what counts as a word and a sentence. A label of up to
 * three words is no sentence and is not judged.
 *
 * Judged:
 *  - words for visitors (bbs/ui, include/ui, bbs/content), as a whole and each source of 60 words or more: 11 at most
 *  - words for operators (bbs/cli, bbs/main.c, the options), as a whole: 11 at most
 *  - one sentence for a visitor: 22 words at most; of 8 words or more: 14 at most
 *
 * tests/data/reading-age.allow holds sentences that may be harder, each below a line "# why". One that is there and
 * is no longer too hard, or no longer said, is a failure too. Not shipped.
 */
#include <ctype.h>
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/reading.h"
#include "base/config.h"
#include "base/mem.h"
#include "base/str.h"

static const double AGE_MOST = 11, SENTENCE_AGE_MOST = 14;
enum { SENTENCE_WORDS_MOST = 22, SENTENCE_WORDS_JUDGED = 8, SOURCE_WORDS_JUDGED = 60, SOURCES_MOST = 500 };

struct source {
	char *name;
	bool visitor;
	struct reading sum;
};

struct sentence {
	char *text, *where; /* owned; where NULL in the list of those allowed */
	bool visitor, met;
	struct reading holds;
};

static struct {
	struct source sources[SOURCES_MOST];
	size_t source_count;
	struct reading whole[2]; /* operators, visitors */
	struct sentence *sentences, *allowed;
	size_t sentence_count, allowed_count;
	int failures;
	/* the text being taken apart */
	size_t from[SOURCES_MOST];
	size_t from_count;
} state;

/* --- gathering --- */

static bool
is_for_visitors(const char *name)
{
	return !strncmp(name, "bbs/ui/", 7) || !strncmp(name, "include/ui/", 11) || !strncmp(name, "bbs/content/", 12);
}

/* Note that the next text stands in this source. */
static void
from_add(const char *name, size_t bytes)
{
	size_t k = 0;

	while (k < state.source_count &&
	    (strncmp(state.sources[k].name, name, bytes) != 0 || state.sources[k].name[bytes]))
		k++;
	if (k == state.source_count) {
		if (k == SOURCES_MOST) {
			fprintf(stderr, "reading_age: more than %d sources\n", SOURCES_MOST);
			exit(2);
		}
		state.sources[k].name = mem_copy_bytes(name, bytes);
		state.sources[k].visitor = is_for_visitors(state.sources[k].name);
		state.source_count++;
	}
	for (size_t j = 0; j < state.from_count; j++)
		if (state.from[j] == k)
			return;
	state.from[state.from_count++] = k;
}

static void
reading_add(struct reading *sum, const struct reading *more)
{
	sum->sentences += more->sentences;
	sum->words += more->words;
	sum->syllables += more->syllables;
}

/* With single spaces, as the list of those allowed has it. Returns owned. */
static char *
flatten(const char *text, size_t bytes)
{
	struct str flat;

	str_init(&flat);
	for (size_t k = 0; k < bytes; k++)
		if (!isspace((unsigned char)text[k]))
			str_add_char(&flat, text[k]);
		else if (flat.bytes && flat.text[flat.bytes - 1] != ' ')
			str_add_char(&flat, ' ');
	return str_take(&flat);
}

static void
take_sentence(void *context, const char *text, size_t bytes, const struct reading *holds)
{
	bool told[2] = {false, false};

	(void)context;
	if (!holds->sentences)
		return;
	for (size_t k = 0; k < state.from_count; k++) {
		struct source *source = &state.sources[state.from[k]];

		reading_add(&source->sum, holds);
		if (!told[source->visitor])
			reading_add(&state.whole[source->visitor], holds);
		told[source->visitor] = true;
	}
	state.sentences = mem_resize_array(state.sentences, state.sentence_count + 1, sizeof *state.sentences);
	state.sentences[state.sentence_count++] = (struct sentence){
	    .text = flatten(text, bytes),
	    .where = mem_copy_string(state.sources[state.from[0]].name),
	    .visitor = told[true],
	    .holds = *holds,
	};
}

static FILE *
must_open(const char *path)
{
	FILE *file = fopen(path, "r");

	if (!file) {
		perror(path);
		exit(2);
	}
	return file;
}

/* --- where words are --- */

/* The C string of a line of the catalogue, from its first quote on. */
static void
add_quoted(struct str *out, const char *line)
{
	const char *at = strchr(line, '"');

	for (at = at ? at + 1 : ""; *at && *at != '"'; at++)
		if (*at != '\\')
			str_add_char(out, *at);
		else if (at[1])
			str_add_char(out, *++at == 'n' ? '\n' : *at == 't' ? ' ' : *at);
}

/* "#: bbs/ui/a.c bbs/ui/b.c". Pages and options are read as they are, so not from here too. */
static void
add_references(const char *line)
{
	static const char pages[] = "bbs/content/", options[] = "include/base/config.h";

	for (line += 2; *(line += strspn(line, " \n")); line += strcspn(line, " \n"))
		if (strncmp(line, pages, strlen(pages)) != 0 && strncmp(line, options, strlen(options)) != 0)
			from_add(line, strcspn(line, ": \n"));
}

static void
take_text(struct str *text)
{
	if (state.from_count)
		reading_split(text->text, take_sentence, NULL);
	str_cut(text, 0);
}

static void
read_catalogue(const char *path)
{
	FILE *file = must_open(path);
	char *line = NULL;
	size_t room = 0;
	bool inside = false;
	struct str text;

	str_init(&text);
	while (getline(&line, &room, file) >= 0) {
		if (!strncmp(line, "#:", 2)) {
			add_references(line);
		} else if (!strncmp(line, "msgid", 5)) {
			take_text(&text);
			add_quoted(&text, line);
			inside = true;
		} else if (!strncmp(line, "msgstr", 6)) {
			take_text(&text);
			inside = false;
		} else if (*line == '\n') {
			state.from_count = 0;
		} else if (inside) {
			add_quoted(&text, line);
		}
	}
	str_clear(&text);
	free(line);
	fclose(file);
}

/* A line of bbs/content that says something: of an .ini only these. */
static const char *
content_words(const char *line, bool is_ini)
{
	const char *equals = strchr(line, '=');

	if (!strncmp(line, "owner: ", 7) || !strncmp(line, "source: ", 8)) /* the head of a guide */
		return "\n";
	if (!is_ini && !strncmp(line, "title: ", 7))
		return line + 7;
	if (!is_ini)
		return *line == '#' ? line + 1 : line;
	if (!equals || (strncmp(line, "about", 5) != 0 && strncmp(line, "how", 3) != 0))
		return "\n";
	return equals + 1 + strspn(equals + 1, " ");
}

static void
read_content(const char *path)
{
	bool is_ini = strstr(path, ".ini");
	FILE *file = must_open(path);
	char *line = NULL;
	size_t room = 0;
	struct str text;

	str_init(&text);
	while (getline(&line, &room, file) >= 0)
		str_add(&text, content_words(line, is_ini));
	state.from_count = 0;
	from_add(path, strlen(path));
	take_text(&text);
	state.from_count = 0;
	str_clear(&text);
	free(line);
	fclose(file);
}

static void
read_all_content(void)
{
	glob_t found;

	if (glob("bbs/content/*.txt", 0, NULL, &found) || glob("bbs/content/*.ini", GLOB_APPEND, NULL, &found) ||
	    glob("bbs/content/guides/*.txt", GLOB_APPEND, NULL, &found)) {
		fprintf(stderr, "reading_age: run me from the top of the checkout\n");
		exit(2);
	}
	for (size_t k = 0; k < found.gl_pathc; k++)
		if (!strstr(found.gl_pathv[k], "/demo.") && !strstr(found.gl_pathv[k], "/filler.") &&
		    !strstr(found.gl_pathv[k], "/danger.") && !strstr(found.gl_pathv[k], "/guard-"))
			read_content(found.gl_pathv[k]);
	globfree(&found);
}

static void
read_options(void)
{
	const char *name = "include/base/config.h";
	struct str text;

	str_init(&text);
	from_add(name, strlen(name));
	for (size_t k = 0; option_at(k); k++) {
		str_add(&text, option_at(k)->help);
		take_text(&text);
	}
	state.from_count = 0;
	str_clear(&text);
}

static void
read_allowed(const char *path)
{
	FILE *file = must_open(path);
	char *line = NULL;
	size_t room = 0;
	bool has_reason = false;

	while (getline(&line, &room, file) >= 0) {
		line[strcspn(line, "\n")] = '\0';
		if (*line == '#' || !*line) {
			has_reason = *line == '#';
			continue;
		}
		if (!has_reason) {
			printf("not ok - %s: no reason is given above: %s\n", path, line);
			state.failures++;
		}
		state.allowed = mem_resize_array(state.allowed, state.allowed_count + 1, sizeof *state.allowed);
		state.allowed[state.allowed_count++] = (struct sentence){.text = mem_copy_string(line)};
	}
	free(line);
	fclose(file);
}

/* --- judging --- */

static void
judge(bool fine, const char *what, const struct reading *sum)
{
	printf("%s - %s: age %.1f (%ld sentences, %ld words)\n", fine ? "ok" : "not ok", what, reading_age(sum),
	    sum->sentences, sum->words);
	state.failures += !fine;
}

static void
judge_wholes(void)
{
	const struct reading *visitors = &state.whole[true], *operators = &state.whole[false];

	judge(visitors->sentences > 200 && reading_age(visitors) <= AGE_MOST, "all words for visitors", visitors);
	judge(operators->sentences > 100 && reading_age(operators) <= AGE_MOST, "all words for operators", operators);
}

static void
judge_sources(void)
{
	for (size_t k = 0; k < state.source_count; k++) {
		const struct source *source = &state.sources[k];

		if (source->visitor && source->sum.words >= SOURCE_WORDS_JUDGED)
			judge(reading_age(&source->sum) <= AGE_MOST, source->name, &source->sum);
	}
}

static bool
is_allowed(const char *text)
{
	for (size_t k = 0; k < state.allowed_count; k++)
		if (!strcmp(state.allowed[k].text, text))
			return state.allowed[k].met = true;
	return false;
}

static bool
is_too_hard(const struct sentence *sentence)
{
	const struct reading *holds = &sentence->holds;

	if (!sentence->visitor)
		return false;
	return holds->words > SENTENCE_WORDS_MOST ||
	    (holds->words >= SENTENCE_WORDS_JUDGED && reading_age(holds) > SENTENCE_AGE_MOST);
}

static void
judge_sentences(void)
{
	int hard = 0;

	for (size_t k = 0; k < state.sentence_count; k++) {
		const struct sentence *sentence = &state.sentences[k];

		if (!is_too_hard(sentence) || is_allowed(sentence->text))
			continue;
		printf("not ok - %s: age %.1f, %ld words: %s\n", sentence->where, reading_age(&sentence->holds),
		    sentence->holds.words, sentence->text);
		hard++;
	}
	for (size_t k = 0; k < state.allowed_count; k++)
		if (!state.allowed[k].met) {
			printf("not ok - allowed, and not needed any more: %s\n", state.allowed[k].text);
			hard++;
		}
	if (!hard)
		printf("ok - no sentence for a visitor is too hard (%zu sentences, %zu allowed)\n",
		    state.sentence_count, state.allowed_count);
	state.failures += hard;
}

/* --- showing --- */

static int
compare_sentences(const void *one, const void *other)
{
	double a = reading_age(&((const struct sentence *)one)->holds);
	double b = reading_age(&((const struct sentence *)other)->holds);

	return (a < b) - (a > b);
}

static void
show_hardest(void)
{
	size_t shown = 0;

	printf("\nEach source with %d words or more:\n", SOURCE_WORDS_JUDGED);
	for (size_t k = 0; k < state.source_count; k++)
		if (state.sources[k].sum.words >= SOURCE_WORDS_JUDGED)
			printf("%5.1f  %s\n", reading_age(&state.sources[k].sum), state.sources[k].name);
	printf("\nThe hardest sentences of %d words or more:\n", SENTENCE_WORDS_JUDGED);
	qsort(state.sentences, state.sentence_count, sizeof *state.sentences, compare_sentences);
	for (size_t k = 0; k < state.sentence_count && shown < 30; k++)
		if (state.sentences[k].holds.words >= SENTENCE_WORDS_JUDGED) {
			printf("%5.1f  %s: %s\n", reading_age(&state.sentences[k].holds), state.sentences[k].where,
			    state.sentences[k].text);
			shown++;
		}
}

static void
clear(void)
{
	for (size_t k = 0; k < state.source_count; k++)
		free(state.sources[k].name);
	for (size_t k = 0; k < state.sentence_count; k++) {
		free(state.sentences[k].text);
		free(state.sentences[k].where);
	}
	for (size_t k = 0; k < state.allowed_count; k++)
		free(state.allowed[k].text);
	free(state.sentences);
	free(state.allowed);
}

int
main(int argc, char **argv)
{
	bool hardest = argc > 1 && !strcmp(argv[1], "--hardest");

	if (argc > 1 + hardest && chdir(argv[1 + hardest])) {
		perror(argv[1 + hardest]);
		return 2;
	}
	read_catalogue("build/bbs.pot");
	read_all_content();
	read_options();
	read_allowed("tests/data/reading-age.allow");
	judge_wholes();
	judge_sources();
	judge_sentences();
	if (hardest)
		show_hardest();
	clear();
	return state.failures ? 1 : 0;
}
