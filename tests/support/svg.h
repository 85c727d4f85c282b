/*
 * A picture of a terminal, as SVG: a dark card that can be read on light pages and dark ones, and every word a text
 * element at its own column, so that columns line up in any font and words can be found and copied.
 */
#ifndef BBS_TESTS_SVG_H
#define BBS_TESTS_SVG_H

#include "vt.h"

/* title: what the picture shows, for who can't see it; borrowed. Returns owned. */
char *svg_draw(const struct vt *, const char *title);

#endif
