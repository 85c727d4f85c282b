/*
 * Reasons to tell the team, as words and as risks. Declared in forum/report.h.
 */
#include <string.h>

#include "forum/report.h"

#define REASON_WORD(name, word, risk) [REASON_##name] = word,
#define REASON_RISK(name, word, risk) [REASON_##name] = RISK_##risk,

static const char *const reason_words[REASON_COUNT] = {REASON_LIST(REASON_WORD)};
static const enum risk reason_risks[REASON_COUNT] = {REASON_LIST(REASON_RISK)};

const char *
reason_name(enum reason reason)
{
	return reason_words[reason];
}

int
reason_find(const char *word)
{
	for (int reason = 0; reason < REASON_COUNT; reason++)
		if (!strcmp(reason_words[reason], word))
			return reason;
	return -1;
}

enum risk
reason_risk(enum reason reason)
{
	return reason_risks[reason];
}

bool
reason_is_graver(enum reason than, enum reason before)
{
	if (reason_risks[than] != reason_risks[before])
		return reason_risks[than] > reason_risks[before];
	return than < before;
}
