/*
 * The queue between a visitor and a session, and when the network is read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "net/pump.h"

static void
bytes_come_out_as_they_went_in(void **state)
{
	struct pump_queue queue;
	unsigned char next_in = 0, next_out = 0, bytes[777];

	(void)state;
	pump_init(&queue, PUMP_MOST);
	for (size_t turn = 0; turn < 2000; turn++) {
		size_t in = turn * 31 % sizeof bytes, out;

		for (size_t k = 0; k < in; k++)
			bytes[k] = next_in++;
		if (!pump_add(&queue, bytes, in))
			next_in = (unsigned char)(next_in - in);
		out = pump_count(&queue) < turn * 17 % 900 ? pump_count(&queue) : turn * 17 % 900;
		for (size_t k = 0; k < out; k++)
			assert_int_equal((unsigned char)pump_head(&queue)[k], next_out++);
		pump_drop(&queue, out);
		assert_in_range(pump_count(&queue), 0, PUMP_MOST);
	}
	pump_clear(&queue);
}

static void
too_much_is_refused_whole(void **state)
{
	struct pump_queue queue;
	char *bytes = calloc(1, PUMP_MOST);

	(void)state;
	assert_non_null(bytes);
	pump_init(&queue, PUMP_MOST);
	assert_true(pump_add(&queue, bytes, PUMP_MOST - 1));
	assert_false(pump_add(&queue, bytes, 2));
	assert_int_equal(pump_count(&queue), PUMP_MOST - 1);
	assert_true(pump_add(&queue, bytes, 1));
	assert_false(pump_add(&queue, bytes, 1));
	assert_true(pump_add(&queue, bytes, 0));
	pump_clear(&queue);
	assert_int_equal(pump_count(&queue), 0);
	free(bytes);
}

static void
an_empty_queue_holds_little(void **state)
{
	struct pump_queue queue;
	char bytes[5000] = {0};

	(void)state;
	pump_init(&queue, PUMP_MOST);
	assert_null(queue.bytes);
	pump_add(&queue, bytes, sizeof bytes);
	pump_drop(&queue, sizeof bytes);
	assert_null(queue.bytes); /* a paste's memory is given back */
	pump_add(&queue, bytes, 10);
	pump_drop(&queue, 10);
	assert_non_null(queue.bytes); /* a key's is kept */
	pump_clear(&queue);
}

static void
one_run_of_libssh_always_fits(void **state)
{
	(void)state;
	assert_true(pump_may_read(0, false));
	assert_true(pump_may_read(PUMP_MOST - PUMP_STEP, false));
	assert_false(pump_may_read(PUMP_MOST - PUMP_STEP + 1, false));
	assert_true(pump_may_read(PUMP_MOST, true)); /* output would be stuck behind input */
	assert_false(pump_may_read(PUMP_STUCK_MOST - PUMP_STEP + 1, true));
}

static void
only_a_client_that_is_held_back_stalls(void **state)
{
	int64_t since_ms = 0;

	(void)state;
	assert_false(pump_has_stalled(&since_ms, false, false, 1000));
	assert_int_equal(since_ms, 0);
	assert_false(pump_has_stalled(&since_ms, true, false, 2000));
	assert_false(pump_has_stalled(&since_ms, true, false, 2000 + PUMP_STALL_MS - 1));
	assert_true(pump_has_stalled(&since_ms, true, false, 2000 + PUMP_STALL_MS));
	assert_false(pump_has_stalled(&since_ms, true, true, 2000 + PUMP_STALL_MS)); /* the session took something */
	assert_int_equal(since_ms, 2000 + PUMP_STALL_MS);
	assert_false(pump_has_stalled(&since_ms, false, false, 50000));
	assert_int_equal(since_ms, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(bytes_come_out_as_they_went_in),
	    cmocka_unit_test(too_much_is_refused_whole),
	    cmocka_unit_test(an_empty_queue_holds_little),
	    cmocka_unit_test(one_run_of_libssh_always_fits),
	    cmocka_unit_test(only_a_client_that_is_held_back_stalls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
