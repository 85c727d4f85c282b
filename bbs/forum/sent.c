/*
 * What follows from a message, each in the module it belongs to.
 */
#include <string.h>

#include "forum/case_file.h"
#include "forum/label.h"
#include "forum/mention.h"
#include "forum/next.h"
#include "forum/sent.h"
#include "forum/waiting.h"
#include "store/labels.h"

static enum err
sent_note_tags(struct forum *forum, const struct sent *sent)
{
	enum err err = ERR_OK;

	if (sent->number > 1)
		return ERR_OK;
	for (int tag = 0; tag < TAG_COUNT && err == ERR_OK; tag++)
		if (tags_have(sent->options->tags, (enum tag)tag))
			err = tags_add(forum->db, sent->thread, tag_word((enum tag)tag));
	return err;
}

enum err
sent_note(struct forum *forum, const struct sent *sent)
{
	enum err err = sent_note_tags(forum, sent);

	if (err == ERR_OK)
		err = mention_note(forum, sent->writer->member, sent->board, sent->message, sent->body);
	if (err == ERR_OK)
		err = next_note(forum, sent);
	if (err == ERR_OK && sent->is_dark)
		err = case_note_danger(forum, sent->writer->member, sent->thread, sent->message, sent->body);
	if (err == ERR_OK)
		err = waiting_note_sent(forum, sent);
	return err;
}
