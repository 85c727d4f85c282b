/*
 * Looking at a screen in the language of scripts/pseudo-po: what is not in its brackets did not go through gettext,
 * and a bracket without its other half was cut.
 */
#ifndef BBS_TESTS_PSEUDO_H
#define BBS_TESTS_PSEUDO_H

/* Speak it, in this process. Fails the test when its catalogue has not been built. */
void pseudo_use(void);

/*
 * Is every word of ours on this screen of 80x24 or more translated and whole? Returns how many are not; each is told.
 * Where a text goes on, the first row has to say so.
 *
 * name     of the scene, for the report
 * written  what people wrote in it, "" for nothing: that stays as it is, like the words of the demo board
 */
int pseudo_check_screen(const char *name, const char *picture, const char *written);

/* The same of lines of text: no row is special, and what stops says that there is more. */
int pseudo_check_lines(const char *name, const char *text, const char *written);

/* Are people to call, help and a way out in the key bar, and all of it whole? Returns the findings. */
int pseudo_check_ways(const char *name, const char *picture);

#endif
