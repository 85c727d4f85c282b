/*
 * Files of the spool: a few lines of name=value.
 *
 * A file is prepared as spool/FOLDER/.ID-WORD.part and released as spool/FOLDER/ID-WORD. Whoever waits for files there
 * (a path unit, the shell's *) looks at no name that begins with a dot. Both are in one folder, since not every
 * landlock lets a file go to another.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "forum/nudge.h"
#include "forum/spool.h"

enum { SPOOL_FILE_BYTES = 2000, SPOOL_LANGUAGE_BYTES = 10 };

static const struct {
	const char *word, *folder;
} kinds[SPOOL_KINDS] = {
#define SPOOL_ROW(name, word, folder) [SPOOL_##name] = {word, folder},
    SPOOL_LIST(SPOOL_ROW)};

void
spool_letter_clear(struct spool_letter *letter)
{
	free(letter->address);
	free(letter->code);
	free(letter->language);
	free(letter->board);
	*letter = (struct spool_letter){0};
}

const char *
spool_word(enum spool_kind kind)
{
	return kinds[kind].word;
}

char *
spool_path(const char *data)
{
	return mem_format("%s/spool", data);
}

static char *
spool_name(const char *spool, int64_t id, enum spool_kind kind, bool is_part)
{
	return mem_format("%s/%s/%s%lld-%s%s", spool, kinds[kind].folder, is_part ? "." : "", (long long)id,
	    kinds[kind].word, is_part ? ".part" : "");
}

/* "12-nudge", with this after it. False when it is another name. */
static bool
spool_read_name(const char *name, const char *suffix, int64_t *id, enum spool_kind *kind)
{
	char *end;
	long long number;

	errno = 0;
	number = strtoll(name, &end, 10);
	if (errno || end == name || number <= 0 || *name == '+' || *end++ != '-')
		return false;
	for (int k = 0; k < SPOOL_KINDS; k++) {
		size_t bytes = strlen(kinds[k].word);

		if (strncmp(end, kinds[k].word, bytes) || strcmp(end + bytes, suffix))
			continue;
		*id = number;
		*kind = (enum spool_kind)k;
		return true;
	}
	return false;
}

static enum err
spool_err(void)
{
	return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ERR_FULL : ERR_IO;
}

/* --- writing --- */

static void
spool_add(struct str *text, const char *name, const char *value)
{
	if (value)
		str_add_format(text, "%s=%s\n", name, value);
}

static void
spool_fill(struct str *text, const struct spool_letter *letter)
{
	spool_add(text, "kind", kinds[letter->kind].word);
	spool_add(text, "to", letter->address);
	spool_add(text, "code", letter->code);
	spool_add(text, "language", letter->language);
	spool_add(text, "board", letter->board);
	if (letter->until)
		str_add_format(text, "until=%lld\n", (long long)letter->until);
}

/* Everything, and on the disk. False with errno. */
static bool
spool_write(const char *path, const struct str *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600), why;
	size_t done = 0;
	ssize_t got = 0;
	bool fine;

	if (fd < 0)
		return false;
	while (done < text->bytes && (got = write(fd, text->text + done, text->bytes - done)) > 0)
		done += (size_t)got;
	fine = done == text->bytes && !fsync(fd);
	why = errno;
	fine = !close(fd) && fine;
	errno = why;
	return fine;
}

enum err
spool_prepare(const char *spool, int64_t id, const struct spool_letter *letter)
{
	char *path = spool_name(spool, id, letter->kind, true);
	enum err err = ERR_OK;
	struct str text;

	str_init(&text);
	spool_fill(&text, letter);
	if (!spool_write(path, &text)) {
		err = spool_err();
		unlink(path);
	}
	str_clear(&text);
	free(path);
	return err;
}

/* A file's name is on the disk when its folder is. */
static bool
spool_sync_folder(const char *spool, const char *folder)
{
	char *path = mem_format("%s/%s", spool, folder);
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool fine = fd >= 0 && !fsync(fd);

	free(path);
	if (fd >= 0)
		close(fd);
	return fine;
}

enum err
spool_release(const char *spool, int64_t id, enum spool_kind kind)
{
	char *part = spool_name(spool, id, kind, true), *whole = spool_name(spool, id, kind, false);
	enum err err = ERR_OK;

	if (rename(part, whole) || !spool_sync_folder(spool, kinds[kind].folder))
		err = spool_err();
	free(whole);
	free(part);
	return err;
}

void
spool_discard(const char *spool, int64_t id, enum spool_kind kind)
{
	char *part = spool_name(spool, id, kind, true);

	unlink(part);
	free(part);
}

/* --- looking --- */

/* What one file's name says; is_part: it was prepared and not released. False: it is none of ours. */
struct spool_entry {
	int64_t id, at;
	enum spool_kind kind;
	bool is_part;
};

static bool
spool_read_entry(DIR *directory, const char *name, struct spool_entry *out)
{
	struct stat st;

	*out = (struct spool_entry){.is_part = *name == '.'};
	if (!spool_read_name(name + out->is_part, out->is_part ? ".part" : "", &out->id, &out->kind))
		return false;
	if (fstatat(dirfd(directory), name, &st, AT_SYMLINK_NOFOLLOW) || !S_ISREG(st.st_mode))
		return false;
	out->at = st.st_mtime;
	return true;
}

static int
spool_compare(const void *a, const void *b)
{
	const struct spool_entry *left = a, *right = b;

	return left->id < right->id ? -1 : left->id > right->id;
}

/* Every file of ours in a folder, in the order of their ids. *out owned. ERR_NOT_FOUND there is no folder. */
static enum err
spool_scan(const char *spool, const char *folder, struct spool_entry **out, size_t *count)
{
	char *path = mem_format("%s/%s", spool, folder);
	DIR *directory = opendir(path);
	const struct dirent *file;
	struct spool_entry entry;

	free(path);
	*out = NULL;
	*count = 0;
	if (!directory)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	while ((file = readdir(directory)))
		if (spool_read_entry(directory, file->d_name, &entry)) {
			*out = mem_resize_array(*out, *count + 1, sizeof **out);
			(*out)[(*count)++] = entry;
		}
	closedir(directory);
	if (*count)
		qsort(*out, *count, sizeof **out, spool_compare);
	return ERR_OK;
}

enum err
spool_list_prepared(const char *spool, struct spool_prepared **out, size_t *count)
{
	static const char *const folders[] = {"mail", "alert"};
	struct spool_entry *entries;
	size_t found;
	enum err err = ERR_OK;

	*out = NULL;
	*count = 0;
	for (size_t f = 0; f < sizeof folders / sizeof *folders && err == ERR_OK; f++) {
		err = spool_scan(spool, folders[f], &entries, &found);
		for (size_t k = 0; k < found; k++)
			if (entries[k].is_part) {
				*out = mem_resize_array(*out, *count + 1, sizeof **out);
				(*out)[(*count)++] =
				    (struct spool_prepared){.id = entries[k].id, .kind = entries[k].kind};
			}
		free(entries);
	}
	return err;
}

static int64_t
spool_count_bad(const char *spool, int64_t *oldest_at)
{
	DIR *directory = opendir(spool);
	const struct dirent *file;
	struct stat st;
	int64_t count = 0;

	while (directory && (file = readdir(directory))) {
		const char *suffix = strrchr(file->d_name, '.');

		if (!suffix || strcmp(suffix, ".bad") ||
		    fstatat(dirfd(directory), file->d_name, &st, AT_SYMLINK_NOFOLLOW))
			continue;
		count++;
		if (!*oldest_at || st.st_mtime < *oldest_at)
			*oldest_at = st.st_mtime;
	}
	if (directory)
		closedir(directory);
	return count;
}

static enum err
spool_look_folder(const char *spool, const char *folder, struct spool_count *out)
{
	struct spool_entry *entries;
	size_t found;
	enum err err = spool_scan(spool, folder, &entries, &found);

	for (size_t k = 0; k < found; k++) {
		struct spool_count *count = &out[entries[k].kind];

		if (entries[k].is_part)
			continue;
		count->count++;
		if (!count->oldest_at || entries[k].at < count->oldest_at)
			count->oldest_at = entries[k].at;
	}
	free(entries);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

enum err
spool_look(const char *spool, struct spool_count out[SPOOL_KINDS + 1])
{
	struct spool_count counts[SPOOL_KINDS + 1] = {{0}};
	enum err err = spool_look_folder(spool, "mail", counts);

	if (err == ERR_OK)
		err = spool_look_folder(spool, "alert", counts);
	counts[SPOOL_KINDS].count = spool_count_bad(spool, &counts[SPOOL_KINDS].oldest_at);
	for (int k = 0; err == ERR_OK && k <= SPOOL_KINDS; k++)
		out[k] = counts[k];
	return err;
}

/* --- taking --- */

enum err
spool_list_mail(const char *spool, char ***out, size_t *count)
{
	struct spool_entry *entries;
	size_t found;
	enum err err = spool_scan(spool, "mail", &entries, &found);

	*out = NULL;
	*count = 0;
	for (size_t k = 0; k < found; k++)
		if (!entries[k].is_part) {
			*out = mem_resize_array(*out, *count + 1, sizeof **out);
			(*out)[(*count)++] =
			    mem_format("%lld-%s", (long long)entries[k].id, kinds[entries[k].kind].word);
		}
	free(entries);
	return err;
}

static bool
spool_keep(char **slot, const char *value)
{
	if (*slot) /* said twice */
		return false;
	*slot = mem_copy_string(value);
	return true;
}

static bool
spool_take_line(const char *name, const char *value, struct spool_letter *out)
{
	char *end;

	if (!strcmp(name, "kind"))
		return !strcmp(value, kinds[out->kind].word);
	if (!strcmp(name, "to"))
		return spool_keep(&out->address, value);
	if (!strcmp(name, "code"))
		return spool_keep(&out->code, value);
	if (!strcmp(name, "language"))
		return spool_keep(&out->language, value);
	if (!strcmp(name, "board"))
		return spool_keep(&out->board, value);
	if (strcmp(name, "until"))
		return false;
	errno = 0;
	out->until = strtoll(value, &end, 10);
	return !errno && end != value && !*end;
}

/* text is cut to pieces. */
static bool
spool_take(char *text, struct spool_letter *out)
{
	char *line, *rest = text;

	while ((line = strsep(&rest, "\n")) && rest) {
		char *value = strchr(line, '=');

		if (!value)
			return false;
		*value++ = '\0';
		if (!spool_take_line(line, value, out))
			return false;
	}
	return line && !*line; /* the last line has its end */
}

/* What goes into a mail's head is looked at again: whoever wrote the file, no second line can get in. */
static bool
spool_is_sound(const struct spool_letter *letter)
{
	if (!letter->address || strpbrk(letter->address, " \t") || nudge_check_address(letter->address) != ERR_OK)
		return false;
	if (!letter->language || strlen(letter->language) > SPOOL_LANGUAGE_BYTES)
		return false;
	if (letter->kind == SPOOL_NUDGE)
		return !letter->code;
	return letter->code && strlen(letter->code) == NUDGE_CODE_DIGITS &&
	    strspn(letter->code, "0123456789") == NUDGE_CODE_DIGITS;
}

/* The text of a file, owned; NULL with errno. One byte more than fits tells that it is too long. */
static char *
spool_read_text(const char *path)
{
	char *text = mem_alloc(SPOOL_FILE_BYTES + 2);
	size_t bytes = 0;
	ssize_t got = -1;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	while (fd >= 0 && bytes <= SPOOL_FILE_BYTES && (got = read(fd, text + bytes, SPOOL_FILE_BYTES + 1 - bytes)) > 0)
		bytes += (size_t)got;
	if (fd >= 0)
		close(fd);
	if (got < 0) {
		free(text);
		return NULL;
	}
	if (strlen(text) != bytes || bytes > SPOOL_FILE_BYTES) /* never so long, never with a NUL */
		*text = '\0';
	return text;
}

enum err
spool_read(const char *spool, const char *name, struct spool_letter *out)
{
	struct spool_letter letter = {0};
	char *path = mem_format("%s/mail/%s", spool, name), *text = spool_read_text(path);
	enum err err = text ? ERR_OK : errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	int64_t id;

	if (text &&
	    (!spool_read_name(name, "", &id, &letter.kind) || !*text || !spool_take(text, &letter) ||
		!spool_is_sound(&letter)))
		err = ERR_INVALID;
	if (err == ERR_OK)
		*out = letter;
	else
		spool_letter_clear(&letter);
	free(text);
	free(path);
	return err;
}

enum err
spool_remove(const char *spool, const char *name)
{
	char *path = mem_format("%s/mail/%s", spool, name);
	bool fine = !unlink(path) || errno == ENOENT;

	free(path);
	return fine ? ERR_OK : ERR_IO;
}

enum err
spool_set_aside(const char *spool, const char *name)
{
	char *from = mem_format("%s/mail/%s", spool, name), *to = mem_format("%s/%s.bad", spool, name);
	bool fine = !rename(from, to);

	free(to);
	free(from);
	return fine ? ERR_OK : ERR_IO;
}

enum err
spool_lock(const char *spool, int *out_fd)
{
	char *path = mem_format("%s/mail", spool);
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	free(path);
	if (fd < 0)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	if (!flock(fd, LOCK_EX | LOCK_NB)) {
		*out_fd = fd;
		return ERR_OK;
	}
	close(fd);
	return errno == EWOULDBLOCK ? ERR_BUSY : ERR_IO;
}
