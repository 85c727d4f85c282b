/*
 * One notice, whole: what the board has to tell this member, and "I've read it".
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/appeal.h"
#include "forum/message.h"
#include "forum/notice.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/words.h"

struct notice_page {
	struct screen screen;
	int64_t notice;
};

static void
notice_add_words(const struct visit *visit, const struct notice_row *row, struct view *out)
{
	char *title = team_notice_line(row), *text = team_notice_whole(visit, row),
	     *when = spoken_time(row->at, clock_now());
	struct item *item = view_add_item(out, 0);

	view_set_title(out, title);
	item_set_body(&item->text, text);
	item_set_line(&item->when, when);
	free(when);
	free(text);
	free(title);
}

/* The draft may have been sent or thrown away since: what they wrote is here too. */
static void
notice_add_hidden(struct visit *visit, const struct notice_row *row, struct view *out)
{
	char *body;

	if (notice_kind_find(row->kind) != NOTICE_HIDDEN ||
	    message_hidden_words(&visit->forum, &visit->actor, row->thread, row->number, &body) != ERR_OK)
		return;
	view_add_heading(out, _("What you wrote"));
	item_set_body(&view_add_item(out, 0)->text, body);
	free(body);
}

/* For one of the team: something waits there. */
static bool
notice_is_of_desk(const struct notice_row *row)
{
	int kind = notice_kind_find(row->kind);

	return kind == NOTICE_MISSED || kind == NOTICE_RED || kind == NOTICE_GIVEN;
}

/* They may ask for another look, once; and are told how that stands. */
static void
notice_add_appeal(struct visit *visit, const struct notice_row *row, struct view *out)
{
	struct decision decision = {0};
	enum err err;

	if (appeal_find(&visit->forum, &visit->actor, row->decision, &decision) != ERR_OK)
		return;
	err = appeal_check(&visit->actor, &decision);
	if (err == ERR_OK)
		view_offer(out, ACTION_APPEAL, NULL);
	if (err == ERR_TAKEN && !*decision.result)
		item_set_body(&view_add_item(out, 0)->text,
		    _("You have asked us to look again. Somebody else of the team will, within 5 days."));
	decision_clear(&decision);
}

static void
notice_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct notice_row row = {0};
	enum err err = notice_find(&visit->forum, &visit->actor, ((struct notice_page *)screen)->notice, &row);

	out->kind = VIEW_DOCUMENT;
	view_set_where(out, _("Home"));
	if (err != ERR_OK) {
		view_set_title(out, _("For you"));
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
		return;
	}
	notice_add_words(visit, &row, out);
	view_offer(out, ACTION_DONE, _("I've read it"));
	notice_add_appeal(visit, &row, out);
	notice_add_hidden(visit, &row, out);
	if (row.thread && row.number)
		view_offer(out, ACTION_MORE, _("Go to the conversation"));
	else if (notice_is_of_desk(&row))
		view_offer(out, ACTION_MORE, _("Go to the desk"));
	notice_row_clear(&row);
}

static struct outcome
notice_dismiss_it(struct notice_page *self, struct visit *visit)
{
	enum err err = notice_dismiss(&visit->forum, &visit->actor, self->notice);

	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
	return screen_back();
}

static struct outcome
notice_go_to(struct notice_page *self, struct visit *visit)
{
	struct notice_row row = {0};
	struct outcome outcome = screen_stay();

	if (notice_find(&visit->forum, &visit->actor, self->notice, &row) == ERR_OK && notice_is_of_desk(&row))
		outcome =
		    screen_push((struct route){.kind = row.number ? ROUTE_CASE : ROUTE_DESK, .number = row.number});
	else if (row.thread)
		outcome = screen_push((struct route){
		    .kind = ROUTE_CONVERSATION,
		    .thread = row.thread,
		    .number = row.number,
		});
	notice_row_clear(&row);
	return outcome;
}

static struct outcome
notice_appeal(struct notice_page *self, struct visit *visit)
{
	struct notice_row row = {0};
	struct outcome outcome = screen_stay();

	if (notice_find(&visit->forum, &visit->actor, self->notice, &row) == ERR_OK && row.decision)
		outcome = screen_push((struct route){.kind = ROUTE_APPEAL, .number = row.decision});
	notice_row_clear(&row);
	return outcome;
}

static struct outcome
notice_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct notice_page *self = (struct notice_page *)screen;

	switch (intent->action) {
	case ACTION_DONE:
		return notice_dismiss_it(self, visit);
	case ACTION_APPEAL:
		return notice_appeal(self, visit);
	case ACTION_MORE:
		return notice_go_to(self, visit);
	case ACTION_OPEN:
		return screen_stay();
	default:
		return screen_decline();
	}
}

static const struct screen_ops notice_screen = {.name = "notice", .view = notice_view, .act = notice_act};

struct screen *
notice_open(struct visit *visit, const struct route *route)
{
	struct notice_page *self = screen_alloc(&notice_screen, sizeof *self);

	(void)visit;
	self->notice = route->number;
	return &self->screen;
}
