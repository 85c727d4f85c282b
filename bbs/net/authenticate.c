/*
 * Sign-in: each SSH request becomes one question to the session, its answer one SSH reply. Who may in is not
 * decided here; how often may be asked is.
 *
 * A question is waited for inside libssh's callback: there is nothing to pump before there is a channel, libssh
 * lets go of a request when its callback returns, and a client that sends on meanwhile fills only its own
 * socket. Time limits and the client's hanging up are watched while waiting.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "net/authenticate.h"

enum {
	MOST_REQUESTS = 100, /* of any kind on one connection; an agent full of keys needs some dozens */
	MOST_OFFERS = 20,    /* keys looked at; later ones are denied unseen, so that a password still can be tried */
	LISTENER_MS = 2000,  /* for the listener to say whether there is room for one more guest */
};

/* --- asking the session --- */

/*
 * Wait until fd has something, the client or the board goes, or time is up. False: the visit has ended.
 * The client's socket is not read, so only its going is looked for.
 */
static bool
authenticate_wait(struct visit *visit, int fd, int64_t until_ms)
{
	struct pollfd ready[] = {
	    {.fd = fd, .events = POLLIN},
	    {.fd = visit->signal_fd, .events = POLLIN},
	    {.fd = visit->tcp_fd, .events = POLLRDHUP},
	};
	int64_t left_ms = until_ms - clock_monotonic_ms();
	int count = poll(ready, 3, left_ms > 0 ? (int)left_ms : 0);

	if (count < 0 && errno == EINTR)
		return authenticate_wait(visit, fd, until_ms);
	if (ready[0].revents)
		return true;
	if (count <= 0)
		visit_end(visit, SERVE_EXIT_TIMEOUT);
	else if (ready[1].revents)
		visit_end(visit, SERVE_EXIT_OK);
	else
		visit_end(visit, SERVE_EXIT_NEVER_TRIED);
	return false;
}

static int64_t
authenticate_deadline_ms(const struct visit *visit)
{
	return visit->began_ms + visit->config->net_sign_in_s * 1000;
}

/* One question, one answer. CONTROL_NO as well when the session has gone, which ends the visit. */
static enum control_verdict
authenticate_ask(struct visit *visit, const struct control *question)
{
	struct control answer;
	enum err result = control_send(visit->control_fd, question);

	while (result == ERR_OK) {
		result = control_receive(visit->control_fd, &answer, MSG_DONTWAIT);
		if (result == ERR_OK)
			break;
		if (result == ERR_BUSY)
			result = ERR_OK;
		if (result == ERR_OK && !authenticate_wait(visit, visit->control_fd, authenticate_deadline_ms(visit)))
			return CONTROL_NO;
	}
	if (result == ERR_OK && answer.kind == CONTROL_ANSWER)
		return (enum control_verdict)answer.verdict;
	log_warning("session_gone source=%08x while=signing_in", visit->label);
	visit_end(visit, SERVE_EXIT_OK);
	return CONTROL_NO;
}

/* Before anything else is done with a name: at most 64 bytes, else nobody's; upper case is lower (design 6). */
static void
authenticate_take_name(const char *in, char out[static CONTROL_NAME_BYTES + 1])
{
	size_t length = in ? strnlen(in, CONTROL_NAME_BYTES + 1) : 0;

	memset(out, 0, CONTROL_NAME_BYTES + 1);
	if (length > CONTROL_NAME_BYTES)
		return;
	for (size_t k = 0; k < length; k++)
		out[k] = in[k] >= 'A' && in[k] <= 'Z' ? (char)(in[k] - 'A' + 'a') : in[k];
}

/* --- telling the listener --- */

/* One byte, 'M' or 'G'; a guest waits for 'Y' or 'N'. A listener that says nothing has other troubles: go on. */
static void
authenticate_tell_listener(struct visit *visit, bool guest)
{
	char reply = 'Y';
	ssize_t done = send(visit->status_fd, guest ? "G" : "M", 1, MSG_NOSIGNAL | MSG_DONTWAIT);
	struct pollfd ready = {.fd = visit->status_fd, .events = POLLIN};

	if (guest && done == 1 && poll(&ready, 1, LISTENER_MS) == 1)
		done = recv(visit->status_fd, &reply, 1, MSG_DONTWAIT);
	if (done != 1)
		log_warning("listener_silent source=%08x", visit->label);
	visit->turned_away = reply == 'N';
}

static void
authenticate_succeed(struct visit *visit, bool guest)
{
	visit->signed_in = true;
	visit->signed_in_ms = clock_monotonic_ms();
	visit->stage = VISIT_SHELL;
	authenticate_tell_listener(visit, guest);
	log_info("signed_in source=%08x guest=%d ms=%lld", visit->label, guest,
	    (long long)(visit->signed_in_ms - visit->began_ms));
}

/* --- judging --- */

/* May one more request be looked at? */
static bool
authenticate_may_ask(struct visit *visit)
{
	if (visit->ended || visit->signed_in)
		return false;
	if (++visit->requests > MOST_REQUESTS) {
		visit_end(visit, SERVE_EXIT_PROTOCOL);
		return false;
	}
	return true;
}

/* A try that failed; the last one allowed ends the visit once its reply has gone. */
static void
authenticate_count_failure(struct visit *visit)
{
	if (++visit->failures >= visit->config->net_tries)
		visit_end(visit, SERVE_EXIT_FAILED_AUTH);
}

/* What follows from a verdict. True when the visitor is in. */
static bool
authenticate_judge(struct visit *visit, enum control_verdict verdict, bool counts)
{
	bool in = verdict == CONTROL_YES || verdict == CONTROL_YES_GUEST;

	visit->was_busy = verdict == CONTROL_BUSY;
	if (in)
		authenticate_succeed(visit, verdict == CONTROL_YES_GUEST);
	else if (counts && verdict == CONTROL_NO)
		authenticate_count_failure(visit);
	return in;
}

/* The same for both ways that a password comes. secret borrowed; the copy made here is wiped. */
static bool
authenticate_judge_password(struct visit *visit, const char *name, const char *secret)
{
	struct control question = {.kind = CONTROL_ASK_PASSWORD};
	enum control_verdict verdict = CONTROL_NO;
	size_t length = strnlen(secret, CONTROL_SECRET_BYTES + 1);

	memcpy(question.name, name, sizeof question.name);
	if (length <= CONTROL_SECRET_BYTES) { /* a longer one is nobody's; cut, it might be */
		memcpy(question.secret, secret, length);
		verdict = authenticate_ask(visit, &question);
	}
	explicit_bzero(question.secret, sizeof question.secret);
	return authenticate_judge(visit, verdict, true);
}

/* --- libssh's callbacks --- */

static int
authenticate_none(ssh_session ssh, const char *user, void *context)
{
	struct visit *visit = context;
	struct control question = {.kind = CONTROL_ASK_NONE};

	(void)ssh;
	if (!authenticate_may_ask(visit))
		return SSH_AUTH_DENIED;
	authenticate_take_name(user, question.name);
	return authenticate_judge(visit, authenticate_ask(visit, &question), false) ? SSH_AUTH_SUCCESS
										    : SSH_AUTH_DENIED;
}

static int
authenticate_password(ssh_session ssh, const char *user, const char *password, void *context)
{
	struct visit *visit = context;
	char name[CONTROL_NAME_BYTES + 1];

	(void)ssh;
	if (!authenticate_may_ask(visit))
		return SSH_AUTH_DENIED;
	authenticate_take_name(user, name);
	return authenticate_judge_password(visit, name, password ? password : "") ? SSH_AUTH_SUCCESS : SSH_AUTH_DENIED;
}

/* "ssh-ed25519 AAAA..."; false when it is longer than any key we take. */
static bool
authenticate_write_key(ssh_key key, char *out, size_t out_bytes)
{
	char *base64 = NULL;
	int length;

	if (ssh_pki_export_pubkey_base64(key, &base64) != SSH_OK)
		return false;
	length = snprintf(out, out_bytes, "%s %s", ssh_key_type_to_char(ssh_key_type(key)), base64);
	ssh_string_free_char(base64);
	return length > 0 && (size_t)length < out_bytes;
}

/*
 * Called once for a key that is offered and once more when its owner has proven to hold it: libssh has checked the
 * signature only at SSH_PUBLICKEY_STATE_VALID. For an offer, success means "worth proving".
 */
static int
authenticate_key(ssh_session ssh, const char *user, struct ssh_key_struct *key, char state, void *context)
{
	struct visit *visit = context;
	struct control question = {.kind = CONTROL_ASK_KEY, .proven = state == SSH_PUBLICKEY_STATE_VALID};
	enum control_verdict verdict;

	(void)ssh;
	if (!authenticate_may_ask(visit) || (state != SSH_PUBLICKEY_STATE_VALID && state != SSH_PUBLICKEY_STATE_NONE))
		return SSH_AUTH_DENIED;
	if (!question.proven && ++visit->offers > MOST_OFFERS)
		return SSH_AUTH_DENIED;
	authenticate_take_name(user, question.name);
	if (!authenticate_write_key(key, question.key, sizeof question.key))
		return SSH_AUTH_DENIED;
	verdict = authenticate_ask(visit, &question);
	if (!question.proven)
		return verdict == CONTROL_YES || verdict == CONTROL_YES_GUEST ? SSH_AUTH_SUCCESS : SSH_AUTH_DENIED;
	return authenticate_judge(visit, verdict, true) ? SSH_AUTH_SUCCESS : SSH_AUTH_DENIED;
}

/* Without this libssh hands the request to the system's Kerberos, which opens files and much else. */
static ssh_string
authenticate_no_gssapi(ssh_session ssh, const char *user, int count, ssh_string *oids, void *context)
{
	(void)ssh, (void)user, (void)count, (void)oids, (void)context;
	return NULL;
}

/* --- keyboard-interactive, which has no callback of its own --- */

static int
authenticate_prompt(struct visit *visit, ssh_message message)
{
	const char *prompts[] = {visit->words->password_label};
	char echo[] = {0};
	const char *instruction = visit->was_busy ? visit->words->busy_now : visit->words->sign_in_hint;

	visit->prompted = true;
	return ssh_message_auth_interactive_request(message, "", instruction, 1, prompts, echo) == SSH_OK ? 0 : 1;
}

/* It begins: the session says whether there is anything to ask for. */
static int
authenticate_begin_interactive(struct visit *visit, ssh_message message)
{
	struct control question = {.kind = CONTROL_ASK_PROMPT};
	bool was_busy = visit->was_busy;
	enum control_verdict verdict;

	authenticate_take_name(ssh_message_auth_user(message), question.name);
	memcpy(visit->prompted_name, question.name, sizeof visit->prompted_name);
	verdict = authenticate_ask(visit, &question);
	if (verdict == CONTROL_ASK) {
		visit->was_busy = was_busy;
		return authenticate_prompt(visit, message);
	}
	if (authenticate_judge(visit, verdict, false))
		return ssh_message_auth_reply_success(message, 0) == SSH_OK ? 0 : 1;
	return 1;
}

/* The answer. libssh keeps its copy until the next prompt or the end, so it is wiped here. */
static int
authenticate_end_interactive(struct visit *visit, ssh_message message)
{
	const char *answer;
	bool in = false;

	if (!visit->prompted)
		return 1;
	visit->prompted = false;
	answer = ssh_userauth_kbdint_getnanswers(visit->ssh) == 1 ? ssh_userauth_kbdint_getanswer(visit->ssh, 0) : NULL;
	if (answer) {
		in = authenticate_judge_password(visit, visit->prompted_name, answer);
		explicit_bzero((char *)(uintptr_t)answer, strlen(answer));
	} else
		authenticate_count_failure(visit);
	return in && ssh_message_auth_reply_success(message, 0) == SSH_OK ? 0 : 1;
}

int
authenticate_message(struct visit *visit, ssh_message message)
{
	if (!authenticate_may_ask(visit) || ssh_message_subtype(message) != (int)SSH_AUTH_METHOD_INTERACTIVE)
		return 1;
	if (ssh_message_auth_kbdint_is_response(message))
		return authenticate_end_interactive(visit, message);
	return authenticate_begin_interactive(visit, message);
}

void
authenticate_init(struct visit *visit)
{
	struct ssh_server_callbacks_struct *callbacks = &visit->server_callbacks;

	callbacks->auth_none_function = authenticate_none;
	callbacks->auth_password_function = authenticate_password;
	callbacks->auth_pubkey_function = authenticate_key;
	callbacks->gssapi_select_oid_function = authenticate_no_gssapi;
	ssh_set_auth_methods(visit->ssh,
	    SSH_AUTH_METHOD_PUBLICKEY | SSH_AUTH_METHOD_PASSWORD | SSH_AUTH_METHOD_INTERACTIVE);
}
