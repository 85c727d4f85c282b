/*
 * A busy hour on a demo board, for tests/e2e/nudge.test; not shipped.
 *
 *   busy_hour DIRECTORY
 *
 * Every member gives an e-mail address, reader-N@example.org, and most confirm it; they leave. Then people answer in
 * every conversation, with what others of the board wrote elsewhere, and begin new ones. Everything goes by the doors
 * that visitors use. Prints what no mail may hold, "name NAME" and "said WORDS", a line each; and how many mails of each
 * kind must come of it: "mail KIND NUMBER".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/conversation.h"
#include "forum/nudge.h"
#include "store/outbox.h"
#include "store/threads.h"

enum { ANSWERS = 3, UNCONFIRMED_EACH = 6, CONVERSATIONS_MOST = 2000 };

struct hour {
	struct config config;
	struct forum forum;
	struct member_list members;
	int unconfirmed; /* addresses whose digits are still on their way */
};

static void
must(enum err err, const char *what)
{
	if (err != ERR_OK)
		fatal("%s: %s", what, err_name(err));
}

static struct actor
as_actor(const struct member *member)
{
	struct actor actor = {.member = member->id, .role = (enum actor_role)actor_role_find(member->role)};

	snprintf(actor.name, sizeof actor.name, "%s", member->name);
	return actor;
}

static void
print_line(const char *what, const char *text)
{
	printf("%s ", what);
	for (; *text; text++)
		putchar(*text == '\n' ? ' ' : *text);
	putchar('\n');
}

static void
read_code(struct hour *hour, int64_t member, char out[16])
{
	struct outbox_row_list list = {0};

	must(outbox_list(hour->forum.db, INT64_MAX, 1000, &list), "outbox");
	for (size_t k = 0; k < list.count; k++)
		if (list.rows[k].member == member && !strcmp(list.rows[k].kind, "confirm"))
			snprintf(out, 16, "%s", list.rows[k].code);
	outbox_row_list_clear(&list);
}

static void
want_nudges(struct hour *hour)
{
	for (size_t k = 0; k < hour->members.count; k++) {
		struct actor actor = as_actor(&hour->members.rows[k]);
		char *address = mem_format("reader-%zu@example.org", k);
		char code[16] = "";

		print_line("name", actor.name);
		must(nudge_ask(&hour->forum, &actor, address), "ask");
		read_code(hour, actor.member, code);
		if (k % UNCONFIRMED_EACH)
			must(nudge_confirm(&hour->forum, &actor, code), "confirm");
		else
			hour->unconfirmed++;
		must(account_leave(&hour->forum, &actor), "leave");
		free(address);
	}
}

/* What somebody wrote in another conversation; owned, NULL for nothing. */
static char *
borrow_words(struct hour *hour, int64_t thread)
{
	struct message message = {0};
	char *words = NULL;

	if (messages_find(hour->forum.db, thread, 0, 1, &message) == ERR_OK)
		words = mem_copy_string(message.body);
	message_clear(&message);
	return words;
}

/* Somebody of the board, another for each conversation and answer, never its starter. */
static const struct member *
choose_writer(const struct hour *hour, const struct thread *thread, int answer)
{
	size_t at = ((size_t)thread->id * 7 + (size_t)answer * 11) % hour->members.count;

	if (hour->members.rows[at].id == thread->starter)
		at = (at + 1) % hour->members.count;
	return &hour->members.rows[at];
}

static void
answer_one(struct hour *hour, const struct thread *thread, int answer)
{
	struct actor writer = as_actor(choose_writer(hour, thread, answer));
	char *words = borrow_words(hour, thread->id + answer + 1), *body;
	int64_t number;

	if (!words)
		return;
	body = mem_format("%s\n%s, and so says %s of the marigold lighthouse", words, thread->title, writer.name);
	must(conversation_answer(&hour->forum, &writer, thread->id, 1, body, NULL, &number), "answer");
	print_line("said", body);
	free(body);
	free(words);
}

/* Words that open a red case by themselves. */
static void
despair(struct hour *hour, int64_t thread)
{
	static const char words[] = "I lie awake beside the gramophone and I want to die.";
	struct actor writer = as_actor(&hour->members.rows[0]);
	int64_t number;

	must(conversation_answer(&hour->forum, &writer, thread, 1, words, NULL, &number), "despair");
	print_line("said", words);
}

static void
begin_one(struct hour *hour, const struct thread *thread)
{
	struct actor writer = as_actor(choose_writer(hour, thread, ANSWERS));
	char *title = mem_format("Wheelbarrow %lld", (long long)thread->id);
	int64_t id;

	must(conversation_start(&hour->forum, &writer, thread->board, title, "Rhubarb and cobblestones.", NULL, &id),
	    "start");
	print_line("said", title);
	print_line("said", "Rhubarb and cobblestones.");
	free(title);
}

static void
answer_all(struct hour *hour)
{
	struct thread thread = {0};

	for (int64_t id = 1; id < CONVERSATIONS_MOST; id++) {
		if (threads_find(hour->forum.db, id, 0, &thread) != ERR_OK)
			break;
		for (int k = 0; k < ANSWERS; k++)
			answer_one(hour, &thread, k);
		if (id % 10 == 0 && !strstr(thread.title, "Wheelbarrow"))
			begin_one(hour, &thread);
		thread_clear(&thread);
	}
}

static int
count_nudges(struct hour *hour)
{
	struct outbox_row_list list = {0};
	int count = 0;

	must(outbox_list(hour->forum.db, INT64_MAX, 10000, &list), "outbox");
	for (size_t k = 0; k < list.count; k++)
		count += !strcmp(list.rows[k].kind, "nudge");
	outbox_row_list_clear(&list);
	return count;
}

int
main(int argc, char **argv)
{
	struct hour hour = {0};

	if (argc != 2)
		return 2;
	log_init(LOG_LEVEL_ERROR, "busy-hour");
	config_init(&hour.config);
	hour.config.limits_first_messages = 0; /* nothing waits for the team */
	hour.config.limits_new_gap_s = hour.config.limits_new_conversation_gap_s = 0;
	hour.config.limits_new_hourly = 10000;
	must(forum_open(argv[1], &hour.config, &hour.forum), "open");
	must(account_list(&hour.forum, &hour.members), "members");
	want_nudges(&hour);
	answer_all(&hour);
	despair(&hour, 1);
	printf("mail nudge %d\nmail confirm %d\n", count_nudges(&hour), hour.unconfirmed);
	member_list_clear(&hour.members);
	forum_close(&hour.forum);
	config_clear(&hour.config);
	return 0;
}
