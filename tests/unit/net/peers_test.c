/*
 * Addresses are kept for the listener, at any place, and no child has them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/child.h"
#include "net/peers.h"

static struct address
numbered(size_t k)
{
	struct address address = {.bytes = {0x20, 0x01, [14] = (uint8_t)(k >> 8), (uint8_t)k}};

	return address;
}

static void
every_place_keeps_its_own(void **state)
{
	struct peers *peers = peers_new();
	enum { MANY = 3000 };

	(void)state;
	for (size_t k = 0; k < MANY; k++) {
		struct address address = numbered(k);

		peers_set(peers, k, &address);
	}
	for (size_t k = 0; k < MANY; k++) {
		struct address address = numbered(k);

		assert_memory_equal(peers_at(peers, k), &address, sizeof address);
	}
	peers_free(peers);
}

static int
read_first(void *peers)
{
	struct address address = *peers_at(peers, 0), nothing = {0};

	return memcmp(&address, &nothing, sizeof nothing) ? 1 : 7;
}

static void
a_child_finds_nothing(void **state)
{
	struct peers *peers = peers_new();
	struct address address = numbered(1);

	(void)state;
	peers_set(peers, 0, &address);
	assert_int_equal(child_wait(child_start(read_first, peers)), 7);
	assert_memory_equal(peers_at(peers, 0), &address, sizeof address);
	peers_free(peers);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_place_keeps_its_own),
	    cmocka_unit_test(a_child_finds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
