/*
 * Finding @names, and noting whom they are.
 */
#include <ctype.h>
#include <string.h>

#include "forum/board.h"
#include "forum/mention.h"
#include "store/boards.h"
#include "store/members.h"
#include "store/mentions.h"

enum { NAME_LEAST = 3, NAME_MOST = 20 };

/* Letters of any language, digits and what joins them: before an @ they make it an address. */
static bool
mention_is_in_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || (c && strchr("-_.+", c));
}

static bool
mention_is_quoted(const char *text, size_t at)
{
	while (at && text[at - 1] != '\n')
		at--;
	return text[at] == '>';
}

/* The name that begins here; its length, 0 for none. */
static size_t
mention_take_name(const char *text, char name[static NAME_MOST + 1])
{
	size_t run = 0, length;

	while (isalnum((unsigned char)text[run]) || text[run] == '-')
		run++;
	length = run;
	while (length && text[length - 1] == '-')
		length--;
	if (length < NAME_LEAST || length > NAME_MOST || (unsigned char)text[run] >= 0x80 || text[run] == '@')
		return 0;
	for (size_t k = 0; k < length; k++)
		name[k] = (char)tolower((unsigned char)text[k]);
	name[length] = '\0';
	return length;
}

bool
mention_next(const char *text, size_t *at, char name[static NAME_MOST + 1])
{
	const char *sign;

	while ((sign = strchr(text + *at, '@'))) {
		size_t where = (size_t)(sign - text);

		*at = where + 1;
		if ((where && mention_is_in_word(text[where - 1])) || mention_is_quoted(text, where))
			continue;
		if (mention_take_name(sign + 1, name))
			return true;
	}
	return false;
}

/* May this member be told: here, and one who may read the board? By the role that is kept: a pause ends. */
static bool
mention_may_tell(const struct member *member, const struct board *board)
{
	int role = actor_role_find(member->role);
	struct actor kept = {.member = member->id, .role = role < 0 ? ACTOR_GUEST : (enum actor_role)role};

	return !member->is_closed && !member->leaving_at && !member->gone_at && board_may_read(&kept, board);
}

struct mentioned {
	int64_t members[MENTION_MOST];
	size_t count;
};

static bool
mention_has(const struct mentioned *mentioned, int64_t member)
{
	for (size_t k = 0; k < mentioned->count; k++)
		if (mentioned->members[k] == member)
			return true;
	return false;
}

/* One more, when there is such a member and they may be told. */
static enum err
mention_add(struct forum *forum, const char *name, int64_t writer, const struct board *board, struct mentioned *out)
{
	struct member member = {0};
	enum err err = members_find(forum->db, name, &member);

	if (err == ERR_OK && member.id != writer && !mention_has(out, member.id) && mention_may_tell(&member, board))
		out->members[out->count++] = member.id;
	member_clear(&member);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err
mention_find_all(struct forum *forum, int64_t writer, int64_t board_id, const char *body, struct mentioned *out)
{
	char name[NAME_MOST + 1];
	struct board board = {0};
	size_t at = 0;
	enum err err = ERR_OK;

	if (!mention_next(body, &at, name))
		return ERR_OK;
	err = boards_find_id(forum->db, board_id, 0, &board);
	at = 0;
	for (int tries = 0; err == ERR_OK && tries < MENTION_TRIES && out->count < MENTION_MOST; tries++) {
		if (!mention_next(body, &at, name))
			break;
		err = mention_add(forum, name, writer, &board, out);
	}
	board_clear(&board);
	return err;
}

enum err
mention_note(struct forum *forum, int64_t writer, int64_t board, int64_t message, const char *body)
{
	struct mentioned mentioned = {0};
	enum err err = mentions_remove(forum->db, message);

	if (err == ERR_OK)
		err = mention_find_all(forum, writer, board, body, &mentioned);
	for (size_t k = 0; k < mentioned.count && err == ERR_OK; k++)
		err = mentions_add(forum->db, mentioned.members[k], message);
	return err;
}

enum err
mention_list(struct forum *forum, const struct actor *actor, struct reply_list *out)
{
	return actor_can(actor, CAP_READ) ? mentions_list(forum->db, actor->member, MENTION_SHOWN, out) : ERR_OK;
}
