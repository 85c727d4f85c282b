/*
 * Decisions.
 */
#include <string.h>

#include "base/clock.h"
#include "forum/audit.h"
#include "forum/decision.h"
#include "store/decisions.h"

#define ACT_ROW(name, word, is_message, is_appealable) [ACT_##name] = {word, is_message, is_appealable},

static const struct {
	const char *word;
	bool is_message, is_appealable;
} acts[ACT_COUNT] = {ACT_LIST(ACT_ROW)};

const char *
act_name(enum team_act act)
{
	return acts[act].word;
}

int
act_find(const char *word)
{
	for (int act = 0; act < ACT_COUNT; act++)
		if (!strcmp(acts[act].word, word))
			return act;
	return -1;
}

bool
act_is_appealable(enum team_act act)
{
	return acts[act].is_appealable;
}

bool
act_is_to_message(enum team_act act)
{
	return acts[act].is_message;
}

static enum err
decision_audit(struct forum *forum, const struct ruling *ruling)
{
	bool is_message = acts[ruling->act].is_message;
	const struct audit_act act = {
	    .actor = ruling->by,
	    .action = acts[ruling->act].word,
	    .object = is_message ? "message" : "member",
	    .code = ruling->ground,
	    .object_id = is_message ? ruling->message : ruling->about,
	    .desk_case = is_message || !ruling->is_unknown ? ruling->desk_case : 0,
	    .text = is_message ? ruling->text : NULL,
	};

	return audit_note_act(forum, &act);
}

enum err
decision_note(struct forum *forum, const struct ruling *ruling)
{
	bool is_message = acts[ruling->act].is_message;
	struct decision record = {
	    .desk_case = ruling->desk_case,
	    .act = (char *)acts[ruling->act].word, /* borrowed, and only read */
	    .ground = (char *)ruling->ground,
	    .about = ruling->about,
	    .thread = ruling->thread,
	    .message = ruling->message,
	    .by_member = ruling->by,
	    .at = clock_now(),
	    .is_untold = ruling->is_untold,
	};
	int64_t id = 0;
	enum err err = decisions_add(forum->db, &record, &id);

	if (err == ERR_OK && !ruling->is_untold)
		err = notice_tell_decision(forum, ruling->about, ruling->kind, id, is_message ? ruling->thread : 0,
		    is_message ? ruling->number : 0, ruling->ground, ruling->words);
	return err == ERR_OK ? decision_audit(forum, ruling) : err;
}

enum err
decision_list(struct forum *forum, const struct actor *actor, int64_t desk_case, struct decision_list *out)
{
	return actor_can(actor, CAP_DESK) ? decisions_list(forum->db, desk_case, DECISIONS_SHOWN, out) : ERR_DENIED;
}
