/*
 * The table of what an operator can do, and how a row is found, run and explained. What a verb does is in the
 * file of its noun.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "cli/admin.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "forum/care.h"

enum {
	CREDENTIALS = ADMIN_BIT(ADMIN_PASSWORD_STDIN) | ADMIN_BIT(ADMIN_KEY),
	BOARD_TEXTS = ADMIN_BIT(ADMIN_NAME) | ADMIN_BIT(ADMIN_ABOUT),
	BOARD_ALL = BOARD_TEXTS | ADMIN_BIT(ADMIN_GROUP) | ADMIN_BIT(ADMIN_OPEN) | ADMIN_BIT(ADMIN_OFF),
};

static const struct admin_verb verbs[] = {
    {"init", "", "", 0, 0, 0, false, admin_init, N_("make a board, or bring an older one up to date"),
	N_("Makes the data directory, the database, the first boards and the people to call. Safe to repeat: what is\n"
	   "there stays. An older database is copied to backups/ before it is changed.")},
    {"member", "list", "", 0, 0, 0, true, admin_member_list, N_("everybody who belongs to the board"),
	N_("Times are in UTC. Counting messages stops at 100. The role new grows to member by itself, after 7 days or\n"
	   "3 messages.")},
    {"member", "add", "NAME [--role ROLE] [--password-stdin] [--key FILE]", 1, 1, CREDENTIALS | ADMIN_BIT(ADMIN_ROLE),
	true, admin_member_add, N_("make a member"),
	N_("Asks for a password, twice, and shows nothing. --password-stdin takes one line of standard input instead;\n"
	   "a password never belongs on the command line. With --key FILE they sign in with that public key, and\n"
	   "no password is asked for. ROLE is new, member, regular, greeter, guide, host, moderator, lead (the\n"
	   "safeguarding lead), broker, staff (of a centre) or operator; else member.")},
    {"member", "role", "NAME ROLE", 2, 2, 0, true, admin_member_role, N_("what a member may do here"),
	N_("ROLE is new, member, regular, greeter, guide, host, moderator, lead, broker, staff or operator. No broker,\n"
	   "no staff of a centre and no operator can see a case.")},
    {"member", "password", "NAME [--password-stdin] [--key FILE]", 1, 1, CREDENTIALS, true, admin_member_password,
	N_("a new password, or one more key"),
	N_("As for 'member add'. --key FILE adds a public key and leaves the password as it is.")},
    {"member", "second-factor", "NAME [--reset]", 1, 1, ADMIN_BIT(ADMIN_RESET), true, admin_member_second,
	N_("the second step of one of the team"),
	N_("Says since when they have one. --reset takes it away when phone and paper are lost: make sure first that it\n"
	   "is them who ask. They set up a new one at their next sign-in, and are told.")},
    {"member", "close", "NAME", 1, 1, 0, true, admin_member_close, N_("let a member in no more"),
	N_("What they wrote stays. Their name stays theirs.")},
    {"member", "reopen", "NAME", 1, 1, 0, true, admin_member_reopen, N_("let a closed member in again"), ""},
    {"board", "list", "", 0, 0, 0, true, admin_board_list, N_("every board, those that are off too"), ""},
    {"board", "add", "BOARD --group GROUP --name NAME [--about TEXT] [--open] [--off]", 1, 1, BOARD_ALL, true,
	admin_board_add, N_("a new board, last in its group"),
	N_("BOARD is its short name: 3 to 30 letters a to z, digits and hyphens. GROUP is one that 'board list' shows.\n"
	   "With --open guests may read it; with --off nobody sees it yet.")},
    {"board", "edit", "BOARD [--name NAME] [--about TEXT] [--notice TEXT]", 1, 1, BOARD_TEXTS | ADMIN_BIT(ADMIN_NOTICE),
	true, admin_board_edit, N_("what a board is called, or what is said about it"),
	N_("A notice stands above the board's conversations. --notice \"\" takes it away.")},
    {"board", "order", "BOARD PLACE", 2, 2, 0, true, admin_board_order, N_("where a board stands in its group"),
	N_("Place 1 is the first. The others move along.")},
    {"board", "open", "BOARD", 1, 1, 0, true, admin_board_open, N_("guests may read it"), ""},
    {"board", "shut", "BOARD", 1, 1, 0, true, admin_board_shut, N_("only members may read it"), ""},
    {"board", "on", "BOARD", 1, 1, 0, true, admin_board_on, N_("show it"), ""},
    {"board", "off", "BOARD", 1, 1, 0, true, admin_board_off, N_("show it to nobody"),
	N_("What was written there stays, and is back with 'board on'.")},
    {"rota", "list", "", 0, 0, 0, true, admin_rota_list, N_("when people of the team are here, every week"), ""},
    {"rota", "add", "NAME DAY FROM TO", 4, 4, 0, true, admin_rota_add, N_("one of the team is here then, every week"),
	N_("DAY is monday, tuesday and so on; FROM and TO are times like 9, 9:30 or 21, by the board's clock. When TO is\n"
	   "earlier it is on the next day. While a greeter is on, newcomers are promised an answer.")},
    {"rota", "remove", "ID", 1, 1, 0, true, admin_rota_remove, N_("take a time off the rota"), ""},
    {"conversation", "list", "BOARD", 1, 1, 0, true, admin_conversation_list,
	N_("the newest conversations of a board, and their numbers"), N_("Forty at most. No message is shown.")},
    {"message", "hide", "CONVERSATION NUMBER --reason REASON --words TEXT", 2, 2,
	ADMIN_BIT(ADMIN_REASON) | ADMIN_BIT(ADMIN_WORDS), true, admin_message_hide,
	N_("hide a message now, when nobody of the team can"),
	N_("CONVERSATION is a number that 'conversation list' shows, NUMBER the message's own in it. REASON is rule-1 to\n"
	   "rule-9, details or law. TEXT is for its writer: what, why, and how to put it right. They are told, and have what\n"
	   "they wrote back as a draft. The audit notes that it was the operator.")},
    {"message", "restore", "CONVERSATION NUMBER --words TEXT", 2, 2, ADMIN_BIT(ADMIN_WORDS), true,
	admin_message_restore, N_("put a hidden message back"), N_("Its writer is told, in your words.")},
    {"export", "", "NAME [--out FILE]", 1, 1, ADMIN_BIT(ADMIN_OUT), true, admin_export,
	N_("everything about a member, for them"),
	N_("Account, consents, keys as fingerprints, messages and what they said before, drafts, private messages, hugs and\n"
	   "all else. In words, or with --json as JSON. To standard output, or to FILE, which must not exist (mode 0600).\n"
	   "Members can do this themselves on the board, in their settings.")},
    {"erase", "member", "NAME [--keep-words]", 1, 1, ADMIN_BIT(ADMIN_KEEP_WORDS), true, admin_erase_member,
	N_("take out everything of a member, for good"),
	N_("Their messages, what those said before, titles, drafts, private messages, hugs, keys, name, and lines of others\n"
	   "that quote them. With --keep-words what they wrote on boards stays, as a former member's. Nothing brings it\n"
	   "back. Copies in backups/ are written anew without it; sealed copies can't be, and expire.")},
    {"erase", "message", "CONVERSATION NUMBER", 2, 2, 0, true, admin_erase_message,
	N_("take out one message, for good"),
	N_("What it says and said before, its title, quotes of it, and what the team kept of it unless a case about it is\n"
	   "open. Its writer is told. CONVERSATION is a number that 'conversation list' shows.")},
    {"erase", "words", "CONVERSATION NUMBER TEXT --with TEXT", 3, 3, ADMIN_BIT(ADMIN_WITH), true, admin_erase_words,
	N_("put other words for a name in one message, for good"),
	N_("Such as: erase words 12 3 \"Doreen\" --with \"Mum\". Whole words are found, in upper or lower case, in the message,\n"
	   "its title, what it said before, quotes of it and evidence. Its writer is told.")},
    {"erase", "copies", "", 0, 0, 0, true, admin_erase_copies, N_("take out of copies in backups/ what was erased"),
	N_("The other erase verbs and 'backup' do it too. It goes on where it was stopped.")},
    {"leaflet", "", "[--large] [--to FILE]", 0, 0, ADMIN_BIT(ADMIN_LARGE) | ADMIN_BIT(ADMIN_TO), true, admin_leaflet,
	N_("a leaflet to print and hand out"),
	N_("How to come in from Windows, a Mac, a phone and with a screen reader; the host key's fingerprint, in words\n"
	   "too; people to call; the house rules. Two pages of A4, or more pages of --large print. It goes to standard\n"
	   "output, or to FILE: no file is ever written over. Print it with\n"
	   "'lp -o media=A4 -o cpi=10 -o lpi=6 FILE', large print with 'lp -o media=A4 -o cpi=5 -o lpi=3 FILE'.\n"
	   "Set board.address and net.port first. A host key is made if there is none.")},
    {"ready", "", "[ITEM VALUE]", 0, 2, 0, true, admin_ready, N_("what is missing before the public may come in"),
	N_("With no words: the list, and what to do about each thing that is missing; status 1 while there is one. ITEM is\n"
	   "controller (VALUE: who answers for the data, and how to reach them), privacy-notice (VALUE: a file, shown to\n"
	   "everybody), data-protection, online-safety or third-parties (VALUE: the day it was done, YYYY-MM-DD). The other\n"
	   "things the board sees for itself. 'bbs serve' opens to other machines only when nothing is missing.")},
    {"signpost", "list", "", 0, 0, 0, true, admin_signpost_list, N_("the people to call, and what is not checked"), ""},
    {"signpost", "confirm", "NAME [--number TEXT] [--hours TEXT] [--about TEXT] [--recheck DATE]", 1, 1,
	ADMIN_BIT(ADMIN_NUMBER) | ADMIN_BIT(ADMIN_HOURS) | ADMIN_BIT(ADMIN_ABOUT) | ADMIN_BIT(ADMIN_RECHECK), true,
	admin_signpost_confirm, N_("it was checked today, and is shown"),
	N_("NAME is the short name that 'signpost list' shows. It is to be checked again in half a year, or by DATE,\n"
	   "YYYY-MM-DD. Say the hours as they are read aloud: \"any time\", \"8 in the morning to 7 in the evening\".")},
    {"signpost", "hide", "NAME", 1, 1, 0, true, admin_signpost_hide, N_("show it to nobody"), ""},
    {"guide", "list", "", 0, 0, 0, true, admin_guide_list, N_("guides and useful pages, and what is not checked"), ""},
    {"guide", "show", "NAME", 1, 1, 0, true, admin_guide_show, N_("the words of one, as a file"),
	N_("Change that file as you like, and give it back with 'guide add'.")},
    {"guide", "print", "NAME [--large]", 1, 1, ADMIN_BIT(ADMIN_LARGE), true, admin_guide_print,
	N_("one as pages for a printer"),
	N_("Print it with 'lp -o media=A4 -o cpi=10 -o lpi=6', large print with 'lp -o media=A4 -o cpi=5 -o lpi=3'.")},
    {"guide", "confirm", "NAME [--until DATE] [--owner TEXT]", 1, 1, ADMIN_BIT(ADMIN_UNTIL) | ADMIN_BIT(ADMIN_OWNER),
	true, admin_guide_confirm, N_("it was checked today, and is shown"),
	N_("Guests see it too. It is to be checked again in half a year, or by DATE, as in 2027-05-01. After that day the\n"
	   "page itself says that it is due. --owner says who keeps it.")},
    {"guide", "hide", "NAME", 1, 1, 0, true, admin_guide_hide, N_("show it to nobody"), ""},
    {"guide", "add", "FILE", 1, 1, 0, true, admin_guide_add, N_("a page of your own, or other words for one there is"),
	N_("The file's name without its end is the guide's. It begins with the lines 'title: ', 'owner: ' and 'source: ',\n"
	   "then an empty line, then the text, in which '# ' begins a heading. Nobody sees it until it is confirmed.")},
    {"guide", "remove", "NAME", 1, 1, 0, true, admin_guide_remove, N_("take one away for good"), ""},
    {"joining", "", "[open|approval|invitation|paused]", 0, 1, 0, true, admin_joining, N_("how people join"),
	N_("With no word: how it is now. The team can choose too, on the board itself.")},
    {"private", "on", "", 0, 0, 0, true, admin_private_on, N_("members may write to each other privately"),
	N_("They are off on a new board. A member who has been here for a week can ask another, who says yes or no. One\n"
	   "of the team alone reads no private messages but one that a member told the team about. For a serious reason two\n"
	   "of the team together can read those around it. No verb shows them but 'export', which is for the member. The team can switch them too, on the board itself.")},
    {"private", "off", "", 0, 0, 0, true, admin_private_off, N_("no private messages"),
	N_("What was written is kept, and nobody sees it. It is back with 'private on'.")},
    {"private", "status", "", 0, 0, 0, true, admin_private_status, N_("are they on?"), ""},
    {"invite", "", "", 0, 0, 0, true, admin_invite, N_("a code for one person to join with"), ""},
    {"stats", "", "[--days N]", 0, 0, ADMIN_BIT(ADMIN_DAYS), true, admin_stats,
	N_("how the board is doing, in numbers"),
	N_("Counts only: no name and no word of anybody. N is 7 unless it is given.")},
    {"health", "", "", 0, 0, 0, true, admin_health, N_("is everything as it should be just now?"),
	N_("The keeper, the copies, room on the disk, what waits. Ends with status 1 when something needs a look.")},
    {"audit", "list", "[--after N]", 0, 0, ADMIN_BIT(ADMIN_AFTER), true, admin_audit_list,
	N_("what was done by the team, the operator and the program"),
	N_("At most 200 lines, those after line N. Actor 0 is the operator, -1 the program; others are members.")},
    {"audit", "verify", "[--with FILE]", 0, 0, ADMIN_BIT(ADMIN_WITH), true, admin_audit_verify,
	N_("was any line of the audit changed?"),
	N_("Walks the whole chain of hashes. Ends with status 1 and the number of the first line that does not fit. FILE is\n"
	   "an earlier 'audit export' that was kept elsewhere: each line of it must still be there as it was. So even a\n"
	   "whole new chain is found.")},
    {"audit", "export", "[--after N] [--out FILE]", 0, 0, ADMIN_BIT(ADMIN_AFTER) | ADMIN_BIT(ADMIN_OUT), true,
	admin_audit_export, N_("a copy of the audit, to keep somewhere else"),
	N_("One JSON object a line: ids, codes and hashes, no name and no word. To standard output, or to FILE, which must\n"
	   "not exist (mode 0600). Keep one every day where this machine cannot reach, and compare with 'audit verify'.")},
    {"audit", "text", "FILE", 1, 1, 0, true, admin_audit_text, N_("which lines of the audit are about this text?"),
	N_("The audit holds no text, only a keyed hash of it. Put a message into FILE, exactly as it was, and see whether\n"
	   "it is what was hidden, changed or kept as evidence then. The key is db/audit.key. It is in no copy, so this\n"
	   "works on this board only.")},
    {"spool", "list", "", 0, 0, 0, false, admin_spool_list, N_("how much mail waits, and for how long"),
	N_("Counts and minutes only: no address is shown. It needs no database.")},
    {"spool", "send", "", 0, 0, 0, false, admin_spool_send, N_("send the mail that waits"),
	N_("What bbs-mail.service runs. Each mail goes to the program that mail.sendmail names. It goes away when the\n"
	   "program ends with status 0. Else it stays, and the status here is 1. A mail holds no name of a member and no\n"
	   "word of a message. Digits for a new address are thrown away after an hour, other mail after three days.")},
    {"backup", "", "[FILE] [--expire]", 0, 1, ADMIN_BIT(ADMIN_EXPIRE), true, admin_backup,
	N_("copy the board while it goes on"),
	N_("Writes backups/board-YYYYMMDD-HHMMSS.db in the data directory, or FILE. No file is ever written over.\n"
	   "The copy has everything that members wrote: keep it as safe as the board. With backup.public_key set it is\n"
	   "sealed, and only 'restore --key' opens it. --expire then removes copies older than backup.keep_days; the\n"
	   "newest always stays.")},
    {"restore", "", "FILE [--key FILE]", 1, 1, ADMIN_BIT(ADMIN_KEY), false, admin_restore,
	N_("put a copy in the board's place"),
	N_("The board must not be running. The copy is checked first; what was there before is kept in backups/.\n"
	   "Works in a new data directory too. --key FILE opens a sealed copy with its secret key.")},
    {"key", "make", "FILE", 1, 1, 0, false, admin_key_make, N_("a pair of keys to seal copies with"),
	N_("Writes the secret key to FILE, which must not exist, and says what to put into bbs.conf. Take FILE away from\n"
	   "this machine. Whoever has it can open every copy. Without it nobody can.")},
    {"check", "", "", 0, 0, 0, true, admin_check, N_("look for anything that is wrong"),
	N_("Reads the whole database and changes nothing. Ends with status 1 when something is wrong.")},
    {"demo", "", "[--size N]", 0, 0, ADMIN_BIT(ADMIN_SIZE), false, admin_demo,
	N_("make a board full of invented people"),
	N_("Like init, with every board on, and members and conversations that are all made up. Only where there are\n"
	   "no members yet. --size N puts N generated messages underneath, 0 to 2000000, to measure with. They are by\n"
	   "filler-0001 and on, and each says that it is generated.")},
    {"config", "", "", 0, 0, 0, false, admin_config, N_("every option, what it is set to, and what it does"),
	N_("Options are set in bbs.conf in the data directory, under their [section].")},
};

enum { VERBS = sizeof verbs / sizeof *verbs };

const struct admin_verb *
admin_verb_at(size_t k)
{
	return k < VERBS ? &verbs[k] : NULL;
}

/* --- help --- */

static bool
help_is_asked(const char *word)
{
	return !strcmp(word, "help") || !strcmp(word, "--help") || !strcmp(word, "-h");
}

/* noun NULL: everything. */
static void
help_print_list(const char *noun)
{
	struct table table;

	table_init(&table, 2);
	for (size_t k = 0; k < VERBS; k++) {
		char *command = mem_format("%s %s", verbs[k].noun, verbs[k].verb);

		if (!noun || !strcmp(noun, verbs[k].noun)) {
			table_add(&table, command);
			table_add(&table, _(verbs[k].brief));
		}
		free(command);
	}
	table_print(&table, "  bbs admin ", stdout);
	table_clear(&table);
}

static int
help_print_all(void)
{
	puts(_("Everything an operator does, whether the board is running or not:\n"));
	help_print_list(NULL);
	puts(_("\n  --data DIR   the board's directory\n"
	       "  --json       print the result as JSON\n"
	       "\n"
	       "'bbs admin help NOUN VERB' says more. The exit status is 0 done, 1 it did not work, 2 wrong words,\n"
	       "3 the board is running or busy."));
	return ADMIN_DONE;
}

static int
help_print_verb(const struct admin_verb *row)
{
	printf("bbs admin %s%s%s%s%s [--json]\n", row->noun, *row->verb ? " " : "", row->verb,
	    *row->arguments ? " " : "", row->arguments);
	printf("    %s\n", _(row->brief));
	if (*row->more)
		printf("\n%s\n", _(row->more));
	return ADMIN_DONE;
}

/* --- choosing --- */

static const struct admin_verb *
verb_find(const char *noun, const char *verb)
{
	for (size_t k = 0; k < VERBS; k++)
		if (!strcmp(verbs[k].noun, noun) && !strcmp(verbs[k].verb, verb))
			return &verbs[k];
	return NULL;
}

static bool
verb_is_noun(const char *noun)
{
	for (size_t k = 0; k < VERBS; k++)
		if (!strcmp(verbs[k].noun, noun))
			return true;
	return false;
}

/* The words after "help". */
static int
verb_help(int argc, char **argv)
{
	const struct admin_verb *row;

	if (!argc)
		return help_print_all();
	if (!verb_is_noun(argv[0]))
		return admin_misuse(NULL, _("There is nothing of this name"), argv[0]);
	row = verb_find(argv[0], argc > 1 ? argv[1] : "");
	if (row)
		return help_print_verb(row);
	if (argc > 1)
		return admin_misuse(NULL, _("There is nothing of this name"), argv[1]);
	help_print_list(argv[0]);
	return ADMIN_DONE;
}

static int
verb_enter(struct admin *admin)
{
	enum err err = care_enter(admin->data, &admin->lock_fd);

	if (err == ERR_OK)
		err = forum_open(admin->data, admin->config, &admin->forum);
	return err == ERR_OK ? ADMIN_DONE : admin_fail(admin, THING_DATA, err, admin->data);
}

/* A result that did not reach its reader is not done. */
static int
verb_flush(int status)
{
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	fprintf(stderr, _("bbs admin: the result could not be written (%s).\n"), strerror(errno));
	return status == ADMIN_DONE ? ADMIN_FAILED : status;
}

static int
verb_run(struct admin *admin, int argc, char **argv)
{
	int status = admin_parse(admin, argc, argv);

	if (status != ADMIN_DONE)
		return status;
	if (admin->options[ADMIN_HELP])
		return help_print_verb(admin->verb);
	errno = 0;
	status = admin->verb->needs_board ? verb_enter(admin) : ADMIN_DONE;
	if (status == ADMIN_DONE)
		status = admin->verb->run(admin);
	forum_close(&admin->forum);
	if (admin->lock_fd >= 0)
		close(admin->lock_fd);
	return status;
}

static int
verb_choose(struct admin *admin, int argc, char **argv)
{
	if (!argc)
		return help_print_all();
	if (help_is_asked(argv[0]))
		return verb_help(argc - 1, argv + 1);
	if (!verb_is_noun(argv[0]))
		return admin_misuse(NULL, _("There is nothing of this name"), argv[0]);
	admin->verb = verb_find(argv[0], "");
	if (admin->verb)
		return verb_run(admin, argc - 1, argv + 1);
	if (argc < 2 || help_is_asked(argv[1]))
		return verb_help(1, argv);
	admin->verb = verb_find(argv[0], argv[1]);
	if (admin->verb)
		return verb_run(admin, argc - 2, argv + 2);
	return admin_misuse(NULL, _("There is nothing of this name"), argv[1]);
}

int
admin_run(const char *data, const struct config *config, const struct admin_hooks *hooks, int argc, char **argv)
{
	struct admin admin = {.data = data, .config = config, .hooks = hooks, .lock_fd = -1};

	/* A sentence says what went wrong; the engine's own words are for who asks for everything. */
	log_init(config->log_level >= LOG_LEVEL_DEBUG ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR, "admin");
	return verb_flush(verb_choose(&admin, argc, argv));
}
