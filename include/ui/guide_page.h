/*
 * A guide as a view, on a screen or on paper: its text, who keeps it, when it was checked.
 */
#ifndef BBS_UI_GUIDE_PAGE_H
#define BBS_UI_GUIDE_PAGE_H

#include <stdio.h>

#include "base/err.h"
#include "forum/guide.h"
#include "ui/view.h"

/* Fill a view, which becomes a document. */
void guide_page_view(const struct guide *, struct view *out);

/* Print it, on paper_normal or, large, on paper_large. Results as paper_print(). All borrowed. */
enum err guide_page_print(const struct guide *, bool is_large, FILE *out);

#endif
