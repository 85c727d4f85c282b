/*
 * What a client may ask for once it is signed in, as libssh's callbacks.
 */
#ifndef BBS_NET_CHANNEL_H
#define BBS_NET_CHANNEL_H

#include <stdint.h>

#include "net/visit.h"

enum { CHANNEL_RESIZE_GAP_MS = 100 };

void channel_init(struct visit *);
int channel_message(struct visit *, ssh_message);         /* all but SSH_REQUEST_AUTH; as an ssh_message_callback */
void channel_send_resize(struct visit *, int64_t now_ms); /* if one is due */

#endif
