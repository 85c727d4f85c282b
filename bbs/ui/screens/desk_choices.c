/*
 * Around the desk: which cases it shows, and what whoever sits there would rather have.
 */
#include "forum/desk_team.h"
#include "forum/desk_turn.h"
#include "ui/screens.h"
#include "ui/team.h"
#include "ui/words.h"

/* After what there is to show: DESK_SHOW_COUNT and so on. */
enum { CHOICE_ON_CALL = DESK_SHOW_COUNT + 1, CHOICE_TOPICS, CHOICE_ROTA };

static const char *
choices_show_words(int show)
{
	switch (show) {
	case DESK_SHOW_ALL:
		return _("Show everything");
	case DESK_SHOW_MINE:
		return _("Show what I have, and what was given to me");
	case DESK_SHOW_LATE:
		return _("Show what waits too long");
	default:
		return team_queue((enum queue)(show - DESK_SHOW_QUEUE));
	}
}

static void
choices_add(struct view *out, int64_t id, const char *text, const char *detail)
{
	struct item *item = view_add_item(out, id);

	item_set_line(&item->text, text);
	item_set_line(&item->detail, detail);
}

static void
choices_view(struct screen *screen, struct visit *visit, struct view *out)
{
	bool is_on_call = desk_team_is_on_call(&visit->forum, &visit->actor);

	(void)screen;
	view_set_where(out, _("Home > The desk"));
	view_set_title(out, _("At the desk"));
	if (!actor_can(&visit->actor, CAP_DESK)) {
		view_add_notice(out, ROLE_WARNING, visit_explain(ERR_DENIED));
		return;
	}
	for (int show = 0; show < DESK_SHOW_COUNT; show++) {
		if (show == DESK_SHOW_QUEUE)
			view_add_heading(out, _("Show only"));
		choices_add(out, show + 1, choices_show_words(show), "");
	}
	view_add_heading(out, _("For me"));
	choices_add(out, CHOICE_ON_CALL, _("Call me for red cases"), is_on_call ? _("yes") : _("no"));
	choices_add(out, CHOICE_TOPICS, _("What I would rather not look at"), "");
	choices_add(out, CHOICE_ROTA, _("When the team is here"), "");
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
choices_turn_on_call(struct visit *visit)
{
	bool is_on_call = !desk_team_is_on_call(&visit->forum, &visit->actor);
	enum err err = desk_team_set_on_call(&visit->forum, &visit->actor, is_on_call);

	if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	else if (is_on_call)
		visit_say(visit, ROLE_NOTICE, _("You will be told of every red case. Thank you."));
	else
		visit_say(visit, ROLE_NOTICE, _("You will not be called any more. That is fine."));
	return screen_stay();
}

static struct outcome
choices_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	switch (intent->item) {
	case CHOICE_ON_CALL:
		return choices_turn_on_call(visit);
	case CHOICE_TOPICS:
		return screen_push((struct route){.kind = ROUTE_DESK_TOPICS});
	case CHOICE_ROTA:
		return screen_push((struct route){.kind = ROUTE_ROTA});
	default:
		return intent->item >= 1 && intent->item <= DESK_SHOW_COUNT
		    ? (struct outcome){.kind = OUTCOME_CHOSEN, .choice = intent->item}
		    : screen_stay();
	}
}

struct screen *
desk_choices_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "desk-choices", .view = choices_view, .act = choices_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

/* --- topics --- */

static const char *const topics[DESK_TOPIC_COUNT] = {
    [DESK_TOPIC_DANGER] = N_("Thoughts of dying or of self-harm"),
    [DESK_TOPIC_HARM] = N_("Somebody may be being harmed"),
    [DESK_TOPIC_DEATH] = N_("A parent who is dying, or has died"),
    [DESK_TOPIC_MEMORY] = N_("Memory and dementia"),
    [DESK_TOPIC_UNKIND] = N_("Unkind words and bullying"),
};

static void
topics_view(struct screen *screen, struct visit *visit, struct view *out)
{
	bool is_out[DESK_TOPIC_COUNT];
	enum err err = desk_turn_topics(&visit->forum, &visit->actor, is_out);

	(void)screen;
	view_set_where(out, _("Home > The desk"));
	view_set_title(out, _("What I would rather not look at"));
	view_set_intro(out, _("The desk gives you no such case. Nobody is told, and you need no reason."));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	for (int topic = 0; topic < DESK_TOPIC_COUNT; topic++)
		choices_add(out, topic + 1, _(topics[topic]), err == ERR_OK && is_out[topic] ? _("rather not") : "");
	view_offer(out, ACTION_OPEN, _("Change"));
}

static struct outcome
topics_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	bool is_out[DESK_TOPIC_COUNT];
	int64_t topic = intent->item - 1;
	enum err err;

	(void)screen;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (topic < 0 || topic >= DESK_TOPIC_COUNT)
		return screen_stay();
	err = desk_turn_topics(&visit->forum, &visit->actor, is_out);
	if (err == ERR_OK)
		err = desk_turn_set_topic(&visit->forum, &visit->actor, (enum desk_topic)topic, !is_out[topic]);
	if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	return screen_stay();
}

struct screen *
desk_topics_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "desk-topics", .view = topics_view, .act = topics_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
