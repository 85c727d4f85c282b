/*
 * Who may come in: counts, early drop, penalties. Dice and clock are arguments, so nothing here is by chance.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "net/sources.h"

enum { NEVER = 99, ALWAYS = 0 }; /* dice that drop nobody but at the limit, or everybody from half of it on */

static const struct sources_limits limits = {
    .visitors = 100,
    .signing_in = 64,
    .signing_in_per_source = 5,
    .guests = 10,
    .guests_per_source = 3,
    .penalties = true,
};

static enum sources_verdict
come(struct sources *sources, uint64_t source, unsigned dice)
{
	return sources_admit(sources, &limits, source, false, 0, dice);
}

static int
make(void **state)
{
	*state = sources_new();
	return 0;
}

static int
unmake(void **state)
{
	sources_free(*state);
	return 0;
}

static void
five_may_sign_in_from_one_source(void **state)
{
	struct sources *sources = *state;

	for (int k = 0; k < 5; k++)
		assert_int_equal(come(sources, 7, NEVER), SOURCES_ADMIT);
	assert_int_equal(come(sources, 7, NEVER), SOURCES_TOO_MANY);
	assert_int_equal(come(sources, 8, NEVER), SOURCES_ADMIT);
	assert_int_equal(sources_admit(sources, &limits, 7, true, 0, NEVER), SOURCES_ADMIT); /* a centre */
	sources_gone(sources, 7, SOURCES_SIGNING_IN);
	sources_gone(sources, 7, SOURCES_SIGNING_IN);
	assert_int_equal(come(sources, 7, NEVER), SOURCES_ADMIT);
}

static void
who_has_signed_in_makes_room(void **state)
{
	struct sources *sources = *state;

	for (int k = 0; k < 20; k++) {
		assert_int_equal(come(sources, 7, NEVER), SOURCES_ADMIT);
		assert_int_equal(sources_sign_in(sources, &limits, 7, false, false), SOURCES_MEMBER);
	}
	assert_int_equal(sources_visitors(sources), 20);
	for (int k = 0; k < 20; k++)
		sources_gone(sources, 7, SOURCES_MEMBER);
	assert_int_equal(sources_visitors(sources), 0);
}

static void
early_drop_rises_from_half_to_all(void **state)
{
	(void)state;
	assert_int_equal(sources_drop_percent(0, 64), 0);
	assert_int_equal(sources_drop_percent(31, 64), 0);
	assert_int_equal(sources_drop_percent(32, 64), 30);
	assert_int_equal(sources_drop_percent(48, 64), 65);
	assert_int_equal(sources_drop_percent(63, 64), 97);
	assert_int_equal(sources_drop_percent(64, 64), 100);
	assert_int_equal(sources_drop_percent(1000, 64), 100);
}

static void
many_strangers_are_dropped_by_chance_then_all(void **state)
{
	struct sources *sources = *state;

	for (uint64_t k = 1; k <= 32; k++)
		assert_int_equal(come(sources, k, ALWAYS), SOURCES_ADMIT);
	assert_int_equal(come(sources, 33, ALWAYS), SOURCES_EARLY_DROP);
	for (uint64_t k = 33; k <= 64; k++)
		assert_int_equal(come(sources, k, NEVER), SOURCES_ADMIT);
	assert_int_equal(come(sources, 65, NEVER), SOURCES_EARLY_DROP);
	assert_int_equal(sources_admit(sources, &limits, 65, true, 0, NEVER), SOURCES_EARLY_DROP); /* a centre too */
}

static void
the_house_has_an_end(void **state)
{
	struct sources *sources = *state;

	for (uint64_t k = 1; k <= 100; k++) {
		assert_int_equal(come(sources, k, NEVER), SOURCES_ADMIT);
		sources_sign_in(sources, &limits, k, false, false);
	}
	assert_int_equal(come(sources, 200, NEVER), SOURCES_FULL);
	sources_gone(sources, 50, SOURCES_MEMBER);
	assert_int_equal(come(sources, 200, NEVER), SOURCES_ADMIT);
}

static enum sources_stage
guest(struct sources *sources, uint64_t source, bool exempt)
{
	assert_int_equal(sources_admit(sources, &limits, source, exempt, 0, NEVER), SOURCES_ADMIT);
	return sources_sign_in(sources, &limits, source, exempt, true);
}

static void
guests_are_counted_per_source_and_in_all(void **state)
{
	struct sources *sources = *state;

	for (int k = 0; k < 3; k++)
		assert_int_equal(guest(sources, 7, false), SOURCES_GUEST);
	assert_int_equal(guest(sources, 7, false), SOURCES_TURNED_AWAY);
	sources_gone(sources, 7, SOURCES_TURNED_AWAY); /* was no guest: makes no room */
	assert_int_equal(guest(sources, 7, false), SOURCES_TURNED_AWAY);
	for (int k = 0; k < 7; k++)
		assert_int_equal(guest(sources, 8, true), SOURCES_GUEST);
	assert_int_equal(guest(sources, 8, true), SOURCES_TURNED_AWAY);
	assert_int_equal(guest(sources, 9, false), SOURCES_TURNED_AWAY);
	sources_gone(sources, 7, SOURCES_GUEST);
	assert_int_equal(guest(sources, 9, false), SOURCES_GUEST);
}

static void
three_failures_make_a_source_wait(void **state)
{
	struct sources *sources = *state;

	sources_penalise(sources, 7, PENALTY_FAILED_S, 1000);
	sources_penalise(sources, 7, PENALTY_FAILED_S, 1000);
	assert_int_equal(sources_admit(sources, &limits, 7, false, 1000, NEVER),
	    SOURCES_ADMIT); /* 10 s: not enforced */
	sources_penalise(sources, 7, PENALTY_FAILED_S, 1000);
	assert_int_equal(sources_admit(sources, &limits, 7, false, 1000, NEVER), SOURCES_PENALISED);
	assert_int_equal(sources_admit(sources, &limits, 8, false, 1000, NEVER), SOURCES_ADMIT);
	assert_int_equal(sources_admit(sources, &limits, 7, true, 1000, NEVER), SOURCES_ADMIT);
	assert_int_equal(sources_admit(sources, &limits, 7, false, 15999, NEVER), SOURCES_PENALISED);
	assert_int_equal(sources_admit(sources, &limits, 7, false, 16000, NEVER), SOURCES_ADMIT);
}

static void
a_crash_weighs_most_and_nothing_weighs_for_ever(void **state)
{
	struct sources *sources = *state;

	sources_penalise(sources, 7, PENALTY_CRASH_S, 0);
	assert_int_equal(sources_admit(sources, &limits, 7, false, 89999, NEVER), SOURCES_PENALISED);
	assert_int_equal(sources_admit(sources, &limits, 7, false, 90000, NEVER), SOURCES_ADMIT);
	for (int k = 0; k < 100; k++)
		sources_penalise(sources, 7, PENALTY_CRASH_S, 100000);
	assert_int_equal(sources_admit(sources, &limits, 7, false, 100000 + 599999, NEVER), SOURCES_PENALISED);
	assert_int_equal(sources_admit(sources, &limits, 7, false, 100000 + 600000, NEVER), SOURCES_ADMIT);
}

static void
an_old_small_penalty_is_forgotten(void **state)
{
	struct sources *sources = *state;

	sources_penalise(sources, 7, PENALTY_CRASH_S, 0);
	sources_penalise(sources, 7, PENALTY_FAILED_S, 200000); /* long after the first has gone by */
	assert_int_equal(sources_admit(sources, &limits, 7, false, 200000, NEVER), SOURCES_ADMIT);
}

static void
penalties_can_be_switched_off(void **state)
{
	struct sources_limits mild = limits;

	mild.penalties = false;
	sources_penalise(*state, 7, PENALTY_CRASH_S, 0);
	assert_int_equal(sources_admit(*state, &mild, 7, false, 0, NEVER), SOURCES_ADMIT);
}

/* A million sources are penalised; one that has a visitor, and one that waits longest, are still known. */
static void
the_table_does_not_grow_and_keeps_what_matters(void **state)
{
	struct sources *sources = *state;

	for (int k = 0; k < 5; k++)
		assert_int_equal(come(sources, 65536 * 3, NEVER), SOURCES_ADMIT);
	sources_penalise(sources, 65536 * 5, 600, 0);
	for (uint64_t k = 1; k < 1000000; k++)
		sources_penalise(sources, k * 65536 + k % 16, PENALTY_FAILED_S, 0);
	assert_int_equal(come(sources, 65536 * 3, NEVER), SOURCES_TOO_MANY);
	assert_int_equal(come(sources, 65536 * 5, NEVER), SOURCES_PENALISED);
}

/* With every place in reach taken by sources that have visitors, a newcomer is counted in all but not by source. */
static void
crowded_places_do_no_harm(void **state)
{
	struct sources *sources = *state;

	for (uint64_t k = 0; k < 30; k++)
		assert_int_equal(come(sources, 65536 * (k + 1), NEVER), SOURCES_ADMIT);
	assert_int_equal(sources_visitors(sources), 30);
	for (uint64_t k = 0; k < 30; k++)
		assert_int_equal(sources_sign_in(sources, &limits, 65536 * (k + 1), false, k % 3 == 0),
		    k % 3 == 0 ? SOURCES_GUEST : SOURCES_MEMBER);
	for (uint64_t k = 0; k < 30; k++)
		sources_gone(sources, 65536 * (k + 1), k % 3 == 0 ? SOURCES_GUEST : SOURCES_MEMBER);
	assert_int_equal(sources_visitors(sources), 0);
	assert_int_equal(come(sources, 65536, NEVER), SOURCES_ADMIT);
}

static void
a_hash_needs_the_key(void **state)
{
	const unsigned char one[SOURCE_KEY_BYTES] = {1}, two[SOURCE_KEY_BYTES] = {2};
	const struct address home = {{0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 9}},
			     same_home = {{0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 7}},
			     other = {{0x20, 1, 0xd, 0xb8, 0, 0, 0, 2}};

	(void)state;
	assert_true(source_hash(one, &home) == source_hash(one, &same_home));
	assert_true(source_hash(one, &home) != source_hash(one, &other));
	assert_true(source_hash(one, &home) != source_hash(two, &home));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make, unmake)
	const struct CMUnitTest tests[] = {
	    TEST(five_may_sign_in_from_one_source),
	    TEST(who_has_signed_in_makes_room),
	    TEST(early_drop_rises_from_half_to_all),
	    TEST(many_strangers_are_dropped_by_chance_then_all),
	    TEST(the_house_has_an_end),
	    TEST(guests_are_counted_per_source_and_in_all),
	    TEST(three_failures_make_a_source_wait),
	    TEST(a_crash_weighs_most_and_nothing_weighs_for_ever),
	    TEST(an_old_small_penalty_is_forgotten),
	    TEST(penalties_can_be_switched_off),
	    TEST(the_table_does_not_grow_and_keeps_what_matters),
	    TEST(crowded_places_do_no_harm),
	    TEST(a_hash_needs_the_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
