/*
 * The session process. A stranger who never signs in costs no database: it is opened at the first question.
 */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/control.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/sandbox.h"
#include "forum/account.h"
#include "ui/loop.h"
#include "ui/screens.h"
#include "ui/session.h"
#include "ui/words.h"

struct session {
	const struct session_setup *setup;
	struct visit visit;
	struct wire wire;
	bool opened;      /* the forum was tried */
	enum err trouble; /* why it can't be opened, ERR_OK when it is */
	char term[CONTROL_TERM_BYTES + 1];
};

static void
session_open_forum(struct session *session)
{
	if (session->opened)
		return;
	session->opened = true;
	session->trouble = forum_open(session->setup->data, session->setup->config, &session->visit.forum);
	if (session->trouble != ERR_OK)
		log_error("cannot_open err=%s", err_name(session->trouble));
}

/* Names that are ways in, and need no password. */
static bool
session_is_door(const char *name, enum door *out)
{
	static const struct {
		const char *name;
		enum door door;
	} doors[] = {
	    {"join", DOOR_JOIN},
	    {"guest", DOOR_GUEST},
	    {"plain", DOOR_PLAIN},
	    {"help", DOOR_HELP},
	    {"bbs", DOOR_LOBBY},
	};

	for (size_t k = 0; k < sizeof doors / sizeof *doors; k++)
		if (!strcmp(name, doors[k].name)) {
			*out = doors[k].door;
			return true;
		}
	return false;
}

/* `ssh join@` is not let in by "none", so that the visitor's program shows us a key first. */
static enum control_verdict
session_judge_none(struct session *session, const struct control *question)
{
	if (!session_is_door(question->name, &session->visit.door) || session->visit.door == DOOR_JOIN)
		return CONTROL_NO;
	return CONTROL_YES_GUEST;
}

static enum control_verdict
session_judge_key(struct session *session, const struct control *question)
{
	struct visit *visit = &session->visit;
	struct actor actor;

	if (session_is_door(question->name, &visit->door)) {
		if (visit->door == DOOR_JOIN && !*visit->offered_key)
			snprintf(visit->offered_key, sizeof visit->offered_key, "%s", question->key);
		return CONTROL_NO;
	}
	if (session->trouble != ERR_OK)
		return CONTROL_NO;
	switch (account_sign_in_key(&visit->forum, question->name, question->key, &actor)) {
	case ERR_OK:
		if (question->proven)
			visit_become(visit, &actor);
		return CONTROL_YES;
	case ERR_CLOSED:
		visit->door = DOOR_CLOSED;
		return CONTROL_YES_GUEST;
	default:
		return CONTROL_NO;
	}
}

static enum control_verdict
session_judge_prompt(struct session *session, const struct control *question)
{
	return session_is_door(question->name, &session->visit.door) ? CONTROL_YES_GUEST : CONTROL_ASK;
}

/* No password at all is how a stranger comes in to join or look around. */
static enum control_verdict
session_judge_password(struct session *session, const struct control *question)
{
	struct visit *visit = &session->visit;
	struct actor actor;
	enum err err;

	if (session_is_door(question->name, &visit->door))
		return CONTROL_YES_GUEST;
	visit->door = DOOR_LOBBY;
	if (!*question->secret) {
		if (account_check_name(question->name) == ERR_OK)
			snprintf(visit->wanted_name, sizeof visit->wanted_name, "%s", question->name);
		return CONTROL_YES_GUEST;
	}
	if (session->trouble != ERR_OK)
		return CONTROL_YES_GUEST; /* whoever they are, they are told what is wrong: see session_first_route() */
	err = account_sign_in_password(&visit->forum, question->name, question->secret, &actor);
	switch (err) {
	case ERR_OK:
		visit_become(visit, &actor);
		return CONTROL_YES;
	case ERR_CLOSED:
		visit->door = DOOR_CLOSED;
		return CONTROL_YES_GUEST;
	case ERR_BUSY:
		return CONTROL_BUSY;
	case ERR_DENIED:
		return CONTROL_NO;
	default:
		log_error("cannot_ask err=%s", err_name(err));
		session->trouble = err;
		return CONTROL_YES_GUEST;
	}
}

static enum control_verdict
session_judge(struct session *session, const struct control *question)
{
	session_open_forum(session);
	switch (question->kind) {
	case CONTROL_ASK_NONE:
		return session_judge_none(session, question);
	case CONTROL_ASK_KEY:
		return session_judge_key(session, question);
	case CONTROL_ASK_PROMPT:
		return session_judge_prompt(session, question);
	case CONTROL_ASK_PASSWORD:
		return session_judge_password(session, question);
	default:
		return CONTROL_NO;
	}
}

static void
session_take_language(struct session *session, const char *code)
{
	struct visit *visit = &session->visit;

	snprintf(visit->from_language, sizeof visit->from_language, "%s", code);
	visit_use_language(visit);
}

/* Answer questions until the visitor has a shell. False when the transport went or said nonsense. */
static bool
session_sign_in(struct session *session)
{
	struct control message, answer = {.kind = CONTROL_ANSWER};

	for (;;) {
		if (control_receive(session->wire.control_fd, &message, 0) != ERR_OK)
			return false;
		if (message.kind == CONTROL_START)
			break;
		if (message.kind == CONTROL_RESIZE)
			continue;
		answer.verdict = session_judge(session, &message);
		sodium_memzero(&message, sizeof message);
		if (control_send(session->wire.control_fd, &answer) != ERR_OK)
			return false;
	}
	control_clamp(message.cols, message.rows, &session->wire.cols, &session->wire.rows);
	snprintf(session->term, sizeof session->term, "%s", message.term);
	session_take_language(session, words_find(message.lang));
	session->visit.has_terminal = message.has_terminal;
	session->visit.no_color = message.no_color;
	session->visit.is_plain |= message.wants_plain || !message.has_terminal;
	return true;
}

static struct route
session_first_route(struct session *session)
{
	static const enum route_kind firsts[] = {
	    [DOOR_JOIN] = ROUTE_JOIN,
	    [DOOR_GUEST] = ROUTE_HOME,
	    [DOOR_PLAIN] = ROUTE_LOBBY,
	    [DOOR_HELP] = ROUTE_CONNECT,
	    [DOOR_LOBBY] = ROUTE_LOBBY,
	    [DOOR_CLOSED] = ROUTE_CLOSED,
	};

	session_open_forum(session);
	if (session->trouble != ERR_OK && session->visit.door != DOOR_HELP)
		return (struct route){.kind = ROUTE_SORRY, .err = session->trouble};
	if (session->visit.door == DOOR_MEMBER)
		return visit_first(&session->visit);
	return (struct route){.kind = firsts[session->visit.door]};
}

static bool
session_has_key(void *context)
{
	return wire_has_bytes(context);
}

static void
session_visit(struct session *session)
{
	struct visit *visit = &session->visit;
	struct route first;
	struct stack stack;

	visit->is_key_waiting = session_has_key;
	visit->key_context = &session->wire;
	visit->is_plain |= visit->door == DOOR_PLAIN || !*session->term || !strcmp(session->term, "dumb");
	if (visit->is_plain)
		visit_say(visit, ROLE_NOTICE,
		    _("These are plain lines of text. I can't clear your screen when you leave."));
	first = session_first_route(session);
	stack_init(&stack, visit, screens_open, &first);
	loop_run(&stack, &session->wire, session->term, session->setup->keymap);
	stack_clear(&stack);
	if (visit->actor.member)
		account_leave(&visit->forum, &visit->actor);
	forum_close(&visit->forum);
	free(visit->flash);
	free(visit->find_words);
}

static void
session_init(struct session *session, const struct session_setup *setup)
{
	*session = (struct session){.setup = setup};
	session->visit.config = setup->config;
	log_init((enum log_level)setup->config->log_level, "session");
	wire_init_signals();
}

/*
 * Told by how the process ends, not in CONTROL_LEAVE: who hangs up while guessing has taken the transport along, and
 * nobody would read it.
 */
static enum session_end
session_judge_end(const struct visit *visit)
{
	return visit->sign_in_tries > 0 && !visit->actor.member ? SESSION_GUESSED : SESSION_WELL;
}

enum session_end
session_run(const struct session_setup *setup, int bytes_fd, int control_fd)
{
	struct control leave = {.kind = CONTROL_LEAVE};
	struct session session;
	char *directory = mem_format("%s/db", setup->data);

	session_init(&session, setup);
	session.wire = (struct wire){.in_fd = bytes_fd, .out_fd = bytes_fd, .control_fd = control_fd};
	if (sandbox_enter(SANDBOX_SESSION, directory, NULL) != ERR_OK) {
		log_error("no_sandbox errno=%d", errno);
		return SESSION_BROKEN;
	}
	free(directory);
	if (!session_sign_in(&session)) {
		forum_close(&session.visit.forum);
		return SESSION_WELL;
	}
	session_visit(&session);
	control_send(control_fd, &leave); /* however it ended, it was no accident */
	return session_judge_end(&session.visit);
}

/* No line discipline: what the terminal would do to keys is the board's to do, and there is no job control. */
static bool
session_take_terminal(struct termios *before)
{
	struct termios raw;

	if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, before))
		return false;
	raw = *before;
	cfmakeraw(&raw);
	return !tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

static void
session_measure_terminal(struct session *session)
{
	struct winsize size = {0};

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		size = (struct winsize){0};
	control_clamp(size.ws_col, size.ws_row, &session->wire.cols, &session->wire.rows);
}

int
session_run_here(const struct session_setup *setup, bool want_plain)
{
	struct session session;
	struct termios before;
	char *directory = mem_format("%s/db", setup->data);

	session_init(&session, setup);
	session.wire = (struct wire){.in_fd = STDIN_FILENO, .out_fd = STDOUT_FILENO, .control_fd = -1};
	wire_look_for_news(&session.wire);
	session.visit.door = want_plain ? DOOR_PLAIN : DOOR_LOBBY;
	session.visit.has_terminal = session_take_terminal(&before);
	session.visit.is_plain = want_plain || !session.visit.has_terminal;
	session.visit.no_color = getenv("NO_COLOR") != NULL;
	control_clean_term(getenv("TERM"), session.term);
	session_take_language(&session, words_of_environment());
	session_measure_terminal(&session);
	if (sandbox_enter(SANDBOX_SESSION, directory, NULL) != ERR_OK)
		log_warning("no_sandbox errno=%d", errno);
	free(directory);
	session_visit(&session);
	if (session.visit.has_terminal)
		tcsetattr(STDIN_FILENO, TCSANOW, &before);
	return 0;
}
