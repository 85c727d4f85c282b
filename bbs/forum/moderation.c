/*
 * What the team does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/audit.h"
#include "forum/desk_act.h"
#include "forum/folding.h"
#include "forum/judge.h"
#include "forum/moderation.h"
#include "forum/notice.h"
#include "forum/waiting.h"
#include "store/drafts.h"
#include "store/folds.h"
#include "store/members.h"
#include "store/revisions.h"
#include "store/threads.h"

enum { DAY = 86400 };

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

/* The words as they are kept; owned. */
static char *
moderation_clean(const char *words)
{
	struct str clean;

	text_clean(TEXT_BODY, words, &clean);
	return str_take(&clean);
}

/* The text goes back to its writer: where it came from, and below whatever they are writing there. */
static enum err
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
moderation_take_down(struct forum *forum, int64_t by, const struct message *message, enum ground ground,
    const char *words)
{
	const char *code = ground_words[ground];
	char *clean = moderation_clean(words);
	enum err err = messages_set_state(forum->db, message->id, "hidden", by, clock_now());

	if (err == ERR_OK)
		err = waiting_note_gone(forum, message->id);
	if (err == ERR_OK)
		err = moderation_give_back(forum, message);
	if (err == ERR_OK)
		err = notice_take_back(forum, message->author, NOTICE_FOLDED, message->thread, message->number);
	if (err == ERR_OK)
		err = notice_tell(forum, message->author, NOTICE_HIDDEN, message->thread, message->number, code, clean);
	if (err == ERR_OK)
		err = audit_note(forum, by, "hide", "message", message->id, code);
	free(clean);
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

/* What goes with an act in a case, as far as the act has it. */
struct letter {
	const char *words;
	enum ground ground;
	int days;
};

/* What is done, inside the transaction, by the member who has the case. */
typedef enum err moderation_deed(struct forum *, const struct actor *member, const struct desk_case *row,
    const struct letter *letter);

static enum err
moderation_act(struct forum *forum, const struct actor *actor, int64_t desk_case, enum cap cap, moderation_deed *deed,
    const struct letter *letter)
{
	struct actor member = *actor;
	struct desk_case row = {0};
	enum err err = moderation_check_words(letter->words);

	if (err == ERR_OK)
		err = desk_act_begin(forum, &member, cap, desk_case, &row);
	if (err != ERR_OK)
		return err;
	return desk_act_end(forum, &row, deed(forum, &member, &row, letter));
}

static enum err
moderation_find_message(struct forum *forum, const struct actor *actor, const struct desk_case *row,
    struct message *out)
{
	enum err err = row->message ? messages_find_as_written(forum->db, row->message, out) : ERR_NOT_FOUND;

	return err == ERR_OK ? moderation_judge(forum, actor, out->author, out->alias) : err;
}

static enum err
moderation_hide_it(struct forum *forum, const struct actor *member, const struct desk_case *row,
    const struct letter *letter)
{
	struct message message = {0};
	enum err err = moderation_find_message(forum, member, row, &message);

	if (err == ERR_OK)
		err = moderation_take_down(forum, member->member, &message, letter->ground, letter->words);
	if (err == ERR_OK && !*row->outcome)
		err = cases_set_outcome(forum->db, row->id, "hidden");
	message_clear(&message);
	return err;
}

enum err
moderation_hide(struct forum *forum, const struct actor *actor, int64_t desk_case, enum ground ground,
    const char *words)
{
	const struct letter letter = {.words = words, .ground = ground};

	return moderation_act(forum, actor, desk_case, CAP_HIDE, moderation_hide_it, &letter);
}

static enum err
moderation_put_back(struct forum *forum, int64_t by, const struct message *message, const char *words)
{
	char *clean = moderation_clean(words);
	enum err err = messages_restore(forum->db, message->id), was;

	if (err == ERR_OK) { /* the team has looked at it */
		was = folds_clear(forum->db, message->id, clock_now());
		err = was == ERR_NOT_FOUND ? ERR_OK : was;
	}
	if (err == ERR_OK)
		err = waiting_note_back(forum, message->id);
	if (err == ERR_OK)
		err = notice_tell(forum, message->author, NOTICE_RESTORED, message->thread, message->number, "", clean);
	if (err == ERR_OK)
		err = audit_note(forum, by, "restore", "message", message->id, "");
	free(clean);
	return err;
}

static enum err
moderation_restore_it(struct forum *forum, const struct actor *member, const struct desk_case *row,
    const struct letter *letter)
{
	struct message message = {0};
	enum err err = moderation_find_message(forum, member, row, &message);

	if (err == ERR_OK)
		err = moderation_put_back(forum, member->member, &message, letter->words);
	if (err == ERR_OK && !strcmp(row->outcome, "hidden"))
		err = cases_set_outcome(forum->db, row->id, "");
	message_clear(&message);
	return err;
}

enum err
moderation_restore(struct forum *forum, const struct actor *actor, int64_t desk_case, const char *words)
{
	const struct letter letter = {.words = words};

	return moderation_act(forum, actor, desk_case, CAP_HIDE, moderation_restore_it, &letter);
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

/* ground GROUND_COUNT: put it back. */
static enum err
moderation_operate(struct forum *forum, int64_t thread, int64_t number, enum ground ground, const char *words)
{
	struct message message = {0};
	enum err err = moderation_check_words(words);

	if (err == ERR_OK)
		err = db_begin(forum->db);
	if (err != ERR_OK)
		return err;
	err = messages_find(forum->db, thread, 0, number, &message);
	if (err == ERR_OK) {
		int64_t id = message.id;

		message_clear(&message);
		err = messages_find_as_written(forum->db, id, &message);
	}
	if (err == ERR_OK)
		err = ground == GROUND_COUNT ? moderation_put_back(forum, 0, &message, words)
					     : moderation_take_down(forum, 0, &message, ground, words);
	message_clear(&message);
	err = db_end(forum->db, err);
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

enum err
moderation_brake(struct forum *forum, int64_t thread, int64_t number, enum ground ground, const char *words)
{
	return moderation_operate(forum, thread, number, ground, words);
}

enum err
moderation_release(struct forum *forum, int64_t thread, int64_t number, const char *words)
{
	return moderation_operate(forum, thread, number, GROUND_COUNT, words);
}

/* until 0: the pause ends. */
static enum err
moderation_set_pause(struct forum *forum, const struct actor *member, int64_t about, int64_t until, const char *code,
    const char *words)
{
	char *clean = moderation_clean(words);
	enum err err = members_set_paused(forum->db, about, until, code);

	if (err == ERR_OK)
		err = notice_tell(forum, about, until ? NOTICE_PAUSED : NOTICE_UNPAUSED, 0, 0, code, clean);
	if (err == ERR_OK)
		err = audit_note(forum, member->member, until ? "pause" : "unpause", "member", about, code);
	free(clean);
	return err;
}

static enum err
moderation_pause_them(struct forum *forum, const struct actor *member, const struct desk_case *row,
    const struct letter *letter)
{
	enum err err = moderation_judge(forum, member, row->about, row->alias);

	if (err == ERR_OK)
		err = moderation_set_pause(forum, member, row->about, clock_now() + (int64_t)letter->days * DAY,
		    ground_words[letter->ground], letter->words);
	return err == ERR_OK ? cases_set_outcome(forum->db, row->id, "paused") : err;
}

enum err
moderation_pause(struct forum *forum, const struct actor *actor, int64_t desk_case, int days, enum ground ground,
    const char *words)
{
	const struct letter letter = {.words = words, .ground = ground, .days = days};

	return moderation_act(forum, actor, desk_case, CAP_PAUSE, moderation_pause_them, &letter);
}

static enum err
moderation_check_paused(struct forum *forum, int64_t about)
{
	struct member member = {0};
	enum err err = members_find_id(forum->db, about, &member);

	if (err == ERR_OK && member.paused_until <= clock_now())
		err = ERR_NOT_FOUND;
	member_clear(&member);
	return err;
}

static enum err
moderation_end_their_pause(struct forum *forum, const struct actor *member, const struct desk_case *row,
    const struct letter *letter)
{
	enum err err = moderation_judge(forum, member, row->about, row->alias);

	if (err == ERR_OK)
		err = moderation_check_paused(forum, row->about);
	return err == ERR_OK ? moderation_set_pause(forum, member, row->about, 0, "", letter->words) : err;
}

enum err
moderation_end_pause(struct forum *forum, const struct actor *actor, int64_t desk_case, const char *words)
{
	const struct letter letter = {.words = words};

	return moderation_act(forum, actor, desk_case, CAP_PAUSE, moderation_end_their_pause, &letter);
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
