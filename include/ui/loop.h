/*
 * The one loop of a visit: show what the stack says, read what the visitor asks, hand it to the stack.
 */
#ifndef BBS_UI_LOOP_H
#define BBS_UI_LOOP_H

#include "ui/renderer.h"
#include "ui/stack.h"

/*
 * Until the visitor leaves or nobody is there any more. Renderers are opened here, and closed. term: cleaned, ""
 * for unknown; all borrowed. What is being written has been saved at the end, as far as it can be.
 */
void loop_run(struct stack *, struct wire *, const char *term, const struct keymap *);

#endif
