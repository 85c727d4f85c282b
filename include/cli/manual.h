/*
 * The tables of the manual, as mdoc, from the tables that the program itself uses. bbs/man holds the pages around
 * them; `bbs debug manual` prints each table.
 */
#ifndef BBS_CLI_MANUAL_H
#define BBS_CLI_MANUAL_H

#include <stdio.h>

/* Every option of bbs.conf under a heading for its section. */
void manual_print_options(FILE *);

/* A bbs.conf with every option at its default and in a comment, with its help, unit and range. */
void manual_print_example(FILE *);

/* Every verb of `bbs admin` under a heading for its noun, with its options and all that its help says. */
void manual_print_verbs(FILE *);

/*
 * One list item, "term  words". Everything borrowed, from a table of the program: nothing in it can become a macro.
 *
 * term   a key, or a name as it is written in the configuration
 * label  a few words, set apart from what follows; NULL for none
 * words  sentences
 */
void manual_print_item(FILE *, const char *term, const char *label, const char *words);

#endif
