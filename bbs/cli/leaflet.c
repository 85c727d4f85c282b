/*
 * bbs admin leaflet: what an operator hands out, as pages for a printer.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/verb.h"
#include "cli/words.h"

/* The address that only this machine has is on no leaflet's reader's machine. */
static void
leaflet_warn(const struct config *config)
{
	if (!strcmp(config->board_address, "localhost"))
		fputs(_("bbs admin: The leaflet says 'localhost', which nobody else can reach. Set address under "
			"[board] in bbs.conf, then make it again.\n"),
		    stderr);
	if (!config->net_port)
		fputs(_("bbs admin: The leaflet can't say the port, because net.port is 0. Set port under [net] in "
			"bbs.conf, then make it again.\n"),
		    stderr);
}

/* The pages as one text; owned. They are made whole before a word of them is printed. */
static enum err
leaflet_make(struct admin *admin, const char *fingerprint, char **out)
{
	bool is_large = admin->options[ADMIN_LARGE] != NULL;
	char *text = NULL;
	size_t bytes;
	FILE *file = open_memstream(&text, &bytes);
	enum err err = file ? admin->hooks->print_leaflet(&admin->forum, fingerprint, is_large, file) : ERR_IO;

	if (file && fclose(file) && err == ERR_OK)
		err = ERR_IO;
	if (err == ERR_OK)
		*out = text;
	else
		free(text);
	return err;
}

/* A new file: none is written over, and none is left half written. */
static enum err
leaflet_save(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666), why;
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	bool is_whole;

	if (!file)
		return fd < 0 && errno == EEXIST ? ERR_TAKEN : ERR_IO;
	is_whole = fputs(text, file) >= 0 && !fflush(file) && !fsync(fd);
	why = errno;
	if (fclose(file) && is_whole) {
		is_whole = false;
		why = errno;
	}
	if (is_whole)
		return ERR_OK;
	unlink(path);
	errno = why;
	return why == ENOSPC || why == EDQUOT || why == EFBIG ? ERR_FULL : ERR_IO;
}

static int
leaflet_tell(struct admin *admin, const char *fingerprint, const char *text)
{
	const char *path = admin->options[ADMIN_TO];
	const char *print =
	    admin->options[ADMIN_LARGE] ? "lp -o media=A4 -o cpi=5 -o lpi=3" : "lp -o media=A4 -o cpi=10 -o lpi=6";
	char *safe = admin_safe(path ? path : "");

	if (admin_wants_json(admin))
		admin_print_json(json_pack("{s:o, s:s, s:o, s:o}", "fingerprint", admin_json_text(fingerprint),
		    "print_with", print, "file", path ? admin_json_text(path) : json_null(), "text",
		    path ? json_null() : json_string(text)));
	else if (path)
		printf(_("The leaflet is in %s. Print it with: %s %s\n"), safe, print, safe);
	else
		fputs(text, stdout);
	free(safe);
	return ADMIN_DONE;
}

static int
leaflet_run(struct admin *admin, const char *fingerprint)
{
	const char *path = admin->options[ADMIN_TO];
	char *text = NULL;
	enum err err = leaflet_make(admin, fingerprint, &text);
	int status;

	if (err == ERR_OK && path)
		err = leaflet_save(path, text);
	if (err == ERR_OK) {
		leaflet_warn(admin->config);
		status = leaflet_tell(admin, fingerprint, text);
	} else
		status = admin_fail(admin, THING_LEAFLET, err, path ? path : admin->data);
	free(text);
	return status;
}

int
admin_leaflet(struct admin *admin)
{
	char *secrets = mem_format("%s/secrets", admin->data), *fingerprint = NULL;
	enum err err = admin->hooks->fingerprint(secrets, &fingerprint);
	int status = err == ERR_OK ? leaflet_run(admin, fingerprint) : admin_fail(admin, THING_HOST_KEY, err, secrets);

	free(fingerprint);
	free(secrets);
	return status;
}
