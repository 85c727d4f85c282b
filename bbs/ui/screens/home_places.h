/*
 * "Other things" on the first page: where else one can go. One row a place. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_HOME_PLACES_H
#define BBS_UI_SCREENS_HOME_PLACES_H

#include "ui/route.h"
#include "ui/view.h"
#include "ui/visit.h"

/* The k-th place; false past the last. */
bool home_places_at(size_t k, enum route_kind *out);

/* Is it for this visitor, as things are? */
bool home_places_is_for(size_t k, struct visit *);

/* Put its words into an item. */
void home_places_describe(size_t k, struct visit *, struct item *);

#endif
