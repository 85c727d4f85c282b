/*
 * The ledger as a file. A line that was cut short by a crash has no newline: nothing was taken out for it yet, and the
 * next one that is added begins on a line of its own.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/random.h"
#include "base/str.h"
#include "forum/ledger.h"

enum { HASH_BYTES = LEDGER_HASH_CHARS / 2, WITH_HEX_BYTES = LEDGER_WORDS_MOST * 2 + 1 };

static enum err
ledger_system_error(void)
{
	return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ERR_FULL : ERR_IO;
}

void
ledger_hash(const char *salt, const char *words, size_t bytes, char out[static LEDGER_HASH_CHARS + 1])
{
	unsigned char hash[HASH_BYTES];
	char low[LEDGER_WORDS_MOST];

	if (bytes > sizeof low)
		fatal("words of %zu bytes", bytes);
	for (size_t k = 0; k < bytes; k++)
		low[k] = (char)((unsigned char)words[k] < 128 ? tolower((unsigned char)words[k]) : words[k]);
	crypto_generichash(hash, sizeof hash, (const unsigned char *)low, bytes, (const unsigned char *)salt,
	    LEDGER_SALT_CHARS);
	sodium_bin2hex(out, LEDGER_HASH_CHARS + 1, hash, sizeof hash);
}

void
ledger_new_salt(char out[static LEDGER_SALT_CHARS + 1])
{
	unsigned char noise[LEDGER_SALT_CHARS / 2];

	random_bytes(noise, sizeof noise);
	sodium_bin2hex(out, LEDGER_SALT_CHARS + 1, noise, sizeof noise);
}

char *
ledger_path(const char *data)
{
	return mem_format("%s/db/erasures", data);
}

/* --- lines --- */

static void
ledger_write_line(const struct ledger_order *order, struct str *out)
{
	char with[WITH_HEX_BYTES];

	switch (order->kind) {
	case LEDGER_MEMBER:
		str_add_format(out, "%" PRId64 " member %" PRId64 " %" PRId64 " %s\n", order->at, order->id,
		    order->check, order->keeps_words ? "keep" : "blank");
		break;
	case LEDGER_MESSAGE:
	case LEDGER_EVIDENCE:
		str_add_format(out, "%" PRId64 " %s %" PRId64 " %" PRId64 "\n", order->at,
		    order->kind == LEDGER_MESSAGE ? "message" : "evidence", order->id, order->check);
		break;
	case LEDGER_WORDS:
		sodium_bin2hex(with, sizeof with, (const unsigned char *)order->with, strlen(order->with));
		str_add_format(out, "%" PRId64 " words %" PRId64 " %" PRId64 " %s %s %" PRId64 " %s-\n", order->at,
		    order->id, order->check, order->salt, order->hash, order->bytes, with);
	}
}

static bool
ledger_parse_words(const char *rest, struct ledger_order *out)
{
	char with[WITH_HEX_BYTES + 1] = "";
	size_t bytes = 0;

	if (sscanf(rest, " %32[0-9a-f] %32[0-9a-f] %" SCNd64 " %161[0-9a-f-]", out->salt, out->hash, &out->bytes,
		with) != 4)
		return false;
	if (out->bytes < 1 || out->bytes > LEDGER_WORDS_MOST || strlen(out->salt) != LEDGER_SALT_CHARS)
		return false;
	with[strcspn(with, "-")] = '\0';
	if (sodium_hex2bin((unsigned char *)out->with, LEDGER_WORDS_MOST, with, strlen(with), NULL, &bytes, NULL))
		return false;
	out->with[bytes] = '\0';
	return true;
}

static bool
ledger_parse(const char *line, struct ledger_order *out)
{
	char kind[9], how[6] = "";
	int at = 0;

	*out = (struct ledger_order){0};
	if (sscanf(line, "%" SCNd64 " %8[a-z] %" SCNd64 " %" SCNd64 "%n", &out->at, kind, &out->id, &out->check, &at) !=
	    4)
		return false;
	if (!strcmp(kind, "message") || !strcmp(kind, "evidence")) {
		out->kind = *kind == 'm' ? LEDGER_MESSAGE : LEDGER_EVIDENCE;
		return true;
	}
	if (!strcmp(kind, "words")) {
		out->kind = LEDGER_WORDS;
		return ledger_parse_words(line + at, out);
	}
	out->kind = LEDGER_MEMBER;
	out->keeps_words = sscanf(line + at, " %5[a-z]", how) == 1 && !strcmp(how, "keep");
	return !strcmp(kind, "member") && (out->keeps_words || !strcmp(how, "blank"));
}

/* --- adding --- */

static bool
ledger_write_all(int fd, const char *bytes, size_t count)
{
	while (count) {
		ssize_t wrote = write(fd, bytes, count);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return false;
		bytes += wrote;
		count -= (size_t)wrote;
	}
	return true;
}

static enum err
ledger_sync_directory(const char *path)
{
	char *copy = mem_copy_string(path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err err = fd < 0 || fsync(fd) ? ERR_IO : ERR_OK;

	if (fd >= 0)
		close(fd);
	free(copy);
	return err;
}

/* Does the file end in the middle of a line? */
static bool
ledger_is_torn(int fd)
{
	off_t end = lseek(fd, 0, SEEK_END);
	char last = '\n';

	return end > 0 && pread(fd, &last, 1, end - 1) == 1 && last != '\n';
}

static enum err
ledger_add_text(const char *path, const char *text)
{
	int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	enum err err = ERR_OK;

	if (fd < 0)
		return ledger_system_error();
	while (flock(fd, LOCK_EX) && errno == EINTR)
		continue;
	if ((ledger_is_torn(fd) && !ledger_write_all(fd, "\n", 1)) || !ledger_write_all(fd, text, strlen(text)) ||
	    fsync(fd))
		err = ledger_system_error();
	close(fd);
	return err == ERR_OK ? ledger_sync_directory(path) : err;
}

enum err
ledger_append(const char *path, const struct ledger_order *order)
{
	struct str line;
	enum err err;

	str_init(&line);
	ledger_write_line(order, &line);
	err = ledger_add_text(path, line.text);
	str_clear(&line);
	return err;
}

/* --- reading --- */

/* What a crash cut short, and what came after it on a line of its own, is no order. */
static bool
ledger_next_line(FILE *file, char **line, size_t *room)
{
	ssize_t got;

	while ((got = getline(line, room, file)) > 0)
		if ((*line)[got - 1] == '\n' && isdigit((unsigned char)**line))
			return true;
	return false;
}

static void
ledger_move_mark(char mark[static LEDGER_MARK_CHARS + 1], const char *line)
{
	unsigned char hash[LEDGER_MARK_CHARS / 2];
	char *text = mem_format("%s|%s", mark, line);

	crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
	sodium_bin2hex(mark, LEDGER_MARK_CHARS + 1, hash, sizeof hash);
	free(text);
}

enum err
ledger_read(const char *path, ledger_take *take, void *context)
{
	FILE *file = fopen(path, "re");
	char *line = NULL, mark[LEDGER_MARK_CHARS + 1] = "";
	size_t room = 0;
	enum err err = ERR_OK;

	if (!file)
		return errno == ENOENT ? ERR_OK : ERR_IO;
	while (err == ERR_OK && ledger_next_line(file, &line, &room)) {
		struct ledger_order order;

		if (!ledger_parse(line, &order))
			continue; /* torn by a crash, and mended by the one after it */
		ledger_move_mark(mark, line);
		err = take(context, &order, mark);
	}
	free(line);
	fclose(file);
	return err;
}

static enum err
ledger_note_mark(void *context, const struct ledger_order *order, const char *mark)
{
	(void)order;
	memcpy(context, mark, LEDGER_MARK_CHARS + 1);
	return ERR_OK;
}

enum err
ledger_last_mark(const char *path, char out[static LEDGER_MARK_CHARS + 1])
{
	out[0] = '\0';
	return ledger_read(path, ledger_note_mark, out);
}

/* --- beside copies --- */

/* Everything in a file, "" when it is not there; owned, NULL when it can't be read. */
static char *
ledger_load(const char *path)
{
	FILE *file = fopen(path, "re");
	struct str text;
	char piece[4096];
	size_t got;
	bool failed;

	if (!file)
		return errno == ENOENT ? mem_copy_string("") : NULL;
	str_init(&text);
	while ((got = fread(piece, 1, sizeof piece, file)) > 0)
		str_add_bytes(&text, piece, got);
	failed = ferror(file);
	fclose(file);
	if (!failed)
		return str_take(&text);
	str_clear(&text);
	return NULL;
}

enum err
ledger_put_beside(const char *path, const char *copy)
{
	char *text = ledger_load(path), *beside = mem_format("%s" LEDGER_SUFFIX, copy);
	bool is_empty = text && !*text;
	int fd = text && !is_empty ? open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
	enum err err = ERR_OK;

	if (!is_empty && (fd < 0 || !ledger_write_all(fd, text, strlen(text)) || fsync(fd)))
		err = ledger_system_error();
	if (fd >= 0)
		close(fd);
	free(beside);
	free(text);
	return err;
}

/* known: a whole ledger after a newline, so that a line is found only where one begins. */
static bool
ledger_has(const char *known, const char *line)
{
	char *whole = mem_format("\n%s", line);
	bool has = strstr(known, whole) != NULL;

	free(whole);
	return has;
}

/* Those lines of a ledger that another does not have. */
static void
ledger_pick_new(const char *text, const char *known, struct str *out)
{
	while (*text) {
		size_t bytes = strcspn(text, "\n");
		bool is_whole = text[bytes] == '\n';
		char *line = mem_copy_bytes(text, bytes + is_whole);
		struct ledger_order order;

		if (is_whole && ledger_parse(line, &order) && !ledger_has(known, line))
			str_add(out, line);
		text += bytes + is_whole;
		free(line);
	}
}

static enum err
ledger_merge(const char *path, const char *other)
{
	char *known = ledger_load(path), *text = ledger_load(other), *lines = NULL;
	struct str fresh;
	enum err err = known && text ? ERR_OK : ERR_IO;

	str_init(&fresh);
	if (err == ERR_OK) {
		lines = mem_format("\n%s", known);
		ledger_pick_new(text, lines, &fresh);
	}
	if (fresh.bytes)
		err = ledger_add_text(path, fresh.text);
	str_clear(&fresh);
	free(lines);
	free(text);
	free(known);
	return err;
}

static bool
ledger_is_beside(const char *name)
{
	size_t bytes = strlen(name), suffix = strlen(LEDGER_SUFFIX);

	return bytes > suffix && !strcmp(name + bytes - suffix, LEDGER_SUFFIX);
}

enum err
ledger_take_in(const char *path, const char *copy)
{
	char *place = mem_copy_string(copy), *folder = dirname(place);
	DIR *directory = opendir(folder);
	const struct dirent *entry;
	enum err err = directory ? ERR_OK : ERR_IO;

	while (err == ERR_OK && (entry = readdir(directory)))
		if (ledger_is_beside(entry->d_name)) {
			char *other = mem_format("%s/%s", folder, entry->d_name);

			err = ledger_merge(path, other);
			free(other);
		}
	if (directory)
		closedir(directory);
	free(place);
	return err;
}
