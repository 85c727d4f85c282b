/*
 * The visitor's end of things: bytes in, bytes out, window size, news, hang-up. Over SSH two sockets; with
 * `bbs here` the terminal itself; in a test a script.
 */
#ifndef BBS_UI_WIRE_H
#define BBS_UI_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wire_event {
	WIRE_BYTES,   /* in_fd can be read: at least one byte, or its end */
	WIRE_RESIZED, /* cols and rows have changed */
	WIRE_NEWS,    /* the keeper rang */
	WIRE_TIMEOUT,
	WIRE_CLOSING, /* we were told to end */
	WIRE_HANGUP,  /* the other side has gone */
};

struct wire {
	int in_fd, out_fd;
	int control_fd; /* -1 with `bbs here` */
	uint16_t cols, rows;
	int64_t look_at_ms;         /* see wire_look_for_news(); 0: the keeper tells */
	void (*heard)(void *whose); /* called when the visitor's bytes come; NULL: nobody asks */
	void *whose;
	/* A test's own wait: called instead of poll(); NULL outside tests. */
	enum wire_event (*wait)(void *context, struct wire *, int timeout_ms);
	void *context;
};

/*
 * Prepare the signals of this process (SIGUSR1 news, SIGWINCH, SIGTERM, SIGHUP): blocked but while waiting,
 * so that none is lost and none interrupts a write.
 */
void wire_init_signals(void);

/*
 * From now on say WIRE_NEWS once a minute, by the monotonic clock, whether there are any or not: `bbs here` has no
 * keeper to wake it. That one could only signal the whole process group, and a terminal's group is not ours alone
 * (`bbs here | tee`, a script, a login shell); in a group of our own the terminal's keys would not reach us without
 * taking the foreground, which a crash would not give back.
 */
void wire_look_for_news(struct wire *);

/*
 * Wait at most timeout_ms (-1: for ever). Resizes arrive already clamped and stored. Several things at once
 * are told one by one, bytes last.
 */
enum wire_event wire_wait(struct wire *, int timeout_ms);

/* Is there something to read now, without waiting? False with a test's own wait. */
bool wire_has_bytes(const struct wire *);

/*
 * Write it all, blocking. Errors are ignored: the next wire_wait() tells of a hang-up.
 */
void wire_write(struct wire *, const char *bytes, size_t count);

/* Bytes written that the other side has not taken yet; 0 where that can't be known. */
size_t wire_unsent(const struct wire *);

#endif
