/*
 * Who may work on an appeal.
 */
#include "forum/appeal_judge.h"
#include "store/decisions.h"

enum err
appeal_judge(struct forum *forum, int64_t member, int64_t desk_case)
{
	struct decision decision = {0};
	enum err err = decisions_find_appealed(forum->db, desk_case, &decision);

	if (err == ERR_OK && decision.by_member == member)
		err = ERR_DENIED;
	decision_clear(&decision);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

enum err
appeal_judge_close(struct forum *forum, int64_t desk_case)
{
	struct decision decision = {0};
	enum err err = decisions_find_appealed(forum->db, desk_case, &decision);

	decision_clear(&decision);
	return err == ERR_NOT_FOUND ? ERR_OK : err == ERR_OK ? ERR_INVALID : err;
}
