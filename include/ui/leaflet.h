/*
 * The leaflet that an operator hands out: how to come in, what the first connection asks, what this place is and is
 * not, people to call, the house rules.
 */
#ifndef BBS_UI_LEAFLET_H
#define BBS_UI_LEAFLET_H

#include <stdio.h>

#include "base/err.h"
#include "forum/forum.h"
#include "ui/view.h"

/*
 * Fill a view, which becomes a document. Address, port and people to call are the board's own.
 *
 * fingerprint  of the host key, "SHA256:..."; borrowed
 * out          initialised
 */
void leaflet_view(struct forum *, const char *fingerprint, struct view *out);

/*
 * Print it, on paper_normal or, large, on paper_large. Results as paper_print(). All borrowed.
 */
enum err leaflet_print(struct forum *, const char *fingerprint, bool is_large, FILE *out);

/*
 * A fingerprint to compare by ear or by eye, a line for each group of four: "1. N3k+: capital N, three, small k,
 * plus". What stands before its first ":" is left out. Returns owned.
 */
char *leaflet_spell(const char *fingerprint);

#endif
