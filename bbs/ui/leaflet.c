/*
 * The leaflet as a view. Its words are in content/leaflet.txt; not here: how it looks on paper.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "forum/help.h"
#include "ui/content.h"
#include "ui/leaflet.h"
#include "ui/paper.h"
#include "ui/words.h"

enum { GROUP = 4 };

/* --- the fingerprint in words --- */

static void
spell_sign(struct str *out, char sign)
{
	static const char *const digits[] = {
	    N_("zero"),
	    N_("one"),
	    N_("two"),
	    N_("three"),
	    N_("four"),
	    N_("five"),
	    N_("six"),
	    N_("seven"),
	    N_("eight"),
	    N_("nine"),
	};

	if (sign >= '0' && sign <= '9')
		str_add(out, _(digits[sign - '0']));
	else if (sign >= 'A' && sign <= 'Z')
		str_add_format(out, _("capital %c"), sign);
	else if (sign >= 'a' && sign <= 'z')
		str_add_format(out, _("small %c"), sign);
	else if (sign == '+')
		str_add(out, _("plus"));
	else if (sign == '/')
		str_add(out, _("slash"));
	else
		str_add_char(out, sign);
}

char *
leaflet_spell(const char *fingerprint)
{
	const char *colon = strchr(fingerprint, ':'), *rest = colon ? colon + 1 : fingerprint;
	struct str out;

	str_init(&out);
	for (int group = 1; *rest; group++) {
		size_t count = strnlen(rest, GROUP);

		str_add_format(&out, "%s%d. %.*s: ", group > 1 ? "\n" : "", group, (int)count, rest);
		for (size_t k = 0; k < count; k++) {
			str_add(&out, k ? ", " : "");
			spell_sign(&out, rest[k]);
		}
		rest += count;
	}
	return str_take(&out);
}

/* --- the rest --- */

/* "- Samaritans. Call 116 123, any time. Someone to listen." Returns owned. */
static char *
list_people(struct forum *forum)
{
	struct signpost_list list = {0};
	struct str out;

	str_init(&out);
	help_list(forum, &list);
	for (size_t k = 0; k < list.count; k++) {
		char *words = content_signpost(&list.rows[k]);

		str_add_format(&out, "%s- %s. %s", k ? "\n" : "", list.rows[k].name, words);
		free(words);
	}
	if (!list.count)
		str_add(&out, _("In the United Kingdom: call 999 if someone is in danger."));
	signpost_list_clear(&list);
	return str_take(&out);
}

void
leaflet_view(struct forum *forum, const char *fingerprint, struct view *out)
{
	const struct config *config = forum->config;
	char *spelled = leaflet_spell(fingerprint), *people = list_people(forum);
	char *rules = content_fill("content/rules.txt", config, NULL);
	char *port = mem_format("%d", (int)config->net_port);
	const struct content_gap gaps[] = {
	    {"FINGERPRINT", fingerprint},
	    {"SPELLED", spelled},
	    {"PEOPLE", people},
	    {"RULES", rules},
	    {"PORT", port},
	    {"BOARD", config->board_name},
	    {NULL, NULL},
	};
	char *text = content_fill("content/leaflet.txt", config, gaps);
	char *title = mem_format(_("%s: how to come in"), config->board_name);

	out->kind = VIEW_DOCUMENT;
	view_set_title(out, title);
	content_add(out, text);
	free(title);
	free(text);
	free(port);
	free(rules);
	free(people);
	free(spelled);
}

enum err
leaflet_print(struct forum *forum, const char *fingerprint, bool is_large, FILE *out)
{
	struct view view;
	enum err err;

	view_init(&view, VIEW_DOCUMENT);
	leaflet_view(forum, fingerprint, &view);
	err = paper_print(&view, is_large ? &paper_large : &paper_normal, out);
	view_clear(&view);
	return err;
}
