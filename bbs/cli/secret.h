/*
 * Passwords and public keys from the operator: from the terminal, from standard input, from a file. Never from
 * the command line, where every user of the machine can read it.
 */
#ifndef BBS_CLI_SECRET_H
#define BBS_CLI_SECRET_H

#include "base/control.h"
#include "base/err.h"

struct secret {
	char text[CONTROL_SECRET_BYTES + 1]; /* wiped by secret_clear() */
};

void secret_clear(struct secret *);

/*
 * Ask twice on the terminal of this process, with nothing shown. Ctrl-C ends the process as usual, and the
 * terminal echoes again first. name: whose; safe text, borrowed.
 *
 * ERR_OK; ERR_IO there is no terminal; ERR_INVALID the two differ; ERR_EMPTY nothing was typed; ERR_TOO_LONG.
 */
enum err secret_ask(const char *name, struct secret *out);

/* One line from a descriptor, and nothing past it. ERR_OK; ERR_EMPTY; ERR_TOO_LONG; ERR_INVALID a NUL in it. */
enum err secret_read_line(int fd, struct secret *out);

/*
 * The first public key of a file, as "type base64" with no comment.
 *
 * ERR_OK; ERR_NOT_FOUND no such file; ERR_IO; ERR_EMPTY; ERR_DENIED it is a private key; ERR_FOREIGN another form
 * of public key; ERR_INVALID no key, or of a kind that is not let in; ERR_TOO_LONG.
 */
enum err secret_load_key(const char *path, char out[static CONTROL_KEY_BYTES + 1]);

#endif
