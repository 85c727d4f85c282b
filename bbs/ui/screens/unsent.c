/*
 * Why words could not be sent. The words themselves are the writing screen's; here is only what is said.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/conversation.h"
#include "forum/limit.h"
#include "ui/screens/unsent.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/words.h"

static void
unsent_explain_wait(struct visit *visit, bool is_conversation)
{
	int64_t seconds = limit_wait_s(&visit->forum, &visit->actor, is_conversation);
	char *wait = spoken_wait(seconds ? seconds : 1);
	char *words =
	    mem_format(_("You can send this in %s. We ask everybody to go slowly. Your words are saved."), wait);

	visit_say(visit, ROLE_WARNING, words);
	free(words);
	free(wait);
}

void
unsent_explain_unchangeable(struct visit *visit, enum err err)
{
	if (err == ERR_LATE)
		visit_say(visit, ROLE_WARNING,
		    _("You can change a message for 24 hours, and that time is over. Your words are saved. You can send "
		      "them as an answer."));
	else
		visit_say(visit, ROLE_WARNING,
		    _("This message was taken down, so it can't be changed. Your words are saved. You can send them as an "
		      "answer."));
}

/* They may only read: what the team said about it, when it did. */
static void
unsent_explain_standing(struct visit *visit)
{
	char *words = team_standing(visit);

	visit_say(visit, ROLE_WARNING,
	    _("It wasn't sent: you may only read just now. Your words are saved as a draft."));
	if (words)
		visit_say(visit, ROLE_WARNING, words);
	free(words);
}

static const char *
unsent_word_empty(const struct unsent *unsent)
{
	if (unsent->is_conversation && conversation_check_title(unsent->title) == ERR_EMPTY)
		return _("It needs a title first. A few words will do.");
	if (unsent->is_change)
		return _("There are no words left. To take your message down, go back and choose \"More choices\".");
	return _("There is nothing to send yet. Write a few words first.");
}

static const char *
unsent_word(enum err err, const struct unsent *unsent)
{
	switch (err) {
	case ERR_EMPTY:
		return unsent_word_empty(unsent);
	case ERR_TOO_LONG:
		return conversation_check_title(unsent->title) == ERR_TOO_LONG
		    ? _("The title is too long. Please make it shorter than 80 letters. Your words are saved.")
		    : _("The message is too long to send in one piece. Please send it in two. Your words are saved.");
	case ERR_NOT_FOUND:
		return _("This place isn't here any more, so it wasn't sent. Your words are saved as a draft.");
	case ERR_LOCKED:
		return _("It wasn't sent: this conversation is locked now, so nobody can answer in it. Your words are "
			 "saved as a draft.");
	case ERR_FULL:
		return _("It wasn't sent: the board has run out of room. Your words are still on this screen. "
			 "Please try again in a few minutes.");
	default:
		return _(
		    "It wasn't sent: something went wrong on our side. Your words are still here. Please try again.");
	}
}

void
unsent_explain(struct visit *visit, enum err err, const struct unsent *unsent)
{
	if (err == ERR_RATE)
		unsent_explain_wait(visit, unsent->is_conversation);
	else if (err == ERR_DENIED)
		unsent_explain_standing(visit);
	else
		visit_say(visit, ROLE_WARNING, unsent_word(err, unsent));
}
