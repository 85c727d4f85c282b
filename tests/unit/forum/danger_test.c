/*
 * Danger words, over sentences that we made up: how many are seen, and how many are taken for danger that are none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/fold.h"
#include "base/mem.h"
#include "forum/danger.h"

static void
check_fold(const char *text, const char *expected)
{
	struct str out;

	str_init(&out);
	fold_words(text, strlen(text), &out);
	assert_string_equal(out.text, expected);
	str_clear(&out);
}

static void
words_fold_alike(void **state)
{
	(void)state;
	check_fold("I CAN\xe2\x80\x99T go on\xe2\x80\xa6  Caf\xc3\xa9, \xef\xbc\xa1", "i cant go on . cafe a");
	check_fold("One.  Two?!\n\nThree", "one . two . three");
	check_fold("\n...", "");
}

static void
one_slip_is_near(void **state)
{
	static const char *const near[] = {"suicide", "sucide", "suicde", "suiicide", "suixide", "usicide"};

	(void)state;
	for (size_t k = 0; k < sizeof near / sizeof *near; k++) {
		assert_true(fold_is_near("suicide", near[k]));
		assert_true(fold_is_near(near[k], "suicide"));
	}
	assert_false(fold_is_near("suicide", "scide"));
	assert_false(fold_is_near("suicide", ""));
	assert_false(fold_is_near("suicide", "decides"));
}

struct tally {
	int wanted, right;
};

static void
try_sentence(const char *line, struct tally *danger, struct tally *calm)
{
	bool is_danger = *line == '+';
	struct tally *tally = is_danger ? danger : calm;

	tally->wanted++;
	if (danger_is_in(line + 2) == is_danger)
		tally->right++;
	else
		printf("# %s %s\n", is_danger ? "not seen:" : "false alarm:", line + 2);
}

static void
sentences_are_judged(void **state)
{
	FILE *file = fopen("tests/data/danger-sentences.txt", "r");
	struct tally danger = {0}, calm = {0};
	char line[512];
	double recall, alarms;

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\n")] = '\0';
		if (*line == '+' || *line == '-')
			try_sentence(line, &danger, &calm);
	}
	fclose(file);
	assert_true(danger.wanted >= 60 && calm.wanted >= 60);
	recall = (double)danger.right / danger.wanted;
	alarms = (double)(calm.wanted - calm.right) / calm.wanted;
	printf("# %d of %d seen, recall %.2f; %d of %d false alarms, %.2f\n", danger.right, danger.wanted, recall,
	    calm.wanted - calm.right, calm.wanted, alarms);
	assert_true(recall >= 0.9);
	assert_true(alarms <= 0.1);
}

static void
a_danger_is_seen_among_other_words(void **state)
{
	(void)state;
	assert_true(
	    danger_is_in("Hello\nMum slept at last. I wanted to say thank you.\n\nI want to kill myself. Sorry."));
	assert_true(danger_is_in("I could murder a cup of tea. I want to die."));
	assert_false(danger_is_in("I want to\n\ndie Blumen"));
	assert_false(danger_is_in(""));
}

static void
badly_written_phrases_are_named(void **state)
{
	char *bad;

	(void)state;
	assert_null(danger_check("# words\n@me = i|me\n@me want? to die\n- to die for\n"));
	bad = danger_check("fine words\n@nobody said this\n");
	assert_string_equal(bad, "@nobody said this");
	free(bad);
	bad = danger_check("... begins with anything\n");
	assert_string_equal(bad, "... begins with anything");
	free(bad);
	bad = danger_check("Big Letters\n");
	assert_string_equal(bad, "Big Letters");
	free(bad);
}

/* As long a message as there can be, made of nothing but beginnings, ends in a time that a person can wait. */
static void
a_long_message_is_judged(void **state)
{
	enum { BYTES = 64 * 1024 };
	char *text = mem_alloc(BYTES + 1);

	(void)state;
	for (size_t at = 0; at + 7 <= BYTES; at += 7)
		memcpy(text + at, "i want ", 7);
	assert_false(danger_is_in(text));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_fold_alike),
	    cmocka_unit_test(one_slip_is_near),
	    cmocka_unit_test(sentences_are_judged),
	    cmocka_unit_test(a_danger_is_seen_among_other_words),
	    cmocka_unit_test(badly_written_phrases_are_named),
	    cmocka_unit_test(a_long_message_is_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
