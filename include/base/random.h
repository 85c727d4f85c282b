/*
 * Randomness from the system, or from a fixed seed in a test.
 */
#ifndef BBS_BASE_RANDOM_H
#define BBS_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

void random_bytes(void *out, size_t bytes);
uint32_t random_below(uint32_t bound); /* 0..bound-1, even; bound at least 1 */
void random_pin(uint32_t seed);        /* for tests: the same numbers every time from here on */

#endif
