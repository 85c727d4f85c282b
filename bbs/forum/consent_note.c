/*
 * One line of the record of consent. Declared in forum/consent.h.
 */
#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "forum/consent.h"
#include "store/consents.h"

void
consent_hash(const char *words, char out[static CONSENT_HASH_CHARS + 1])
{
	unsigned char hash[CONSENT_HASH_CHARS / 2];

	out[0] = '\0';
	if (!*words)
		return;
	crypto_generichash(hash, sizeof hash, (const unsigned char *)words, strlen(words), NULL, 0);
	sodium_bin2hex(out, CONSENT_HASH_CHARS + 1, hash, sizeof hash);
}

enum err
consent_note(struct forum *forum, int64_t member, bool is_given, const char *words)
{
	char hash[CONSENT_HASH_CHARS + 1];

	consent_hash(words ? words : "", hash);
	return consents_add(forum->db, member, is_given, hash, clock_now());
}
