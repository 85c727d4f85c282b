/*
 * What a visitor's two processes say to each other beside the bytes of the screen: sign-in questions, window
 * size, hang-up. One struct is one SOCK_SEQPACKET message between two forks of one program.
 *
 * The transport may have been taken over: control_receive() checks every field before anybody sees it.
 */
#ifndef BBS_BASE_CONTROL_H
#define BBS_BASE_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum {
	CONTROL_NAME_BYTES = 64,    /* longest sign-in name taken from the network (security page) */
	CONTROL_SECRET_BYTES = 256, /* longest password */
	CONTROL_KEY_BYTES = 2048,   /* longest public key, as the SSH wire form in base64 */
	CONTROL_TERM_BYTES = 64,
	CONTROL_LANG_BYTES = 31, /* longest name of a locale: "cy_GB.UTF-8" */
};

enum control_kind {
	/* transport to session: each of the ASK kinds is answered by exactly one CONTROL_ANSWER */
	CONTROL_ASK_NONE = 1, /* name: may this name in with nothing at all? */
	CONTROL_ASK_KEY,      /* name, key, proven: false asks whether the key is worth proving */
	CONTROL_ASK_PASSWORD, /* name, secret; the secret may be empty */
	CONTROL_ASK_PROMPT,   /* name: keyboard-interactive begins; the answer says whether to ask for a password */
	CONTROL_START,        /* term, lang, cols, rows, has_terminal, wants_plain, no_color: the visitor has a shell */
	CONTROL_RESIZE,       /* cols, rows */
	/* session to transport */
	CONTROL_ANSWER, /* verdict */
	CONTROL_LEAVE,  /* the visitor has said goodbye: close the channel with status 0 */
	CONTROL_KINDS,
};

enum control_verdict {
	CONTROL_NO,
	CONTROL_YES,       /* signed in, as whom only the session knows */
	CONTROL_YES_GUEST, /* signed in as guest, joining, or help: counts against the guest limits */
	CONTROL_ASK,       /* to ASK_PROMPT: show a password prompt */
	CONTROL_BUSY,      /* too many passwords at once: say "busy, try again" */
	CONTROL_VERDICTS,
};

struct control {
	uint32_t kind;
	uint32_t verdict;
	uint16_t cols, rows;
	uint8_t proven;       /* ASK_KEY: the visitor holds the private half */
	uint8_t has_terminal; /* START: a terminal was asked for (ssh without -T) */
	uint8_t wants_plain;  /* START: ACCESSIBLE was set */
	uint8_t no_color;     /* START: NO_COLOR was set */
	char name[CONTROL_NAME_BYTES + 1];
	char term[CONTROL_TERM_BYTES + 1];
	char lang[CONTROL_LANG_BYTES + 1]; /* LANG as the client sent it, "" when it did not */
	char secret[CONTROL_SECRET_BYTES + 1];
	char key[CONTROL_KEY_BYTES + 1]; /* "ssh-ed25519 AAAA...": type, a space, base64 */
};

/* Limits of the window, from the security page; sizes from outside are brought into them by control_clamp(). */
enum {
	WINDOW_MIN_COLS = 20,
	WINDOW_MAX_COLS = 500,
	WINDOW_MIN_ROWS = 5,
	WINDOW_MAX_ROWS = 200,
};

/* Bring a size from the network into the limits; a 0 means 80 or 24 (RFC 4254 6.2: a zero says nothing). */
void control_clamp(uint32_t cols, uint32_t rows, uint16_t *out_cols, uint16_t *out_rows);

/*
 * The name of a terminal as it may be used: [A-Za-z0-9][A-Za-z0-9+._-]{0,63}, else "". in may be NULL.
 */
void control_clean_term(const char *in, char out[static CONTROL_TERM_BYTES + 1]);

/* The name of a locale as it may be used: [A-Za-z][A-Za-z0-9_.@-]{0,30}, else "". in may be NULL. */
void control_clean_lang(const char *in, char out[static CONTROL_LANG_BYTES + 1]);

/* True when every text ends inside its field and every number is in range. */
bool control_is_valid(const struct control *);

/*
 * ERR_OK; ERR_IO when the other side has gone; ERR_BUSY when the descriptor does not block (the transport's end)
 * and there is no room. The caller wipes a secret. A blocking one waits until the peer has room.
 */
enum err control_send(int fd, const struct control *);

/*
 * Wait for one message. ERR_OK; ERR_IO when the other side has gone; ERR_INVALID when it is not a message of
 * ours (the receiver should end). With flags MSG_DONTWAIT: ERR_BUSY when there is none now.
 */
enum err control_receive(int fd, struct control *out, int flags);

#endif
