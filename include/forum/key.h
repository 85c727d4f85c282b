/*
 * Public keys as people give them: pasted, broken into lines by a window, from PuTTY, or from a file. One parser for
 * all of them.
 */
#ifndef BBS_FORUM_KEY_H
#define BBS_FORUM_KEY_H

#include <stddef.h>

#include "base/control.h"
#include "base/err.h"

enum {
	KEY_TEXT_BYTES = 16 * 1024, /* more than any key that is let in, with comments before it */
	KEY_PRINT_BYTES = 60,       /* of a fingerprint as text, with its NUL */
	KEY_RSA_BITS_LEAST = 2048,
};

/*
 * The first public key in a text, as "type base64" with no comment. Its lines may be broken anywhere but within the
 * type. Kinds: ssh-ed25519, ecdsa, rsa of KEY_RSA_BITS_LEAST or more, and the sk- kinds of security keys; also the
 * file that PuTTY calls an SSH2 public key.
 *
 * ERR_OK; ERR_EMPTY; ERR_DENIED it is a private key, or a part of one: wipe it; ERR_FOREIGN another form of public
 * key; ERR_INVALID no key, or of a kind that is not let in; ERR_TOO_LONG. out is untouched on failure.
 */
enum err key_read(const char *text, char out[static CONTROL_KEY_BYTES + 1]);

/* "SHA256:..." as ssh-keygen -l shows it. key as key_read() gives it; any other becomes "". */
void key_fingerprint(const char *key, char out[static KEY_PRINT_BYTES]);

#endif
