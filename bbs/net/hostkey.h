/*
 * The host key: made once, read once into the one page of secrets that the listener holds, and wiped in every
 * child that needs it no longer. Its decoded form exists only in transports.
 */
#ifndef BBS_NET_HOSTKEY_H
#define BBS_NET_HOSTKEY_H

#include <libssh/libssh.h>

#include "base/err.h"
#include "net/sources.h"

enum { HOSTKEY_TEXT_BYTES = 2048 };

/* In memory of its own: never in a core dump, in swap only where locking it was refused. */
struct secrets {
	unsigned char source_key[SOURCE_KEY_BYTES]; /* of source_hash(); changes daily */
	char host_key[HOSTKEY_TEXT_BYTES];          /* the file's text, NUL-terminated */
};

/* ERR_OK and *out returns owned, with a random source key and no host key; ERR_IO. */
enum err secrets_open(struct secrets **out);

/* Wipe and unmap; NULL is fine. */
void secrets_close(struct secrets *);

/* The file's text into *secrets. ERR_OK; ERR_IO with errno; ERR_DAMAGED too long to be a key. */
enum err hostkey_load(const char *secrets_dir, struct secrets *);

/* The key itself, from the text. *out returns owned (ssh_key_free()). ERR_DAMAGED. */
enum err hostkey_decode(const struct secrets *, ssh_key *out);

#endif
