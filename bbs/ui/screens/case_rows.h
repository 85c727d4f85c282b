/*
 * What can be done in a case: a table, each row shown when it makes sense for this case now, on the page where it
 * belongs. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_CASE_ROWS_H
#define BBS_UI_SCREENS_CASE_ROWS_H

#include "forum/desk.h"
#include "ui/route.h"
#include "ui/visit.h"

/* A case and who looks at it, read anew each time. */
struct case_matter {
	const struct visit *visit;
	struct desk_file file;
	bool is_mine, is_held, is_appeal, is_own_decision;
	bool may_ask, may_give; /* an opinion: the first, or the second */
};

struct case_row {
	enum case_act act;
	enum case_acts_page page;
	const char *label; /* untranslated */
	bool (*is_shown)(const struct case_matter *);
	enum route_kind route; /* where it goes on; ROUTE_COUNT: it is done at once */
};

/* ERR_OK, and clear the matter; ERR_CLOSED; errors as desk_open(). */
enum err case_matter_get(struct visit *, int64_t desk_case, struct case_matter *out);
void case_matter_clear(struct case_matter *);

/* The row after that one that is shown now on this page; NULL is before the first, and after the last. */
const struct case_row *case_rows_next(const struct case_matter *, enum case_acts_page, const struct case_row *after);
/* The row of this act where it is shown now; NULL. */
const struct case_row *case_rows_find(const struct case_matter *, enum case_acts_page, enum case_act);

const char *case_page_label(enum case_acts_page); /* translated; static */

#endif
