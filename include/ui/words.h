/*
 * Every sentence a visitor can read passes through here on its way out. Only ui and cli include it: lower
 * layers return codes. And which language that is: a session is one process and one visitor, so the language is the
 * process's.
 */
#ifndef BBS_UI_WORDS_H
#define BBS_UI_WORDS_H

#include <libintl.h>
#include <stddef.h>

#include "base/err.h"

#define _(text) gettext(text)
#define n_(one, many, count) ngettext(one, many, (unsigned long)(count))

enum { WORDS_CODE_BYTES = 11 }; /* longest code of a language */

/* A language people can choose. */
struct words_language {
	const char *code; /* "cy", as ISO 639 has it; static */
	const char *name; /* what its speakers call it: "Cymraeg"; good as long as the process */
};

/*
 * Find the catalogues and read in each of them, so that the processes forked after this share them and a session
 * opens no file in its sandbox. Then use the language of the environment (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), for
 * whoever started the program. Once, at the start, before any other thread.
 */
void words_init(void);

/* The code of the language that the environment asked for when words_init() was called; "" for none of ours. Static. */
const char *words_of_environment(void);

/*
 * Speak this language from now on, in this process. code borrowed: "en", "cy" ...; "" is English. What _() gave
 * before stays good, in the language it was. ERR_OK; ERR_NOT_FOUND, and nothing has changed, when there is no
 * catalogue of it here.
 */
enum err words_use(const char *code);

/* The code of the language in use; static. */
const char *words_in_use(void);

/*
 * The languages people can choose: English, and each whose catalogue is here and has been translated so far that it
 * says its own name. *count at least 1. Static.
 */
const struct words_language *words_languages(size_t *count);

/* The code of one of words_languages() for the name of a locale ("cy_GB.UTF-8"); "" for none. Static. */
const char *words_find(const char *locale);

/* What to call a conversation with this title, which is "" while its first message is not there. Borrowed or static. */
const char *words_title(const char *title);

/*
 * A page of our own words, translated line by line: an embedded file of bbs/content. A line's "# " stays. Returns
 * owned.
 */
char *words_page(const char *file);

#endif
