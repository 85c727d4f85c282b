/*
 * Randomness, from libsodium; or from its deterministic stream in a test.
 */
#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#include "base/random.h"

static struct {
	bool pinned;
	unsigned char seed[randombytes_SEEDBYTES];
} state;

void
random_bytes(void *out, size_t bytes)
{
	if (!state.pinned) {
		randombytes_buf(out, bytes);
		return;
	}
	randombytes_buf_deterministic(out, bytes, state.seed);
	sodium_increment(state.seed, sizeof state.seed);
}

uint32_t
random_below(uint32_t bound)
{
	uint32_t value, floor;

	if (bound < 2)
		return 0;
	floor = -bound % bound; /* values under it would make small results likelier */
	do
		random_bytes(&value, sizeof value);
	while (value < floor);
	return value % bound;
}

void
random_pin(uint32_t seed)
{
	state.pinned = true;
	memset(state.seed, 0, sizeof state.seed);
	memcpy(state.seed, &seed, sizeof seed);
}
