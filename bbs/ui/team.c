/*
 * Words of the team and for the team. The house rules themselves are content/rules.txt, a rule a line.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/desk.h"
#include "forum/desk_team.h"
#include "forum/help.h"
#include "forum/notice.h"
#include "ui/content.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/words.h"

static const char *const reasons[REASON_COUNT] = {
    [REASON_SAFETY] = N_("I'm worried about their safety"),
    [REASON_HARM] = N_("Someone may be being harmed"),
    [REASON_UNKIND] = N_("Unkind or bullying"),
    [REASON_DETAILS] = N_("Names or personal details"),
    [REASON_ADVERT] = N_("Advert, scam or spam"),
    [REASON_LAW] = N_("Against the law"),
    [REASON_OTHER] = N_("Something else"),
};

/* The house rule that fits a reason; 0 for none. */
static const int rules_for[REASON_COUNT] = {
    [REASON_SAFETY] = 10,
    [REASON_HARM] = 10,
    [REASON_UNKIND] = 1,
    [REASON_DETAILS] = 5,
    [REASON_ADVERT] = 9,
};

static const char *const queues[QUEUE_COUNT] = {
    [QUEUE_RED] = N_("Red"),
    [QUEUE_AMBER] = N_("Amber"),
    [QUEUE_FIRST] = N_("Waiting to be checked"),
    [QUEUE_DETAILS] = N_("Names or personal details"),
    [QUEUE_REPORT] = N_("What people told the team"),
    [QUEUE_APPEAL] = N_("To look at again"),
};

static const char *const grounds[GROUND_COUNT] = {
    [GROUND_RULE_1] = N_("Rule 1: be kind"),
    [GROUND_RULE_2] = N_("Rule 2: speak from your own life"),
    [GROUND_RULE_3] = N_("Rule 3: nobody is your doctor here"),
    [GROUND_RULE_4] = N_("Rule 4: keep yourself unknown"),
    [GROUND_RULE_5] = N_("Rule 5: keep others unknown"),
    [GROUND_RULE_6] = N_("Rule 6: no names of firms or staff"),
    [GROUND_RULE_7] = N_("Rule 7: no ways to do harm"),
    [GROUND_RULE_8] = N_("Rule 8: say when it may upset"),
    [GROUND_RULE_9] = N_("Rule 9: no selling, no cures"),
    [GROUND_DETAILS] = N_("Names or personal details"),
    [GROUND_LAW] = N_("Against the law"),
};

const char *
team_reason(enum reason reason)
{
	return _(reasons[reason]);
}

const char *
team_reason_word(const char *word)
{
	int reason = reason_find(word);

	if (!strcmp(word, "held"))
		return _("Waiting to be checked");
	if (!strcmp(word, "appeal"))
		return _("Please look again");
	return team_reason(reason < 0 ? REASON_OTHER : (enum reason)reason);
}

const char *
team_ground(enum ground ground)
{
	return _(grounds[ground]);
}

const char *
team_queue(enum queue queue)
{
	return _(queues[queue]);
}

static const char *const acts_done[ACT_COUNT] = {
    [ACT_HIDE] = N_("The message was hidden."),
    [ACT_RESTORE] = N_("The message was put back."),
    [ACT_PAUSE] = N_("The writer was paused."),
    [ACT_END_PAUSE] = N_("The writer's pause was ended."),
};

const char *
team_act_done(const char *word)
{
	int act = act_find(word);

	return act < 0 ? _("Something was done.") : _(acts_done[act]);
}

/* "House rule 1. Be kind; people write here on hard days." */
static char *
team_rule(const struct visit *visit, int number)
{
	char *text = content_fill("content/rules.txt", visit->config, NULL), *rest = text, *line, *out = NULL;

	while (!out && (line = strsep(&rest, "\n")))
		if (strtol(line, NULL, 10) == number)
			out = mem_format(_("House rule %s"), line);
	free(text);
	return out ? out : mem_copy_string("");
}

char *
team_ground_whole(const struct visit *visit, const char *word)
{
	int ground = ground_find(word);

	if (ground < 0)
		return mem_copy_string("");
	if (ground < GROUND_DETAILS)
		return team_rule(visit, ground + 1);
	return mem_format("%s.", _(grounds[ground]));
}

char *
team_rule_for(const struct visit *visit, const char *reason_word)
{
	int reason = reason_find(reason_word);

	return reason < 0 || !rules_for[reason] ? mem_copy_string("") : team_rule(visit, rules_for[reason]);
}

const char *
team_risk(int64_t risk)
{
	return risk == RISK_RED ? _("Red") : risk == RISK_AMBER ? _("Amber") : _("Green");
}

char *
team_age(int64_t seconds)
{
	int64_t minutes = seconds > 0 ? seconds / 60 : 0, hours = minutes / 60, days = hours / 24;

	if (days >= 2)
		return mem_format(n_("%d day", "%d days", days), (int)days);
	if (hours >= 2)
		return mem_format(n_("%d hour", "%d hours", hours), (int)hours);
	if (!minutes)
		return mem_copy_string(_("less than a minute"));
	return mem_format(n_("%d minute", "%d minutes", minutes), (int)minutes);
}

/* What became of their second factor. */
static const char *
team_second_line(const char *how)
{
	if (!strcmp(how, "set"))
		return _("Your second step is set up");
	if (!strcmp(how, "code"))
		return _("A code from your paper was used");
	if (!strcmp(how, "reset"))
		return _("Your second step was taken away. Please set up a new one");
	return _("Somebody typed five wrong numbers for your second step");
}

char *
team_notice_line(const struct notice_row *row)
{
	switch (notice_kind_find(row->kind)) {
	case NOTICE_HIDDEN:
		return mem_format(_("The team has hidden your message in %s"), words_title(row->thread_title));
	case NOTICE_RESTORED:
		return mem_format(_("Your message in %s is back"), words_title(row->thread_title));
	case NOTICE_PAUSED:
		return mem_copy_string(_("Your membership is paused"));
	case NOTICE_UNPAUSED:
		return mem_copy_string(_("Your pause is over"));
	case NOTICE_LOOKED_AT:
		return mem_copy_string(_("The team has looked at what you told us"));
	case NOTICE_WELCOME:
		return mem_copy_string(_("Welcome. You can write here now"));
	case NOTICE_PASSWORD:
		return mem_copy_string(_("Your password was changed"));
	case NOTICE_FOLDED:
		return mem_format(_("Your message in %s is folded for now"), words_title(row->thread_title));
	case NOTICE_UNFOLDED:
		return mem_format(_("Your message in %s is open again"), words_title(row->thread_title));
	case NOTICE_ERASED:
		return mem_format(_("Words of yours in %s were taken out"), words_title(row->thread_title));
	case NOTICE_LIVE:
		return mem_format(_("Others can read your message in %s now"), words_title(row->thread_title));
	case NOTICE_SENT_BACK:
		return mem_copy_string(_("The team has sent a message of yours back to you"));
	case NOTICE_FACTOR:
		return mem_copy_string(team_second_line(row->reason));
	case NOTICE_UPHELD:
		return mem_copy_string(_("The team has looked again. It stays as it was"));
	case NOTICE_CHANGED:
		return mem_copy_string(_("The team has looked again, and changed it"));
	case NOTICE_APPEALED:
		return mem_copy_string(_("Somebody looked again at what you decided"));
	case NOTICE_UNANSWERED:
		return mem_format(_("Nobody has answered in %s yet"), words_title(row->thread_title));
	case NOTICE_SECOND:
		return mem_copy_string(_("There is a second opinion in a case of yours"));
	case NOTICE_MISSED:
		return mem_copy_string(_("A case on the desk has waited too long"));
	case NOTICE_RED:
		return mem_copy_string(_("A red case came to the desk"));
	case NOTICE_GIVEN:
		return mem_copy_string(_("A case on the desk was given to you"));
	case NOTICE_GLASS:
		return mem_copy_string(_("The lead opened something sealed alone"));
	case NOTICE_OPENED_NAME:
		return mem_format(_("The team saw who wrote your message in %s"), words_title(row->thread_title));
	case NOTICE_OPENED_PRIVATE:
		return mem_copy_string(_("The team read private messages of yours"));
	default:
		return mem_copy_string(_("Something has changed"));
	}
}

/* What there is to say about a kind, before the team's own words. */
static const char *
team_notice_about(int kind)
{
	switch (kind) {
	case NOTICE_HIDDEN:
		return _("Others can't read it now. Your words are not lost. They are a draft at home, under "
			 "\"You were writing\". You can change them and send them again.");
	case NOTICE_RESTORED:
		return _("The team put it back. Others can read it again.");
	case NOTICE_PAUSED:
		return _("You can read the open boards, and the people to call are here. You can't write for now. What "
			 "you wrote before stays.");
	case NOTICE_UNPAUSED:
		return _("You can read and write again.");
	case NOTICE_LOOKED_AT:
		return _(
		    "Somebody of the team has read it, and did what was needed. We can't say more than that. Thank "
		    "you for telling us.");
	case NOTICE_WELCOME:
		return _("The team has let you in. Choose a board, and say hello.");
	case NOTICE_FOLDED:
		return _("Members told the team about it. Others see that it is there, and the team will look. You can "
			 "change your message, or leave it as it is.");
	case NOTICE_UNFOLDED:
		return _("The team has looked at it. Others can read it as before.");
	case NOTICE_ERASED:
		return _("They said who somebody is, so they are gone for good. You did not mean harm. Please leave "
			 "out names of people and places next time.");
	case NOTICE_LIVE:
		return _("It waited for the team. Now others can read it, and answer you.");
	case NOTICE_SENT_BACK:
		return _("Others have not seen it. Your words are not lost. They are a draft at home, under \"You were "
			 "writing\". You can change them and send them again.");
	case NOTICE_UPHELD:
		return _("You asked us to look again. Somebody who did not decide it has done that.");
	case NOTICE_CHANGED:
		return _(
		    "You asked us to look again. Somebody who did not decide it has done that. What we did is undone.");
	case NOTICE_UNANSWERED:
		return _("They have waited longer than we would like. Can you answer them, or find somebody who can?");
	case NOTICE_SECOND:
		return _(
		    "Somebody else of the team has looked at it. Open the case on the desk, and you can read what you "
		    "both think.");
	case NOTICE_MISSED:
		return _(
		    "Nobody has looked at it in time. Can you, or do you know somebody who can? The desk shows which "
		    "one it is.");
	case NOTICE_RED:
		return _(
		    "Somebody may be in danger. You are told because you are the lead, or because you said that you "
		    "can be called. If nobody has it yet, please take it.");
	case NOTICE_GIVEN:
		return _("If you can't look at it now, pass it on. You need no reason.");
	case NOTICE_GLASS:
		return _(
		    "They thought that a life was in danger, and could not wait for a second person. Please look at it "
		    "within 24 hours. You find it at home, for the team.");
	case NOTICE_OPENED_NAME:
		return _(
		    "You wrote it without your name. A case about it needed the name, as when somebody may be in "
		    "danger. Only two people of the team can see it, for an hour. In an emergency it is the lead alone, "
		    "and another person checks that. It is written down that they looked. Other members were told "
		    "nothing. You can ask the team about it.");
	case NOTICE_OPENED_PRIVATE:
		return _(
		    "One of the two of you told the team about a message. The team then needed to read those around "
		    "it, as when somebody may be in danger. Only two people of the team can read them, for an hour. "
		    "In an emergency it is the lead alone, and another person checks that. It is written down that "
		    "they looked. You can ask the team about it.");
	case NOTICE_FACTOR:
	case NOTICE_PASSWORD:
		return _("Was that you? Then all is well. If it was not you, please tell the team now.");
	default:
		return "";
	}
}

/* For the moderator who decided. */
static const char *
team_notice_appealed(const struct notice_row *row)
{
	if (!strcmp(row->reason, "changed"))
		return _(
		    "The writer asked for another look. Somebody else of the team saw it another way, and undid it. "
		    "That is what second looks are for.");
	return _("The writer asked for another look. Somebody else of the team saw it as you did. It stays.");
}

char *
team_notice_whole(const struct visit *visit, const struct notice_row *row)
{
	int kind = notice_kind_find(row->kind);
	char *why = kind == NOTICE_FOLDED /* members said why, not the team */
	    ? mem_format("%s.", team_reason_word(row->reason))
	    : team_ground_whole(visit, row->reason);
	char *out;
	struct str text;

	str_init(&text);
	str_add(&text, kind == NOTICE_APPEALED ? team_notice_appealed(row) : team_notice_about(kind));
	if (*why) {
		str_add(&text, "\n\n");
		str_add(&text, _("Why:"));
		str_add_format(&text, " %s", why);
	}
	if (*row->words) {
		str_add(&text, "\n\n");
		str_add(&text, _("The team wrote to you:"));
		str_add_format(&text, "\n%s", row->words);
	}
	free(why);
	out = str_take(&text);
	return out;
}

static char *
team_pause_words(const struct visit *visit, int64_t until, const char *code)
{
	char *day = spoken_day(until, clock_now()), *why = team_ground_whole(visit, code), *out;

	if (*why)
		out = mem_format(
		    _("Your membership is paused until %s. Why: %s You can read what guests read, and the people to call are "
		      "here."),
		    day, why);
	else
		out = mem_format(
		    _("Your membership is paused until %s. You can read what guests read, and the people to call are here."),
		    day);
	free(why);
	free(day);
	return out;
}

char *
team_standing(struct visit *visit)
{
	char *code = NULL, *out;
	int64_t until;

	if (visit->actor.role == ACTOR_WAITING)
		return mem_copy_string(
		    _("You have asked to join. Somebody of the team will look at it when they are next "
		      "here. Until then you can read the open boards."));
	if (visit->actor.role != ACTOR_PAUSED ||
	    moderation_find_pause(&visit->forum, &visit->actor, &until, &code) != ERR_OK)
		return NULL;
	out = team_pause_words(visit, until, code);
	free(code);
	return out;
}

void
team_add_alarm(struct visit *visit, struct view *out)
{
	struct case_counts counts;
	char *words;

	if (!(actor_can(&visit->actor, CAP_TOLD_RED) || desk_team_is_on_call(&visit->forum, &visit->actor)) ||
	    desk_count(&visit->forum, &visit->actor, &counts) != ERR_OK || !counts.red_free)
		return;
	words = mem_format(n_("%d red case waits on the desk. Nobody has it yet.",
			       "%d red cases wait on the desk. Nobody has them yet.", counts.red_free),
	    (int)counts.red_free);
	view_add_notice(out, ROLE_WARNING, words);
	free(words);
}

static void
team_add_person(struct view *out, const struct signpost *signpost)
{
	struct item *item = view_add_item(out, signpost->id);
	char *words = content_signpost(signpost);
	char *text = mem_format("%s\n%s", signpost->name, words);

	item_set_body(&item->text, text);
	item->role = ROLE_URGENT;
	if (*signpost->checked_on) {
		char *checked = mem_format(_("Checked on %s"), signpost->checked_on);

		item_set_line(&item->when, checked);
		free(checked);
	}
	free(text);
	free(words);
}

void
team_add_people(struct visit *visit, struct view *out)
{
	struct signpost_list list = {0};

	if (visit->forum.db)
		help_list(&visit->forum, &list);
	if (!list.count)
		view_set_empty(out, _("In the United Kingdom: call 999 if someone is in danger."));
	for (size_t k = 0; k < list.count; k++)
		team_add_person(out, &list.rows[k]);
	signpost_list_clear(&list);
}
