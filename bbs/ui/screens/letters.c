/*
 * A row for each letter.
 */
#include "forum/appeal.h"
#include "forum/held.h"
#include "forum/moderation.h"
#include "ui/screens/letters.h"
#include "ui/words.h"

static const struct letter_row {
	enum case_act act;
	enum team_act does; /* ACT_COUNT: something that is no decision */
	int days;
	const char *title, *words; /* untranslated */
} rows[] = {
    {CASE_HIDE, ACT_HIDE, 0, N_("Hide the message"),
	N_("Hello. We have hidden your message, and nobody is cross with you. What we mean: ____ To put it "
	   "right, please change that and send it again. Your words wait at home, as a draft.")},
    {CASE_RESTORE, ACT_RESTORE, 0, N_("Put the message back"), N_("Hello. We have put your message back. ____")},
    {CASE_SEND_BACK, ACT_COUNT, 0, N_("Send it back to its writer"),
	N_("Hello. Thank you for writing. Before others read it, we ask you to change something: ____ Then "
	   "please send it again. Your words wait at home, as a draft.")},
    {CASE_PAUSE_2_WEEKS, ACT_PAUSE, MODERATION_2_WEEKS, N_("Pause the writer for 2 weeks"), NULL},
    {CASE_PAUSE_1_MONTH, ACT_PAUSE, MODERATION_1_MONTH, N_("Pause the writer for 1 month"), NULL},
    {CASE_END_PAUSE, ACT_END_PAUSE, 0, N_("End the writer's pause"),
	N_("Hello. Your pause is over, and you can write again. ____")},
    {CASE_UPHOLD, ACT_COUNT, 0, N_("It was right: it stays"),
	N_("Hello. Somebody who did not decide it has looked at it again. It stays as it is. Why: ____")},
    {CASE_CHANGE, ACT_COUNT, 0, N_("It was wrong: undo it"),
	N_("Hello. Somebody who did not decide it has looked at it again. We have changed it. ____ We are sorry.")},
};

#define PAUSE_WORDS \
	N_("Hello. We have paused your membership for a while. What we mean: ____ You can still read the boards that " \
	   "guests read. When the pause is over you can write again. This would help then: ____")

static const struct letter_row *
letter_find(enum case_act act)
{
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
		if (rows[k].act == act)
			return &rows[k];
	return &rows[0];
}

const char *
letter_title(enum case_act act)
{
	return _(letter_find(act)->title);
}

const char *
letter_template(enum case_act act)
{
	const struct letter_row *row = letter_find(act);

	return row->words ? _(row->words) : _(PAUSE_WORDS);
}

enum err
letter_do(struct visit *visit, int64_t desk_case, enum case_act act, int ground, const char *words)
{
	const struct letter_row *row = letter_find(act);
	const struct team_letter letter = {.words = words, .ground = (enum ground)ground, .days = row->days};

	switch (act) {
	case CASE_UPHOLD:
		return appeal_uphold(&visit->forum, &visit->actor, desk_case, words);
	case CASE_CHANGE:
		return appeal_change(&visit->forum, &visit->actor, desk_case, words);
	case CASE_SEND_BACK:
		return held_send_back(&visit->forum, &visit->actor, desk_case, letter.ground, words);
	default:
		return moderation_do(&visit->forum, &visit->actor, desk_case, row->does, &letter);
	}
}
