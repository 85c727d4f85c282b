/*
 * The language of this process.
 */
#include <locale.h>

#include "ui/words.h"

void
words_init(void)
{
	setlocale(LC_ALL, "");
	setlocale(LC_CTYPE, "C.UTF-8"); /* whatever the language, every text of ours is UTF-8 */
	textdomain("bbs");
}
