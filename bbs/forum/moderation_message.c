/*
 * What the team does to a message.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/moderation_deed.h"
#include "forum/notice.h"
#include "forum/waiting.h"
#include "store/cases.h"
#include "store/drafts.h"
#include "store/folds.h"
#include "store/revisions.h"
#include "store/threads.h"

enum err
moderation_give_back(struct forum *forum, const struct message *message)
{
	struct thread thread = {0};
	struct draft draft = {0}, found = {0};
	char *body, *title = NULL;
	enum err err = threads_find(forum->db, message->thread, 0, &thread);

	if (err != ERR_OK)
		return err;
	draft = (struct draft){.member = message->author, .board = thread.board, .saved_at = clock_now()};
	if (message->number > 1) {
		draft.thread = message->thread;
		draft.reply_to = message->reply_to;
	}
	err = drafts_find(forum->db, draft.member, draft.board, draft.thread, draft.reply_to, &found);
	body = err == ERR_OK && *found.body ? mem_format("%s\n\n%s", found.body, message->body)
					    : mem_copy_string(message->body);
	draft.body = body;
	draft.options = found.options;
	draft.options.is_anonymous = found.options.is_anonymous || message->alias; /* it stays nobody's */
	if (!*draft.options.note)
		snprintf(draft.options.note, sizeof draft.options.note, "%s", message->note);
	if (err == ERR_OK || err == ERR_NOT_FOUND)
		err = draft.thread ? ERR_OK : threads_find_title(forum->db, message->thread, &title);
	draft.title = *(found.title ? found.title : "") ? found.title : title ? title : (char *)"";
	if (err == ERR_OK)
		err = drafts_save(forum->db, &draft);
	free(title);
	free(body);
	draft_clear(&found);
	thread_clear(&thread);
	return err;
}

enum err
moderation_hide_it(struct forum *forum, const struct matter *matter, const struct team_letter *letter)
{
	const struct message *message = matter->message;
	enum err err = messages_set_state(forum->db, message->id, "hidden", matter->by, clock_now());

	if (err == ERR_OK)
		err = waiting_note_gone(forum, message->id);
	if (err == ERR_OK)
		err = moderation_give_back(forum, message);
	if (err == ERR_OK)
		err = notice_take_back(forum, message->author, NOTICE_FOLDED, message->thread, message->number);
	if (err == ERR_OK)
		err = moderation_note(forum, matter, ACT_HIDE, NOTICE_HIDDEN, letter);
	return err == ERR_OK ? moderation_set_outcome(forum, matter, "hidden") : err;
}

/* A message that the team took down is live again. */
static enum err
moderation_reopen(struct forum *forum, const struct message *message)
{
	enum err err = messages_restore(forum->db, message->id), was;

	if (err == ERR_OK) { /* the team has looked at it */
		was = folds_clear(forum->db, message->id, clock_now());
		err = was == ERR_NOT_FOUND ? ERR_OK : was;
	}
	return err == ERR_OK ? waiting_note_back(forum, message->id) : err;
}

enum err
moderation_restore_it(struct forum *forum, const struct matter *matter, const struct team_letter *letter)
{
	enum err err = moderation_reopen(forum, matter->message);

	if (err == ERR_OK)
		err = moderation_note(forum, matter, ACT_RESTORE, NOTICE_RESTORED, letter);
	if (err == ERR_OK && matter->row && !strcmp(matter->row->outcome, "hidden"))
		err = cases_set_outcome(forum->db, matter->row->id, "");
	return err;
}

enum err
moderation_undo_message(struct forum *forum, enum team_act act, const struct message *message)
{
	switch (act) {
	case ACT_HIDE:
		return moderation_reopen(forum, message);
	default:
		return ERR_NOT_FOUND;
	}
}
