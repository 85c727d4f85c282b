/*
 * bbs admin conversation, message: the emergency brake. The operator has no part in cases, and is shown no message.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "forum/conversation.h"
#include "forum/moderation.h"

/* --- conversations --- */

static int
conversation_print_json(const struct thread_list *list)
{
	json_t *out = json_array();

	for (size_t k = 0; k < list->count; k++)
		json_array_append_new(out,
		    json_pack("{s:I, s:o, s:I, s:o}", "conversation", (json_int_t)list->rows[k].id, "title",
			admin_json_text(list->rows[k].title), "messages", (json_int_t)list->rows[k].message_count,
			"last_at", admin_json_time(list->rows[k].last_at)));
	return admin_print_json(out);
}

static int
conversation_print_table(const struct thread_list *list)
{
	struct table table;

	table_init(&table, 4);
	table_add(&table, _("CONVERSATION"));
	table_add(&table, _("MESSAGES"));
	table_add(&table, _("LAST"));
	table_add(&table, _("TITLE"));
	for (size_t k = 0; k < list->count; k++) {
		json_t *at = admin_json_time(list->rows[k].last_at);

		table_add_number(&table, list->rows[k].id);
		table_add_number(&table, list->rows[k].message_count);
		table_add(&table, json_string_value(at));
		table_add(&table, list->rows[k].title);
		json_decref(at);
	}
	table_print(&table, "", stdout);
	table_clear(&table);
	return ADMIN_DONE;
}

int
admin_conversation_list(struct admin *admin)
{
	struct thread_list list = {0};
	enum err err = conversation_list_newest(&admin->forum, admin->words[0], &list);
	int status;

	if (err != ERR_OK)
		status = admin_fail(admin, THING_BOARD, err, admin->words[0]);
	else
		status = admin_wants_json(admin) ? conversation_print_json(&list) : conversation_print_table(&list);
	thread_list_clear(&list);
	return status;
}

/* --- messages --- */

/* Which message, by the two words. ADMIN_DONE, or a sentence was said. */
static int
message_read_place(const struct admin *admin, int64_t *thread, int64_t *number)
{
	if (!admin_take_number(admin->words[0], 1, INT64_MAX, thread))
		return admin_misuse(admin->verb, _("A conversation is a number that 'conversation list' shows"),
		    admin->words[0]);
	if (!admin_take_number(admin->words[1], 1, INT64_MAX, number))
		return admin_misuse(admin->verb, _("A message is its number in the conversation"), admin->words[1]);
	if (!admin->options[ADMIN_WORDS])
		return admin_misuse(admin->verb, _("Say to its writer what was done and why: --words TEXT"), NULL);
	return ADMIN_DONE;
}

static int
message_print(const struct admin *admin, int64_t thread, int64_t number, bool is_hidden)
{
	if (admin_wants_json(admin))
		return admin_print_json(json_pack("{s:I, s:I, s:b}", "conversation", (json_int_t)thread, "number",
		    (json_int_t)number, "is_hidden", is_hidden));
	printf(is_hidden
		? _("Message %lld of conversation %lld is hidden. Its writer is told, and has the text back as a "
		    "draft. Please tell the team.\n")
		: _("Message %lld of conversation %lld is shown again. Its writer is told.\n"),
	    (long long)number, (long long)thread);
	return ADMIN_DONE;
}

static int
message_end(const struct admin *admin, enum err err, int64_t thread, int64_t number, bool is_hidden)
{
	char about[64];

	if (err == ERR_OK)
		return message_print(admin, thread, number, is_hidden);
	snprintf(about, sizeof about, "%lld %lld", (long long)thread, (long long)number);
	return admin_fail(admin, THING_MESSAGE, err, about);
}

int
admin_message_hide(struct admin *admin)
{
	const char *reason = admin->options[ADMIN_REASON], *words = admin->options[ADMIN_WORDS];
	int64_t thread, number;
	int status = message_read_place(admin, &thread, &number), ground = reason ? ground_find(reason) : -1;

	if (status != ADMIN_DONE)
		return status;
	if (ground < 0)
		return admin_misuse(admin->verb, _("--reason is rule-1 to rule-9, details or law"), reason);
	return message_end(admin, moderation_brake(&admin->forum, thread, number, (enum ground)ground, words), thread,
	    number, true);
}

int
admin_message_restore(struct admin *admin)
{
	int64_t thread, number;
	int status = message_read_place(admin, &thread, &number);

	if (status != ADMIN_DONE)
		return status;
	return message_end(admin, moderation_release(&admin->forum, thread, number, admin->options[ADMIN_WORDS]),
	    thread, number, false);
}
