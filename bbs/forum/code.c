/*
 * Codes. They are long enough that a plain hash of one can't be searched for.
 */
#include <ctype.h>
#include <sodium.h>
#include <string.h>

#include "base/random.h"
#include "forum/code.h"

enum { CODE_GROUP = 4, CODE_LETTERS = 12, CODE_HASH_BYTES = CODE_HASH_CHARS / 2 };

void
code_make(char *out)
{
	static const char letters[] = "23456789abcdefghjkmnpqrstuvwxyz"; /* no 0 and o, no 1, i and l */

	for (int k = 0; k < CODE_LETTERS; k++) {
		if (k && k % CODE_GROUP == 0)
			*out++ = '-';
		*out++ = letters[random_below(sizeof letters - 1)];
	}
	*out = '\0';
}

void
code_hash(const char *purpose, const char *typed, char *out)
{
	unsigned char hash[CODE_HASH_BYTES];
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	crypto_generichash_update(&state, (const unsigned char *)purpose, strlen(purpose) + 1);
	for (; *typed; typed++) {
		unsigned char letter = (unsigned char)tolower((unsigned char)*typed);

		if (letter != ' ' && letter != '-')
			crypto_generichash_update(&state, &letter, 1);
	}
	crypto_generichash_final(&state, hash, sizeof hash);
	sodium_bin2hex(out, CODE_HASH_CHARS + 1, hash, sizeof hash);
}
