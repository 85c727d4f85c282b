/*
 * A view in sentences. See tell.h. Not here: fields (form.c), choices and prompts (command.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/plain/tell.h"
#include "ui/words.h"

/* "Home > Talking > Just listening" as words; without its end where that is the title, which comes next. */
static void
tell_where(struct renderer *r)
{
	const char *rest = r->view->where, *arrow;
	struct str line;

	str_init(&line);
	for (; (arrow = strstr(rest, " > ")); rest = arrow + strlen(" > ")) {
		str_add_bytes(&line, rest, (size_t)(arrow - rest));
		str_add(&line, ", ");
	}
	if (strcmp(rest, r->view->title) != 0)
		str_add(&line, rest);
	else if (line.bytes)
		str_cut(&line, line.bytes - strlen(", "));
	say_add_sentence(&r->say, line.text);
	str_clear(&line);
}

/* Items. */

static void
tell_writer(struct str *line, const struct item *item)
{
	if (*item->who && *item->when)
		say_join_format(line, _("From %s, %s"), item->who, item->when);
	else if (*item->who)
		say_join_format(line, _("From %s"), item->who);
	else
		say_join(line, item->when);
}

/* "4, in reply to 2: first words, by kettle-on." */
static void
tell_brief(struct str *line, const struct item *item)
{
	if (*item->context)
		say_join_format(line, _("%d, %s: %s, by %s"), item->number, item->context, item->text, item->who);
	else
		say_join_format(line, _("%d: %s, by %s"), item->number, item->text, item->who);
	say_join(line, item->is_new ? _("New") : "");
}

static void
tell_row(struct renderer *r, const struct item *item, int position)
{
	struct str line;

	str_init(&line);
	if (item->is_brief) {
		tell_brief(&line, item);
		say_add(&r->say, line.text);
		str_clear(&line);
		return;
	}
	if (position)
		str_add_format(&line, _("%d."), position);
	say_join(&line, item->context);
	say_join(&line, item->text);
	say_join(&line, *item->detail || !item->is_new ? item->detail : _("New"));
	say_join(&line, item->about);
	tell_writer(&line, item);
	say_add(&r->say, line.text);
	str_clear(&line);
}

/* A run of quoted lines as one paragraph that says where it begins and ends. Returns what follows it. */
static const char *
tell_quote(struct str *out, const char *text)
{
	str_add(out, _("Quote:"));
	while (*text == '>') {
		size_t bytes;

		text += strspn(text, "> ");
		bytes = strcspn(text, "\n");
		str_add_char(out, ' ');
		str_add_bytes(out, text, bytes);
		text += bytes;
		text += *text == '\n';
	}
	say_join(out, _("End of quote"));
	str_add_char(out, '\n');
	return text;
}

/* Paragraphs as they are, with quotes in words. */
static void
tell_words(struct renderer *r, const char *first, const char *text)
{
	struct str out;

	str_init(&out);
	str_add(&out, first);
	while (*text) {
		size_t bytes = strcspn(text, "\n") + 1;

		if (*text == '>') {
			text = tell_quote(&out, text);
			continue;
		}
		if (bytes > strlen(text))
			bytes = strlen(text);
		if (*text != '\n' || (out.bytes > 1 && out.text[out.bytes - 2] != '\n'))
			str_add_bytes(&out, text, bytes);
		text += bytes;
	}
	say_add(&r->say, out.text);
	str_clear(&out);
}

/* "New. Message 3, in reply to 2, kettle-on." */
static void
tell_head(struct str *line, const struct item *item, int position)
{
	if (position)
		str_add_format(line, _("%d."), position);
	if (item->is_new)
		say_join(line, _("New"));
	if (item->number && *item->context)
		say_join_format(line, _("Message %d, %s"), item->number, item->context);
	else if (item->number)
		say_join_format(line, _("Message %d"), item->number);
	else
		say_join(line, item->context);
}

static void
tell_message(struct renderer *r, const struct item *item, int position)
{
	bool has_head = item->number || *item->context;
	struct str line;

	str_init(&line);
	tell_head(&line, item, position);
	if (has_head)
		say_add(&r->say, line.text);
	else if (line.bytes)
		str_add_char(&line, ' ');
	tell_words(r, has_head ? "" : line.text, item->text);
	str_cut(&line, 0);
	tell_writer(&line, item);
	say_join(&line, item->detail);
	say_join(&line, item->about);
	say_add(&r->say, line.text);
	str_clear(&line);
}

/* The number of an item that has none of its own: its place among those that can be chosen. */
static int
tell_position(const struct view *view, const struct item *item)
{
	int position = 0;

	if (!item->id || state_has_numbers(view))
		return 0;
	for (const struct item *each = view->items; each <= item; each++)
		position += each->id != 0;
	return position;
}

static void
tell_one(struct renderer *r, const struct item *item)
{
	bool is_list = r->view->kind == VIEW_LIST;
	int position = tell_position(r->view, item);

	if (item->is_heading || !is_list)
		say_add_gap(&r->say);
	say_add_mark(&r->say, item->id, false);
	if (item->is_heading)
		say_add_sentence(&r->say, item->text);
	else if (is_list)
		tell_row(r, item, position);
	else
		tell_message(r, item, position);
	say_add_mark(&r->say, item->id, true);
}

static void
tell_items(struct renderer *r, size_t from, size_t to)
{
	for (size_t k = from; k < to && k < r->view->item_count; k++)
		tell_one(r, &r->view->items[k]);
	if (!r->view->item_count)
		say_add_sentence(&r->say, r->view->empty);
}

void
tell_item(struct renderer *r, const struct item *item)
{
	say_interrupt(&r->say);
	tell_one(r, item);
	say_close(&r->say);
}

bool
tell_earlier(struct renderer *r)
{
	size_t to = r->told_from;

	if (r->view->kind != VIEW_DOCUMENT || !to)
		return false;
	r->told_from = 0;
	say_begin(&r->say);
	tell_items(r, 0, to);
	say_go_on(&r->say);
	return true;
}

/* Notices. */

static bool
tell_is_heard(const struct renderer *r, const struct notice *notice)
{
	uint64_t print = said_print(0, notice->text);

	for (size_t k = 0; k < r->heard_count; k++)
		if (r->heard[k] == print)
			return true;
	return false;
}

void
tell_heard(struct renderer *r)
{
	r->heard_count = 0;
	for (size_t k = 0; k < r->view->notice_count && k < sizeof r->heard / sizeof *r->heard; k++)
		r->heard[r->heard_count++] = said_print(0, r->view->notices[k].text);
}

static size_t
tell_count_unheard(const struct renderer *r)
{
	size_t count = 0;

	for (size_t k = 0; k < r->view->notice_count; k++)
		count += !tell_is_heard(r, &r->view->notices[k]);
	return count;
}

static void
tell_notices(struct renderer *r, bool only_unheard)
{
	for (size_t k = 0; k < r->view->notice_count; k++)
		if (!only_unheard || !tell_is_heard(r, &r->view->notices[k]))
			say_add_sentence(&r->say, r->view->notices[k].text);
	tell_heard(r);
}

void
tell_news_later(struct renderer *r)
{
	str_cut(&r->news, 0);
	for (size_t k = 0; k < r->view->notice_count; k++)
		if (!tell_is_heard(r, &r->view->notices[k]))
			say_join(&r->news, r->view->notices[k].text);
}

/* Screens. */

/* Where to begin a document: an item that is there; else the start. */
static size_t
tell_find_start(const struct view *view, int64_t from)
{
	const struct item *item = view->kind == VIEW_DOCUMENT ? view_find(view, from) : NULL;

	return item ? (size_t)(item - view->items) : 0;
}

/* Are there messages before this one, not only headings? */
static void
tell_start(struct renderer *r)
{
	const struct item *first = &r->view->items[r->told_from];
	bool has_earlier = false;

	for (const struct item *item = r->view->items; item < first; item++)
		has_earlier = has_earlier || item->id;
	if (!has_earlier) {
		r->told_from = 0;
		return;
	}
	if (first->number) {
		struct str line;

		str_init(&line);
		say_join_format(&line, _("Starting at message %d. Type e for earlier ones"), first->number);
		say_add(&r->say, line.text);
		str_clear(&line);
	} else
		say_add(&r->say, _("Starting where you were. Type e for what comes before."));
}

void
tell_screen(struct renderer *r, int64_t from)
{
	const struct view *view = r->view;

	str_cut(&r->news, 0);
	say_begin(&r->say);
	tell_where(r);
	say_add_sentence(&r->say, view->title);
	tell_notices(r, false);
	tell_words(r, "", view->intro);
	r->told_from = tell_find_start(view, from);
	if (r->told_from)
		tell_start(r);
	if (view->kind != VIEW_FORM || view->item_count)
		tell_items(r, r->told_from, view->item_count);
	said_keep(&r->said, view);
}

void
tell_on_from(struct renderer *r, int64_t from)
{
	say_begin(&r->say);
	tell_notices(r, tell_count_unheard(r) > 0);
	if (r->view->kind != VIEW_FORM)
		tell_items(r, tell_find_start(r->view, from), r->view->item_count);
	said_keep(&r->said, r->view);
}

void
tell_changes(struct renderer *r, enum said_change change)
{
	str_cut(&r->news, 0);
	if (!r->view->notice_count && change == SAID_SAME)
		return;
	say_interrupt(&r->say);
	tell_notices(r, tell_count_unheard(r) > 0);
	if (change == SAID_ADDED) {
		for (size_t k = 0; k < r->view->item_count; k++)
			if (!said_has(&r->said, &r->view->items[k]))
				tell_one(r, &r->view->items[k]);
		said_keep(&r->said, r->view);
	}
	say_close(&r->say);
}
