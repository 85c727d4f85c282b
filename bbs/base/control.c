/*
 * The messages between a visitor's two processes: sent, received, checked. What they mean is in the header;
 * who asks and who answers is in net/authenticate.c and in the session.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "base/control.h"

static uint16_t
control_bring_within(uint32_t value, uint16_t least, uint16_t most)
{
	if (value < least)
		return least;
	return value > most ? most : (uint16_t)value;
}

void
control_clamp(uint32_t cols, uint32_t rows, uint16_t *out_cols, uint16_t *out_rows)
{
	/* RFC 4254 6.2: a zero is to be ignored; scripts without a window send 0 by 0 */
	*out_cols = cols ? control_bring_within(cols, WINDOW_MIN_COLS, WINDOW_MAX_COLS) : 80;
	*out_rows = rows ? control_bring_within(rows, WINDOW_MIN_ROWS, WINDOW_MAX_ROWS) : 24;
}

static bool
control_is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* No slash and no leading dot can pass, so a name can never become a path for terminfo. */
static bool
control_is_term(const char *name)
{
	if (!control_is_alnum(*name))
		return false;
	for (; *name; name++)
		if (!control_is_alnum(*name) && !strchr("+._-", *name))
			return false;
	return true;
}

/* As above, for catalogues. */
static bool
control_is_lang(const char *name)
{
	if (!control_is_alnum(*name) || (*name >= '0' && *name <= '9'))
		return false;
	for (; *name; name++)
		if (!control_is_alnum(*name) && !strchr("_.@-", *name))
			return false;
	return true;
}

/* The text when it is short enough and is_fine() says so, else "". */
static void
control_clean(const char *in, bool (*is_fine)(const char *), char *out, size_t most)
{
	size_t length = in ? strnlen(in, most + 1) : 0;

	memset(out, 0, most + 1);
	if (length && length <= most && is_fine(in))
		memcpy(out, in, length);
}

void
control_clean_term(const char *in, char out[static CONTROL_TERM_BYTES + 1])
{
	control_clean(in, control_is_term, out, CONTROL_TERM_BYTES);
}

void
control_clean_lang(const char *in, char out[static CONTROL_LANG_BYTES + 1])
{
	control_clean(in, control_is_lang, out, CONTROL_LANG_BYTES);
}

static bool
control_has_end(const char *field, size_t field_bytes)
{
	return memchr(field, '\0', field_bytes) != NULL;
}

static bool
control_has_texts(const struct control *c)
{
	return control_has_end(c->name, sizeof c->name) && control_has_end(c->term, sizeof c->term) &&
	    control_has_end(c->secret, sizeof c->secret) && control_has_end(c->key, sizeof c->key) &&
	    control_has_end(c->lang, sizeof c->lang) && (!*c->term || control_is_term(c->term)) &&
	    (!*c->lang || control_is_lang(c->lang));
}

static bool
control_has_window(const struct control *c)
{
	return c->cols >= WINDOW_MIN_COLS && c->cols <= WINDOW_MAX_COLS && c->rows >= WINDOW_MIN_ROWS &&
	    c->rows <= WINDOW_MAX_ROWS;
}

bool
control_is_valid(const struct control *c)
{
	if (c->kind < CONTROL_ASK_NONE || c->kind >= CONTROL_KINDS || c->verdict >= CONTROL_VERDICTS)
		return false;
	if (c->proven > 1 || c->has_terminal > 1 || c->wants_plain > 1 || c->no_color > 1)
		return false;
	if (!control_has_texts(c))
		return false;
	return (c->kind != CONTROL_START && c->kind != CONTROL_RESIZE) || control_has_window(c);
}

enum err
control_send(int fd, const struct control *c)
{
	ssize_t sent;

	do
		sent = send(fd, c, sizeof *c, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	if (sent == (ssize_t)sizeof *c)
		return ERR_OK;
	return sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? ERR_BUSY : ERR_IO;
}

enum err
control_receive(int fd, struct control *out, int flags)
{
	struct control in;
	ssize_t got;

	do
		got = recv(fd, &in, sizeof in, flags | MSG_TRUNC);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return errno == EAGAIN || errno == EWOULDBLOCK ? ERR_BUSY : ERR_IO;
	if (got == 0)
		return ERR_IO;
	if (got != (ssize_t)sizeof in || !control_is_valid(&in)) {
		explicit_bzero(&in, sizeof in);
		return ERR_INVALID;
	}
	*out = in;
	explicit_bzero(in.secret, sizeof in.secret);
	return ERR_OK;
}
