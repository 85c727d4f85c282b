/*
 * The demo board: invented members and their conversations, read from bbs/content/demo.txt:
 *
 *   %member NAME ROLE DAYS_AGO
 *   %shift NAME WEEKDAY HH:MM HH:MM
 *   %conversation BOARD | TITLE
 *   %tags WORD ...
 *   %help WORD
 *   %message NAME DAYS_AGO HH:MM [re N]
 *   the message's paragraphs
 *   %unknown NUMBER, %next, %kept NAME, %hug NAME, %thanks NAME, %me-too NAME
 *
 * Messages go in by time over all conversations, since ids order everything on a board; what follows from one, such as
 * who waits for an answer, is worked out as for any other. The file is ours, so a mistake in it is a bug.
 */
#include <inttypes.h>
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
#include "forum/hug.h"
#include "forum/label.h"
#include "forum/sent.h"
#include "forum/setup.h"
#include "store/aliases.h"
#include "store/boards.h"
#include "store/consents.h"
#include "store/hugs.h"
#include "store/kept_answers.h"
#include "store/members.h"
#include "store/shifts.h"
#include "store/threads.h"

enum { DAY = 86400, DEMO_GIVEN_MOST = 4 };

struct demo_conversation {
	char board[32];
	char title[400];
	char help[LABEL_BYTES];
	char tags[TAGS_BYTES];
	int64_t board_id, thread; /* 0 until its first message is in */
};

/* A hug, thank you or me too. */
struct demo_given {
	enum hug hug;
	char by[ACCOUNT_NAME_MOST + 1];
};

struct demo_message {
	size_t conversation; /* in demo.conversations */
	size_t order;        /* in the file, for equal times */
	int64_t at;          /* seconds after midnight today; negative for days ago */
	int64_t reply_to;
	int64_t alias; /* 0: signed with the name */
	bool is_next;
	char author[ACCOUNT_NAME_MOST + 1];
	char keeper[ACCOUNT_NAME_MOST + 1]; /* who kept it for everybody, "" for nobody */
	struct demo_given given[DEMO_GIVEN_MOST];
	size_t given_count;
	struct str body;
};

struct demo_member {
	char name[ACCOUNT_NAME_MOST + 1];
	char role[16];
	int64_t at;
	int64_t id;
};

struct demo_shift {
	char name[ACCOUNT_NAME_MOST + 1];
	struct shift shift;
};

struct demo {
	struct demo_conversation *conversations;
	struct demo_message *messages;
	struct demo_member *members;
	struct demo_shift *shifts;
	size_t conversation_count, message_count, member_count, shift_count;
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
demo_add_shift(struct demo *demo, const char *line)
{
	struct demo_shift *row;
	int weekday, hour[2], minute[2];

	demo->shifts = mem_resize_array(demo->shifts, demo->shift_count + 1, sizeof *demo->shifts);
	row = &demo->shifts[demo->shift_count++];
	*row = (struct demo_shift){0};
	if (sscanf(line, "%20s %d %d:%d %d:%d", row->name, &weekday, &hour[0], &minute[0], &hour[1], &minute[1]) != 6)
		fatal("demo: %s", line);
	row->shift.weekday = weekday;
	row->shift.starts = (int64_t)hour[0] * 60 + minute[0];
	row->shift.ends = (int64_t)hour[1] * 60 + minute[1];
}

/* --- of the conversation, or the message, that stands above it --- */

static void
demo_add_tags(struct demo *demo, const char *line)
{
	char *words = mem_copy_string(line), *rest = words, *word;

	while ((word = strsep(&rest, " "))) {
		struct demo_conversation *conversation = &demo->conversations[demo->conversation_count - 1];
		int tag = tag_find(word);

		if (tag < 0 || !tags_set(conversation->tags, sizeof conversation->tags, (enum tag)tag, true))
			fatal("demo: %s", line);
	}
	free(words);
}

static void
demo_add_help(struct demo *demo, const char *line)
{
	if (help_find(line) < 0)
		fatal("demo: %s", line);
	snprintf(demo->conversations[demo->conversation_count - 1].help, LABEL_BYTES, "%s", line);
}

static struct demo_message *
demo_last_message(struct demo *demo)
{
	return &demo->messages[demo->message_count - 1];
}

static void
demo_add_alias(struct demo *demo, const char *line)
{
	if (sscanf(line, "%" SCNd64, &demo_last_message(demo)->alias) != 1)
		fatal("demo: %s", line);
}

static void
demo_add_next(struct demo *demo, const char *line)
{
	(void)line;
	demo_last_message(demo)->is_next = true;
}

static void
demo_add_keeper(struct demo *demo, const char *line)
{
	snprintf(demo_last_message(demo)->keeper, ACCOUNT_NAME_MOST + 1, "%s", line);
}

static void
demo_add_given(struct demo *demo, enum hug hug, const char *line)
{
	struct demo_message *message = demo_last_message(demo);
	struct demo_given *given;

	if (message->given_count == DEMO_GIVEN_MOST)
		fatal("demo: %s", line);
	given = &message->given[message->given_count++];
	given->hug = hug;
	snprintf(given->by, sizeof given->by, "%s", line);
}

static void
demo_add_hug(struct demo *demo, const char *line)
{
	demo_add_given(demo, HUG_HUG, line);
}

static void
demo_add_thanks(struct demo *demo, const char *line)
{
	demo_add_given(demo, HUG_THANKS, line);
}

static void
demo_add_me_too(struct demo *demo, const char *line)
{
	demo_add_given(demo, HUG_ME_TOO, line);
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
	    {"%shift ", demo_add_shift},
	    {"%tags ", demo_add_tags},
	    {"%help ", demo_add_help},
	    {"%unknown ", demo_add_alias},
	    {"%next", demo_add_next},
	    {"%kept ", demo_add_keeper},
	    {"%hug ", demo_add_hug},
	    {"%thanks ", demo_add_thanks},
	    {"%me-too ", demo_add_me_too},
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
	free(demo->shifts);
}

static const struct demo_member *
demo_find_member(const struct demo *demo, const char *name)
{
	for (size_t k = 0; k < demo->member_count; k++)
		if (!strcmp(demo->members[k].name, name))
			return &demo->members[k];
	fatal("demo: no member %s", name);
}

static int64_t
demo_member_id(const struct demo *demo, const char *name)
{
	return demo_find_member(demo, name)->id;
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
		if (err == ERR_OK)
			err = consents_add(forum->db, member->id, true, "", record.consented_at);
		if (err != ERR_OK)
			return err;
	}
	return ERR_OK;
}

static enum err
demo_put_shifts(struct forum *forum, struct demo *demo)
{
	enum err err = ERR_OK;
	int64_t id;

	for (size_t k = 0; err == ERR_OK && k < demo->shift_count; k++) {
		demo->shifts[k].shift.member = demo_member_id(demo, demo->shifts[k].name);
		err = shifts_add(forum->db, &demo->shifts[k].shift, &id);
	}
	return err;
}

static enum err
demo_start(struct forum *forum, struct demo_conversation *conversation, const struct message *first)
{
	struct thread thread = {
	    .title = conversation->title,
	    .help = conversation->help,
	    .starter = first->author,
	    .started_at = first->written_at,
	};
	struct board board = {0};
	enum err err;

	if (boards_find(forum->db, conversation->board, &board) != ERR_OK)
		fatal("demo: no board %s", conversation->board);
	conversation->board_id = thread.board = board.id;
	err = threads_add(forum->db, &thread, &conversation->thread);
	board_clear(&board);
	return err;
}

/* What was given for it, and whether it is kept for everybody. */
static enum err
demo_put_reactions(struct forum *forum, const struct demo *demo, const struct demo_message *message,
    const struct sent *sent)
{
	static const char *const words[] = {
#define DEMO_HUG(name, word) word,
	    HUG_LIST(DEMO_HUG)};
	enum err err = ERR_OK;

	for (size_t k = 0; err == ERR_OK && k < message->given_count; k++)
		err = hugs_add(forum->db, sent->message, words[message->given[k].hug],
		    demo_member_id(demo, message->given[k].by), sent->writer->member, sent->at);
	if (err == ERR_OK && *message->keeper)
		err = kept_answers_add(forum->db, sent->board, sent->message, demo_member_id(demo, message->keeper),
		    sent->at);
	return err;
}

/* It is in: what follows from it, as for any message. */
static enum err
demo_note(struct forum *forum, const struct demo *demo, const struct demo_message *message, struct sent *sent)
{
	const struct demo_conversation *conversation = &demo->conversations[message->conversation];
	const struct demo_member *writer = demo_find_member(demo, message->author);
	const struct actor actor = {.member = writer->id, .role = (enum actor_role)actor_role_find(writer->role)};
	struct options options = {.is_anonymous = message->alias > 0, .is_next = message->is_next};
	enum err err;

	snprintf(options.tags, sizeof options.tags, "%s", conversation->tags);
	sent->writer = &actor;
	sent->board = conversation->board_id;
	sent->thread = conversation->thread;
	sent->options = &options;
	err = sent_note(forum, sent);
	return err == ERR_OK ? demo_put_reactions(forum, demo, message, sent) : err;
}

static enum err
demo_put_message(struct forum *forum, const struct demo *demo, const struct demo_message *message, int64_t midnight)
{
	struct demo_conversation *conversation = &demo->conversations[message->conversation];
	struct message record = {
	    .author = demo_member_id(demo, message->author),
	    .reply_to = message->reply_to,
	    .alias = message->alias,
	    .written_at = midnight + message->at,
	};
	struct str body = message->body;
	struct sent sent = {.reply_to = record.reply_to, .at = record.written_at};
	enum err err = conversation->thread ? ERR_OK : demo_start(forum, conversation, &record);

	text_trim(&body);
	record.body = body.text;
	record.thread = conversation->thread;
	if (err == ERR_OK && record.alias)
		err = aliases_add(forum->db, record.thread, record.author, record.alias);
	if (err == ERR_OK)
		err = messages_add(forum->db, &record, &sent.message, &sent.number);
	sent.body = body.text;
	return err == ERR_OK ? demo_note(forum, demo, message, &sent) : err;
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
	if (err == ERR_OK)
		err = demo_put_shifts(forum, demo);
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
