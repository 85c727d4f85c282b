/*
 * Views made by hand, for tests of renderers: what real screens say, without a board behind them.
 */
#ifndef BBS_TESTS_SAMPLE_H
#define BBS_TESTS_SAMPLE_H

#include <stdint.h>

#include "ui/edit.h"
#include "ui/view.h"

/* The texts of a form; outlive its view. */
struct sample_form {
	struct edit title, secret, body;
	int help;
};

void sample_home(struct view *);                        /* a short list with headings and a notice */
void sample_board(struct view *, int count);            /* a list of that many conversations */
void sample_empty(struct view *);                       /* a list of nothing */
void sample_conversation(struct view *, int64_t focus); /* a document with quotes, context, long items, Unicode */
void sample_guide(struct view *);                       /* a document with nothing to choose */

void sample_form_init(struct sample_form *);
void sample_form_clear(struct sample_form *);
void sample_write(struct view *, struct sample_form *);   /* title, choice, body */
void sample_sign_in(struct view *, struct sample_form *); /* a name and a password, no body */

#endif
