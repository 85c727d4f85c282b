/*
 * One visitor, as the transport's own files see it: what sign-in (authenticate.h), what a client may ask for
 * (channel.h) and the loop above both (relay.h) share. Nobody else includes this.
 */
#ifndef BBS_NET_VISIT_H
#define BBS_NET_VISIT_H

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/control.h"
#include "net/pump.h"
#include "net/net.h"

enum visit_stage {
	VISIT_KEYS, /* key exchange */
	VISIT_SIGN_IN,
	VISIT_SHELL,   /* signed in, no shell yet */
	VISIT_RUNNING, /* bytes go both ways */
	VISIT_PARTING, /* nothing more from the session; what is pending and a last sentence go out */
	VISIT_CLOSING, /* the channel is closed on our side; the client's turn */
};

/* What was refused, once per visitor in the log. */
enum visit_refusal {
	REFUSED_EXEC,
	REFUSED_SUBSYSTEM,
	REFUSED_X11,
	REFUSED_FORWARD,
	REFUSED_SECOND_CHANNEL,
	REFUSED_ENVIRONMENT,
	REFUSED_REQUEST,
	REFUSED_KINDS,
};

struct visit {
	const struct config *config;   /* borrowed */
	const struct net_words *words; /* borrowed */
	uint32_t label;                /* stands for the address in the log */
	int tcp_fd, bytes_fd, control_fd, status_fd, signal_fd;

	ssh_session ssh;
	ssh_event event;
	ssh_channel channel; /* the one, or NULL */
	struct ssh_server_callbacks_struct server_callbacks;
	struct ssh_channel_callbacks_struct channel_callbacks;
	struct ssh_callbacks_struct callbacks;
	struct ssh_counter_struct socket_counter, packet_counter;

	enum visit_stage stage;
	bool ended;
	enum serve_exit why;
	int64_t began_ms, signed_in_ms;
	unsigned refused; /* bits of visit_refusal */

	/* key exchange: how much had gone out when the client's offer came; the answer is what goes out next */
	bool keys_chosen;
	uint64_t keys_chosen_bytes;
	int64_t keys_sent_ms; /* 0 until our half is done */

	/* sign-in */
	unsigned requests, failures, offers;
	bool signed_in, turned_away, was_busy;
	bool prompted; /* a keyboard-interactive question is open, for: */
	char prompted_name[CONTROL_NAME_BYTES + 1];

	/* the window; sent to the session at most ten times a second, the latest wins */
	struct control start; /* what CONTROL_START will say */
	bool resized;
	int64_t resize_sent_ms;

	/* bytes */
	struct pump_queue to_session, to_client;
	bool client_eof, session_told_eof, session_left, control_gone;
	bool seen; /* something of the session's has gone to the client */
	int64_t stalled_since_ms;
	bool moved; /* something reached the session since the last look */

	/* parting */
	bool to_stderr; /* the last sentence is for standard error */
	int exit_status;
	int64_t part_by_ms;
};

/* The first reason counts. */
void visit_end(struct visit *, enum serve_exit);

/* Log that something was refused, once per kind. */
void visit_refuse(struct visit *, enum visit_refusal);

/*
 * Say goodbye: what is pending, then the sentence and an end of line, then close with that exit status.
 * restore  give the visitor's terminal back first, if one was asked for
 */
void visit_part(struct visit *, const char *sentence, bool restore, int exit_status, enum serve_exit,
    int64_t within_ms);

#endif
