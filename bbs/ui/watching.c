/*
 * Who is watching, and what is promised. A promise is never more than the rota covers: forum/waiting.h.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/live.h"
#include "ui/spoken.h"
#include "ui/watching.h"
#include "ui/words.h"

char *
watching_words(struct visit *visit)
{
	int64_t next_at = 0;
	char *when, *words;

	switch (visit->forum.db ? live_look(&visit->forum, &next_at) : LIVE_NOBODY) {
	case LIVE_MODERATOR:
		return mem_copy_string(_("A moderator is here. If someone is in danger, call 999."));
	case LIVE_NEXT:
		when = spoken_time(next_at, clock_now());
		/* Translators: a time, "tomorrow, 8 in the morning". */
		words =
		    mem_format(_("Nobody is watching now. A moderator comes %s. If someone is in danger, call 999."),
			when);
		free(when);
		return words;
	default:
		return mem_copy_string(_("Nobody is watching now. If someone is in danger, call 999."));
	}
}

char *
watching_count_words(struct visit *visit)
{
	int64_t count = visit->forum.db ? live_count(&visit->forum) : 0;

	return count < 2 ? NULL
			 : mem_format(n_("%d person is here now.", "%d people are here now.", count), (int)count);
}

char *
watching_promise_words(int64_t promised_by)
{
	char *when, *words;

	if (!promised_by)
		return mem_copy_string(_("We can't say when somebody will answer, but people look here every day."));
	when = spoken_until(promised_by, clock_now());
	/* Translators: a time, "9 tonight", "10 in the morning" or "tomorrow, 8 in the morning". */
	words = mem_format(_("Someone will answer by %s."), when);
	free(when);
	return words;
}
