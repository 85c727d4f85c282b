/*
 * A guide as a view. Its words are its owner's, in one language; only what stands around them is translated.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/guide.h"
#include "ui/content.h"
#include "ui/guide_page.h"
#include "ui/paper.h"
#include "ui/spoken.h"
#include "ui/words.h"

/* "Monday 23 November 2026", always with the year; owned. */
static char *
guide_speak_day(const char *day)
{
	struct tm tm = {0};

	if (sscanf(day, "%d-%d-%d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday) != 3)
		return mem_copy_string(day);
	tm.tm_year -= 1900;
	tm.tm_mon--;
	return spoken_day(clock_moment(&tm, 12 * 60), 0);
}

static void
guide_add_keeper(const struct guide *guide, struct view *out)
{
	char *day = guide_speak_day(guide->checked_on);
	char *text = *guide->checked_on ? mem_format(_("Kept by %s. Checked on %s."), guide->owner, day)
					: mem_format(_("Kept by %s. Nobody has checked this yet."), guide->owner);
	char *source = mem_format(_("Look it up at: %s."), guide->source);
	char *both = mem_format("%s\n%s", text, source);
	struct item *item = view_add_item(out, 0);

	item->role = ROLE_HINT;
	item_set_body(&item->text, both);
	free(both);
	free(source);
	free(text);
	free(day);
}

void
guide_page_view(const struct guide *guide, struct view *out)
{
	char *body = mem_copy_string(guide->body);

	out->kind = VIEW_DOCUMENT;
	view_set_title(out, guide->title);
	if (guide->is_shown && guide_is_due(guide))
		view_add_notice(out, ROLE_WARNING,
		    _("This page is due to be checked again. Some of it may have changed. Please ask before you rely on it."));
	content_add(out, body);
	guide_add_keeper(guide, out);
	free(body);
}

enum err
guide_page_print(const struct guide *guide, bool is_large, FILE *out)
{
	struct view view;
	enum err err;

	view_init(&view, VIEW_DOCUMENT);
	guide_page_view(guide, &view);
	err = paper_print(&view, is_large ? &paper_large : &paper_normal, out);
	view_clear(&view);
	return err;
}
