/*
 * What goes along with the words that are being written: a content note, no name, tags, and whether we may ask later.
 * All of it by choice. One page that says how it stands, and one to pick from; each choice goes into the draft at once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/board.h"
#include "forum/label.h"
#include "ui/labels.h"
#include "ui/screens.h"
#include "ui/screens/writing.h"
#include "ui/words.h"

/* Rows of the first page. */
enum { LABELS_ANONYMOUS = 1, LABELS_NOTE, LABELS_ASKS, LABELS_TAGS /* and each kind of tag after it */ };

/* Rows of the second one, but for labels, which are numbered from 1. */
enum { PICK_NONE = 1000, PICK_NAME, PICK_NO_NAME };

static bool
labels_is_conversation(const struct screen *screen)
{
	return !screen->route.thread;
}

/* Where people have died nobody is asked what happened next. */
static bool
labels_may_ask(const struct screen *screen, struct visit *visit)
{
	struct board board = {0};
	bool may = labels_is_conversation(screen) &&
	    board_get(&visit->forum, &visit->actor, screen->route.board, &board) == ERR_OK && !board.is_for_loss;

	board_clear(&board);
	return may;
}

/* The tags of one kind; owned, "" for none. */
static char *
labels_of_kind(const char *tags, enum tag_kind kind)
{
	char some[TAGS_BYTES] = "";

	for (int tag = 0; tag < TAG_COUNT; tag++)
		if (tag_kind((enum tag)tag) == kind && tags_have(tags, (enum tag)tag))
			tags_set(some, sizeof some, (enum tag)tag, true);
	return label_tags(some);
}

static const char *
labels_note_name(const struct options *options)
{
	int note = content_note_find(options->note);

	return note < 0 ? _("none") : label_content_note((enum content_note)note);
}

static void
labels_add_row(struct view *out, int64_t id, const char *text, const char *detail, const char *about)
{
	struct item *item = view_add_item(out, id);

	item_set_line(&item->text, text);
	item_set_line(&item->detail, detail);
	item_set_line(&item->about, about);
}

static void
labels_add_tags(const struct options *options, struct view *out)
{
	view_add_heading(out, _("Tags, so that others find it"));
	for (int kind = 0; kind < TAG_KIND_COUNT; kind++) {
		char *names = labels_of_kind(options->tags, (enum tag_kind)kind);

		labels_add_row(out, LABELS_TAGS + kind, label_tag_kind((enum tag_kind)kind), *names ? names : _("none"),
		    "");
		free(names);
	}
}

static void
labels_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct draft draft;
	const struct options *options = &draft.options;

	writing_get_draft(visit, writing_place(&screen->route), &draft);
	view_set_title(out, _("More about it"));
	view_set_intro(out, _("You don't have to choose anything here."));
	labels_add_row(out, LABELS_ANONYMOUS, _("Send it without my name"), options->is_anonymous ? _("yes") : _("no"),
	    _("You get a made-up name in this conversation."));
	labels_add_row(out, LABELS_NOTE, _("Content note"), labels_note_name(options),
	    _("Your words stay folded until a reader wants to see them."));
	if (labels_may_ask(screen, visit))
		labels_add_row(out, LABELS_ASKS, _("May we ask you in two weeks what happened?"),
		    options->asks_next ? _("yes") : _("no"), _("We ask you once. You can say no then, too."));
	if (labels_is_conversation(screen))
		labels_add_tags(options, out);
	view_offer(out, ACTION_OPEN, _("Choose"));
	draft_clear(&draft);
}

static struct outcome
labels_turn_asks(struct screen *screen, struct visit *visit)
{
	struct place place = writing_place(&screen->route);
	struct draft draft;

	writing_get_draft(visit, place, &draft);
	draft.options.asks_next = !draft.options.asks_next;
	writing_set_draft(visit, place, &draft);
	draft_clear(&draft);
	return screen_stay();
}

static struct outcome
labels_pick(const struct screen *screen, int choice)
{
	struct route route = screen->route;

	route.kind = ROUTE_LABEL_PICK;
	route.choice = choice;
	return screen_push(route);
}

static struct outcome
labels_open_row(struct screen *screen, struct visit *visit, int64_t row)
{
	if (row == LABELS_ANONYMOUS)
		return labels_pick(screen, LABEL_NAME);
	if (row == LABELS_NOTE)
		return labels_pick(screen, LABEL_NOTE);
	if (row == LABELS_ASKS && labels_may_ask(screen, visit))
		return labels_turn_asks(screen, visit);
	if (row >= LABELS_TAGS && row < LABELS_TAGS + TAG_KIND_COUNT && labels_is_conversation(screen))
		return labels_pick(screen, LABEL_TAGS + (int)(row - LABELS_TAGS));
	return screen_stay();
}

static struct outcome
labels_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	switch (intent->action) {
	case ACTION_OPEN:
		return labels_open_row(screen, visit, intent->item);
	case ACTION_BACK:
		return (struct outcome){.kind = OUTCOME_CHOSEN};
	default:
		return screen_decline();
	}
}

struct screen *
labels_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "labels", .view = labels_view, .act = labels_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

/* sentence: owned, and freed here */
static void
labels_add_sentence(struct str *out, char *sentence)
{
	str_add_format(out, "%s%s", out->bytes ? " " : "", sentence);
	free(sentence);
}

char *
labels_summary(const struct options *options)
{
	struct str out;
	char *tags = label_tags(options->tags);

	str_init(&out);
	if (options->is_anonymous)
		labels_add_sentence(&out, mem_copy_string(_("Without your name.")));
	if (*options->note)
		labels_add_sentence(&out, mem_format(_("Content note: %s."), labels_note_name(options)));
	if (*tags)
		labels_add_sentence(&out, mem_format(_("Tags: %s."), tags));
	if (options->asks_next)
		labels_add_sentence(&out, mem_copy_string(_("We may ask you in two weeks.")));
	free(tags);
	return str_take(&out);
}

/* --- picking --- */

static void
pick_add_notes(const struct options *options, struct view *out)
{
	int chosen = content_note_find(options->note);

	view_set_title(out, _("Content note"));
	view_set_intro(out, _("What may upset a reader? Your words stay folded until they want to see them."));
	labels_add_row(out, PICK_NONE, _("No content note"), chosen < 0 ? _("chosen") : "", "");
	for (int note = 0; note < CONTENT_NOTE_COUNT; note++)
		labels_add_row(out, note + 1, label_content_note((enum content_note)note),
		    note == chosen ? _("chosen") : "", "");
}

static void
pick_add_tags(const struct options *options, enum tag_kind kind, struct view *out)
{
	char *words = mem_format(_("Choose what fits, %d tags at most. Choose one again to take it away."), TAGS_MOST);

	view_set_title(out, label_tag_kind(kind));
	view_set_intro(out, words);
	for (int tag = 0; tag < TAG_COUNT; tag++)
		if (tag_kind((enum tag)tag) == kind)
			labels_add_row(out, tag + 1, label_tag((enum tag)tag),
			    tags_have(options->tags, (enum tag)tag) ? _("chosen") : "", "");
	free(words);
}

static void
pick_add_names(const struct options *options, struct view *out)
{
	view_set_title(out, _("Send it without my name"));
	view_set_intro(out,
	    _("You get one made-up name here. For a serious reason two of the team, or the lead, can see yours. You are "
	      "told later. Who runs the computer could look, too."));
	labels_add_row(out, PICK_NO_NAME, _("Without my name"), options->is_anonymous ? _("chosen") : "", "");
	labels_add_row(out, PICK_NAME, _("With my name"), options->is_anonymous ? "" : _("chosen"), "");
}

static void
pick_view(struct screen *screen, struct visit *visit, struct view *out)
{
	int choice = screen->route.choice;
	struct draft draft;

	writing_get_draft(visit, writing_place(&screen->route), &draft);
	view_set_where(out, _("More about it"));
	if (choice == LABEL_NOTE)
		pick_add_notes(&draft.options, out);
	else if (choice == LABEL_NAME)
		pick_add_names(&draft.options, out);
	else
		pick_add_tags(&draft.options, (enum tag_kind)(choice - LABEL_TAGS), out);
	view_offer(out, ACTION_OPEN, _("Choose"));
	draft_clear(&draft);
}

/* Picking one is all there is to do here. */
static struct outcome
pick_one(struct screen *screen, struct visit *visit, int64_t row)
{
	struct place place = writing_place(&screen->route);
	struct draft draft;
	bool is_kept;

	writing_get_draft(visit, place, &draft);
	if (screen->route.choice == LABEL_NAME)
		draft.options.is_anonymous = row == PICK_NO_NAME;
	else
		snprintf(draft.options.note, sizeof draft.options.note, "%s",
		    row == PICK_NONE ? "" : content_note_word((enum content_note)(row - 1)));
	is_kept = writing_set_draft(visit, place, &draft);
	draft_clear(&draft);
	return is_kept ? screen_back() : screen_stay();
}

static struct outcome
pick_tag(struct screen *screen, struct visit *visit, enum tag tag)
{
	struct place place = writing_place(&screen->route);
	struct draft draft;
	char *words =
	    mem_format(_("You have %d tags, and that is all there is room for. Take one away first."), TAGS_MOST);

	writing_get_draft(visit, place, &draft);
	if (tags_set(draft.options.tags, sizeof draft.options.tags, tag, !tags_have(draft.options.tags, tag)))
		writing_set_draft(visit, place, &draft);
	else
		visit_say(visit, ROLE_WARNING, words);
	draft_clear(&draft);
	free(words);
	return screen_stay();
}

static struct outcome
pick_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (!intent->item)
		return screen_stay();
	if (screen->route.choice < LABEL_TAGS)
		return pick_one(screen, visit, intent->item);
	return pick_tag(screen, visit, (enum tag)(intent->item - 1));
}

struct screen *
label_pick_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "label-pick", .view = pick_view, .act = pick_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
