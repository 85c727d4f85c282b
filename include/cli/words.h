/*
 * Every sentence the operator can read passes through here on its way out. Only ui and cli include it: lower
 * layers return codes.
 */
#ifndef BBS_CLI_WORDS_H
#define BBS_CLI_WORDS_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text /* marks a word in a table; _() when it is shown */
#define n_(one, many, count) ngettext(one, many, (unsigned long)(count))

#endif
