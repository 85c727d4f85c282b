/*
 * Sealed copies: anybody who has the public key can make one, only the owner of the secret key can open it. The
 * secret key stays off this machine, so that whoever takes the machine or the medium reads no copy.
 *
 * The format: eight bytes "KIDSOF1\n"; a fresh key sealed to the public key (libsodium's crypto_box_seal); then the
 * copy as one crypto_secretstream of 64 KiB pieces, the last of them tagged as the end.
 */
#ifndef BBS_FORUM_SEALED_H
#define BBS_FORUM_SEALED_H

#include <stdbool.h>

#include "base/err.h"

enum { SEALED_KEY_CHARS = 64 }; /* a key in hexadecimal */

/* A new pair of keys in hexadecimal. Each out holds SEALED_KEY_CHARS + 1. */
void sealed_make_keys(char *out_public, char *out_secret);

/* Is this text a key? Whether it is the right one shows when a copy is opened. */
bool sealed_is_key(const char *hex);

/* Does a file begin as a sealed copy does? False also when it can't be read. */
bool sealed_is(const char *path);

/*
 * Seal everything in_fd has to out_fd, from their present places on. ERR_OK; ERR_INVALID public_hex is no key;
 * ERR_FULL; ERR_IO. Without ERR_OK what was written is worth nothing.
 */
enum err sealed_write(int in_fd, int out_fd, const char *public_hex);

/*
 * Open a sealed copy. ERR_OK it is whole; ERR_INVALID secret_hex is no key; ERR_FOREIGN not sealed by us; ERR_DENIED
 * sealed for another key; ERR_DAMAGED changed or cut short; ERR_FULL; ERR_IO. Without ERR_OK what was written must go.
 */
enum err sealed_read(int in_fd, int out_fd, const char *secret_hex);

#endif
