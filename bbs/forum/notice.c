/*
 * Notices.
 */
#include <string.h>

#include "base/clock.h"
#include "forum/notice.h"
#include "store/notices.h"

#define NOTICE_WORD(name, word) [NOTICE_##name] = word,

static const char *const notice_words[NOTICE_COUNT] = {NOTICE_LIST(NOTICE_WORD)};

const char *
notice_kind_name(enum notice_kind kind)
{
	return notice_words[kind];
}

int
notice_kind_find(const char *word)
{
	for (int kind = 0; kind < NOTICE_COUNT; kind++)
		if (!strcmp(notice_words[kind], word))
			return kind;
	return -1;
}

enum err
notice_tell(struct forum *forum, int64_t member, enum notice_kind kind, int64_t thread, int64_t number,
    const char *reason, const char *words)
{
	return notice_tell_decision(forum, member, kind, 0, thread, number, reason, words);
}

enum err
notice_tell_decision(struct forum *forum, int64_t member, enum notice_kind kind, int64_t decision, int64_t thread,
    int64_t number, const char *reason, const char *words)
{
	struct notice_row row = {
	    .member = member,
	    .kind = (char *)notice_words[kind], /* borrowed, and only read */
	    .thread = thread,
	    .number = number,
	    .reason = (char *)reason,
	    .words = (char *)words,
	    .at = clock_now(),
	    .decision = decision,
	};

	return notices_add(forum->db, &row);
}

enum err
notice_take_back(struct forum *forum, int64_t member, enum notice_kind kind, int64_t thread, int64_t number)
{
	const struct notice_row row = {
	    .member = member,
	    .kind = (char *)notice_words[kind], /* borrowed, and only read */
	    .thread = thread,
	    .number = number,
	};

	return notices_take_back(forum->db, &row);
}

enum err
notice_list(struct forum *forum, const struct actor *actor, struct notice_row_list *out)
{
	return actor->member ? notices_list(forum->db, actor->member, NOTICES_SHOWN, out) : ERR_OK;
}

enum err
notice_find(struct forum *forum, const struct actor *actor, int64_t id, struct notice_row *out)
{
	return notices_find(forum->db, actor->member, id, out);
}

enum err
notice_dismiss(struct forum *forum, const struct actor *actor, int64_t id)
{
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, notices_remove(forum->db, actor->member, id));
}
