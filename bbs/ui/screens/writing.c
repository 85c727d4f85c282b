/*
 * What is written, and how it stands: asked by all the files that make up the form.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/danger.h"
#include "ui/screens/writing.h"

bool
writing_is_untouched(const struct writing *self)
{
	if (writing_is_change(self))
		return !self->has_draft && self->saved_body == self->body.changes;
	return edit_is_blank(&self->body) &&
	    (edit_is_blank(&self->title) || (self->is_suggested && self->saved_title == self->title.changes));
}

bool
writing_is_dark(const struct writing *self)
{
	return danger_is_in_message(self->title.text.text, self->body.text.text);
}

void
writing_put_above(struct writing *self, const char *words)
{
	char *whole = mem_format("%s\n%s", words, self->body.text.text);

	if (strlen(whole) <= self->body.limit_bytes && !strstr(self->body.text.text, words))
		edit_set(&self->body, whole);
	free(whole);
}
