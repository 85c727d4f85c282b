/*
 * What the starter of a conversation said about it.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "forum/conversation.h"
#include "ui/labels.h"
#include "ui/screens/asked.h"
#include "ui/words.h"

static void
asked_add(struct str *out, const char *line)
{
	if (line)
		str_add_format(out, "%s%s", out->bytes ? "\n" : "", line);
}

static const char *
asked_caution_of(const char *tags)
{
	return tags_ask_for_experts(tags)
	    ? _("People here write from their own lives. Nobody here is your doctor or lawyer.")
	    : NULL;
}

char *
asked_words(struct visit *visit, const struct thread *thread)
{
	char tags[TAGS_BYTES] = "";
	struct str out;

	str_init(&out);
	asked_add(&out, label_help_asked(thread->help));
	conversation_tags(&visit->forum, thread, tags);
	if (*tags) {
		char *names = label_tags(tags), *line = mem_format(_("It is about: %s."), names);

		asked_add(&out, line);
		free(line);
		free(names);
	}
	asked_add(&out, asked_caution_of(tags));
	if (out.bytes)
		return str_take(&out);
	str_clear(&out);
	return NULL;
}

const char *
asked_caution(struct visit *visit, const struct thread *thread)
{
	char tags[TAGS_BYTES] = "";

	conversation_tags(&visit->forum, thread, tags);
	return asked_caution_of(tags);
}
