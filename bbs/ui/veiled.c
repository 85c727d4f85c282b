/*
 * Words for what is folded.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/label.h"
#include "ui/labels.h"
#include "ui/veiled.h"
#include "ui/words.h"

static const char *
veiled_why(enum veil_why why, const char *note)
{
	const char *says = label_note_says(note);

	switch (why) {
	case VEIL_DETAILS:
		return _(
		    "Somebody told the team that there are personal details in this. It is shut until the team has looked.");
	case VEIL_FOLDED:
		return _("Members told the team about this message.");
	case VEIL_BLOCKED:
		return _("Written by somebody you have blocked.");
	case VEIL_MUTED_ALIAS:
		return _("Written by somebody you have muted here.");
	case VEIL_MUTED_NOTE:
		return _("This has a content note that you muted.");
	case VEIL_MUTED_WORD:
		return _("There is a word in this that you muted.");
	case VEIL_NOTE:
		return says ? says : _("The writer says this may upset.");
	default:
		return "";
	}
}

char *
veiled_words(enum veil_why why, const char *note)
{
	return mem_copy_string(veiled_why(why, note));
}

char *
veiled_words_here(const struct veil *veil, const struct visit *visit, enum veil_why why, const struct message *message)
{
	const char *says = veiled_why(why, message->note);
	char *hint, *out;

	if (!veil_may_open(veil, why) || why == VEIL_MUTED_NOTE)
		return mem_copy_string(says);
	hint = visit->is_plain ? mem_format(_("Type %d to read it."), (int)message->number)
			       : mem_copy_string(_("Press Enter to read it."));
	out = mem_format("%s %s", says, hint);
	free(hint);
	return out;
}

char *
veiled_title(enum veil_why why, const char *tag)
{
	int found = tag_find(tag);

	switch (why) {
	case VEIL_BLOCKED:
		return mem_copy_string(_("A conversation by somebody you have blocked."));
	case VEIL_MUTED_ALIAS:
		return mem_copy_string(_("A conversation by somebody you have muted."));
	case VEIL_MUTED_WORD:
		return mem_copy_string(_("A conversation with a word that you muted."));
	default:
		return mem_format(_("A conversation about %s. You muted that."),
		    found < 0 ? tag : label_tag((enum tag)found));
	}
}
