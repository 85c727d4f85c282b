/*
 * Block and mute.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/fold.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/avoid.h"
#include "forum/conversation.h"
#include "forum/judge.h"
#include "forum/label.h"
#include "store/avoid.h"
#include "store/members.h"

#define MUTE_WORD_OF(name, word) [MUTE_##name] = word,

static const char *const mute_words[MUTE_COUNT] = {MUTE_LIST(MUTE_WORD_OF)};

const char *
mute_name(enum mute mute)
{
	return mute_words[mute];
}

enum err
avoid_list(struct forum *forum, const struct actor *actor, struct block_row_list *blocks, struct mute_row_list *mutes)
{
	enum err err = actor->member ? blocks_list(forum->db, actor->member, blocks) : ERR_OK;

	return err == ERR_OK && actor->member ? mutes_list(forum->db, actor->member, mutes) : err;
}

enum err
avoid_has_blocked(struct forum *forum, int64_t member, int64_t other, bool *out)
{
	return blocks_has(forum->db, member, other, out);
}

static enum err
avoid_block_inside(struct forum *forum, const struct actor *actor, int64_t other)
{
	struct block_row_list blocks = {0};
	struct member member = {0};
	enum err err = members_find_id(forum->db, other, &member);

	if (err == ERR_OK && member.gone_at)
		err = ERR_NOT_FOUND;
	member_clear(&member);
	if (err == ERR_OK)
		err = blocks_list(forum->db, actor->member, &blocks);
	if (err == ERR_OK && blocks.count >= AVOID_MOST)
		err = ERR_TOO_LONG;
	block_row_list_clear(&blocks);
	return err == ERR_OK ? blocks_add(forum->db, actor->member, other, clock_now()) : err;
}

enum err
avoid_block(struct forum *forum, const struct actor *actor, int64_t other)
{
	enum err err = actor->member && actor->member != other ? judge_begin(forum, actor, CAP_SETTLE) : ERR_DENIED;

	return err == ERR_OK ? db_end(forum->db, avoid_block_inside(forum, actor, other)) : err;
}

enum err
avoid_unblock(struct forum *forum, const struct actor *actor, int64_t other)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	return err == ERR_OK ? db_end(forum->db, blocks_remove(forum->db, actor->member, other)) : err;
}

static enum err
avoid_add(struct forum *forum, const struct actor *actor, const struct mute_row *row)
{
	struct mute_row_list mutes = {0};
	size_t count = 0;
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	if (err != ERR_OK)
		return err;
	err = mutes_list(forum->db, actor->member, &mutes);
	for (size_t k = 0; k < mutes.count; k++)
		count += !strcmp(mutes.rows[k].kind, row->kind);
	mute_row_list_clear(&mutes);
	if (err == ERR_OK)
		err = count >= AVOID_MOST ? ERR_FULL : mutes_add(forum->db, actor->member, row, clock_now());
	return db_end(forum->db, err);
}

enum err
avoid_mute_alias(struct forum *forum, const struct actor *actor, int64_t thread_id, int64_t number)
{
	struct thread thread = {0};
	struct message message = {0};
	struct mute_row row = {.kind = (char *)mute_words[MUTE_ALIAS], .thread = thread_id};
	enum err err = conversation_get(forum, actor, thread_id, &thread);

	if (err == ERR_OK)
		err = conversation_message(forum, actor, &thread, number, &message);
	if (err == ERR_OK && !message.alias)
		err = ERR_NOT_FOUND;
	if (err == ERR_OK && message.author == actor->member)
		err = ERR_DENIED;
	if (err == ERR_OK) {
		row.what = mem_format("%lld", (long long)message.alias);
		err = avoid_add(forum, actor, &row);
	}
	free(row.what);
	message_clear(&message);
	thread_clear(&thread);
	return err == ERR_FULL ? ERR_TOO_LONG : err;
}

/* Is there anything in it that a message could have? */
static bool
avoid_has_words(const char *text, size_t bytes)
{
	struct str folded;
	bool has_words = false;

	str_init(&folded);
	fold_words(text, bytes, &folded);
	for (size_t k = 0; k < folded.bytes; k++)
		has_words = has_words || (folded.text[k] != '.' && folded.text[k] != ' ');
	str_clear(&folded);
	return has_words;
}

enum err
avoid_mute_word(struct forum *forum, const struct actor *actor, const char *typed)
{
	struct mute_row row = {.kind = (char *)mute_words[MUTE_WORD]};
	struct str clean;
	enum err err;

	text_clean(TEXT_LINE, typed, &clean);
	row.what = clean.text;
	if (!avoid_has_words(clean.text, clean.bytes))
		err = ERR_EMPTY;
	else if (text_count_graphemes(clean.text, clean.bytes) > AVOID_WORD_MOST)
		err = ERR_TOO_LONG;
	else
		err = avoid_add(forum, actor, &row);
	str_clear(&clean);
	return err;
}

enum err
avoid_mute(struct forum *forum, const struct actor *actor, enum mute mute, const char *what)
{
	struct mute_row row = {.kind = (char *)mute_words[mute], .what = (char *)what}; /* borrowed, and only read */

	if ((mute != MUTE_TAG || tag_find(what) < 0) && (mute != MUTE_NOTE || content_note_find(what) < 0))
		return ERR_INVALID;
	return avoid_add(forum, actor, &row);
}

enum err
avoid_unmute(struct forum *forum, const struct actor *actor, const struct mute_row *row)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	return err == ERR_OK ? db_end(forum->db, mutes_remove(forum->db, actor->member, row)) : err;
}
