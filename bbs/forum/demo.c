/*
 * The demo board: invented members and their conversations, read from bbs/content/demo.txt:
 *
 *   %member NAME ROLE DAYS_AGO
 *   %conversation BOARD | TITLE
 *   %message NAME DAYS_AGO HH:MM [re N]
 *   the message's paragraphs
 *
 * Messages go in by time over all conversations, since ids order everything on a board. The file is ours, so a
 * mistake in it is a bug.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/embed.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/account.h"
#include "forum/filler.h"
#include "forum/guide.h"
#include "forum/setup.h"
#include "store/boards.h"
#include "store/members.h"
#include "store/threads.h"

enum { DAY = 86400 };

struct demo_conversation {
	char board[32];
	char title[400];
	int64_t thread; /* 0 until its first message is in */
};

struct demo_message {
	size_t conversation; /* in demo.conversations */
	size_t order;        /* in the file, for equal times */
	int64_t at;          /* seconds after midnight today; negative for days ago */
	int64_t reply_to;
	char author[ACCOUNT_NAME_MOST + 1];
	struct str body;
};

struct demo_member {
	char name[ACCOUNT_NAME_MOST + 1];
	char role[16];
	int64_t at;
	int64_t id;
};

struct demo {
	struct demo_conversation *conversations;
	struct demo_message *messages;
	struct demo_member *members;
	size_t conversation_count, message_count, member_count;
};

static void
demo_add_member(struct demo *demo, const char *line)
{
	struct demo_member *member;
	int days;

	demo->members = mem_resize_array(demo->members, demo->member_count + 1, sizeof *demo->members);
	member = &demo->members[demo->member_count++];
	*member = (struct demo_member){0};
	if (sscanf(line, "%20s %15s %d", member->name, member->role, &days) != 3)
		fatal("demo: %s", line);
	member->at = -(int64_t)days * DAY;
}

static void
demo_add_conversation(struct demo *demo, const char *line)
{
	struct demo_conversation *conversation;

	demo->conversations =
	    mem_resize_array(demo->conversations, demo->conversation_count + 1, sizeof *demo->conversations);
	conversation = &demo->conversations[demo->conversation_count++];
	*conversation = (struct demo_conversation){0};
	if (sscanf(line, "%31s | %399[^\n]", conversation->board, conversation->title) != 2)
		fatal("demo: %s", line);
}

static void
demo_add_message(struct demo *demo, const char *line)
{
	struct demo_message *message;
	int days, hour, minute, reply_to = 0;

	demo->messages = mem_resize_array(demo->messages, demo->message_count + 1, sizeof *demo->messages);
	message = &demo->messages[demo->message_count];
	*message = (struct demo_message){.conversation = demo->conversation_count - 1, .order = demo->message_count};
	demo->message_count++;
	str_init(&message->body);
	if (!demo->conversation_count ||
	    sscanf(line, "%20s %d %d:%d re %d", message->author, &days, &hour, &minute, &reply_to) < 4)
		fatal("demo: %s", line);
	message->at = (int64_t)hour * 3600 + minute * 60 - (int64_t)days * DAY;
	message->reply_to = reply_to;
}

static void
demo_take_line(struct demo *demo, const char *line)
{
	static const struct {
		const char *word;
		void (*add)(struct demo *, const char *);
	} kinds[] = {
	    {"%member ", demo_add_member},
	    {"%conversation ", demo_add_conversation},
	    {"%message ", demo_add_message},
	};

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		if (!strncmp(line, kinds[k].word, strlen(kinds[k].word))) {
			kinds[k].add(demo, line + strlen(kinds[k].word));
			return;
		}
	if (demo->message_count) {
		str_add(&demo->messages[demo->message_count - 1].body, line);
		str_add(&demo->messages[demo->message_count - 1].body, "\n");
	}
}

static int
demo_compare(const void *a, const void *b)
{
	const struct demo_message *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

static void
demo_read(struct demo *demo)
{
	char *text = embed_copy("content/demo.txt"), *rest = text, *line;

	while ((line = strsep(&rest, "\n")))
		demo_take_line(demo, line);
	free(text);
	qsort(demo->messages, demo->message_count, sizeof *demo->messages, demo_compare);
}

static void
demo_clear(struct demo *demo)
{
	for (size_t k = 0; k < demo->message_count; k++)
		str_clear(&demo->messages[k].body);
	free(demo->messages);
	free(demo->conversations);
	free(demo->members);
}

static int64_t
demo_member_id(const struct demo *demo, const char *name)
{
	for (size_t k = 0; k < demo->member_count; k++)
		if (!strcmp(demo->members[k].name, name))
			return demo->members[k].id;
	fatal("demo: no member %s", name);
}

static enum err
demo_put_members(struct forum *forum, struct demo *demo, int64_t midnight)
{
	for (size_t k = 0; k < demo->member_count; k++) {
		struct demo_member *member = &demo->members[k];
		char folded[ACCOUNT_NAME_MOST + 1];
		enum err err = account_check_name(member->name);
		struct member record = {.name = member->name, .role = member->role, .joined_at = midnight + member->at};

		record.consented_at = record.joined_at; /* the demo's people were all asked */
		if (err != ERR_OK || actor_role_find(member->role) < 0)
			fatal("demo: member %s", member->name);
		account_fold_name(member->name, folded);
		err = members_add(forum->db, &record, folded, &member->id);
		if (err != ERR_OK)
			return err;
	}
	return ERR_OK;
}

static enum err
demo_put_message(struct forum *forum, const struct demo *demo, const struct demo_message *message, int64_t midnight)
{
	struct demo_conversation *conversation = &demo->conversations[message->conversation];
	struct message record = {
	    .author = demo_member_id(demo, message->author),
	    .reply_to = message->reply_to,
	    .written_at = midnight + message->at,
	};
	struct str body = message->body;
	struct board board = {0};
	struct thread thread;
	int64_t id, number;
	enum err err = ERR_OK;

	if (!conversation->thread) {
		if (boards_find(forum->db, conversation->board, &board) != ERR_OK)
			fatal("demo: no board %s", conversation->board);
		thread = (struct thread){
		    .board = board.id,
		    .title = conversation->title,
		    .starter = record.author,
		    .started_at = record.written_at,
		};
		err = threads_add(forum->db, &thread, &conversation->thread);
		board_clear(&board);
	}
	text_trim(&body);
	record.body = body.text;
	record.thread = conversation->thread;
	return err == ERR_OK ? messages_add(forum->db, &record, &id, &number) : err;
}

/* Every board has conversations here, those too that a new board begins without. */
static enum err
demo_switch_on_boards(struct forum *forum)
{
	struct board_list boards = {0};
	enum err err = boards_list(forum->db, false, 0, &boards);

	for (size_t k = 0; err == ERR_OK && k < boards.count; k++)
		if (!boards.rows[k].is_on) {
			boards.rows[k].is_on = true;
			err = boards_save(forum->db, &boards.rows[k]);
		}
	board_list_clear(&boards);
	return err;
}

/* The newest message lies in the past, even just after midnight. */
static int64_t
demo_find_midnight(const struct demo *demo)
{
	int64_t now = clock_now(), midnight = now - now % DAY;

	return midnight + demo->messages[demo->message_count - 1].at > now ? midnight - DAY : midnight;
}

static enum err
demo_put(struct forum *forum, struct demo *demo, int64_t midnight)
{
	enum err err = demo_switch_on_boards(forum);

	if (err == ERR_OK)
		err = guide_confirm_all(forum);
	if (err == ERR_OK)
		err = demo_put_members(forum, demo, midnight);
	for (size_t k = 0; err == ERR_OK && k < demo->message_count; k++)
		err = demo_put_message(forum, demo, &demo->messages[k], midnight);
	return err;
}

static enum err
demo_refuse_lived_in(struct forum *forum, int64_t expected)
{
	struct member_list members = {0};
	enum err err = members_list(forum->db, &members);

	if (err == ERR_OK && (int64_t)members.count != expected)
		err = ERR_TAKEN;
	member_list_clear(&members);
	return err;
}

/* Older than everything that is written by hand, so that it lies underneath on every board. */
static enum err
demo_put_filler(struct forum *forum, const struct demo *demo, int64_t messages, int64_t midnight,
    struct filler_made *out)
{
	enum err err = messages ? demo_refuse_lived_in(forum, 0) : ERR_OK;

	return err == ERR_OK ? filler_put(forum, messages, midnight + demo->messages[0].at, out) : err;
}

enum err
setup_demo(struct forum *forum, int64_t filler, int64_t *members, int64_t *conversations, int64_t *messages)
{
	struct demo demo = {0};
	struct filler_made made = {0};
	int64_t midnight;
	enum err err;

	demo_read(&demo);
	midnight = demo_find_midnight(&demo);
	err = demo_put_filler(forum, &demo, filler, midnight, &made);
	if (err == ERR_OK)
		err = db_begin(forum->db);
	if (err == ERR_OK) {
		err = demo_refuse_lived_in(forum, made.members);
		if (err == ERR_OK)
			err = demo_put(forum, &demo, midnight);
		err = db_end(forum->db, err);
	}
	*members = made.members + (int64_t)demo.member_count;
	*conversations = made.conversations + (int64_t)demo.conversation_count;
	*messages = made.messages + (int64_t)demo.message_count;
	demo_clear(&demo);
	return err;
}
