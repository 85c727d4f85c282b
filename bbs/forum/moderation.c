/*
 * What the team does.
 */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/appeal_judge.h"
#include "forum/desk_act.h"
#include "forum/folding.h"
#include "forum/judge.h"
#include "forum/moderation_deed.h"
#include "store/cases.h"
#include "store/members.h"
#include "store/threads.h"

#define GROUND_WORD(name, word) [GROUND_##name] = word,

static const char *const ground_words[GROUND_COUNT] = {GROUND_LIST(GROUND_WORD)};

const char *
ground_name(enum ground ground)
{
	return ground_words[ground];
}

int
ground_find(const char *word)
{
	for (int ground = 0; ground < GROUND_COUNT; ground++)
		if (!strcmp(ground_words[ground], word))
			return ground;
	return -1;
}

enum err
moderation_check_words(const char *words)
{
	struct str clean;
	enum err err = ERR_OK;

	text_clean(TEXT_BODY, words, &clean);
	if (!clean.bytes)
		err = ERR_EMPTY;
	else if (strstr(clean.text, MODERATION_GAP))
		err = ERR_INVALID;
	else if (clean.bytes > MODERATION_WORDS_BYTES)
		err = ERR_TOO_LONG;
	str_clear(&clean);
	return err;
}

/*
 * May this member act on that one? Nobody on themselves, and only the lead on one of the team. Where the writer is not
 * to be known, who they are makes no difference: it would say something of them.
 */
static enum err
moderation_judge(struct forum *forum, const struct actor *actor, int64_t about, int64_t alias)
{
	struct member member = {0};
	enum err err = members_find_id(forum->db, about, &member);

	if (err == ERR_OK && about == actor->member)
		err = ERR_DENIED;
	if (err == ERR_OK && !alias && judge_has(&member, CAP_DESK) && !actor_can(actor, CAP_TOLD_RED))
		err = ERR_DENIED;
	member_clear(&member);
	return err;
}

static enum err
moderation_find_message(struct forum *forum, const struct actor *actor, const struct desk_case *row,
    struct message *out)
{
	enum err err = row->message ? messages_find_as_written(forum->db, row->message, out) : ERR_NOT_FOUND;

	return err == ERR_OK ? moderation_judge(forum, actor, out->author, out->alias) : err;
}

/* About a message, or about who wrote it. */
static const struct deed {
	enum cap cap;
	bool is_to_message;
	moderation_deed *do_it;
} deeds[ACT_COUNT] = {
    [ACT_HIDE] = {CAP_HIDE, true, moderation_hide_it},
    [ACT_RESTORE] = {CAP_HIDE, true, moderation_restore_it},
    [ACT_PAUSE] = {CAP_PAUSE, false, moderation_pause_them},
    [ACT_END_PAUSE] = {CAP_PAUSE, false, moderation_end_their_pause},
};

enum err
moderation_note(struct forum *forum, const struct matter *matter, enum team_act act, enum notice_kind kind,
    const struct team_letter *letter)
{
	const struct desk_case *row = matter->row;
	const struct message *message = matter->message;
	const struct ruling ruling = {
	    .act = act,
	    .kind = kind,
	    .ground = letter->ground < GROUND_COUNT ? ground_words[letter->ground] : "",
	    .words = letter->words,
	    .desk_case = row ? row->id : 0,
	    .by = matter->by,
	    .about = message ? message->author : row->about,
	    .thread = message ? message->thread : row->thread, /* of a member's too: an unknown writer stays unknown */
	    .message = message ? message->id : row->message,
	    .number = message ? message->number : 0,
	    .is_unknown = row && row->alias,
	    .text = message ? message->body : NULL,
	};

	return decision_note(forum, &ruling);
}

enum err
moderation_set_outcome(struct forum *forum, const struct matter *matter, const char *outcome)
{
	return matter->row && !*matter->row->outcome ? cases_set_outcome(forum->db, matter->row->id, outcome) : ERR_OK;
}

/* letter->words: as they were typed, and checked. */
static enum err
moderation_do_clean(struct forum *forum, enum team_act act, const struct matter *matter,
    const struct team_letter *letter)
{
	struct team_letter clean = *letter;
	struct str words;
	enum err err;

	text_clean(TEXT_BODY, letter->words, &words);
	clean.words = words.text;
	err = deeds[act].do_it(forum, matter, &clean);
	str_clear(&words);
	return err;
}

static enum err
moderation_do_inside(struct forum *forum, enum team_act act, const struct actor *member, const struct desk_case *row,
    const struct team_letter *letter)
{
	struct matter matter = {.by = member->member, .row = row};
	struct message message = {0};
	enum err err;

	if (!deeds[act].is_to_message) {
		err = row->about ? moderation_judge(forum, member, row->about, row->alias) : ERR_NOT_FOUND;
		return err == ERR_OK ? moderation_do_clean(forum, act, &matter, letter) : err;
	}
	err = moderation_find_message(forum, member, row, &message);
	matter.message = &message;
	if (err == ERR_OK)
		err = moderation_do_clean(forum, act, &matter, letter);
	message_clear(&message);
	return err;
}

enum err
moderation_do(struct forum *forum, const struct actor *actor, int64_t desk_case, enum team_act act,
    const struct team_letter *letter)
{
	struct actor member = *actor;
	struct desk_case row = {0};
	enum err err = moderation_check_words(letter->words);

	if (err == ERR_OK)
		err = desk_act_begin(forum, &member, deeds[act].cap, desk_case, &row);
	if (err != ERR_OK)
		return err;
	err = appeal_judge_close(forum, row.id); /* what is new about them is told in a case of its own */
	if (err != ERR_OK)
		return desk_act_end(forum, &row, err);
	return desk_act_end(forum, &row, moderation_do_inside(forum, act, &member, &row, letter));
}

enum err
moderation_hide(struct forum *forum, const struct actor *actor, int64_t desk_case, enum ground ground,
    const char *words)
{
	return moderation_do(forum, actor, desk_case, ACT_HIDE,
	    &(struct team_letter){.words = words, .ground = ground});
}

enum err
moderation_restore(struct forum *forum, const struct actor *actor, int64_t desk_case, const char *words)
{
	return moderation_do(forum, actor, desk_case, ACT_RESTORE,
	    &(struct team_letter){.words = words, .ground = GROUND_COUNT});
}

enum err
moderation_pause(struct forum *forum, const struct actor *actor, int64_t desk_case, int days, enum ground ground,
    const char *words)
{
	return moderation_do(forum, actor, desk_case, ACT_PAUSE,
	    &(struct team_letter){.words = words, .ground = ground, .days = days});
}

enum err
moderation_end_pause(struct forum *forum, const struct actor *actor, int64_t desk_case, const char *words)
{
	return moderation_do(forum, actor, desk_case, ACT_END_PAUSE,
	    &(struct team_letter){.words = words, .ground = GROUND_COUNT});
}

static enum err
moderation_unfold_it(struct forum *forum, const struct actor *member, const struct desk_case *row)
{
	struct message message = {0};
	enum err err = moderation_find_message(forum, member, row, &message);

	if (err == ERR_OK)
		err = folding_end(forum, member->member, &message);
	message_clear(&message);
	return err;
}

enum err
moderation_unfold(struct forum *forum, const struct actor *actor, int64_t desk_case)
{
	struct actor member = *actor;
	struct desk_case row = {0};
	enum err err = desk_act_begin(forum, &member, CAP_HIDE, desk_case, &row);

	return err == ERR_OK ? desk_act_end(forum, &row, moderation_unfold_it(forum, &member, &row)) : err;
}

static enum err
moderation_operate_inside(struct forum *forum, int64_t thread, int64_t number, enum team_act act,
    const struct team_letter *letter)
{
	struct message found = {0}, message = {0};
	struct matter matter = {.message = &message};
	enum err err = messages_find(forum->db, thread, 0, number, &found);

	if (err == ERR_OK)
		err = messages_find_as_written(forum->db, found.id, &message);
	if (err == ERR_OK)
		err = moderation_do_clean(forum, act, &matter, letter);
	message_clear(&found);
	message_clear(&message);
	return err;
}

static enum err
moderation_operate(struct forum *forum, int64_t thread, int64_t number, enum team_act act,
    const struct team_letter *letter)
{
	enum err err = moderation_check_words(letter->words);

	if (err == ERR_OK)
		err = db_begin(forum->db);
	if (err == ERR_OK)
		err = db_end(forum->db, moderation_operate_inside(forum, thread, number, act, letter));
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

enum err
moderation_brake(struct forum *forum, int64_t thread, int64_t number, enum ground ground, const char *words)
{
	return moderation_operate(forum, thread, number, ACT_HIDE,
	    &(struct team_letter){.words = words, .ground = ground});
}

enum err
moderation_release(struct forum *forum, int64_t thread, int64_t number, const char *words)
{
	return moderation_operate(forum, thread, number, ACT_RESTORE,
	    &(struct team_letter){.words = words, .ground = GROUND_COUNT});
}

enum err
moderation_find_pause(struct forum *forum, const struct actor *actor, int64_t *out_until, char **out_code)
{
	struct member member = {0};
	enum err err = actor->member ? members_find_id(forum->db, actor->member, &member) : ERR_NOT_FOUND;

	if (err == ERR_OK && member.paused_until <= clock_now())
		err = ERR_NOT_FOUND;
	if (err == ERR_OK) {
		*out_until = member.paused_until;
		*out_code = mem_copy_string(member.pause_reason);
	}
	member_clear(&member);
	return err;
}
