/*
 * Everything about a member in words.
 */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/mine.h"
#include "ui/spoken.h"
#include "ui/words.h"

const char *
mine_part_title(enum mine_part part)
{
	static const char *const titles[MINE_PARTS] = {
	    [MINE_ACCOUNT] = N_("Your account"),
	    [MINE_NAMES] = N_("Names you had"),
	    [MINE_CONSENTS] = N_("What you agreed to"),
	    [MINE_KEYS] = N_("Your keys"),
	    [MINE_MESSAGES] = N_("What you wrote"),
	    [MINE_REVISIONS] = N_("What it said before"),
	    [MINE_DRAFTS] = N_("Your drafts"),
	    [MINE_HELD] = N_("What waits to be checked"),
	    [MINE_FORM_DRAFTS] = N_("Words you did not send"),
	    [MINE_PRIVATE] = N_("Private messages"),
	    [MINE_REPORTS] = N_("What you told the team"),
	    [MINE_CASES] = N_("When the team looked at something of yours"),
	    [MINE_DECISIONS] = N_("What the team decided"),
	    [MINE_EVIDENCE] = N_("Words of yours that the team keeps"),
	    [MINE_NOTICES] = N_("What the board told you"),
	    [MINE_HUGS_GIVEN] = N_("Hugs and thanks you gave"),
	    [MINE_HUGS_GOT] = N_("Hugs and thanks you got"),
	    [MINE_BOOKMARKS] = N_("Messages you kept"),
	    [MINE_WATCHES] = N_("Conversations you watch"),
	    [MINE_BLOCKS] = N_("People you don't want to meet"),
	    [MINE_MUTES] = N_("What you don't want to see"),
	    [MINE_HIDDEN] = N_("Boards you hid"),
	    [MINE_SHIFTS] = N_("When you are here for others"),
	    [MINE_OPINIONS] = N_("What you thought of cases"),
	    [MINE_STEPS] = N_("Steps you ticked in cases"),
	    [MINE_CASE_NOTES] = N_("Notes you made in cases"),
	    [MINE_CLAIMS] = N_("Cases you took"),
	    [MINE_TOPICS] = N_("What you would rather not look at"),
	    [MINE_ON_CALL] = N_("You can be called at any time"),
	    [MINE_HANDOVERS] = N_("Notes you left for the team"),
	};

	return _(titles[part]);
}

/* What a column is called; its own name, which is a code, where nothing better is known. */
static const char *
mine_label(const char *name)
{
	static const struct {
		const char *name, *label;
	} labels[] = {
	    {"act", N_("What was done")},
	    {"appealed_at", N_("You asked for another look")},
	    {"about", N_("About you")},
	    {"at", N_("When")},
	    {"board", N_("Board")},
	    {"break_until", N_("On a break until")},
	    {"by_me", N_("Written by you")},
	    {"changed_at", N_("Changed")},
	    {"closed_at", N_("Finished")},
	    {"codes_left", N_("Codes left")},
	    {"content_note", N_("Content note")},
	    {"conversation", N_("Conversation number")},
	    {"count", N_("How many")},
	    {"ends", N_("Until, minutes after midnight")},
	    {"fingerprint", N_("Fingerprint")},
	    {"second_factor_since", N_("Second step since")},
	    {"form", N_("Form")},
	    {"added_at", N_("Added")},
	    {"is_given", N_("You said yes")},
	    {"is_plain", N_("Plain lines")},
	    {"is_spaced", N_("A free line after each line")},
	    {"joined_at", N_("Joined")},
	    {"kind", N_("Kind")},
	    {"kinds", N_("Kind")},
	    {"language", N_("Language")},
	    {"last_here_at", N_("Last here")},
	    {"name", N_("Name")},
	    {"name_changed_at", N_("Name changed")},
	    {"nudge_address", N_("E-mail for nudges")},
	    {"number", N_("Message number")},
	    {"opened_at", N_("Began")},
	    {"outcome", N_("What was done")},
	    {"reason", N_("Reason")},
	    {"result", N_("After another look")},
	    {"result_at", N_("Looked at again")},
	    {"role", N_("Role")},
	    {"saved_at", N_("Saved")},
	    {"sent_at", N_("Sent")},
	    {"shows_joined", N_("Others see when you joined")},
	    {"starts", N_("From, minutes after midnight")},
	    {"state", N_("State")},
	    {"text_columns", N_("Letters in a line, 0 for as many as fit")},
	    {"theme", N_("Colours")},
	    {"timezone", N_("Time zone")},
	    {"title", N_("Title")},
	    {"until", N_("Until")},
	    {"weekday", N_("Day of the week, Monday is 1")},
	    {"what", N_("What")},
	    {"on_call", N_("For red cases")},
	    {"why", N_("Why")},
	    {"with", N_("With")},
	    {"without_name", N_("Without your name")},
	    {"words", N_("Words")},
	    {"words_hash", N_("Check number of those words")},
	    {"written_at", N_("Written")},
	};

	for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
		if (!strcmp(labels[k].name, name))
			return _(labels[k].label);
	return name;
}

static void
mine_write_value(const struct mine_row *row, int at, const struct mine_column *column, struct str *out)
{
	bool is_words = !strcmp(column->name, "words");
	char *when;

	switch (column->kind) {
	case MINE_TIME:
		if (!row->numbers[at])
			return;
		when = spoken_time(row->numbers[at], 0); /* the whole date */
		str_add_format(out, "%s: %s\n", mine_label(column->name), when);
		free(when);
		return;
	case MINE_FLAG:
		str_add_format(out, "%s: %s\n", mine_label(column->name), row->numbers[at] ? _("yes") : _("no"));
		return;
	case MINE_NUMBER:
		str_add_format(out, "%s: %lld\n", mine_label(column->name), (long long)row->numbers[at]);
		return;
	default:
		if (*row->texts[at])
			str_add_format(out, is_words ? "%s:\n%s\n" : "%s: %s\n", mine_label(column->name),
			    row->texts[at]);
	}
}

void
mine_write_row(const struct mine_row *row, struct str *out)
{
	const struct mine_column *columns = mine_columns(row->part);

	for (int k = 0; k < row->count; k++)
		mine_write_value(row, k, &columns[k], out);
}

void
mine_write(const struct mine_row_list *rows, bool is_first, struct str *out)
{
	if (is_first)
		str_add_format(out, "%s\n\n", mine_part_title(rows->rows[0].part));
	for (size_t k = 0; k < rows->count; k++) {
		mine_write_row(&rows->rows[k], out);
		str_add_char(out, '\n');
	}
}
