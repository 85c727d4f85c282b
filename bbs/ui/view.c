/*
 * Building views. Texts are sanitised here, so that a renderer can rely on them whatever the database holds.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/erase.h"
#include "ui/view.h"
#include "ui/words.h"

static char *
view_copy(enum text_kind kind, const char *text)
{
	struct str safe;

	str_init(&safe);
	text_sanitize(kind, text, strlen(text), &safe);
	return str_take(&safe);
}

static void
view_set(char **slot, enum text_kind kind, const char *text)
{
	char *fresh = view_copy(kind, text);

	free(*slot);
	*slot = fresh;
}

void
view_init(struct view *view, enum view_kind kind)
{
	*view = (struct view){
	    .kind = kind,
	    .where = mem_copy_string(""),
	    .title = mem_copy_string(""),
	    .intro = mem_copy_string(""),
	    .empty = mem_copy_string(""),
	};
}

static void
view_clear_item(struct item *item)
{
	free(item->text);
	free(item->context);
	free(item->detail);
	free(item->about);
	free(item->who);
	free(item->when);
}

static void
view_clear_field(struct field *field)
{
	free(field->label);
	free(field->hint);
	for (size_t k = 0; k < field->choice_count; k++)
		free(field->choices[k]);
	free(field->choices);
}

void
view_clear(struct view *view)
{
	free(view->where);
	free(view->title);
	free(view->intro);
	free(view->empty);
	for (size_t k = 0; k < view->notice_count; k++)
		free(view->notices[k].text);
	for (size_t k = 0; k < view->item_count; k++)
		view_clear_item(&view->items[k]);
	for (size_t k = 0; k < view->field_count; k++)
		view_clear_field(&view->fields[k]);
	for (size_t k = 0; k < view->offer_count; k++)
		free(view->offers[k].label);
	free(view->notices);
	free(view->items);
	free(view->fields);
	free(view->offers);
	*view = (struct view){0};
}

void
view_set_where(struct view *view, const char *text)
{
	view_set(&view->where, TEXT_LINE, text);
}

void
view_set_title(struct view *view, const char *text)
{
	view_set(&view->title, TEXT_LINE, text);
}

void
view_set_intro(struct view *view, const char *text)
{
	view_set(&view->intro, TEXT_BODY, text);
}

void
view_set_empty(struct view *view, const char *text)
{
	view_set(&view->empty, TEXT_BODY, text);
}

void
view_add_notice(struct view *view, enum role role, const char *text)
{
	view->notices = mem_resize_array(view->notices, view->notice_count + 1, sizeof *view->notices);
	view->notices[view->notice_count++] = (struct notice){.role = role, .text = view_copy(TEXT_BODY, text)};
}

struct item *
view_add_item(struct view *view, int64_t id)
{
	struct item *item;

	view->items = mem_resize_array(view->items, view->item_count + 1, sizeof *view->items);
	item = &view->items[view->item_count++];
	*item = (struct item){
	    .id = id,
	    .text = mem_copy_string(""),
	    .context = mem_copy_string(""),
	    .detail = mem_copy_string(""),
	    .about = mem_copy_string(""),
	    .who = mem_copy_string(""),
	    .when = mem_copy_string(""),
	    .role = ROLE_BODY,
	};
	return item;
}

struct item *
view_add_heading(struct view *view, const char *text)
{
	struct item *item = view_add_item(view, 0);

	item->is_heading = true;
	item->role = ROLE_HEADING;
	item_set_line(&item->text, text);
	return item;
}

void
item_set_line(char **slot, const char *text)
{
	view_set(slot, TEXT_LINE, text);
}

/* A quote of what was taken out for good is kept as a sign without words. */
static char *
view_say_taken_out(const char *text)
{
	struct str out;

	str_init(&out);
	while (*text) {
		size_t bytes = strcspn(text, "\n");

		if (bytes == strlen(ERASE_QUOTE) && !strncmp(text, ERASE_QUOTE, bytes))
			str_add_format(&out, "> %s", _("(taken out)"));
		else
			str_add_bytes(&out, text, bytes);
		if (text[bytes])
			str_add_char(&out, '\n');
		text += bytes + (text[bytes] == '\n');
	}
	return str_take(&out);
}

void
item_set_body(char **slot, const char *text)
{
	char *said = strstr(text, ERASE_QUOTE) ? view_say_taken_out(text) : NULL;

	view_set(slot, TEXT_BODY, said ? said : text);
	free(said);
}

static struct field *
view_new_field(struct view *view, enum field_kind kind, const char *label, const char *hint)
{
	struct field *field;

	view->fields = mem_resize_array(view->fields, view->field_count + 1, sizeof *view->fields);
	field = &view->fields[view->field_count++];
	*field = (struct field){
	    .kind = kind,
	    .label = view_copy(TEXT_LINE, label),
	    .hint = view_copy(TEXT_LINE, hint),
	};
	return field;
}

void
view_add_field(struct view *view, enum field_kind kind, const char *label, const char *hint, struct edit *edit)
{
	view_new_field(view, kind, label, hint)->edit = edit;
}

void
view_add_choice(struct view *view, const char *label, const char *hint, int *chosen, const char *const *choices,
    size_t count)
{
	struct field *field = view_new_field(view, FIELD_CHOICE, label, hint);

	field->chosen = chosen;
	field->choices = mem_alloc_array(count, sizeof *field->choices);
	field->choice_count = count;
	for (size_t k = 0; k < count; k++)
		field->choices[k] = view_copy(TEXT_LINE, choices[k]);
}

static struct offer *
view_find_offer(const struct view *view, enum action action)
{
	for (size_t k = 0; k < view->offer_count; k++)
		if (view->offers[k].action == action)
			return &view->offers[k];
	return NULL;
}

void
view_offer(struct view *view, enum action action, const char *label)
{
	struct offer *offer = view_find_offer(view, action);

	if (!offer) {
		view->offers = mem_resize_array(view->offers, view->offer_count + 1, sizeof *view->offers);
		offer = &view->offers[view->offer_count++];
		*offer = (struct offer){.action = action};
	}
	view_set(&offer->label, TEXT_LINE, label ? label : _(action_info(action)->label));
}

bool
view_offers(const struct view *view, enum action action)
{
	return view_find_offer(view, action) != NULL;
}

const struct item *
view_find(const struct view *view, int64_t id)
{
	for (size_t k = 0; k < view->item_count; k++)
		if (id && view->items[k].id == id)
			return &view->items[k];
	return NULL;
}

static void
view_dump_text(struct str *out, const char *name, const char *text)
{
	if (!*text)
		return;
	str_add_format(out, " %s=\"", name);
	for (; *text; text++)
		if (*text == '\n')
			str_add(out, "\\n");
		else
			str_add_char(out, *text);
	str_add(out, "\"");
}

static void
view_dump_item(struct str *out, const struct item *item)
{
	str_add(out, item->is_heading ? "heading" : "item");
	if (item->id)
		str_add_format(out, " id=%lld", (long long)item->id);
	if (item->number)
		str_add_format(out, " number=%d", item->number);
	if (item->is_new)
		str_add(out, " new");
	view_dump_text(out, "text", item->text);
	view_dump_text(out, "context", item->context);
	view_dump_text(out, "detail", item->detail);
	view_dump_text(out, "about", item->about);
	view_dump_text(out, "who", item->who);
	view_dump_text(out, "when", item->when);
	str_add(out, "\n");
}

static void
view_dump_field(struct str *out, const struct field *field)
{
	static const char *const kinds[] = {"line", "secret", "body", "choice"};

	str_add_format(out, "field %s", kinds[field->kind]);
	view_dump_text(out, "label", field->label);
	view_dump_text(out, "hint", field->hint);
	if (field->edit && field->kind != FIELD_SECRET)
		view_dump_text(out, "text", field->edit->text.text);
	for (size_t k = 0; k < field->choice_count; k++)
		view_dump_text(out, (int)k == *field->chosen ? "chosen" : "choice", field->choices[k]);
	str_add(out, "\n");
}

char *
view_dump(const struct view *view)
{
	static const char *const kinds[] = {"list", "document", "form"};
	struct str out;

	str_init(&out);
	str_add_format(&out, "%s %s", kinds[view->kind], view->screen ? view->screen : "-");
	view_dump_text(&out, "where", view->where);
	view_dump_text(&out, "title", view->title);
	view_dump_text(&out, "intro", view->intro);
	if (!view->item_count)
		view_dump_text(&out, "empty", view->empty);
	str_add(&out, "\n");
	for (size_t k = 0; k < view->notice_count; k++) {
		str_add_format(&out, "notice %s", role_name(view->notices[k].role));
		view_dump_text(&out, "text", view->notices[k].text);
		str_add(&out, "\n");
	}
	for (size_t k = 0; k < view->item_count; k++)
		view_dump_item(&out, &view->items[k]);
	for (size_t k = 0; k < view->field_count; k++)
		view_dump_field(&out, &view->fields[k]);
	for (size_t k = 0; k < view->offer_count; k++) {
		str_add_format(&out, "offer %s", action_info(view->offers[k].action)->name);
		view_dump_text(&out, "label", view->offers[k].label);
		str_add(&out, "\n");
	}
	return str_take(&out);
}
