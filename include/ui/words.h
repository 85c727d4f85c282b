/*
 * Every sentence a visitor can read passes through here on its way out. Only ui and cli include it: lower
 * layers return codes.
 */
#ifndef BBS_UI_WORDS_H
#define BBS_UI_WORDS_H

#include <libintl.h>

#define _(text) gettext(text)
#define n_(one, many, count) ngettext(one, many, (unsigned long)(count))

/* Choose the language of this process and where its catalogue is; once, at the start. */
void words_init(void);

#endif
