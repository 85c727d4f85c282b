/*
 * bbs admin erase: taking out for good, and bringing copies up to it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/verb.h"
#include "cli/words.h"
#include "forum/copies.h"
#include "forum/erase.h"

void
admin_print_copies(const struct copies_count *count)
{
	if (count->rewritten)
		printf(n_("%lld copy was written anew without what was erased.\n",
			   "%lld copies were written anew without what was erased.\n", count->rewritten),
		    (long long)count->rewritten);
	if (count->sealed)
		printf(n_("%lld sealed copy can't be looked into. It goes when it is old.\n",
			   "%lld sealed copies can't be looked into. They go when they are old.\n", count->sealed),
		    (long long)count->sealed);
}

int
admin_catch_up(struct admin *admin, struct copies_count *out)
{
	enum err err = copies_catch_up(&admin->forum, admin->data, out);

	if (err != ERR_OK)
		return admin_fail(admin, THING_CATCH_UP, err, admin->data);
	if (!out->failed)
		return ADMIN_DONE;
	fflush(stdout);
	fprintf(stderr,
	    n_("bbs admin: %lld copy can't be read or written, and may still hold what was erased. Look at what lies "
	       "in backups/.\n",
		"bbs admin: %lld copies can't be read or written, and may still hold what was erased. Look at what "
		"lies in backups/.\n",
		out->failed),
	    (long long)out->failed);
	return ADMIN_FAILED;
}

static int
erase_print(const struct admin *admin, const char *words, const struct copies_count *count)
{
	if (admin_wants_json(admin))
		return admin_print_json(
		    json_pack("{s:b, s:I, s:I, s:I}", "is_done", true, "copies_rewritten", (json_int_t)count->rewritten,
			"copies_sealed", (json_int_t)count->sealed, "copies_failed", (json_int_t)count->failed));
	puts(words);
	admin_print_copies(count);
	return ADMIN_DONE;
}

/* What was done, said when the copies are done too. */
static int
erase_end(struct admin *admin, const char *words)
{
	struct copies_count count = {0};
	int status;

	erase_settle(&admin->forum);
	status = admin_catch_up(admin, &count);
	erase_print(admin, words, &count);
	return status;
}

int
admin_erase_member(struct admin *admin)
{
	const char *name = admin->words[0];
	enum err err = erase_member(&admin->forum, admin->data, name, admin->options[ADMIN_KEEP_WORDS] != NULL);

	if (err != ERR_OK)
		return admin_fail(admin, THING_ERASE_MEMBER, err, name);
	return erase_end(admin,
	    admin->options[ADMIN_KEEP_WORDS] ? _("The member is gone. What they wrote on boards stays, without a name.")
					     : _("The member is gone, with everything they wrote."));
}

/* ADMIN_DONE, or a sentence was said. */
static int
erase_read_place(const struct admin *admin, int64_t *thread, int64_t *number)
{
	if (!admin_take_number(admin->words[0], 1, INT64_MAX, thread))
		return admin_misuse(admin->verb, _("A conversation is a number that 'conversation list' shows"),
		    admin->words[0]);
	if (!admin_take_number(admin->words[1], 1, INT64_MAX, number))
		return admin_misuse(admin->verb, _("A message is its number in the conversation"), admin->words[1]);
	return ADMIN_DONE;
}

static int
erase_fail(const struct admin *admin, enum err err, int64_t thread, int64_t number)
{
	char about[64];

	snprintf(about, sizeof about, "%lld %lld", (long long)thread, (long long)number);
	return admin_fail(admin, THING_ERASE, err, about);
}

int
admin_erase_message(struct admin *admin)
{
	int64_t thread, number;
	int status = erase_read_place(admin, &thread, &number);
	enum err err;

	if (status != ADMIN_DONE)
		return status;
	err = erase_message(&admin->forum, admin->data, thread, number);
	if (err != ERR_OK)
		return erase_fail(admin, err, thread, number);
	return erase_end(admin, _("The message is gone. Its writer is told."));
}

int
admin_erase_words(struct admin *admin)
{
	const char *with = admin->options[ADMIN_WITH];
	int64_t thread, number;
	int status = erase_read_place(admin, &thread, &number);
	enum err err;

	if (status != ADMIN_DONE)
		return status;
	if (!with)
		return admin_misuse(admin->verb, _("Say what stands there instead: --with TEXT"), NULL);
	err = erase_words(&admin->forum, admin->data, thread, number, admin->words[2], with);
	if (err != ERR_OK)
		return erase_fail(admin, err, thread, number);
	return erase_end(admin, _("The words are gone. Its writer is told."));
}

int
admin_erase_copies(struct admin *admin)
{
	enum err err = erase_go_on(&admin->forum, admin->data);

	if (err != ERR_OK)
		return admin_fail(admin, THING_ANY, err, admin->data);
	return erase_end(admin, _("Nothing that was erased is left to take out."));
}
