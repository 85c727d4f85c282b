/*
 * Home, one page: since you were last here (answers to me, what I was writing), then the boards. A table of parts.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/desk.h"
#include "forum/notice.h"
#include "ui/screens.h"
#include "ui/screens/held.h"
#include "ui/screens/home_parts.h"
#include "ui/screens/home_places.h"
#include "ui/screens/home_since.h"
#include "ui/screens/home_waiting.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/watching.h"
#include "ui/words.h"

enum { PART_SHIFT = 48 };

struct item *
home_part_item(struct view *out, int64_t part, int64_t id)
{
	return view_add_item(out, part << PART_SHIFT | id);
}

struct outcome
home_open_message(struct visit *visit, int64_t message)
{
	struct route route = {.kind = ROUTE_CONVERSATION};
	enum err err = conversation_locate(&visit->forum, &visit->actor, message, &route.thread, &route.number);

	if (err == ERR_OK)
		return screen_push(route);
	visit_say(visit, ROLE_WARNING, visit_explain(err));
	return screen_stay();
}

static void
home_add_notices(struct visit *visit, int64_t part, struct view *out)
{
	struct notice_row_list notices = {0};
	int64_t now = clock_now();

	if (notice_list(&visit->forum, &visit->actor, &notices) == ERR_OK && notices.count)
		view_add_heading(out, _("For you"));
	for (size_t k = 0; k < notices.count; k++) {
		struct item *item = home_part_item(out, part, notices.rows[k].id);
		char *text = team_notice_line(&notices.rows[k]), *when = spoken_time(notices.rows[k].at, now);

		item->is_new = true;
		item_set_line(&item->text, text);
		item_set_line(&item->when, when);
		free(when);
		free(text);
	}
	notice_row_list_clear(&notices);
}

/* Places of one side: the door waits with the desk for the team, the rest is for everybody, further down. */
static void
home_add_places_of(struct visit *visit, bool of_team, int64_t part, struct view *out)
{
	enum route_kind route;

	for (size_t k = 0; home_places_at(k, &route); k++)
		if ((route == ROUTE_DOOR) == of_team && home_places_is_for(k, visit))
			home_places_describe(k, visit, home_part_item(out, part, route));
}

/* What waits for the team, for those who look after it. */
static void
home_add_desk(struct visit *visit, int64_t part, struct view *out)
{
	struct case_counts counts;
	char *text;

	if (policy_is_team(visit->actor.role) && !visit->actor.is_proven) {
		view_add_heading(out, _("For the team"));
		item_set_line(&home_part_item(out, part, ROUTE_SECOND)->text,
		    policy_has(visit->actor.role, CAP_DESK) ? _("The desk: one more step")
							    : _("How the board is doing: one more step"));
		return;
	}
	if (!actor_can(&visit->actor, CAP_DESK) || desk_count(&visit->forum, &visit->actor, &counts) != ERR_OK)
		return;
	if (!counts.open)
		text = mem_copy_string(_("The desk: nothing waits"));
	else if (counts.open >= 100)
		text = mem_copy_string(_("The desk: 99+ cases wait"));
	else
		text =
		    mem_format(n_("The desk: %d case waits", "The desk: %d cases wait", counts.open), (int)counts.open);
	view_add_heading(out, _("For the team"));
	item_set_line(&home_part_item(out, part, ROUTE_DESK)->text, text);
	free(text);
	home_add_places_of(visit, true, part, out);
}

static void
home_add_standing(struct visit *visit, struct view *out)
{
	char *words = team_standing(visit);

	if (words)
		view_add_notice(out, ROLE_WARNING, words);
	free(words);
}

static void
home_add_replies(struct visit *visit, int64_t part, struct view *out)
{
	struct reply_list replies = {0};
	int64_t now = clock_now();

	if (conversation_replies(&visit->forum, &visit->actor, &replies) == ERR_OK && replies.count)
		view_add_heading(out, _("Answers to you"));
	for (size_t k = 0; k < replies.count; k++) {
		const struct reply *reply = &replies.rows[k];
		struct item *item = home_part_item(out, part, reply->message);
		char *who = spoken_writer(reply->author_name, reply->alias, false);
		char *text = mem_format(_("%s answered in %s"), who, words_title(reply->title));
		char *when = spoken_time(reply->written_at, now);

		item->is_new = true;
		item_set_line(&item->text, text);
		item_set_line(&item->when, when);
		free(when);
		free(text);
		free(who);
	}
	reply_list_clear(&replies);
}

static void
home_add_board(struct visit *visit, const struct board *board, int64_t part, struct view *out)
{
	struct item *item = home_part_item(out, part, board->id);
	int64_t unread = board_unread(&visit->forum, &visit->actor, board->id);

	item_set_line(&item->text, board->name);
	item_set_line(&item->about, board->about);
	if (unread) {
		char *detail = spoken_unread(unread);

		item->is_new = true;
		item_set_line(&item->detail, detail);
		free(detail);
	}
}

static void
home_add_boards(struct visit *visit, int64_t part, struct view *out)
{
	struct board_list boards = {0};
	const char *group = "";
	enum err err = board_list(&visit->forum, &visit->actor, &boards);

	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	for (size_t k = 0; k < boards.count; k++) {
		if (strcmp(group, boards.rows[k].group_name))
			view_add_heading(out, boards.rows[k].group_name);
		group = boards.rows[k].group_name;
		home_add_board(visit, &boards.rows[k], part, out);
	}
	board_list_clear(&boards);
}

/* Where else one can go from here; the route says where. */
static void
home_add_places(struct visit *visit, int64_t part, struct view *out)
{
	view_add_heading(out, _("Other things"));
	home_add_places_of(visit, false, part, out);
}

/* Who is watching and how many are here, as it is. */
static void
home_add_intro(struct visit *visit, struct view *out)
{
	char *watching = watching_words(visit), *count = watching_count_words(visit), *since;
	struct str words;

	str_init(&words);
	if (!visit->actor.member) {
		view_set_title(out, _("Welcome. Have a look around"));
		str_add_format(&words, "%s\n", _("You are here as a guest. You can read the boards below."));
	} else if (!visit->last_here_at) {
		view_set_title(out, _("Home"));
	} else {
		view_set_title(out, _("Since you were last here"));
		since = spoken_time(visit->last_here_at, clock_now());
		str_add_format(&words, _("You were last here %s."), since);
		str_add(&words, "\n");
		free(since);
	}
	str_add(&words, watching);
	if (count)
		str_add_format(&words, "\n%s", count);
	view_set_intro(out, words.text);
	str_clear(&words);
	free(count);
	free(watching);
}

static struct outcome
home_open_notice(struct visit *visit, int64_t id)
{
	(void)visit;
	return screen_push((struct route){.kind = ROUTE_NOTICE, .number = id});
}

static struct outcome
home_open_board(struct visit *visit, int64_t id)
{
	(void)visit;
	return screen_push((struct route){.kind = ROUTE_BOARD, .board = id});
}

static struct outcome
home_open_place(struct visit *visit, int64_t id)
{
	(void)visit;
	return screen_push((struct route){.kind = (enum route_kind)id});
}

/* In the order of the page. */
static const struct home_part parts[] = {
    {home_add_notices, home_open_notice},
    {home_add_desk, home_open_place},
    {home_add_sealed, home_open_sealed},
    {home_add_waiting, home_open_waiting},
    {home_add_replies, home_open_message},
    {home_add_mentions, home_open_message},
    {home_add_privates, home_open_private},
    {home_add_hugs, home_open_hug},
    {home_add_watched, home_open_watched},
    {home_add_next, home_open_next},
    {home_add_held, home_open_held},
    {home_add_drafts, home_open_draft},
    {home_add_boards, home_open_board},
    {home_add_places, home_open_place},
};

enum { PARTS = sizeof parts / sizeof *parts };

static void
home_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)screen;
	view_set_where(out, visit->config->board_name);
	home_add_intro(visit, out);
	home_add_standing(visit, out);
	for (int64_t k = 0; k < PARTS; k++)
		parts[k].add(visit, k + 1, out);
	view_offer(out, ACTION_OPEN, NULL);
	if (visit->actor.member)
		view_offer(out, ACTION_NEXT_UNREAD, NULL);
	else {
		view_offer(out, ACTION_JOIN, NULL);
		view_offer(out, ACTION_SIGN_IN, NULL);
	}
	view_offer(out, ACTION_FIND, NULL);
}

static struct outcome
home_open_item(struct visit *visit, int64_t item)
{
	int64_t part = item >> PART_SHIFT;

	if (part < 1 || part > PARTS)
		return screen_stay();
	return parts[part - 1].open(visit, item & (((int64_t)1 << PART_SHIFT) - 1));
}

static struct outcome
home_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	switch (intent->action) {
	case ACTION_OPEN:
		return home_open_item(visit, intent->item);
	case ACTION_JOIN:
		return visit->actor.member ? screen_stay() : screen_push((struct route){.kind = ROUTE_JOIN});
	case ACTION_SIGN_IN:
		return visit->actor.member ? screen_stay() : screen_push((struct route){.kind = ROUTE_SIGN_IN});
	default:
		return screen_decline();
	}
}

static const struct screen_ops home_screen = {.name = "home", .view = home_view, .act = home_act};

struct screen *
home_open(struct visit *visit, const struct route *route)
{
	(void)visit;
	(void)route;
	return screen_alloc(&home_screen, sizeof(struct screen));
}
