/*
 * The bytes between a visitor and a session: a bounded queue, and the rule that says when the network is read.
 * Pure: relay.c moves the bytes.
 *
 * Neither side may block the transport and neither may make it hold more than PUMP_MOST. libssh re-opens its
 * receive window whatever we do with the data (0.10.6, channel_rcv_data), so the window can't hold a client back;
 * not reading its socket can. So libssh is run only when what one run of it may bring still fits: TCP then slows
 * a large paste to the speed of the session, and a client that floods a session that doesn't read gets stuck,
 * and is sent away when nothing has moved for PUMP_STALL_MS.
 *
 * One case must not wait: output that cannot leave because libssh is not run, while the session cannot read
 * because its output does not leave. Then reading goes on up to PUMP_STUCK_MOST, a few KiB for each flush.
 */
#ifndef BBS_NET_PUMP_H
#define BBS_NET_PUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PUMP_MOST = 64 * 1024,
	PUMP_STUCK_MOST = 256 * 1024,
	PUMP_STEP = 36 * 1024, /* one run of libssh: it reads 4 KiB, which may complete one packet of 32 KiB */
	PUMP_STALL_MS = 10 * 1000,
};

struct pump_queue {
	char *bytes; /* owned; NULL while empty, so an idle visitor holds nothing */
	size_t start, end, capacity, most;
};

void pump_init(struct pump_queue *, size_t most);
void pump_clear(struct pump_queue *);

/* Take them all, or none and false when they don't fit. */
bool pump_add(struct pump_queue *, const void *bytes, size_t count);
size_t pump_count(const struct pump_queue *);
const char *pump_head(const struct pump_queue *);  /* borrowed until the next call */
void pump_drop(struct pump_queue *, size_t count); /* from the head; at most pump_count() */

/* May libssh be run, with that many bytes waiting for the session? output_waits: see above. */
bool pump_may_read(size_t waiting_bytes, bool output_waits);

/*
 * Watch a client that is held back. *since_ms: since when the session has taken nothing, 0 while nobody is held
 * back; moved: it has taken something since the last call. True when it has been PUMP_STALL_MS.
 */
bool pump_has_stalled(int64_t *since_ms, bool held_back, bool moved, int64_t now_ms);

#endif
