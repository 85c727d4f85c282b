/*
 * The letters that go with what the team does: a title, and words to begin with, with a gap to be filled in. Private to
 * the screens.
 */
#ifndef BBS_UI_SCREENS_LETTERS_H
#define BBS_UI_SCREENS_LETTERS_H

#include "ui/screens.h"
#include "ui/visit.h"

/* What the form is called. Translated; static. */
const char *letter_title(enum case_act);
/* What it begins with; every gap is MODERATION_GAP. Translated; static. */
const char *letter_template(enum case_act);

/* Do it in this case, with these words. Errors as moderation_do() and appeal_uphold(). */
enum err letter_do(struct visit *, int64_t desk_case, enum case_act, int ground, const char *words);

#endif
