/*
 * What the SSH side and its caller agree on, below every other file of the layer: words, roles, exit statuses. Nothing
 * here knows what a board is.
 */
#ifndef BBS_NET_NET_H
#define BBS_NET_NET_H

#include "base/config.h"
#include "base/err.h"

/* Every sentence the transport may have to say itself, already translated. All borrowed, for ever. */
struct net_words {
	const char *sign_in_hint;   /* keyboard-interactive: "New here? Press Enter with no password ..." */
	const char *password_label; /* "Password: " */
	const char *busy_now;       /* too many passwords at once */
	const char *shutting_down;  /* the board is closing; drafts are safe */
	const char *session_died;   /* our fault; drafts are safe; connect again */
	const char *full_house;     /* max_visitors, or too many guests */
	const char
	    *only_a_shell; /* said on standard error to exec and subsystem: this board has no files or commands */
};

/* What the listener starts in a fresh process. Each returns the exit status of that process. */
struct serve_roles {
	/*
	 * bytes_fd (a blocking stream) and control_fd (control.h) are the session's ends, taken. Called after secrets
	 * are wiped, before the sandbox, with all signals at their default but SIGPIPE, SIGXFSZ and SIGUSR1, which are
	 * ignored. End of file on bytes_fd alone is the end of what the visitor types (`printf | ssh`): what is written
	 * is still delivered. The visitor has gone when control_fd is at its end; leave within 10 s, or be told to.
	 * Write everything, send CONTROL_LEAVE, then return: ending without it is a crash to the visitor. Returns 0, or
	 * SERVE_EXIT_FAILED_AUTH when somebody guessed at passwords inside: then the listener penalises the source.
	 */
	int (*session)(void *context, int bytes_fd, int control_fd);
	/* Restarted when it dies. sessions_group changes over time: it is the caller's own process group. */
	int (*keeper)(void *context);
	/* In the listener on SIGHUP, before the next visitor: read the configuration again. NULL config: keep the old. */
	const struct config *(*reload)(void *context);
	void *context;
};

/* Exit statuses by which a child tells the listener whom to penalise. As OpenSSH's srclimit.h does. */
enum serve_exit {
	SERVE_EXIT_OK = 0,          /* also of a visitor that was signed in, however it left */
	SERVE_EXIT_TIMEOUT = 3,     /* took too long to sign in: never penalised */
	SERVE_EXIT_FAILED_AUTH = 4, /* a try to sign in failed, and none succeeded; also of a session, see above */
	SERVE_EXIT_PROTOCOL = 5,    /* broke the protocol, flooded */
	SERVE_EXIT_REFUSED = 6,     /* the house was full */
	SERVE_EXIT_NEVER_TRIED = 7, /* left before it tried to sign in: not penalised */
};

/* Make the host key when absent and give its fingerprint, "SHA256:..."; *out returns owned. Errors as serve_run(). */
enum err host_key_fingerprint(const char *secrets_dir, char **out);

/*
 * Is the library new enough (0.10.6)? ERR_OK, or ERR_INVALID when it is older. *version borrowed static.
 */
enum err net_check_library(const char **version);

#endif
