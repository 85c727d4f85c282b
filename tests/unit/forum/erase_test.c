/*
 * Erased is gone: of a member everything, of a message all that it says and said, quotes of it too; nothing of anybody
 * else's. A crash in between, a copy that is put back and a torn line of the ledger change nothing about it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/audit.h"
#include "forum/backup.h"
#include "forum/care.h"
#include "forum/copies.h"
#include "forum/erase.h"
#include "forum/leaving.h"
#include "forum/ledger.h"
#include "forum/report.h"
#include "store/drafts.h"
#include "store/revisions.h"
#include "store/threads.h"

#define CANARY "quizzlewick"

struct scene {
	struct data *data;
	struct actor ann, ben;
	int64_t board, thread;
};

static void
keep_draft(const struct scene *s, const struct actor *who, int64_t thread, const char *title, const char *body)
{
	struct draft draft = {
	    .member = who->member,
	    .board = s->board,
	    .thread = thread,
	    .title = (char *)title,
	    .body = (char *)body,
	    .saved_at = DATA_NOON,
	};
	struct db *db = s->data->forum.db;

	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(db_end(db, drafts_save(db, &draft)), ERR_OK);
}

/* Ann wrote messages 1 and 3, Ben 2 and 4, which quotes her. */
static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	data_group(s.data, "talking", 1);
	s.board = data_board(s.data, "nights", "talking", true);
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.ben = data_member(s.data, "ben-there", ACTOR_MEMBER);
	s.thread = data_thread(s.data, s.board, &s.ann, "About " CANARY);
	data_message(s.data, s.thread, &s.ann, 0, "Mum calls it " CANARY " and\nlaughs about it.");
	data_message(s.data, s.thread, &s.ben, 1, "Kind words of mine.");
	data_message(s.data, s.thread, &s.ann, 2, "> Kind words of mine.\nMore of " CANARY " here.");
	data_message(s.data, s.thread, &s.ben, 1,
	    "> Mum calls it   " CANARY "\n> and\n> laughs\n\n> Kind words\nI see.");
	return s;
}

static int64_t
holds(const struct scene *s, const char *query)
{
	return data_count(s->data, query);
}

/* In how many places of the board the word still is. */
static int64_t
canaries(const struct scene *s)
{
	return holds(s,
	    "SELECT (SELECT count(*) FROM message WHERE instr(body, '" CANARY "'))"
	    " + (SELECT count(*) FROM message_revision WHERE instr(body, '" CANARY "'))"
	    " + (SELECT count(*) FROM evidence WHERE instr(body, '" CANARY "'))"
	    " + (SELECT count(*) FROM report WHERE instr(words, '" CANARY "'))"
	    " + (SELECT count(*) FROM private_message WHERE instr(body, '" CANARY "'))"
	    " + (SELECT count(*) FROM thread WHERE instr(title, '" CANARY "'))"
	    " + (SELECT count(*) FROM draft WHERE instr(title || body, '" CANARY "'))"
	    " + (SELECT count(*) FROM held_message WHERE instr(title || body, '" CANARY "'))"
	    " + (SELECT count(*) FROM form_draft WHERE instr(body, '" CANARY "'))"
	    " + (SELECT count(*) FROM handover WHERE instr(words, '" CANARY "'))"
	    " + (SELECT count(*) FROM case_opinion WHERE instr(words, '" CANARY "'))"
	    " + (SELECT count(*) FROM case_note WHERE instr(words, '" CANARY "'))"
	    " + (SELECT count(*) FROM member WHERE instr(name || about, '" CANARY "'))");
}

static char *
said(const struct scene *s, int64_t number)
{
	struct message message = {0};
	char *body;

	assert_int_equal(messages_find(s->data->forum.db, s->thread, 0, number, &message), ERR_OK);
	body = mem_copy_string(message.body);
	message_clear(&message);
	return body;
}

static void
assert_says(const struct scene *s, int64_t number, const char *expected)
{
	char *body = said(s, number);

	assert_string_equal(body, expected);
	free(body);
}

static void
revise(const struct scene *s, int64_t number, const char *body)
{
	struct db *db = s->data->forum.db;
	struct message message = {0};

	assert_int_equal(messages_find(db, s->thread, 0, number, &message), ERR_OK);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(db_end(db, messages_revise(db, message.id, body, message.author, DATA_NOON)), ERR_OK);
	message_clear(&message);
}

static void
spread(const struct scene *s)
{
	struct db *db = s->data->forum.db;

	revise(s, 3, "Nothing much.");
	keep_draft(s, &s->ann, 0, "Again " CANARY, "More.");
	keep_draft(s, &s->ben, s->thread, "", "> More of " CANARY " here.\nAnd I think");
	assert_int_equal(report_tell(&s->data->forum, &s->ann,
			     &(struct telling){.reason = REASON_UNKIND,
				 .thread = s->thread,
				 .number = 2,
				 .words = "He said " CANARY}),
	    ERR_OK);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(
	    db_script(db,
		"INSERT INTO form_draft VALUES (1, 'tell', 1, 1, '" CANARY "', 1);"
		"INSERT INTO handover (by_member, words, at) VALUES (1, 'Look at " CANARY
		"', 1), (2, 'All is well', 1);"
		"INSERT INTO desk_case (reason, source, risk, about, opened_at) VALUES ('unkind', 'report', 1, 1, 1),"
		" ('unkind', 'report', 1, 2, 1);"
		"INSERT INTO case_opinion SELECT id, 2 - (about = 2), 0, 'none', 1, '" CANARY "', 1 FROM desk_case"
		" WHERE thread = 0;"
		"INSERT INTO case_note (desk_case, by_member, words, at) SELECT id, 2 - (about = 2), '" CANARY "', 1"
		" FROM desk_case WHERE thread = 0;"
		"INSERT INTO case_note (desk_case, by_member, words, at) SELECT id, 2, 'Of himself', 1 FROM desk_case"
		" WHERE thread = 0 AND about = 2;"
		"INSERT INTO case_claim (desk_case, member, risk, at) VALUES (1, 1, 1, 1), (1, 2, 1, 1);"
		"INSERT INTO desk_opt_out VALUES (1, 'death'), (2, 'harm'); INSERT INTO on_call VALUES (1), (2);"
		"UPDATE desk_case SET for_member = 1 WHERE about = 2;"
		"INSERT INTO held_message (member, board, thread, title, body, why, sent_at, live_at) VALUES"
		" (1, 1, 0, 'T " CANARY "', '', 'first', 1, 0),"
		" (2, 1, 1, '', '> Mum calls it " CANARY " and' || char(10) || 'Yes.', 'first', 1, 0);"
		"INSERT INTO private_thread (asker, other, state, asked_at) VALUES (1, 2, 'open', 1);"
		"INSERT INTO private_message (private_thread, author, body, written_at) VALUES"
		" (1, 1, '" CANARY "', 1), (1, 2, 'yes, dear', 1);"
		"INSERT INTO hug VALUES (2, 1, 'hug', 2, 1, 0), (1, 2, 'hug', 1, 1, 0);"
		"INSERT INTO alias VALUES (1, 1, 7); INSERT INTO bookmark VALUES (1, 2, 1);"
		"INSERT INTO watch VALUES (1, 1, 1), (2, 1, 1); INSERT INTO block VALUES (1, 2, 1), (2, 1, 1);"
		"INSERT INTO recovery_code VALUES (1, 'x', 1, 0, 0), (2, 'y', 1, 0, 0);"
		"INSERT INTO member_key VALUES (1, 'ssh-ed25519 AAAA', 1), (2, 'ssh-ed25519 BBBB', 1);"
		"INSERT INTO nudge (member, address, asked_at) VALUES (1, 'ann@example.org', 1);"),
	    ERR_OK);
	assert_int_equal(db_commit(db), ERR_OK);
}

static void
a_member_is_gone_with_every_word(void **state)
{
	struct scene s = begin(state);
	struct actor actor;

	spread(&s);
	assert_in_range(canaries(&s), 11, 23);
	assert_int_equal(erase_member(&s.data->forum, s.data->root, "ann-here", false), ERR_OK);
	assert_int_equal(canaries(&s), 0);
	assert_int_equal(account_find(&s.data->forum, "ann-here", &actor), ERR_NOT_FOUND);
	assert_int_equal(holds(&s,
			     "SELECT count(*) FROM member WHERE id = 1 AND name = '~1' AND name_folded = '~1'"
			     " AND is_closed AND gone_at > 0 AND leaving_at = 0 AND password_hash IS NULL"),
	    1);
	assert_int_equal(holds(&s, "SELECT count(*) FROM nudge"), 0);
	assert_int_equal(holds(&s, "SELECT count(*) FROM alias"), 1); /* nobody else gets the same one */
	assert_int_equal(
	    holds(&s,
		"SELECT (SELECT count(*) FROM hug) + (SELECT count(*) FROM block) + (SELECT count(*) FROM bookmark)"),
	    0);
	/* nothing of anybody else's */
	assert_int_equal(holds(&s,
			     "SELECT (SELECT count(*) FROM watch) + (SELECT count(*) FROM recovery_code)"
			     " + (SELECT count(*) FROM member_key)"),
	    3);
	assert_int_equal(holds(&s, "SELECT count(*) FROM private_message WHERE body = 'yes, dear'"), 1);
	assert_int_equal(holds(&s, "SELECT count(*) FROM handover WHERE words = 'All is well'"), 1);
	assert_int_equal(holds(&s, "SELECT count(*) FROM case_opinion WHERE words = ''"), 2);
	assert_int_equal(holds(&s, "SELECT count(*) FROM case_note WHERE words = ''"), 2);
	assert_int_equal(holds(&s, "SELECT count(*) FROM case_note WHERE words = 'Of himself'"), 1);
	assert_int_equal(holds(&s,
			     "SELECT sum(member) FROM (SELECT member FROM case_claim UNION ALL SELECT member FROM"
			     " desk_opt_out UNION ALL SELECT member FROM on_call)"),
	    6);
	assert_int_equal(holds(&s, "SELECT count(*) FROM desk_case WHERE for_member > 0"), 0);
	assert_says(&s, 2, "Kind words of mine.");
	assert_int_equal(holds(&s, "SELECT count(*) FROM message WHERE author = 1 AND state = 'left'"), 2);
	assert_int_equal(audit_verify(&s.data->forum, &(int64_t){0}, &(int64_t){0}), ERR_OK);
}

static void
quotes_are_taken_out_and_what_stands_around_them_stays(void **state)
{
	struct scene s = begin(state);

	keep_draft(&s, &s.ben, s.thread, "", "> More of " CANARY " here.\nAnd I think");
	assert_int_equal(erase_member(&s.data->forum, s.data->root, "ann-here", false), ERR_OK);
	assert_says(&s, 4, "> (...)\n\n> Kind words\nI see.");
	assert_int_equal(holds(&s, "SELECT count(*) FROM draft WHERE body = '> (...)' || char(10) || 'And I think'"),
	    1);
}

static void
words_may_stay_without_the_name(void **state)
{
	struct scene s = begin(state);
	struct message message = {0};

	assert_int_equal(erase_member(&s.data->forum, s.data->root, "ann-here", true), ERR_OK);
	assert_int_equal(messages_find(s.data->forum.db, s.thread, s.ben.member, 1, &message), ERR_OK);
	assert_non_null(strstr(message.body, CANARY));
	assert_string_equal(message.state, "live");
	assert_string_equal(message.author_name, "");
	message_clear(&message);
	assert_int_equal(holds(&s, "SELECT count(*) FROM member WHERE name = '~1' AND gone_at > 0"), 1);
	/* and may go later */
	assert_int_equal(erase_member(&s.data->forum, s.data->root, "~1", false), ERR_OK);
	assert_int_equal(canaries(&s), 0);
}

static void
one_message_goes_and_its_writer_is_told(void **state)
{
	struct scene s = begin(state);

	revise(&s, 1, "It has a name.");
	keep_draft(&s, &s.ann, 0, "About " CANARY, "Mum calls it " CANARY " and\nlaughs about it.");
	assert_int_equal(erase_message(&s.data->forum, s.data->root, s.thread, 1), ERR_OK);
	assert_int_equal(canaries(&s), 1); /* the other message */
	assert_says(&s, 4, "> (...)\n\n> Kind words\nI see.");
	assert_int_equal(holds(&s, "SELECT count(*) FROM notice WHERE member = 1 AND kind = 'erased' AND number = 1"),
	    1);
	assert_int_equal(holds(&s, "SELECT count(*) FROM draft"), 0);
	assert_int_equal(holds(&s, "SELECT count(*) FROM audit WHERE action = 'erase' AND actor = 0"), 1);
	assert_int_equal(erase_message(&s.data->forum, s.data->root, s.thread, 77), ERR_NOT_FOUND);
}

static void
words_that_tell_who_it_is_are_replaced(void **state)
{
	struct scene s = begin(state);
	struct forum *forum = &s.data->forum;
	char *body;

	revise(&s, 1, "My mum Quizzlewick; quizzlewicks are others. QUIZZLEWICK's!");
	assert_int_equal(erase_words(forum, s.data->root, s.thread, 1, CANARY, "Mum"), ERR_OK);
	assert_says(&s, 1, "My mum Mum; quizzlewicks are others. Mum's!");
	body = said(&s, 4);
	assert_non_null(strstr(body, "> Mum calls it   Mum\n"));
	free(body);
	assert_int_equal(holds(&s, "SELECT count(*) FROM message_revision WHERE instr(body, 'Mum calls it Mum')"), 1);
	assert_int_equal(holds(&s, "SELECT count(*) FROM thread WHERE title = 'About Mum'"), 1);
	/* ann said it in another message too, and that was not asked for */
	body = said(&s, 3);
	assert_non_null(strstr(body, CANARY));
	free(body);
	assert_int_equal(erase_words(forum, s.data->root, s.thread, 1, " ", "Mum"), ERR_EMPTY);
	assert_int_equal(erase_words(forum, s.data->root, 99, 1, CANARY, "Mum"), ERR_NOT_FOUND);
}

static bool
file_holds(const char *path, const char *word)
{
	FILE *file = fopen(path, "r");
	char *bytes = NULL;
	size_t count;
	bool holds_it;

	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	count = (size_t)ftell(file);
	rewind(file);
	bytes = mem_alloc(count + 1);
	assert_int_equal(fread(bytes, 1, count, file), count);
	holds_it = memmem(bytes, count, word, strlen(word)) != NULL;
	free(bytes);
	fclose(file);
	return holds_it;
}

static void
evidence_of_an_open_case_waits_until_it_is_closed(void **state)
{
	struct scene s = begin(state);
	struct telling telling = {.reason = REASON_UNKIND, .thread = s.thread, .number = 1, .words = ""};
	struct copies_count count;
	struct backup copy = {0};
	bool did = false;

	assert_int_equal(report_tell(&s.data->forum, &s.ben, &telling), ERR_OK);
	assert_int_equal(erase_member(&s.data->forum, s.data->root, "ann-here", false), ERR_OK);
	assert_int_equal(canaries(&s), 1);
	assert_int_equal(erase_due(&s.data->forum, s.data->root, &did), ERR_OK);
	assert_false(did);
	assert_int_equal(backup_make(&s.data->forum, s.data->root, NULL, &copy), ERR_OK);
	assert_true(file_holds(copy.path, CANARY));
	assert_int_equal(db_script(s.data->forum.db, "UPDATE desk_case SET closed_at = 1"), ERR_OK);
	assert_int_equal(erase_due(&s.data->forum, s.data->root, &did), ERR_OK);
	assert_true(did);
	assert_int_equal(canaries(&s), 0);
	/* and out of copies that were made before */
	assert_int_equal(copies_catch_up(&s.data->forum, s.data->root, &count), ERR_OK);
	assert_int_equal(count.rewritten, 1);
	assert_false(file_holds(copy.path, CANARY));
	free(copy.path);
}

static void
evidence_goes_after_a_time_even_if_the_case_stays_open(void **state)
{
	struct scene s = begin(state);
	struct telling telling = {.reason = REASON_UNKIND, .thread = s.thread, .number = 1, .words = ""};
	bool did = false;

	assert_int_equal(report_tell(&s.data->forum, &s.ben, &telling), ERR_OK);
	assert_int_equal(erase_member(&s.data->forum, s.data->root, "ann-here", false), ERR_OK);
	clock_pin(DATA_NOON + (ERASE_HOLD_DAYS + 1) * 86400);
	assert_int_equal(erase_due(&s.data->forum, s.data->root, &did), ERR_OK);
	assert_int_equal(canaries(&s), 0);
}

/* The order was on disk, and then the power went. */
static void
what_a_crash_left_undone_is_done_later(void **state)
{
	struct scene s = begin(state);
	struct ledger_order order = {.kind = LEDGER_MEMBER, .at = DATA_NOON, .id = s.ann.member, .check = DATA_NOON};
	char *path = ledger_path(s.data->root);
	FILE *file;

	assert_int_equal(ledger_append(path, &order), ERR_OK);
	file = fopen(path, "a");
	assert_non_null(file);
	fputs("17954352", file); /* another one was being written */
	fclose(file);
	assert_int_equal(erase_go_on(&s.data->forum, s.data->root), ERR_OK);
	assert_int_equal(canaries(&s), 0);
	assert_int_equal(erase_message(&s.data->forum, s.data->root, s.thread, 2), ERR_OK);
	assert_says(&s, 2, "");
	free(path);
}

/* An id of another board's copy, or of somebody who came after an old copy was put back. */
static void
an_order_for_another_with_that_id_does_nothing(void **state)
{
	struct scene s = begin(state);
	struct ledger_order order = {.kind = LEDGER_MEMBER, .id = s.ann.member, .check = DATA_NOON - 1};
	char *path = ledger_path(s.data->root);

	assert_int_equal(ledger_append(path, &order), ERR_OK);
	order = (struct ledger_order){.kind = LEDGER_MESSAGE, .id = 1, .check = DATA_NOON - 1};
	assert_int_equal(ledger_append(path, &order), ERR_OK);
	assert_int_equal(erase_go_on(&s.data->forum, s.data->root), ERR_OK);
	assert_int_equal(canaries(&s), 4);
	free(path);
}

static void
copies_are_brought_up_to_the_ledger(void **state)
{
	struct scene s = begin(state);
	struct copies_count count;
	struct backup before = {0}, after = {0};
	char beside[200];

	assert_int_equal(backup_make(&s.data->forum, s.data->root, NULL, &before), ERR_OK);
	assert_true(file_holds(before.path, CANARY));
	assert_int_equal(erase_member(&s.data->forum, s.data->root, "ann-here", false), ERR_OK);
	clock_advance_ms(1000);
	assert_int_equal(backup_make(&s.data->forum, s.data->root, NULL, &after), ERR_OK);
	assert_int_equal(copies_catch_up(&s.data->forum, s.data->root, &count), ERR_OK);
	assert_int_equal(count.rewritten, 1);
	assert_int_equal(count.failed, 0);
	assert_false(file_holds(before.path, CANARY));
	assert_false(file_holds(after.path, CANARY));
	snprintf(beside, sizeof beside, "%s" LEDGER_SUFFIX, before.path);
	assert_int_equal(access(beside, R_OK), 0);
	assert_int_equal(copies_catch_up(&s.data->forum, s.data->root, &count), ERR_OK);
	assert_int_equal(count.rewritten, 0);
	free(before.path);
	free(after.path);
}

/* It was away when the others were brought up. */
static void
a_copy_that_is_put_back_is_brought_up_before_it_opens(void **state)
{
	struct scene s = begin(state);
	struct backup copy = {0};
	char away[200], *kept = NULL;

	assert_int_equal(backup_make(&s.data->forum, s.data->root, NULL, &copy), ERR_OK);
	data_path(s.data, "away.db", away, sizeof away);
	assert_int_equal(rename(copy.path, away), 0);
	assert_int_equal(erase_member(&s.data->forum, s.data->root, "ann-here", false), ERR_OK);
	data_close(s.data);
	assert_int_equal(care_restore(s.data->root, away, &kept), ERR_OK);
	data_open(s.data);
	assert_int_equal(canaries(&s), 0);
	assert_int_equal(holds(&s, "SELECT count(*) FROM member WHERE name = '~1'"), 1);
	assert_says(&s, 2, "Kind words of mine.");
	free(kept);
	free(copy.path);
}

static void
the_ledger_beside_a_copy_is_enough(void **state)
{
	struct scene s = begin(state);
	struct backup old = {0}, new = {0};
	char *path = ledger_path(s.data->root), *kept = NULL;

	assert_int_equal(backup_make(&s.data->forum, s.data->root, NULL, &old), ERR_OK);
	assert_int_equal(erase_member(&s.data->forum, s.data->root, "ann-here", false), ERR_OK);
	clock_advance_ms(1000);
	assert_int_equal(backup_make(&s.data->forum, s.data->root, NULL, &new), ERR_OK);
	data_close(s.data);
	assert_int_equal(unlink(path), 0); /* the machine is another one */
	assert_int_equal(copies_learn(s.data->root, old.path), ERR_OK);
	assert_int_equal(copies_learn(s.data->root, old.path), ERR_OK); /* twice is once */
	assert_int_equal(care_restore(s.data->root, old.path, &kept), ERR_OK);
	data_open(s.data);
	assert_int_equal(canaries(&s), 0);
	free(kept);
	free(path);
	free(old.path);
	free(new.path);
}

static void
the_last_lead_hands_over_first(void **state)
{
	struct scene s = begin(state);
	struct actor lead = data_member(s.data, "lea-leads", ACTOR_LEAD);

	assert_int_equal(erase_member(&s.data->forum, s.data->root, "lea-leads", false), ERR_RESERVED);
	data_member(s.data, "les-leads", ACTOR_LEAD);
	assert_int_equal(erase_member(&s.data->forum, s.data->root, "lea-leads", false), ERR_OK);
	(void)lead;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, data_make_empty, data_remove)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(a_member_is_gone_with_every_word),
	    TEST(quotes_are_taken_out_and_what_stands_around_them_stays),
	    TEST(words_may_stay_without_the_name),
	    TEST(one_message_goes_and_its_writer_is_told),
	    TEST(words_that_tell_who_it_is_are_replaced),
	    TEST(evidence_of_an_open_case_waits_until_it_is_closed),
	    TEST(evidence_goes_after_a_time_even_if_the_case_stays_open),
	    TEST(what_a_crash_left_undone_is_done_later),
	    TEST(an_order_for_another_with_that_id_does_nothing),
	    TEST(copies_are_brought_up_to_the_ledger),
	    TEST(a_copy_that_is_put_back_is_brought_up_before_it_opens),
	    TEST(the_ledger_beside_a_copy_is_enough),
	    TEST(the_last_lead_hands_over_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
