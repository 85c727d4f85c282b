/*
 * The measure of our own words: syllables as a dictionary has them, sentences as people hear them.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "../../support/reading.h"

/* Words by their number of syllables, with spaces between them. */
static const char *const known[] = {
    [1] =
	"a I the me you your eye bye one two five eight nine words name names use used saved changed closed asked "
	"typed live life time times home hope whole whose there here where more since these those make makes made like "
	"safe page line lines choose voice house piece change age come some done gone give have help helped reach "
	"screen screens send sent draft keep kept leave left long lost key keys group friend hour our fire real guide "
	"can't don't won't we're it's you've that's I'm aren't weren't what's they're you'd phones else please quotes "
	"goes seen need view through though queue guess guard build bridge stayed played tried cried called stopped "
	"moved wrapped dropped owned its Mum Dad hands hides bites hopes rules wrote days sky try why my",
    [2] =
	"into about again away before below other people little table middle able simple single handle handled "
	"tables circles changes pages places uses spaces boxes wishes reaches voices houses choices started needed "
	"wanted added ended waited didn't isn't hasn't doesn't wasn't couldn't wouldn't shouldn't hadn't password letter "
	"letters answer answers answered message reading writing being doing going trying seeing saying playing staying "
	"something someone sometimes somewhere every quiet really open opened member members reader number parents "
	"because careful safely lonely lately likely movement hopeful careless useful forgive itself yourself themselves "
	"beyond player maybe centre question station option action section nation special social patient ancient "
	"hyphen hyphens mental urgent support scrambled trouble doctor lawyer alone ageing ageless therefore somehow "
	"rhythm prism schism cruel evening business statement hundred million happy only very under never "
	"haven't safeguard timezone Wednesday grown-up closed-down mistake mistakes surprise escape",
    [3] =
	"kettle-on everything somebody another remember computer together nobody anything "
	"important sentences messages however area idea ideas earlier easier happiest period serious previous various "
	"usual manual gradual dementia register following photograph animal telephone terrible visible possible "
	"syllable syllables officer government property connected connection protected decided suggested forgotten "
	"decision permission solution beginning continued yesterday tomorrow history library charity "
	"emergence families family memory hospital theatre parliament video alien opinion reopen "
	"safeguarding whoever recover understand anyone quietly carefully businesses difficult",
    [4] = "anybody everybody conversation moderator operator information emergency anxiety society variety "
	  "diagnosis reliable material actually usually especially dictionary necessary automatic "
	  "ability authority community democratic understanding equality",
    [5] = "university possibility communication organisation vocabulary electricity "
	  "opportunity administration",
};

static int
syllables_of(const char *word)
{
	return reading_syllables(word, strlen(word));
}

static void
test_known_words(void **state)
{
	int words = 0, wrong = 0;

	(void)state;
	for (int count = 1; count <= 5; count++) {
		char *all = mem_copy_string(known[count]), *next = NULL;

		for (char *word = strtok_r(all, " ", &next); word; word = strtok_r(NULL, " ", &next), words++)
			if (syllables_of(word) != count) {
				fprintf(stderr, "%s has %d, not %d\n", word, count, syllables_of(word));
				wrong++;
			}
		free(all);
	}
	assert_int_equal(wrong, 0);
	assert_true(words > 300);
}

/* --- sentences --- */

static void
note_sentence(void *context, const char *sentence, size_t bytes, const struct reading *holds)
{
	char *line =
	    mem_format("%ld %ld %ld %.*s|", holds->sentences, holds->words, holds->syllables, (int)bytes, sentence);

	str_add(context, line);
	free(line);
}

static void
check_split(const char *text, const char *expected)
{
	struct str notes;

	str_init(&notes);
	reading_split(text, note_sentence, &notes);
	assert_string_equal(notes.text, expected);
	str_clear(&notes);
}

static void
test_sentences(void **state)
{
	(void)state;
	check_split("", "");
	check_split("Leave now", "0 2 2 Leave now|");
	check_split("Leave now!", "1 2 2 Leave now!|");
	check_split("Go back. We keep your place.", "1 2 2 Go back.|1 4 4 We keep your place.|");
	check_split("Say \"Mum.\" It is quite enough", "1 2 2 Say \"Mum.\"|1 4 5 It is quite enough|");
	check_split("1. Be kind. 2. Be brief.", "1 3 3 1. Be kind.|1 3 3 2. Be brief.|");
	check_split("We have 12.", "1 3 3 We have 12.|");
	check_split("One idea here\nAnother one there", "0 3 5 One idea here|0 3 5 Another one there|");
}

static void
test_line_ends(void **state)
{
	(void)state;
	/* a terminal's line has an end that is none */
	check_split("What was here\nstays as it is.", "1 7 7 What was here\nstays as it is.|");
	check_split("a  see it\nb  hear it", "0 3 3 a  see it|0 3 3 b  hear it|");
	check_split("two\n  --data DIR  here", "0 1 1 two|0 3 3 --data DIR  here|");
}

/* What is nobody's to choose weighs as little as a word can. */
static void
test_signs(void **state)
{
	(void)state;
	check_split("Call 999 now.", "1 3 3 Call 999 now.|");
	check_split("Hello, %s, at %lld.", "1 4 5 Hello, %s, at %lld.|");
	check_split("Type ssh join@HOST or /people.", "1 5 5 Type ssh join@HOST or /people.|");
	check_split("Try 'bbs admin member list' now.", "1 3 3 Try 'bbs admin member list' now.|");
	check_split("Look in bbs.conf, under --data (db/).", "1 6 7 Look in bbs.conf, under --data (db/).|");
	check_split("> - !", "");
}

static void
test_age(void **state)
{
	const struct reading easy = {.sentences = 2, .words = 10, .syllables = 10};
	const struct reading hard = {.sentences = 1, .words = 20, .syllables = 40}, none = {0};

	(void)state;
	assert_true(fabs(reading_age(&easy) - (0.39 * 5 + 11.8 - 15.59 + 5)) < 0.001);
	assert_true(fabs(reading_age(&hard) - 20.81) < 0.001);
	assert_true(fabs(reading_age(&none)) < 0.001);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_known_words),
	    cmocka_unit_test(test_sentences),
	    cmocka_unit_test(test_line_ends),
	    cmocka_unit_test(test_signs),
	    cmocka_unit_test(test_age),
	};

	return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
