/*
 * Drafts.
 */
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "forum/account.h"
#include "forum/writing.h"
#include "store/drafts.h"
#include "store/form_drafts.h"

enum { DRAFTS_SHOWN = 20, MORNING_HOUR = 8, SLEEP_LEAST_S = 4 * 3600 };

enum err
writing_find(struct forum *forum, const struct actor *actor, struct place place, struct draft *out)
{
	return drafts_find(forum->db, actor->member, place.board, place.thread, place.reply_to, out);
}

enum err
writing_find_id(struct forum *forum, const struct actor *actor, int64_t id, struct draft *out)
{
	return drafts_find_id(forum->db, actor->member, id, out);
}

enum err
writing_list(struct forum *forum, const struct actor *actor, struct draft_list *out)
{
	return actor->member ? drafts_list(forum->db, actor->member, DRAFTS_SHOWN, out) : ERR_OK;
}

static bool
writing_is_blank(const char *text)
{
	return strspn(text, " \n") == strlen(text);
}

bool
writing_has_choices(const struct options *options)
{
	return *options->help || *options->note || *options->tags || options->is_anonymous || options->asks_next;
}

static enum err
writing_save_inside(struct forum *forum, const struct actor *actor, const struct draft *draft)
{
	struct actor writer = *actor;
	enum err err = account_refresh(forum, &writer);

	if (err == ERR_OK)
		err = drafts_check_room(forum->db, draft, WRITING_DRAFTS_MOST);
	return err == ERR_OK ? drafts_save(forum->db, draft) : err;
}

enum err
writing_save(struct forum *forum, const struct actor *actor, struct place place, const char *title, const char *body,
    const struct options *options)
{
	struct draft draft = {
	    .member = actor->member,
	    .board = place.board,
	    .thread = place.thread,
	    .reply_to = place.reply_to,
	    .title = (char *)title, /* borrowed, and only read */
	    .body = (char *)body,
	    .saved_at = clock_now(),
	};
	enum err err;

	if (options)
		draft.options = *options;
	if (writing_is_blank(title) && writing_is_blank(body) && !writing_has_choices(&draft.options))
		return writing_discard(forum, actor, place);
	err = db_begin(forum->db);
	if (err != ERR_OK)
		return err;
	return db_end(forum->db, writing_save_inside(forum, actor, &draft));
}

enum err
writing_discard(struct forum *forum, const struct actor *actor, struct place place)
{
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, drafts_remove(forum->db, actor->member, place.board, place.thread, place.reply_to));
}

/* Of a day so many days on; mktime() knows how long a night is in which the clocks change. */
static int64_t
writing_morning_of(const struct tm *today, int days_on)
{
	struct tm tm = {
	    .tm_year = today->tm_year,
	    .tm_mon = today->tm_mon,
	    .tm_mday = today->tm_mday + days_on,
	    .tm_hour = MORNING_HOUR,
	    .tm_isdst = -1,
	};

	return (int64_t)mktime(&tm);
}

int64_t
writing_morning(int64_t now)
{
	time_t at = (time_t)now;
	struct tm today;
	int64_t morning;

	localtime_r(&at, &today);
	morning = writing_morning_of(&today, 0);
	return morning >= now + SLEEP_LEAST_S ? morning : writing_morning_of(&today, 1);
}

bool
writing_has_woken(const struct options *options, int64_t now)
{
	return options->wake_at && options->wake_at <= now;
}

/* --- forms --- */

static struct form_place
writing_form_place(const struct actor *actor, struct form_at at)
{
#define FORM_WORD(name, word) [FORM_##name] = word,
	static const char *const words[FORM_COUNT] = {FORM_LIST(FORM_WORD)};

	return (struct form_place){
	    .member = actor->member,
	    .form = words[at.form],
	    .thread = at.thread,
	    .number = at.number,
	};
}

enum err
writing_keep_form(struct forum *forum, const struct actor *actor, struct form_at at, const char *words)
{
	struct form_place place = writing_form_place(actor, at);
	enum err err = actor->member ? db_begin(forum->db) : ERR_OK;

	if (err != ERR_OK || !actor->member)
		return err;
	return db_end(forum->db,
	    writing_is_blank(words) ? form_drafts_remove(forum->db, &place)
				    : form_drafts_save(forum->db, &place, words, clock_now()));
}

enum err
writing_find_form(struct forum *forum, const struct actor *actor, struct form_at at, char **words)
{
	struct form_place place = writing_form_place(actor, at);

	return actor->member ? form_drafts_find(forum->db, &place, words) : ERR_NOT_FOUND;
}
