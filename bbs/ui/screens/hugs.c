/*
 * Words for hugs, and the keys for them.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "ui/screens/hugs.h"
#include "ui/words.h"

/* How many others, and the asking member's own. */
static char *
hugs_with_own(enum hug hug, int others)
{
	if (others >= HUG_STOP - 1)
		return mem_copy_string(hug == HUG_HUG ? _("99+ hugs and yours")
			: hug == HUG_THANKS           ? _("99+ thank yous and yours")
						      : _("99+ say me too, and so do you"));
	if (!others)
		return mem_copy_string(hug == HUG_HUG ? _("your hug")
			: hug == HUG_THANKS           ? _("your thank you")
						      : _("you say me too"));
	switch (hug) {
	case HUG_HUG:
		return mem_format(n_("%d hug and yours", "%d hugs and yours", others), others);
	case HUG_THANKS:
		return mem_format(n_("%d thank you and yours", "%d thank yous and yours", others), others);
	default:
		return mem_format(n_("%d says me too, and so do you", "%d say me too, and so do you", others), others);
	}
}

static char *
hugs_of_others(enum hug hug, int count)
{
	if (count >= HUG_STOP)
		return mem_copy_string(hug == HUG_HUG ? _("99+ hugs")
			: hug == HUG_THANKS           ? _("99+ thank yous")
						      : _("99+ say me too"));
	switch (hug) {
	case HUG_HUG:
		return mem_format(n_("%d hug", "%d hugs", count), count);
	case HUG_THANKS:
		return mem_format(n_("%d thank you", "%d thank yous", count), count);
	default:
		return mem_format(n_("%d says me too", "%d say me too", count), count);
	}
}

char *
hugs_words(const struct hugs *hugs)
{
	struct str out;

	str_init(&out);
	for (enum hug hug = 0; hug < HUG_COUNT; hug++) {
		int count = (int)hugs->counts[hug];
		char *words;

		if (!count)
			continue;
		words = hugs->is_own[hug] ? hugs_with_own(hug, count - 1) : hugs_of_others(hug, count);
		str_add_format(&out, "%s%s", out.bytes ? ", " : "", words);
		free(words);
	}
	return str_take(&out);
}

static char *
hugs_news_of(enum hug hug, int64_t count)
{
	if (count > 1)
		return hugs_of_others(hug, count < HUG_STOP ? (int)count : HUG_STOP);
	return mem_copy_string(hug == HUG_HUG ? _("a hug") : hug == HUG_THANKS ? _("a thank you") : _("a \"me too\""));
}

char *
hugs_news_words(const int64_t counts[static HUG_COUNT])
{
	char *words[HUG_COUNT] = {0}, *out;
	int many = 0;

	for (enum hug hug = 0; hug < HUG_COUNT; hug++)
		if (counts[hug])
			words[many++] = hugs_news_of(hug, counts[hug]);
	if (many == 3)
		/* Translators: three things somebody was given: "2 hugs, a thank you and a "me too"". */
		out = mem_format(_("%s, %s and %s"), words[0], words[1], words[2]);
	else if (many == 2)
		out = mem_format(_("%s and %s"), words[0], words[1]);
	else
		out = mem_copy_string(many ? words[0] : "");
	for (int k = 0; k < many; k++)
		free(words[k]);
	return out;
}

static void
hugs_mark_item(const struct hugs *hugs, struct item *item)
{
	char *words = hugs_words(hugs), *both;

	if (*words && *item->about) {
		both = mem_format("%s, %s", words, item->about);
		item_set_line(&item->about, both);
		free(both);
	} else if (*words)
		item_set_line(&item->about, words);
	free(words);
}

void
hugs_mark(struct visit *visit, const struct thread *thread, int64_t first, struct view *view)
{
	struct hugs hugs[CONVERSATION_PAGE];

	if (hug_count(&visit->forum, &visit->actor, thread->id, first, CONVERSATION_PAGE, hugs) != ERR_OK)
		return;
	for (size_t k = 0; k < view->item_count; k++) {
		int64_t at = view->items[k].id - first;

		if (view->items[k].number && at >= 0 && at < CONVERSATION_PAGE)
			hugs_mark_item(&hugs[at], &view->items[k]);
	}
}

bool
hugs_find_action(enum action action, enum hug *out)
{
	switch (action) {
	case ACTION_HUG:
		*out = HUG_HUG;
		return true;
	case ACTION_THANK:
		*out = HUG_THANKS;
		return true;
	case ACTION_ME_TOO:
		*out = HUG_ME_TOO;
		return true;
	default:
		return false;
	}
}

bool
hugs_may_offer(const struct visit *visit)
{
	return visit->actor.member && actor_can(&visit->actor, CAP_HUG);
}

static void
hugs_say(struct visit *visit, enum hug hug, bool is_given)
{
	static const char *const given[HUG_COUNT] = {
	    [HUG_HUG] = N_("Your hug is sent. Nobody is told who it is from."),
	    [HUG_THANKS] = N_("Your thank you is sent. Nobody is told who it is from."),
	    [HUG_ME_TOO] = N_("It says \"me too\" now. Nobody is told that it was you."),
	};
	static const char *const taken_back[HUG_COUNT] = {
	    [HUG_HUG] = N_("You took your hug back."),
	    [HUG_THANKS] = N_("You took your thank you back."),
	    [HUG_ME_TOO] = N_("You took your \"me too\" back."),
	};

	visit_say(visit, ROLE_NOTICE, _((is_given ? given : taken_back)[hug]));
}

static void
hugs_refuse(struct visit *visit, enum err err)
{
	switch (err) {
	case ERR_INVALID:
		visit_say(visit, ROLE_NOTICE, _("This message is your own. A hug is for what somebody else wrote."));
		break;
	case ERR_NOT_FOUND:
		visit_say(visit, ROLE_NOTICE, _("This message can't be read now, so nothing was sent."));
		break;
	case ERR_RATE:
		visit_say(visit, ROLE_NOTICE,
		    _("You gave very many in this hour, so this one was not sent. Please try again in an hour."));
		break;
	default:
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		break;
	}
}

void
hugs_give(struct visit *visit, int64_t thread, int64_t number, enum hug hug)
{
	bool is_given;
	enum err err;

	if (!number) {
		visit_say(visit, ROLE_NOTICE, _("Which message? Say its number too, such as u 3."));
		return;
	}
	err = hug_give(&visit->forum, &visit->actor, thread, number, hug, &is_given);
	if (err == ERR_OK)
		hugs_say(visit, hug, is_given);
	else
		hugs_refuse(visit, err);
}
