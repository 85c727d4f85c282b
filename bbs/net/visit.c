/*
 * What can be done to a visit whoever does it: end it, note a refusal, say goodbye. See visit.h. Not here: what happens
 * next, which is relay.c's.
 */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "net/visit.h"

static const char restore_terminal[] = "\033[?1049l\033[?25h\033[0m\033[?2004l\r\n";

void
visit_end(struct visit *visit, enum serve_exit why)
{
	if (visit->ended)
		return;
	visit->ended = true;
	visit->why = why;
}

void
visit_refuse(struct visit *visit, enum visit_refusal kind)
{
	static const char *const names[REFUSED_KINDS] = {
	    [REFUSED_EXEC] = "exec",
	    [REFUSED_SUBSYSTEM] = "subsystem",
	    [REFUSED_X11] = "x11",
	    [REFUSED_FORWARD] = "forward",
	    [REFUSED_SECOND_CHANNEL] = "second_channel",
	    [REFUSED_ENVIRONMENT] = "environment",
	    [REFUSED_REQUEST] = "request",
	};

	if (visit->refused & (1U << kind))
		return;
	visit->refused |= 1U << kind;
	/* every Debian client sends LC_ALL and the like: not worth a line each */
	log_write(kind == REFUSED_ENVIRONMENT ? LOG_LEVEL_DEBUG : LOG_LEVEL_INFO, "refused kind=%s source=%08x",
	    names[kind], visit->label);
}

void
visit_part(struct visit *visit, const char *sentence, bool restore, int exit_status, enum serve_exit why,
    int64_t within_ms)
{
	if (visit->stage >= VISIT_PARTING)
		return;
	visit->stage = VISIT_PARTING;
	visit->exit_status = exit_status;
	visit->why = why;
	visit->part_by_ms = clock_monotonic_ms() + within_ms;
	pump_clear(&visit->to_session);
	if (restore && visit->start.has_terminal)
		pump_add(&visit->to_client, restore_terminal, sizeof restore_terminal - 1);
	if (!sentence)
		return;
	pump_add(&visit->to_client, sentence, strlen(sentence));
	pump_add(&visit->to_client, "\r\n", 2);
}
