/*
 * bbs admin spool: the mail that waits. `send` is what bbs-mail.service runs: it needs no database, and its mail says
 * nothing that somebody wrote.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "forum/nudge.h"
#include "forum/spool.h"

/* --- list --- */

static const char *
spool_describe(int kind)
{
	static const char *const words[SPOOL_KINDS + 1] = {
	    [SPOOL_NUDGE] = N_("mail: somebody answered"),
	    [SPOOL_CONFIRM] = N_("mail: digits for a new address"),
	    [SPOOL_RED] = N_("a call for the team"),
	    [SPOOL_LATE] = N_("a call for the team: a case waits too long"),
	    [SPOOL_KINDS] = N_("broken, put aside as .bad"),
	};

	return _(words[kind]);
}

static int64_t
spool_minutes(const struct spool_count *count)
{
	int64_t passed = clock_now() - count->oldest_at;

	return count->oldest_at && passed > 0 ? passed / 60 : 0;
}

static void
spool_print(const struct spool_count counts[SPOOL_KINDS + 1])
{
	struct table table;

	table_init(&table, 3);
	table_add(&table, _("HOW MANY"));
	table_add(&table, _("MINUTES"));
	table_add(&table, _("WHAT WAITS"));
	for (int kind = 0; kind <= SPOOL_KINDS; kind++) {
		table_add_number(&table, counts[kind].count);
		table_add_number(&table, spool_minutes(&counts[kind]));
		table_add(&table, spool_describe(kind));
	}
	table_print(&table, "", stdout);
	table_clear(&table);
}

static int
spool_print_json(const struct spool_count counts[SPOOL_KINDS + 1])
{
	json_t *out = json_array();

	for (int kind = 0; kind <= SPOOL_KINDS; kind++)
		json_array_append_new(out,
		    json_pack("{s:s, s:I, s:I}", "kind",
			kind == SPOOL_KINDS ? "bad" : spool_word((enum spool_kind)kind), "count",
			(json_int_t)counts[kind].count, "minutes", (json_int_t)spool_minutes(&counts[kind])));
	return admin_print_json(out);
}

int
admin_spool_list(struct admin *admin)
{
	struct spool_count counts[SPOOL_KINDS + 1];
	char *spool = spool_path(admin->data);
	enum err err = spool_look(spool, counts);

	free(spool);
	if (err != ERR_OK)
		return admin_fail(admin, THING_SPOOL, err, admin->data);
	if (admin_wants_json(admin))
		return spool_print_json(counts);
	spool_print(counts);
	return ADMIN_DONE;
}

/* --- one mail --- */

enum { HEADER_CHUNK = 36 }; /* bytes in an encoded word: 60 letters, in a line that has 76 at most (RFC 2047, 2) */

static bool
header_is_plain(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || (unsigned char)*text > 0x7e)
			return false;
	return true;
}

/* Bytes of text, at most this many, that end where a character does. */
static size_t
header_cut(const char *text, size_t most)
{
	size_t bytes = strnlen(text, most);

	while (text[bytes] && bytes && ((unsigned char)text[bytes] & 0xc0) == 0x80)
		bytes--;
	return bytes;
}

/* A line of the head. What is not plain letters becomes encoded words. */
static void
header_add(struct str *mail, const char *name, const char *value)
{
	char *safe = admin_safe(value), *rest = safe, word[sodium_base64_ENCODED_LEN(HEADER_CHUNK, 1)];

	str_add_format(mail, "%s:", name);
	if (header_is_plain(safe)) {
		str_add_format(mail, " %s", safe);
		rest += strlen(rest);
	}
	for (bool is_first = true; *rest; is_first = false) {
		size_t bytes = header_cut(rest, HEADER_CHUNK);

		sodium_bin2base64(word, sizeof word, (const unsigned char *)rest, bytes,
		    sodium_base64_VARIANT_ORIGINAL);
		str_add_format(mail, "%s=?UTF-8?B?%s?=", is_first ? " " : "\n ", word);
		rest += bytes;
	}
	str_add_char(mail, '\n');
	free(safe);
}

static void
header_add_all(struct str *mail, const struct spool_letter *letter, const char *from, const char *subject)
{
	time_t now = (time_t)clock_now();
	char date[64];
	struct tm tm;

	strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S +0000", gmtime_r(&now, &tm));
	header_add(mail, "From", from);
	header_add(mail, "To", letter->address);
	header_add(mail, "Subject", subject);
	header_add(mail, "Date", date);
	header_add(mail, "Auto-Submitted", "auto-generated");
	header_add(mail, "Precedence", "bulk");
	header_add(mail, "MIME-Version", "1.0");
	header_add(mail, "Content-Type", "text/plain; charset=UTF-8");
	header_add(mail, "Content-Transfer-Encoding", "8bit");
	str_add_char(mail, '\n');
}

/* The whole mail, in the reader's language. board borrowed, safe. */
static void
mail_write(struct str *mail, const struct spool_letter *letter, const char *from, const char *board)
{
	bool is_nudge = letter->kind == SPOOL_NUDGE;
	char *subject =
	    mem_format(is_nudge ? _("Something is waiting for you at %s") : _("Your six digits for %s"), board);

	header_add_all(mail, letter, from, subject);
	free(subject);
	if (is_nudge)
		str_add_format(mail,
		    _("Somebody answered you. Something is waiting for you at %s.\n\n"
		      "To read it, connect as you always do.\n\n"
		      "We send one such mail until you come back.\n"
		      "To stop them: Your settings, E-mail nudges.\n"),
		    board);
	else
		str_add_format(mail,
		    _("Somebody asked %s to tell them by e-mail when an answer is waiting.\n"
		      "They gave this address.\n\n"
		      "The six digits are: %s\n\n"
		      "Was it you? Type them in Your settings, E-mail nudges. They work for an hour.\n"
		      "Was it not you? Do nothing. Without the digits we tell this address nothing.\n"),
		    board, letter->code);
}

/* --- the program that sends it --- */

/* In the child: nothing but the mail, and nothing from outside. Its own words go nowhere: they may hold the address. */
_Noreturn static void
sendmail_become(const char *program, int mail_fd)
{
	static char path[] = "PATH=/usr/sbin:/usr/bin:/sbin:/bin", language[] = "LANG=C.UTF-8";
	char *arguments[] = {(char[]){"sendmail"}, (char[]){"-t"}, (char[]){"-i"}, NULL};
	char *environment[] = {path, language, NULL};
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	signal(SIGPIPE, SIG_DFL);
	if (nowhere < 0 || dup2(mail_fd, STDIN_FILENO) < 0 || dup2(nowhere, STDOUT_FILENO) < 0 ||
	    dup2(nowhere, STDERR_FILENO) < 0)
		_exit(EXIT_FAILURE);
	execve(program, arguments, environment);
	_exit(127);
}

/* Everything, or until nobody reads it. */
static bool
sendmail_feed(int fd, const struct str *mail)
{
	size_t done = 0;
	ssize_t got = 0;

	while (done < mail->bytes && (got = write(fd, mail->text + done, mail->bytes - done)) > 0)
		done += (size_t)got;
	return done == mail->bytes;
}

/* True when the program took it all and ended well. */
static bool
sendmail_run(const char *program, const struct str *mail)
{
	int ends[2], status = -1;
	bool is_fed;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC))
		return false;
	pid = fork();
	if (pid == 0)
		sendmail_become(program, ends[0]);
	close(ends[0]);
	is_fed = pid > 0 && sendmail_feed(ends[1], mail);
	close(ends[1]);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return is_fed && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* --- send --- */

struct sending {
	struct admin *admin;
	char *spool, *from, *board;          /* owned */
	int64_t sent, left, late, set_aside; /* how each mail fared */
};

static void
sending_send(struct sending *sending, const char *name, const struct spool_letter *letter)
{
	struct str mail;

	str_init(&mail);
	sending->admin->hooks->speak(letter->language);
	mail_write(&mail, letter, sending->from, sending->board);
	sending->admin->hooks->speak(NULL);
	if (!sendmail_run(sending->admin->config->mail_sendmail, &mail)) {
		sending->left++;
	} else {
		sending->sent++;
		spool_remove(sending->spool, name);
	}
	sodium_memzero(mail.text, mail.bytes);
	str_clear(&mail);
}

static enum err
sending_take(struct sending *sending, const char *name)
{
	struct spool_letter letter = {0};
	enum err err = spool_read(sending->spool, name, &letter);

	if (err == ERR_INVALID) {
		sending->set_aside++;
		return spool_set_aside(sending->spool, name);
	}
	if (err == ERR_OK && letter.until && letter.until < clock_now()) {
		sending->late++;
		err = spool_remove(sending->spool, name);
	} else if (err == ERR_OK) {
		sending_send(sending, name, &letter);
	}
	spool_letter_clear(&letter);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static int
sending_report(const struct sending *sending)
{
	if (admin_wants_json(sending->admin))
		admin_print_json(json_pack("{s:I, s:I, s:I, s:I}", "sent", (json_int_t)sending->sent, "left",
		    (json_int_t)sending->left, "late", (json_int_t)sending->late, "bad",
		    (json_int_t)sending->set_aside));
	else if (sending->sent)
		printf(n_("%lld mail was sent.\n", "%lld mails were sent.\n", sending->sent), (long long)sending->sent);
	fflush(stdout);
	if (sending->late)
		fprintf(stderr,
		    n_("bbs admin: %lld mail came too late to be of use. It was thrown away.\n",
			"bbs admin: %lld mails came too late to be of use. They were thrown away.\n", sending->late),
		    (long long)sending->late);
	if (sending->set_aside)
		fprintf(stderr,
		    n_("bbs admin: %lld file was broken. It is in the spool directory, as .bad.\n",
			"bbs admin: %lld files were broken. They are in the spool directory, as .bad.\n",
			sending->set_aside),
		    (long long)sending->set_aside);
	if (!sending->left)
		return ADMIN_DONE;
	fprintf(stderr,
	    n_("bbs admin: %lld mail could not be sent by %s. It is safe and waits. Does this machine's mail work?\n",
		"bbs admin: %lld mails could not be sent by %s. They are safe and wait. Does this machine's mail work?\n",
		sending->left),
	    (long long)sending->left, sending->admin->config->mail_sendmail);
	return ADMIN_FAILED;
}

static int
sending_run(struct sending *sending)
{
	struct admin *admin = sending->admin;
	char **names;
	size_t count;
	enum err err = spool_list_mail(sending->spool, &names, &count);

	if (count && access(admin->config->mail_sendmail, X_OK))
		err = ERR_DENIED;
	if (count && err == ERR_OK && nudge_check_address(sending->from) != ERR_OK)
		err = ERR_INVALID;
	for (size_t k = 0; k < count; k++) {
		if (err == ERR_OK)
			err = sending_take(sending, names[k]);
		free(names[k]);
	}
	free(names);
	return err == ERR_OK ? sending_report(sending) : admin_fail(admin, THING_SPOOL, err, admin->data);
}

int
admin_spool_send(struct admin *admin)
{
	const struct config *config = admin->config;
	struct sending sending = {.admin = admin, .spool = spool_path(admin->data)};
	enum err err = spool_lock(sending.spool, &admin->lock_fd);
	int status;

	if (err != ERR_OK) {
		free(sending.spool);
		return admin_fail(admin, THING_SPOOL, err, admin->data);
	}
	sending.board = admin_safe(config->board_name);
	sending.from =
	    *config->mail_from ? mem_copy_string(config->mail_from) : mem_format("bbs@%s", config->board_address);
	signal(SIGPIPE, SIG_IGN);
	status = sending_run(&sending);
	free(sending.from);
	free(sending.board);
	free(sending.spool);
	return status;
}
