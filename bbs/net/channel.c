/*
 * What a client may ask for once it is signed in: one session channel, a terminal, a window size, three
 * environment variables, a shell. Everything else is refused here and nowhere else.
 *
 * exec and subsystem are answered with "yes" and at once ended with a sentence and status 1: a refusal makes
 * OpenSSH say "exec request failed on channel 0", which helps nobody. Nothing is executed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "net/channel.h"

enum { REFUSAL_MS = 5000 };

/* --- bytes and ends --- */

/* All of it is taken: what a data callback declines comes back only with the next packet. */
static int
channel_data(ssh_session ssh, ssh_channel channel, void *data, uint32_t count, int is_stderr, void *context)
{
	struct visit *visit = context;

	(void)ssh, (void)channel;
	if (is_stderr || visit->stage > VISIT_RUNNING || visit->client_eof)
		return (int)count;
	if (!pump_add(&visit->to_session, data, count)) {
		log_info("flooded source=%08x", visit->label);
		visit_end(visit, SERVE_EXIT_PROTOCOL);
	}
	return (int)count;
}

/* Not a hang-up: `printf ... | ssh` ends its input long before it has read the answer. */
static void
channel_eof(ssh_session ssh, ssh_channel channel, void *context)
{
	(void)ssh, (void)channel;
	((struct visit *)context)->client_eof = true;
}

static void
channel_closed(ssh_session ssh, ssh_channel channel, void *context)
{
	(void)ssh, (void)channel;
	visit_end(context, SERVE_EXIT_OK);
}

/* --- requests --- */

static int
channel_pty(ssh_session ssh, ssh_channel channel, const char *term, int cols, int rows, int width_px, int height_px,
    void *context)
{
	struct visit *visit = context;

	(void)ssh, (void)channel, (void)width_px, (void)height_px;
	if (visit->stage != VISIT_SHELL)
		return -1;
	visit->start.has_terminal = 1;
	control_clean_term(term, visit->start.term);
	control_clamp((uint32_t)cols, (uint32_t)rows, &visit->start.cols, &visit->start.rows);
	return 0;
}

static int
channel_resize(ssh_session ssh, ssh_channel channel, int cols, int rows, int width_px, int height_px, void *context)
{
	struct visit *visit = context;

	(void)ssh, (void)channel, (void)width_px, (void)height_px;
	control_clamp((uint32_t)cols, (uint32_t)rows, &visit->start.cols, &visit->start.rows);
	visit->resized = visit->stage == VISIT_RUNNING;
	return 0;
}

void
channel_send_resize(struct visit *visit, int64_t now_ms)
{
	struct control message = {.kind = CONTROL_RESIZE, .cols = visit->start.cols, .rows = visit->start.rows};

	if (!visit->resized || now_ms - visit->resize_sent_ms < CHANNEL_RESIZE_GAP_MS)
		return;
	visit->resize_sent_ms = now_ms;
	/* no room: the session has some to read first; the next tick tries again with what is latest then */
	visit->resized = control_send(visit->control_fd, &message) == ERR_BUSY;
}

static int
channel_environment(ssh_session ssh, ssh_channel channel, const char *name, const char *value, void *context)
{
	struct visit *visit = context;

	(void)ssh, (void)channel;
	if (!strcmp(name, "NO_COLOR"))
		visit->start.no_color = *value != '\0';
	else if (!strcmp(name, "ACCESSIBLE"))
		visit->start.wants_plain = *value != '\0';
	else if (!strcmp(name, "LANG"))
		control_clean_lang(value, visit->start.lang);
	else {
		visit_refuse(visit, REFUSED_ENVIRONMENT);
		return -1;
	}
	return 0;
}

static int
channel_shell(ssh_session ssh, ssh_channel channel, void *context)
{
	struct visit *visit = context;

	(void)ssh, (void)channel;
	if (visit->stage != VISIT_SHELL)
		return -1;
	if (visit->turned_away) {
		visit_part(visit, visit->words->full_house, false, EXIT_FAILURE, SERVE_EXIT_REFUSED, REFUSAL_MS);
		return 0;
	}
	visit->start.kind = CONTROL_START;
	if (!visit->start.cols)
		control_clamp(0, 0, &visit->start.cols, &visit->start.rows);
	if (control_send(visit->control_fd, &visit->start) != ERR_OK)
		log_warning("session_gone source=%08x while=starting", visit->label); /* its socket will say so too */
	visit->stage = VISIT_RUNNING;
	return 0;
}

static int
channel_only_a_shell(struct visit *visit, enum visit_refusal kind)
{
	visit_refuse(visit, kind);
	if (visit->stage != VISIT_SHELL)
		return -1;
	visit->to_stderr = true;
	visit_part(visit, visit->words->only_a_shell, false, EXIT_FAILURE, SERVE_EXIT_OK, REFUSAL_MS);
	return 0;
}

static int
channel_exec(ssh_session ssh, ssh_channel channel, const char *command, void *context)
{
	(void)ssh, (void)channel, (void)command;
	return channel_only_a_shell(context, REFUSED_EXEC);
}

static int
channel_subsystem(ssh_session ssh, ssh_channel channel, const char *name, void *context)
{
	(void)ssh, (void)channel, (void)name;
	return channel_only_a_shell(context, REFUSED_SUBSYSTEM);
}

/* --- opening, and what has no callback --- */

static ssh_channel
channel_open(ssh_session ssh, void *context)
{
	struct visit *visit = context;

	if (visit->channel || visit->stage != VISIT_SHELL) {
		visit_refuse(visit, REFUSED_SECOND_CHANNEL);
		return NULL;
	}
	visit->channel = ssh_channel_new(ssh);
	if (visit->channel)
		ssh_set_channel_callbacks(visit->channel, &visit->channel_callbacks);
	return visit->channel;
}

/* 1 lets libssh refuse in the way that fits the kind. Agent forwarding never comes this far: libssh refuses it. */
int
channel_message(struct visit *visit, ssh_message message)
{
	switch (ssh_message_type(message)) {
	case SSH_REQUEST_GLOBAL:
	case SSH_REQUEST_CHANNEL_OPEN:
		visit_refuse(visit, REFUSED_FORWARD);
		return 1;
	case SSH_REQUEST_CHANNEL:
		visit_refuse(visit,
		    ssh_message_subtype(message) == SSH_CHANNEL_REQUEST_X11 ? REFUSED_X11 : REFUSED_REQUEST);
		return 1;
	default: /* a service request: the only answer the protocol has is yes */
		return 1;
	}
}

void
channel_init(struct visit *visit)
{
	visit->server_callbacks.channel_open_request_session_function = channel_open;
	visit->channel_callbacks = (struct ssh_channel_callbacks_struct){
	    .userdata = visit,
	    .channel_data_function = channel_data,
	    .channel_eof_function = channel_eof,
	    .channel_close_function = channel_closed,
	    .channel_pty_request_function = channel_pty,
	    .channel_shell_request_function = channel_shell,
	    .channel_pty_window_change_function = channel_resize,
	    .channel_exec_request_function = channel_exec,
	    .channel_env_request_function = channel_environment,
	    .channel_subsystem_request_function = channel_subsystem,
	};
	ssh_callbacks_init(&visit->channel_callbacks);
}
