/*
 * What whoever sends a mail asks first: is it still wanted, and where does it go? Declared in forum/nudge.h.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "forum/nudge.h"
#include "forum/private.h"
#include "store/members.h"
#include "store/nudges.h"
#include "store/threads.h"

static bool
nudge_has_waiting(struct forum *forum, int64_t id)
{
	const struct actor member = {.member = id};
	struct private_thread_list privates = {0};
	struct reply_list replies = {0};
	bool waits = reading_replies(forum->db, id, 1, &replies) == ERR_OK && replies.count;

	waits = waits || (private_list_news(forum, &member, &privates) == ERR_OK && privates.count);
	private_thread_list_clear(&privates);
	reply_list_clear(&replies);
	return waits;
}

enum err
nudge_is_still_due(struct forum *forum, int64_t id, bool *out, char **address)
{
	struct member member = {0};
	struct nudge_row row = {0};
	enum err err = nudges_find(forum->db, id, &row);

	*out = false;
	if (err == ERR_OK)
		err = members_find_id(forum->db, id, &member);
	if (err == ERR_OK && nudge_is_wanted(&row) && row.nudged_at && !member.is_closed &&
	    member.break_until <= clock_now())
		*out = nudge_has_waiting(forum, id);
	if (*out)
		*address = mem_copy_string(row.address);
	member_clear(&member);
	nudge_row_clear(&row);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

enum err
nudge_confirm_address(struct forum *forum, int64_t member, char **out)
{
	struct nudge_row row = {0};
	enum err err = nudges_find(forum->db, member, &row);

	if (err == ERR_OK && !*row.code_hash)
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		*out = mem_copy_string(row.address);
	nudge_row_clear(&row);
	return err;
}
