/*
 * Names of the expected failures, for logs and tests. Sentences for people are made in ui and cli.
 */
#include <stddef.h>

#include "base/err.h"

const char *
err_name(enum err err)
{
	static const char *const names[] = {
	    [ERR_OK] = "ok",
	    [ERR_NOT_FOUND] = "not-found",
	    [ERR_DENIED] = "denied",
	    [ERR_INVALID] = "invalid",
	    [ERR_EMPTY] = "empty",
	    [ERR_TOO_LONG] = "too-long",
	    [ERR_TAKEN] = "taken",
	    [ERR_RESERVED] = "reserved",
	    [ERR_RATE] = "rate",
	    [ERR_CLOSED] = "closed",
	    [ERR_LOCKED] = "locked",
	    [ERR_LATE] = "late",
	    [ERR_HELD] = "held",
	    [ERR_STOPPED] = "stopped",
	    [ERR_BUSY] = "busy",
	    [ERR_FULL] = "full",
	    [ERR_NEWER] = "newer",
	    [ERR_FOREIGN] = "foreign",
	    [ERR_DAMAGED] = "damaged",
	    [ERR_IO] = "io",
	    [ERR_STORE] = "store",
	};
	size_t code = (size_t)err;

	return code < sizeof names / sizeof *names && names[code] ? names[code] : "unknown";
}
