/*
 * What the team does to a membership.
 */
#include "base/clock.h"
#include "forum/moderation_deed.h"
#include "forum/notice.h"
#include "store/cases.h"
#include "store/members.h"

enum { DAY_S = 86400 };

enum err
moderation_pause_them(struct forum *forum, const struct matter *matter, const struct team_letter *letter)
{
	enum err err = members_set_paused(forum->db, matter->row->about, clock_now() + (int64_t)letter->days * DAY_S,
	    ground_name(letter->ground));

	if (err == ERR_OK)
		err = moderation_note(forum, matter, ACT_PAUSE, NOTICE_PAUSED, letter);
	return err == ERR_OK ? cases_set_outcome(forum->db, matter->row->id, "paused") : err;
}

enum err
moderation_end_their_pause(struct forum *forum, const struct matter *matter, const struct team_letter *letter)
{
	struct member member = {0};
	enum err err = members_find_id(forum->db, matter->row->about, &member);

	if (err == ERR_OK && member.paused_until <= clock_now())
		err = ERR_NOT_FOUND;
	member_clear(&member);
	if (err == ERR_OK)
		err = members_set_paused(forum->db, matter->row->about, 0, "");
	return err == ERR_OK ? moderation_note(forum, matter, ACT_END_PAUSE, NOTICE_UNPAUSED, letter) : err;
}

enum err
moderation_undo_member(struct forum *forum, enum team_act act, int64_t member)
{
	switch (act) {
	case ACT_PAUSE:
		return members_set_paused(forum->db, member, 0, "");
	default:
		return ERR_NOT_FOUND;
	}
}
