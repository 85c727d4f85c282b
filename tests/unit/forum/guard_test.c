/*
 * The guard, over sentences that we made up: how much of what could tell who somebody is it finds, how often it points
 * at nothing, and what is put instead.
 */
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
#include "base/text.h"
#include "forum/guard.h"

enum { MARKS = 16 };

/* A sentence of the file, without its marks. */
struct sentence {
	struct str text;
	struct {
		enum guard_kind kind;
		size_t at, end;
	} marks[MARKS];
	size_t mark_count;
};

struct tally {
	int wanted, found, wrong;
};

static enum guard_kind
kind_of(const char *word, size_t bytes)
{
	for (int k = 0; k < GUARD_KIND_COUNT; k++)
		if (strlen(guard_kind_word(k)) == bytes && !strncmp(guard_kind_word(k), word, bytes))
			return k;
	fail_msg("no such kind: %.*s", (int)bytes, word);
	return GUARD_KIND_COUNT;
}

/* "{name:Doreen} fell\n": a mark, and the end of a line. */
static void
sentence_read(const char *line, struct sentence *out)
{
	*out = (struct sentence){.mark_count = 0};
	str_init(&out->text);
	for (; *line; line++) {
		if (*line == '{') {
			size_t word = strcspn(line, ":");

			assert_true(out->mark_count < MARKS);
			out->marks[out->mark_count].kind = kind_of(line + 1, word - 1);
			out->marks[out->mark_count].at = out->text.bytes;
			line += word;
		} else if (*line == '}')
			out->marks[out->mark_count++].end = out->text.bytes;
		else if (line[0] == '\\' && line[1] == 'n') {
			str_add_char(&out->text, '\n');
			line++;
		} else
			str_add_char(&out->text, *line);
	}
}

/* Was something of its kind found that covers all of the mark? Finds that do so are taken out of `is_wrong`. */
static bool
mark_is_found(const struct sentence *sentence, size_t mark, const struct guard_find_list *list, bool *is_wrong)
{
	bool found = false;

	for (size_t k = 0; k < list->count; k++) {
		const struct guard_find *find = &list->rows[k];

		if (find->kind == sentence->marks[mark].kind && find->at <= sentence->marks[mark].at &&
		    find->at + find->bytes >= sentence->marks[mark].end) {
			is_wrong[k] = false;
			found = true;
		}
	}
	return found;
}

/* Returns whether anything was pointed at that is nothing. */
static bool
try_sentence(const char *line, struct tally tallies[])
{
	struct sentence sentence;
	struct guard_find_list list = {0};
	bool is_wrong[GUARD_FINDS], any = false;

	sentence_read(line, &sentence);
	guard_look("", sentence.text.text, &list);
	memset(is_wrong, true, sizeof is_wrong);
	for (size_t k = 0; k < sentence.mark_count; k++) {
		struct tally *tally = &tallies[sentence.marks[k].kind];

		tally->wanted++;
		if (mark_is_found(&sentence, k, &list, is_wrong))
			tally->found++;
		else
			printf("# not found, %s %d: %s\n", guard_kind_word(sentence.marks[k].kind), (int)k + 1, line);
	}
	for (size_t k = 0; k < list.count; k++)
		if (is_wrong[k]) {
			any = true;
			tallies[list.rows[k].kind].wrong++;
			printf("# false alarm, %s \"%s\": %s\n", guard_kind_word(list.rows[k].kind), list.rows[k].words,
			    line);
		}
	guard_find_list_clear(&list);
	str_clear(&sentence.text);
	return any;
}

/* Put everything instead, one after the other, as somebody who says yes each time. Returns owned. */
static char *
say_yes(const char *text)
{
	char *title = mem_copy_string(""), *body = mem_copy_string(text);

	for (int turns = 0;; turns++) {
		struct guard_find_list list = {0};

		guard_look(title, body, &list);
		if (!list.count)
			break;
		if (turns > 20)
			fail_msg("never done: %s: %s", list.rows[0].words, body);
		assert_true(guard_apply_alike(&title, &body, &list.rows[0]) > 0);
		guard_find_list_clear(&list);
	}
	free(title);
	return body;
}

static void
check_instead(const char *line, const char *expected, int *right, int *wrong)
{
	struct sentence from, to;
	char *after;

	sentence_read(line, &from);
	sentence_read(expected, &to);
	after = say_yes(from.text.text);
	if (strcmp(after, to.text.text)) {
		(*wrong)++;
		printf("# became: %s\n#    not: %s\n", after, to.text.text);
	} else
		(*right)++;
	free(after);
	str_clear(&from.text);
	str_clear(&to.text);
}

struct result {
	struct tally tallies[GUARD_KIND_COUNT];
	int calm, alarmed, telling;
	int right, wrong; /* of what is put instead */
};

static void
judge_file(const char *path, struct result *result)
{
	FILE *file = fopen(path, "r");
	char line[1024], before[1024] = "";

	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\n")] = '\0';
		if (*line == '+') {
			result->telling++;
			try_sentence(line + 2, result->tallies);
		} else if (*line == '-') {
			result->calm++;
			result->alarmed += try_sentence(line + 2, result->tallies);
		} else if (*line == '=')
			check_instead(before, line + 2, &result->right, &result->wrong);
		memcpy(before, line + (strlen(line) > 2 ? 2 : 0), sizeof before - 2);
	}
	fclose(file);
}

static void
sentences_are_judged(void **state)
{
	struct result result = {.calm = 0};
	const char *path = getenv("GUARD_SENTENCES");
	int wanted = 0, found = 0, wrong = 0;

	(void)state;
	judge_file(path ? path : "tests/data/guard-sentences.txt", &result);
	for (int k = 0; k < GUARD_KIND_COUNT; k++) {
		const struct tally *tally = &result.tallies[k];

		printf("# %-9s %3d of %3d found, %d false\n", guard_kind_word(k), tally->found, tally->wanted,
		    tally->wrong);
		wanted += tally->wanted;
		found += tally->found;
		wrong += tally->wrong;
	}
	printf("# in all %d of %d found, recall %.3f; %d false, in %d of %d sentences with nothing to find, %.3f\n",
	    found, wanted, (double)found / wanted, wrong, result.alarmed, result.calm,
	    (double)result.alarmed / result.calm);
	printf("# what is put instead is right %d times, wrong %d times\n", result.right, result.wrong);
	if (path)
		return;
	assert_true(result.telling >= 150 && result.calm >= 150);
	assert_true(found >= wanted * 0.95);
	assert_true(result.alarmed <= result.calm * 0.03);
	assert_true(wrong <= (result.telling + result.calm) * 0.03);
	assert_int_equal(result.wrong, 0);
}

static void
check_look(const char *title, const char *body, const char *const words[], const char *const instead[])
{
	struct guard_find_list list = {0};
	size_t k;

	guard_look(title, body, &list);
	for (k = 0; k < list.count && words[k]; k++) {
		assert_string_equal(list.rows[k].words, words[k]);
		assert_string_equal(list.rows[k].instead, instead[k]);
	}
	assert_null(words[k]);
	assert_int_equal(list.count, k);
	guard_find_list_clear(&list);
}

static void
a_name_is_known_again(void **state)
{
	(void)state;
	check_look("My mum Doreen", "Doreen's hip is bad. I told doreen to rest.",
	    (const char *const[]){"My mum Doreen", "Doreen's", "doreen", NULL},
	    (const char *const[]){"My mum", "Mum's", "Mum", NULL});
	check_look("", "It is my Mum Doreen. Bless.\n\nPoor DOREEN Hargreaves.",
	    (const char *const[]){"my Mum Doreen", "DOREEN Hargreaves", NULL},
	    (const char *const[]){"my Mum", "Mum", NULL});
}

static void
what_others_wrote_is_theirs(void **state)
{
	(void)state;
	check_look("", "> My mum Doreen fell. Doreen is 84.\nPoor Doreen.",
	    (const char *const[]){"My mum Doreen", "Doreen", "Doreen", NULL},
	    (const char *const[]){"My mum", "Mum", "your mum", NULL});
	check_look("", "> My name is Susan\nHi Susan, welcome.",
	    (const char *const[]){"My name is Susan", "Susan", NULL},
	    (const char *const[]){"I'm a carer", "friend", NULL});
}

static void
words_in_other_letters_are_whole(void **state)
{
	struct guard_find_list list = {0};
	char *after;

	(void)state;
	guard_look("", "Zażółć 🙂 my sister Małgorzata’s flat, café", &list);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.rows[0].words, "my sister Małgorzata’s");
	assert_string_equal(list.rows[0].instead, "my sister's");
	after = guard_apply("Zażółć 🙂 my sister Małgorzata’s flat, café", &list.rows[0]);
	assert_string_equal(after, "Zażółć 🙂 my sister's flat, café");
	free(after);
	guard_find_list_clear(&list);
}

static void
all_alike_change_at_once(void **state)
{
	char *title = mem_copy_string("Doreen"),
	     *body = mem_copy_string("My mum Doreen fell. Then Doreen laughed. 07700 900123");
	struct guard_find_list list = {0};
	struct guard_find find;

	(void)state;
	guard_look(title, body, &list);
	find = list.rows[0];
	assert_int_equal(guard_apply_alike(&title, &body, &find), 3);
	assert_string_equal(title, "Mum");
	assert_string_equal(body, "My mum fell. Then Mum laughed. 07700 900123");
	assert_int_equal(guard_apply_alike(&title, &body, &find), 0);
	guard_find_list_clear(&list);
	free(title);
	free(body);
}

/* As long a message as there can be, made of nothing but beginnings, ends in a time that a person can wait. */
static void
a_long_message_is_looked_at(void **state)
{
	enum { BYTES = 64 * 1024 };
	static const char *const parts[] = {"my mum ", "0161 ", "Doreen ", "a@", "flat 1 ", "Care ", "(((", "M1 1",
	    "3 may ", "'"};
	char *text = mem_alloc(BYTES + 1);

	(void)state;
	for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
		struct guard_find_list list = {0};
		size_t bytes = strlen(parts[k]);

		for (size_t at = 0; at + bytes <= BYTES; at += bytes)
			memcpy(text + at, parts[k], bytes);
		guard_look("", text, &list);
		assert_true(list.count <= GUARD_FINDS);
		guard_find_list_clear(&list);
	}
	free(text);
}

/* Any bytes at all: places lie inside the text, one after the other, and what is put instead is safe text. */
static void
places_lie_inside(void **state)
{
	static const char *const odd[] = {"", "'", "\xff\xfe my mum \xff", "’s", "@", "a@b.", "+", "0", "Mr",
	    "my mum ’", "(Doreen", "Doreen-", "my mum (Doreen", "É", "> ", "flat 1", "\n\n\n", "1/1", "1/1/",
	    "my name is", "called", "St", "care home"};

	(void)state;
	for (size_t k = 0; k < sizeof odd / sizeof *odd; k++)
		for (size_t l = 0; l < sizeof odd / sizeof *odd; l++) {
			char *body = mem_format("%s %s", odd[k], odd[l]);
			struct guard_find_list list = {0};
			size_t end = 0;

			guard_look(odd[l], body, &list);
			for (size_t row = 0; row < list.count; row++) {
				const struct guard_find *find = &list.rows[row];
				const char *in = find->is_in_title ? odd[l] : body;

				if (row && find->is_in_title != list.rows[row - 1].is_in_title)
					end = 0;
				assert_true(find->at >= end && find->bytes > 0 && find->at + find->bytes <= strlen(in));
				end = find->at + find->bytes;
				assert_true(text_is_safe(TEXT_BODY, find->instead, strlen(find->instead)));
			}
			guard_find_list_clear(&list);
			free(body);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sentences_are_judged),
	    cmocka_unit_test(a_name_is_known_again),
	    cmocka_unit_test(what_others_wrote_is_theirs),
	    cmocka_unit_test(words_in_other_letters_are_whole),
	    cmocka_unit_test(all_alike_change_at_once),
	    cmocka_unit_test(a_long_message_is_looked_at),
	    cmocka_unit_test(places_lie_inside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
