/*
 * What in the words that are being written could tell who somebody is. Each can be changed with one key; nothing is
 * blocked, and who wants it as it is sends it so. What is found is forum/guard.h's; what it is called is said here.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/guard.h"
#include "ui/screens.h"
#include "ui/screens/writing.h"
#include "ui/words.h"

/*
 * Rows below the finds, which are numbered from 1. ROW_ALL is about all of them: it changes them, and when none is left
 * it sends, so that who chose it has the next step under their finger.
 */
enum { ROW_ALL = 1000, ROW_SEND, ROW_WRITE };

static const char *const guard_tells[GUARD_KIND_COUNT] = {
    [GUARD_NAME] = N_("This could tell who somebody is."),
    [GUARD_OWN_NAME] = N_("This could tell who you are."),
    [GUARD_PHONE] = N_("This looks like a phone number."),
    [GUARD_POSTCODE] = N_("This looks like a postcode."),
    [GUARD_NHS] = N_("This looks like an NHS number."),
    [GUARD_EMAIL] = N_("This looks like an e-mail address."),
    [GUARD_BIRTHDAY] = N_("This looks like a date of birth."),
    [GUARD_ADDRESS] = N_("This looks like an address."),
    [GUARD_CARE_FIRM] = N_("This could tell which care home or firm it is."),
};

/* Has one alike come before it? Then it is changed with that one. */
static bool
guard_is_again(const struct guard_find_list *finds, size_t k)
{
	for (size_t before = 0; before < k; before++)
		if (guard_is_alike(&finds->rows[before], &finds->rows[k]))
			return true;
	return false;
}

static int
guard_count_alike(const struct guard_find_list *finds, size_t k)
{
	int count = 0;

	for (size_t other = k; other < finds->count; other++)
		count += guard_is_alike(&finds->rows[k], &finds->rows[other]);
	return count;
}

/* Two sentences: what it could tell, and what to do about it. */
static void
guard_add_find(const struct guard_find_list *finds, size_t k, struct view *out)
{
	const struct guard_find *find = &finds->rows[k];
	struct item *item = view_add_item(out, (int64_t)k + 1);
	int times = guard_count_alike(finds, k);
	char *change = mem_format(_("Change \"%s\" to \"%s\"?"), find->words, find->instead);
	char *text = mem_format("%s %s", _(guard_tells[find->kind]), change);
	char *detail = mem_format(n_("%d time", "%d times", times), times);

	item_set_line(&item->text, text);
	if (times > 1)
		item_set_line(&item->detail, detail);
	free(detail);
	free(text);
	free(change);
}

static void
guard_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct guard_find_list finds = {0};
	struct draft draft;
	int shown = 0;

	writing_get_draft(visit, writing_place(&screen->route), &draft);
	guard_look(draft.title, draft.body, &finds);
	view_set_title(out, _("Before you send it"));
	view_set_intro(out,
	    finds.count ? _("Some words could tell who a person is. You choose whether to change them.")
			: _("Nothing else in it tells who a person is."));
	for (size_t k = 0; k < finds.count; k++)
		if (!guard_is_again(&finds, k)) {
			guard_add_find(&finds, k, out);
			shown++;
		}
	if (shown != 1)
		item_set_line(&view_add_item(out, ROW_ALL)->text, shown ? _("Change them all") : _("Send it"));
	if (shown)
		item_set_line(&view_add_item(out, ROW_SEND)->text, _("Send it as it is"));
	item_set_line(&view_add_item(out, ROW_WRITE)->text, _("Go back to writing"));
	view_offer(out, ACTION_OPEN, _("Choose"));
	guard_find_list_clear(&finds);
	draft_clear(&draft);
}

/* Change the find in this row, and all that are alike. False when there is none. */
static bool
guard_change_row(struct draft *draft, size_t row, char **instead)
{
	struct guard_find_list finds = {0};
	bool is_there;

	guard_look(draft->title, draft->body, &finds);
	is_there = row < finds.count;
	if (is_there) {
		*instead = mem_copy_string(finds.rows[row].instead);
		guard_apply_alike(&draft->title, &draft->body, &finds.rows[row]);
	}
	guard_find_list_clear(&finds);
	return is_there;
}

static struct outcome
guard_change(struct screen *screen, struct visit *visit, size_t row)
{
	struct place place = writing_place(&screen->route);
	struct draft draft;
	char *instead, *words;

	writing_get_draft(visit, place, &draft);
	if (guard_change_row(&draft, row, &instead)) {
		words = mem_format(_("It says \"%s\" now."), instead);
		if (writing_set_draft(visit, place, &draft))
			visit_say(visit, ROLE_NOTICE, words);
		free(words);
		free(instead);
	}
	draft_clear(&draft);
	return screen_stay();
}

/* All of what was found at one look, from the end: one change may hide what made another one worth finding. */
static void
guard_change_found(struct draft *draft, const struct guard_find_list *finds)
{
	for (size_t k = finds->count; k--;) {
		char **text = finds->rows[k].is_in_title ? &draft->title : &draft->body;
		char *changed = guard_apply(*text, &finds->rows[k]);

		free(*text);
		*text = changed;
	}
}

static struct outcome
guard_send(void)
{
	return (struct outcome){.kind = OUTCOME_CHOSEN, .choice = WRITE_SEND_AS_IS};
}

static struct outcome
guard_change_all(struct screen *screen, struct visit *visit)
{
	struct place place = writing_place(&screen->route);
	struct guard_find_list finds = {0};
	struct draft draft;
	bool has_finds;

	writing_get_draft(visit, place, &draft);
	guard_look(draft.title, draft.body, &finds);
	has_finds = finds.count > 0;
	guard_change_found(&draft, &finds);
	if (has_finds && writing_set_draft(visit, place, &draft))
		visit_say(visit, ROLE_NOTICE, _("They are all changed."));
	guard_find_list_clear(&finds);
	draft_clear(&draft);
	return has_finds ? screen_stay() : guard_send();
}

static struct outcome
guard_open_row(struct screen *screen, struct visit *visit, int64_t row)
{
	if (row == ROW_ALL)
		return guard_change_all(screen, visit);
	if (row == ROW_SEND)
		return guard_send();
	if (row == ROW_WRITE)
		return (struct outcome){.kind = OUTCOME_CHOSEN};
	return row ? guard_change(screen, visit, (size_t)row - 1) : screen_stay();
}

static struct outcome
guard_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	switch (intent->action) {
	case ACTION_OPEN:
		return guard_open_row(screen, visit, intent->item);
	case ACTION_BACK:
		return (struct outcome){.kind = OUTCOME_CHOSEN};
	default:
		return screen_decline();
	}
}

struct screen *
guard_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "guard", .view = guard_view, .act = guard_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
