/*
 * How `bbs admin` speaks. Every error of the domain becomes a sentence in one table here: what happened, what is
 * safe, what to do next.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/owner.h"
#include "base/text.h"
#include "cli/explain.h"
#include "cli/verb.h"
#include "cli/words.h"

struct say_row {
	enum admin_thing thing;
	enum err err;
	const char *words;
};

#define UNFINISHED \
	N_("It stopped half way. Part of the demo is written and the rest is not. Remove the directory and make the " \
	   "demo again.")

#define UNDONE \
	N_("It is noted, and not all of it is done. Make room or put right what is wrong, then 'bbs admin erase copies' goes " \
	   "on with it. So does the board when it is started.")

static const struct say_row rows[] = {
    {THING_MEMBER, ERR_NOT_FOUND,
	N_("There is no member of this name. Nothing was changed. 'bbs admin member list' "
	   "shows who there is.")},
    {THING_MEMBER, ERR_TAKEN,
	N_("A member has this name, or one that looks the same. Nothing was changed. Please "
	   "choose another name.")},
    {THING_MEMBER, ERR_RESERVED,
	N_("The board keeps this name for itself. Nothing was changed. Please choose another "
	   "name.")},
    {THING_MEMBER, ERR_TOO_LONG, N_("A name has at most 20 letters. Nothing was changed.")},
    {THING_MEMBER, ERR_INVALID,
	N_("A name is made of 3 to 20 letters a to z, digits and hyphens, with no hyphen at "
	   "its ends. Nothing was changed.")},
    {THING_MEMBER, ERR_EMPTY, N_("A name needs letters. Nothing was changed.")},
    {THING_PASSWORD, ERR_INVALID,
	N_("A password needs at least 8 letters or signs. Nothing was changed. Three words "
	   "in a row make a good one.")},
    {THING_PASSWORD, ERR_TAKEN,
	N_("This password is one of the first that anybody would try. Nothing was changed. "
	   "Please choose another.")},
    {THING_PASSWORD, ERR_TOO_LONG, N_("This password is too long: 256 bytes are the most. Nothing was changed.")},
    {THING_PASSWORD, ERR_BUSY,
	N_("There is not enough memory free to hash a password (64 MiB). Nothing was changed. "
	   "Try again in a moment.")},
    {THING_TERMINAL, ERR_INVALID, N_("The two passwords were not the same. Nothing was changed. Please start again.")},
    {THING_TERMINAL, ERR_TOO_LONG, N_("This password is too long: 256 bytes are the most. Nothing was changed.")},
    {THING_TERMINAL, ERR_EMPTY, N_("No password came. Nothing was changed.")},
    {THING_TERMINAL, ERR_IO,
	N_("There is no terminal to ask for a password on. Nothing was changed. Use "
	   "--password-stdin and write the password to standard input.")},
    {THING_KEY, ERR_NOT_FOUND,
	N_("There is no such file. Nothing was changed. A public key's file often ends in "
	   ".pub.")},
    {THING_KEY, ERR_DENIED,
	N_("This is a private key. It must stay with its owner and be shown to nobody. It was not "
	   "kept, and nothing was changed. Use the file that ends in .pub.")},
    {THING_KEY, ERR_FOREIGN,
	N_("This is a public key in another form. Nothing was changed. In PuTTYgen, copy the text "
	   "of the box at the top, which begins with ssh-, into a file and use that.")},
    {THING_KEY, ERR_INVALID,
	N_("This is not a public key that can be used here. Nothing was changed. It is one line "
	   "that begins with ssh-ed25519, ecdsa-sha2-nistp256 or ssh-rsa.")},
    {THING_KEY, ERR_TOO_LONG, N_("This key is too long: 2048 bytes are the most. Nothing was changed.")},
    {THING_KEY, ERR_EMPTY, N_("This file holds no key. Nothing was changed.")},
    {THING_KEY, ERR_IO, N_("This file can't be read. Nothing was changed.")},
    {THING_BOARD, ERR_NOT_FOUND, N_("There is no such board. Nothing was changed. 'bbs admin board list' shows all.")},
    {THING_BOARD, ERR_TAKEN, N_("There is a board of this name already. Nothing was changed.")},
    {THING_BOARD, ERR_INVALID,
	N_("A board's short name is made of 3 to 30 letters a to z, digits and hyphens. Nothing "
	   "was changed.")},
    {THING_BOARD, ERR_EMPTY, N_("A board needs a name. Nothing was changed.")},
    {THING_BOARD, ERR_TOO_LONG,
	N_("A board's name has at most 40 letters, and what is said about it 100. Nothing was "
	   "changed.")},
    {THING_GROUP, ERR_NOT_FOUND,
	N_("There is no such group of boards. Nothing was changed. 'bbs admin board list' "
	   "shows the groups.")},
    {THING_DEMO, ERR_TAKEN,
	N_("This board has members already. Nothing was changed. Make the demo in another "
	   "directory, with --data.")},
    {THING_FILLER, ERR_FULL,
	N_("The disk is full. Part of the demo is written and the rest is not. Remove the directory, "
	   "make room, and make the demo again.")},
    {THING_FILLER, ERR_BUSY, UNFINISHED},
    {THING_FILLER, ERR_IO, UNFINISHED},
    {THING_FILLER, ERR_STORE, UNFINISHED},
    {THING_BACKUP, ERR_TAKEN,
	N_("There is a file of this name already. It was left as it is, and no copy was made. "
	   "Please choose another name.")},
    {THING_BACKUP, ERR_FULL,
	N_("The disk is full. No copy was made, and the board goes on as it was. Make room, or "
	   "copy to another disk.")},
    {THING_BACKUP, ERR_IO,
	N_("The copy can't be written there. None was made, and the board goes on as it was. Check "
	   "that the directory exists and that you may write in it.")},
    {THING_BACKUP, ERR_DAMAGED,
	N_("The board itself can't be read whole. No copy was made. Look with 'bbs admin "
	   "check', and put the newest good backup back with 'bbs admin restore FILE'.")},
    {THING_BACKUP, ERR_INVALID,
	N_("In bbs.conf, backup.public_key is not a key. No copy was made, and the board goes on as it was. 'bbs admin "
	   "key make' makes a pair and says what to write.")},
    {THING_OLD_COPIES, ERR_IO,
	N_("The new copy is made and safe. The old ones can't be looked through. Check that you may read and change "
	   "the directory.")},
    {THING_SEALED, ERR_EMPTY,
	N_("This copy is sealed. The board is as it was. Give the file with the secret key: --key FILE.")},
    {THING_SEALED, ERR_NOT_FOUND, N_("There is no such key file. The board is as it was.")},
    {THING_SEALED, ERR_INVALID,
	N_("The key file holds no secret key. The board is as it was. It is one line of 64 letters and digits.")},
    {THING_SEALED, ERR_DENIED, N_("This copy was sealed for another key. The board is as it was.")},
    {THING_SEALED, ERR_DAMAGED,
	N_("This copy is damaged, or not all of it is here. The board is as it was. Please try an older copy.")},
    {THING_SEALED, ERR_FULL, N_("The disk is full. The board is as it was. Make room, then try again.")},
    {THING_SEALED, ERR_IO, N_("The copy or the key can't be read. The board is as it was.")},
    {THING_KEY_FILE, ERR_TAKEN,
	N_("There is a file of this name already. It was left as it is, and no key was made. Please choose another "
	   "name.")},
    {THING_KEY_FILE, ERR_IO, N_("The key can't be written there. None was made.")},
    {THING_READY, ERR_DENIED,
	N_("The board sees this one for itself. Nothing was changed. 'bbs admin ready' says what to do about it.")},
    {THING_READY, ERR_EMPTY, N_("There is nothing in it. Nothing was changed.")},
    {THING_READY, ERR_TOO_LONG,
	N_("It is too long: 400 bytes for a line, 16 KiB for the privacy notice. Nothing was changed.")},
    {THING_READY, ERR_INVALID,
	N_("It needs a day that there was, like 2026-05-01, and not one to come. Nothing was changed.")},
    {THING_READY, ERR_IO, N_("This file can't be read. Nothing was changed.")},
    {THING_SIGNPOST, ERR_NOT_FOUND,
	N_("There is nobody to call of this name. Nothing was changed. 'bbs admin signpost list' shows all.")},
    {THING_SIGNPOST, ERR_EMPTY, N_("It has no number yet. Nothing was changed. Give it with --number.")},
    {THING_SIGNPOST, ERR_INVALID, N_("--recheck is a day to come, like 2027-05-01. Nothing was changed.")},
    {THING_SIGNPOST, ERR_TOO_LONG, N_("200 bytes are the most for each text. Nothing was changed.")},
    {THING_GUIDE, ERR_NOT_FOUND,
	N_("There is no guide of this name. Nothing was changed. 'bbs admin guide list' shows all.")},
    {THING_GUIDE, ERR_INVALID,
	N_("Nothing was changed. A day is one to come, like 2027-05-01. A file is called NAME.txt, NAME of 3 to 40 small "
	   "letters, digits and \"-\", and begins with the lines 'title: ', 'owner: ' and 'source: ', then an empty line.")},
    {THING_GUIDE, ERR_EMPTY, N_("A guide needs a title, an owner, a source and some text. Nothing was changed.")},
    {THING_GUIDE, ERR_TOO_LONG,
	N_("It is too long: 200 bytes for a line of its head, 16 KiB for its text. Nothing was changed.")},
    {THING_GUIDE_FILE, ERR_NOT_FOUND, N_("There is no such file. Nothing was changed.")},
    {THING_GUIDE_FILE, ERR_IO, N_("This file can't be read. Nothing was changed.")},
    {THING_COPY, ERR_NOT_FOUND,
	N_("There is no such file. The board is as it was. Backups lie in the data directory, "
	   "in backups/.")},
    {THING_COPY, ERR_FOREIGN, N_("This is not a copy of a board. The board is as it was.")},
    {THING_COPY, ERR_NEWER,
	N_("This copy was made by a newer version of the program. The board is as it was. Install "
	   "that version first.")},
    {THING_COPY, ERR_DAMAGED, N_("This copy is damaged. The board is as it was. Please try an older copy.")},
    {THING_COPY, ERR_BUSY,
	N_("The board is running, or another operator is at work on it. Nothing was changed. Stop "
	   "the board, then try again.")},
    {THING_COPY, ERR_FULL, N_("The disk is full. The board is as it was. Make room, then try again.")},
    {THING_COPY, ERR_IO, N_("The copy can't be read, or the data directory can't be written. The board is as it was.")},
    {THING_LEAFLET, ERR_TAKEN,
	N_("There is a file of this name already. It was left as it is, and no leaflet was made. "
	   "Please choose another name.")},
    {THING_LEAFLET, ERR_FULL, N_("The disk is full. No leaflet was made. Make room, then try again.")},
    {THING_LEAFLET, ERR_IO,
	N_("The leaflet can't be written there. None was made. Check that the directory exists and "
	   "that you may write in it.")},
    {THING_HOST_KEY, ERR_IO,
	N_("The board's host key can't be read or made, so no leaflet was made. Run this as the account that "
	   "the board runs as.")},
    {THING_HOST_KEY, ERR_DAMAGED,
	N_("The host key can't be read as a key, so no leaflet was made. Put the right file back. If it is "
	   "lost, remove host_key: a new one is made, and visitors will be warned.")},
    {THING_MESSAGE, ERR_NOT_FOUND,
	N_("There is no such message here to do this to. Nothing was changed. It may be hidden or put back already, or "
	   "its writer took it down.")},
    {THING_MESSAGE, ERR_EMPTY, N_("The words for its writer are empty. Nothing was changed.")},
    {THING_MESSAGE, ERR_INVALID, N_("The words for its writer have a gap (____) to fill in. Nothing was changed.")},
    {THING_MESSAGE, ERR_TOO_LONG,
	N_("The words for its writer are too long: 4000 bytes are the most. Nothing was changed.")},
    {THING_ERASE_MEMBER, ERR_NOT_FOUND,
	N_("There is no member of this name. Nothing was changed. 'bbs admin member list' shows who there is.")},
    {THING_ERASE_MEMBER, ERR_RESERVED,
	N_("This is the last safeguarding lead. Nothing was changed. Make somebody else lead first: 'bbs admin member role "
	   "NAME lead'.")},
    {THING_ERASE, ERR_NOT_FOUND, N_("There is no such message. Nothing was changed.")},
    {THING_ERASE, ERR_EMPTY, N_("The words to take out are empty. Nothing was changed.")},
    {THING_ERASE, ERR_TOO_LONG, N_("80 bytes are the most for the words. Nothing was changed.")},
    {THING_ERASE_MEMBER, ERR_FULL, UNDONE},
    {THING_ERASE_MEMBER, ERR_IO, UNDONE},
    {THING_ERASE_MEMBER, ERR_STORE, UNDONE},
    {THING_ERASE, ERR_FULL, UNDONE},
    {THING_ERASE, ERR_IO, UNDONE},
    {THING_ERASE, ERR_STORE, UNDONE},
    {THING_AUDIT_COPY, ERR_IO, N_("The file could not be read. Nothing was compared.")},
    {THING_AUDIT_COPY, ERR_INVALID, N_("The file is no copy of the audit that 'bbs admin audit export' made.")},
    {THING_AUDIT_TEXT, ERR_IO, N_("The file could not be read. Nothing was looked for.")},
    {THING_AUDIT_TEXT, ERR_INVALID,
	N_("The file is longer than any message: 64 KiB are the most. Nothing was looked for.")},
    {THING_AUDIT_TEXT, ERR_NOT_FOUND,
	N_("The key of the audit can't be read, so texts can't be compared. Is db/audit.key there?")},
    {THING_EXPORT, ERR_TAKEN,
	N_("There is a file of this name already. It was left as it is. Please choose another name.")},
    {THING_EXPORT, ERR_FULL, N_("The disk is full. No file was made. Make room, then try again.")},
    {THING_EXPORT, ERR_IO,
	N_("The file can't be written there. None was made. Check that the directory exists and that you may write in "
	   "it.")},
    {THING_CATCH_UP, ERR_IO,
	N_("The board is as it should be. Its copies can't be looked through. Check that you may read and change the "
	   "directory, then 'bbs admin erase copies'.")},
    {THING_SPOOL, ERR_NOT_FOUND, N_("There is no spool here. 'bbs admin init' makes it.")},
    {THING_SPOOL, ERR_BUSY, N_("The mail is being sent already. What waits is safe. Try again in a moment.")},
    {THING_SPOOL, ERR_DENIED,
	N_("In bbs.conf, mail.sendmail is not a program that can be run. What waits is safe. Install one, such as "
	   "msmtp-mta, or say where yours is.")},
    {THING_SPOOL, ERR_INVALID,
	N_("In bbs.conf, mail.from is not an e-mail address. What waits is safe. When it is empty, it is bbs@ and "
	   "board.address.")},
    {THING_SPOOL, ERR_IO,
	N_("The spool can't be read or changed. What waits is safe. Run this as the board's own account.")},
    {THING_DATA, ERR_BUSY,
	N_("The board is being put back from a backup, or somebody else is changing it. Nothing was "
	   "changed. Try again in a moment.")},
    {THING_DATA, ERR_DAMAGED,
	N_("This board was made by an older version of the program, or is only half made. "
	   "Nothing was changed. 'bbs admin init' brings it up to date and keeps a copy first.")},
    {THING_ANY, ERR_BUSY, N_("Somebody else is changing the board. Nothing was changed. Try again in a moment.")},
    {THING_ANY, ERR_FULL,
	N_("The disk is full. Nothing was written, and the board is as it was. Make room, then try "
	   "again.")},
    {THING_ANY, ERR_DAMAGED,
	N_("The board's database is damaged. Nothing was changed. Put the newest good backup back "
	   "with 'bbs admin restore FILE'.")},
    {THING_ANY, ERR_IO,
	N_("The system refused. Nothing was changed. Check that the directory exists and that you may "
	   "write there.")},
    {THING_ANY, ERR_STORE,
	N_("The database refused. Nothing was written. 'bbs admin check' looks for damage; with "
	   "--set log.level=3 it says more.")},
};

static const char *
say_find(enum admin_thing thing, enum err err)
{
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
		if (rows[k].err == err && (rows[k].thing == thing || rows[k].thing == THING_ANY))
			return _(rows[k].words);
	return NULL;
}

/* Opening the board fails alike for every command of the program; only what is the operator's own is said here. */
static char *
say_explain(const struct admin *admin, enum admin_thing thing, enum err err, int why)
{
	const char *words = say_find(thing, err);

	errno = why;
	if (thing == THING_DATA && err != ERR_BUSY && err != ERR_DAMAGED)
		return explain_data(err, admin->data);
	if (!words)
		return mem_format(_("It did not work (%s). Nothing was changed."), err_name(err));
	if (err == ERR_IO && why == EACCES && owner_name())
		return mem_format(
		    _("%s Root works on this board as %s, who owns it, and %s may not use that place. Use another, such as "
		      "/tmp."),
		    words, owner_name(), owner_name());
	if (err == ERR_IO && why && thing != THING_TERMINAL)
		return mem_format(_("%s (The system says: %s.)"), words, strerror(why));
	return mem_copy_string(words);
}

int
admin_fail(const struct admin *admin, enum admin_thing thing, enum err err, const char *about)
{
	int why = errno;
	char *words = say_explain(admin, thing, err, why), *sentence = admin_safe(words), *subject = admin_safe(about);

	fflush(stdout);
	fprintf(stderr, "bbs admin: %s: %s\n", subject, sentence);
	free(subject);
	free(sentence);
	free(words);
	return err == ERR_BUSY ? ADMIN_BUSY : ADMIN_FAILED;
}

int
admin_misuse(const struct admin_verb *verb, const char *sentence, const char *word)
{
	char *safe = admin_safe(word ? word : "");

	fprintf(stderr, "bbs admin: %s%s%s.\n", sentence, word ? ": " : "", safe);
	if (verb)
		fprintf(stderr, _("Nothing was done. 'bbs admin help %s%s%s' says how it goes.\n"), verb->noun,
		    *verb->verb ? " " : "", verb->verb);
	else
		fprintf(stderr, "%s\n", _("Nothing was done. 'bbs admin help' lists what there is."));
	free(safe);
	return ADMIN_MISUSED;
}

char *
admin_safe(const char *text)
{
	struct str safe;

	str_init(&safe);
	text_sanitize(TEXT_LINE, text, strlen(text), &safe);
	return str_take(&safe);
}

json_t *
admin_json_text(const char *text)
{
	char *safe = admin_safe(text);
	json_t *out = json_string(safe);

	free(safe);
	return out;
}

json_t *
admin_json_time(int64_t at)
{
	time_t seconds = (time_t)at;
	struct tm tm;
	char stamp[64];

	if (!at || !gmtime_r(&seconds, &tm))
		return json_null();
	strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%SZ", &tm);
	return json_string(stamp);
}

int
admin_print_json(json_t *taken)
{
	if (!taken)
		fatal("a result that is no JSON");
	json_dumpf(taken, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(taken);
	return ADMIN_DONE;
}
