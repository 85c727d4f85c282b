/*
 * Labels: words of fixed lists, a few on each conversation.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "forum/conversation.h"
#include "forum/label.h"

static void
tags_are_put_in_and_taken_out(void **state)
{
	char tags[TAGS_BYTES] = "";

	(void)state;
	assert_true(tags_set(tags, sizeof tags, TAG_MEDICINES, true));
	assert_true(tags_set(tags, sizeof tags, TAG_MUM, true));
	assert_true(tags_set(tags, sizeof tags, TAG_MUM, true));
	assert_string_equal(tags, "mum medicines");
	assert_true(tags_set(tags, sizeof tags, TAG_MUM, false));
	assert_string_equal(tags, "medicines");
	assert_false(tags_have("in-a-home", TAG_IN_LAW));
	assert_false(tags_have("mum", TAG_MEMORY));
}

static void
there_is_room_for_a_few(void **state)
{
	char tags[TAGS_BYTES] = "", before[TAGS_BYTES];

	(void)state;
	for (int tag = 0; tag < TAGS_MOST; tag++)
		assert_true(tags_set(tags, sizeof tags, (enum tag)tag, true));
	memcpy(before, tags, sizeof before);
	assert_false(tags_set(tags, sizeof tags, TAG_ANGER, true));
	assert_string_equal(tags, before);
	assert_true(tags_set(tags, sizeof tags, (enum tag)0, false));
	assert_true(tags_set(tags, sizeof tags, TAG_ANGER, true));
}

/* What somebody wrote into a draft's row by other means is no label. */
static void
unknown_words_are_left_out(void **state)
{
	char tags[TAGS_BYTES] = "mum  zzz mum falls";

	(void)state;
	assert_true(tags_set(tags, sizeof tags, TAG_GRIEF, true));
	assert_string_equal(tags, "mum falls grief");
	assert_int_equal(help_find("zzz"), -1);
	assert_int_equal(content_note_find(""), -1);
	assert_int_equal(tag_find("grief"), TAG_GRIEF);
}

static void
some_ask_for_experts(void **state)
{
	(void)state;
	assert_true(tags_ask_for_experts("mum medicines"));
	assert_true(tags_ask_for_experts("attorney"));
	assert_true(tags_ask_for_experts("benefits falls"));
	assert_false(tags_ask_for_experts("mum falls"));
	assert_false(tags_ask_for_experts(""));
}

static void
a_conversation_keeps_its_tags(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER);
	struct options options = {.tags = "falls mum zzz", .help = "listen"};
	struct thread thread = {0};
	char tags[TAGS_BYTES];
	int64_t id;

	data_group(data, "one", 1);
	assert_int_equal(conversation_start(&data->forum, &ann, data_board(data, "nights", "one", true), "Stairs",
			     "She counts them.", &options, &id),
	    ERR_OK);
	assert_int_equal(conversation_get(&data->forum, &ann, id, &thread), ERR_OK);
	assert_string_equal(thread.help, "listen");
	assert_int_equal(conversation_tags(&data->forum, &thread, tags), ERR_OK);
	assert_string_equal(tags, "falls mum");
	thread_clear(&thread);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tags_are_put_in_and_taken_out),
	    cmocka_unit_test(there_is_room_for_a_few),
	    cmocka_unit_test(unknown_words_are_left_out),
	    cmocka_unit_test(some_ask_for_experts),
	    cmocka_unit_test_setup_teardown(a_conversation_keeps_its_tags, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
