/*
 * The terminal of a test: libvterm at the far end of a socket, and a wire whose waiting the test decides.
 */
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vterm.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "scan.h"
#include "vt.h"

struct vt {
	struct wire wire;
	int keys_fd, screen_fd; /* our ends */
	int go_fd, idle_fd;     /* events: the program may go on; it waits or has ended */
	pthread_t thread;
	void (*run)(void *context, struct wire *);
	void *context;
	bool is_started, has_ended, is_stalled;
	int patience_ms;
	enum wire_event next;
	VTerm *term;
	VTermScreen *screen;
	struct scan scan;
	struct str written;
};

static void
vt_signal(int fd)
{
	uint64_t one = 1;

	if (write(fd, &one, sizeof one) != sizeof one)
		fatal("eventfd");
}

static void
vt_await(int fd)
{
	uint64_t count;

	if (read(fd, &count, sizeof count) != sizeof count)
		fatal("eventfd");
}

/* In the program's thread: what wire_wait() does. */
static enum wire_event
vt_wait(void *context, struct wire *wire, int timeout_ms)
{
	struct vt *vt = context;
	struct pollfd in = {.fd = wire->in_fd, .events = POLLIN};

	if (poll(&in, 1, 0) > 0)
		return WIRE_BYTES;
	if (!timeout_ms)
		return WIRE_TIMEOUT;
	vt->patience_ms = timeout_ms;
	vt_signal(vt->idle_fd);
	vt_await(vt->go_fd);
	return vt->next;
}

static void *
vt_thread(void *context)
{
	struct vt *vt = context;

	vt->run(vt->context, &vt->wire);
	vt->has_ended = true;
	vt_signal(vt->idle_fd);
	return NULL;
}

static bool
vt_drain(struct vt *vt)
{
	char bytes[16384];
	ssize_t got = recv(vt->screen_fd, bytes, sizeof bytes, MSG_DONTWAIT);

	if (got <= 0)
		return false;
	vterm_input_write(vt->term, bytes, (size_t)got);
	scan_bytes(&vt->scan, bytes, (size_t)got);
	str_add_bytes(&vt->written, bytes, (size_t)got);
	return true;
}

/* Let the program run until it waits or ends, and take what it writes meanwhile. */
static void
vt_until_idle(struct vt *vt)
{
	struct pollfd fds[2] = {{.fd = vt->idle_fd, .events = POLLIN}, {.fd = vt->screen_fd, .events = POLLIN}};

	do {
		fds[1].fd = vt->is_stalled ? -1 : vt->screen_fd;
		poll(fds, 2, -1);
		if (fds[1].revents & POLLIN)
			vt_drain(vt);
	} while (!(fds[0].revents & POLLIN));
	vt_await(vt->idle_fd);
	while (!vt->is_stalled && vt_drain(vt))
		;
}

static void
vt_give(struct vt *vt, enum wire_event event)
{
	if (vt->has_ended)
		return;
	vt->next = event;
	vt_signal(vt->go_fd);
	vt_until_idle(vt);
}

static void
vt_make_term(struct vt *vt)
{
	vt->term = vterm_new(vt->wire.rows, vt->wire.cols);
	vterm_set_utf8(vt->term, 1);
	vt->screen = vterm_obtain_screen(vt->term);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_reset(vt->screen, 1);
}

struct vt *
vt_open(int cols, int rows)
{
	struct vt *vt = mem_alloc(sizeof *vt);
	int in[2], out[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, in) || socketpair(AF_UNIX, SOCK_STREAM, 0, out))
		fatal("socketpair");
	signal(SIGPIPE, SIG_IGN);
	vt->keys_fd = in[0];
	vt->screen_fd = out[0];
	vt->go_fd = eventfd(0, 0);
	vt->idle_fd = eventfd(0, 0);
	vt->wire = (struct wire){
	    .in_fd = in[1],
	    .out_fd = out[1],
	    .control_fd = -1,
	    .cols = (uint16_t)cols,
	    .rows = (uint16_t)rows,
	    .wait = vt_wait,
	    .context = vt,
	};
	str_init(&vt->written);
	scan_init(&vt->scan);
	vt_make_term(vt);
	return vt;
}

void
vt_close(struct vt *vt)
{
	vt_stall(vt, false);
	for (int k = 0; vt->is_started && !vt->has_ended; k++) {
		if (k == 100)
			fatal("the program does not end");
		vt_end(vt);
	}
	if (vt->is_started)
		pthread_join(vt->thread, NULL);
	close(vt->keys_fd);
	close(vt->screen_fd);
	close(vt->wire.in_fd);
	close(vt->wire.out_fd);
	close(vt->go_fd);
	close(vt->idle_fd);
	vterm_free(vt->term);
	scan_clear(&vt->scan);
	str_clear(&vt->written);
	free(vt);
}

void
vt_start(struct vt *vt, void (*run)(void *context, struct wire *), void *context)
{
	vt->run = run;
	vt->context = context;
	vt->is_started = true;
	if (pthread_create(&vt->thread, NULL, vt_thread, vt))
		fatal("pthread_create");
	vt_until_idle(vt);
}

void
vt_type_bytes(struct vt *vt, const void *bytes, size_t count)
{
	if (write(vt->keys_fd, bytes, count) != (ssize_t)count)
		fatal("keys");
	vt_give(vt, WIRE_BYTES);
}

void
vt_type(struct vt *vt, const char *keys)
{
	vt_type_bytes(vt, keys, strlen(keys));
}

void
vt_resize(struct vt *vt, int cols, int rows)
{
	vterm_set_size(vt->term, rows, cols);
	vt->wire.cols = (uint16_t)cols;
	vt->wire.rows = (uint16_t)rows;
	vt_give(vt, WIRE_RESIZED);
}

void
vt_ring(struct vt *vt)
{
	vt_give(vt, WIRE_NEWS);
}

void
vt_end(struct vt *vt)
{
	vt_give(vt, WIRE_CLOSING);
}

void
vt_hang_up(struct vt *vt)
{
	shutdown(vt->keys_fd, SHUT_WR);
	vt_give(vt, WIRE_HANGUP);
}

bool
vt_pass(struct vt *vt, int ms)
{
	bool is_due = vt->patience_ms >= 0 && vt->patience_ms <= ms;

	clock_advance_ms(ms);
	if (is_due)
		vt_give(vt, WIRE_TIMEOUT);
	return is_due;
}

bool
vt_has_ended(const struct vt *vt)
{
	return vt->has_ended;
}

int
vt_patience_ms(const struct vt *vt)
{
	return vt->patience_ms;
}

/* wire_unsent() looks only where there is a control socket. */
void
vt_stall(struct vt *vt, bool is_stalled)
{
	if (is_stalled && vt->wire.control_fd < 0)
		vt->wire.control_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (!is_stalled && vt->wire.control_fd >= 0) {
		close(vt->wire.control_fd);
		vt->wire.control_fd = -1;
	}
	vt->is_stalled = is_stalled;
	while (!is_stalled && vt_drain(vt))
		;
}

static VTermScreenCell
vt_cell(const struct vt *vt, int row, int col)
{
	VTermScreenCell cell = {0};

	vterm_screen_get_cell(vt->screen, (VTermPos){.row = row, .col = col}, &cell);
	return cell;
}

static void
vt_add_row(const struct vt *vt, int row, struct str *out)
{
	size_t trimmed = out->bytes;
	char bytes[4];

	for (int col = 0; col < vt->wire.cols; col++) {
		VTermScreenCell cell = vt_cell(vt, row, col);

		if (cell.chars[0] == UINT32_MAX)
			continue;
		str_add(out, cell.chars[0] ? "" : " ");
		for (size_t k = 0; k < VTERM_MAX_CHARS_PER_CELL && cell.chars[k]; k++)
			str_add_bytes(out, bytes, text_encode(cell.chars[k], bytes));
		if (cell.chars[0] && cell.chars[0] != ' ')
			trimmed = out->bytes;
	}
	str_cut(out, trimmed);
}

void
vt_get_cursor(const struct vt *vt, int *row, int *col)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(vt->term), &pos);
	*row = pos.row;
	*col = pos.col;
}

char *
vt_text(struct vt *vt)
{
	struct str out;
	int cursor_row, cursor_col;

	vt_get_cursor(vt, &cursor_row, &cursor_col);
	str_init(&out);
	for (int row = 0; row < vt->wire.rows; row++) {
		str_add(&out, "|");
		vt_add_row(vt, row, &out);
		str_add(&out, "\n");
		if (row == cursor_row)
			str_add_format(&out, " %*s^\n", cursor_col, "");
	}
	return str_take(&out);
}

static char
vt_style(const VTermScreenCell *cell)
{
	char style = '.';
	int count = 0;

	if (!VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell->bg))
		style = ++count ? 'c' : '.';
	if (cell->attrs.bold)
		style = ++count ? 'b' : '.';
	if (cell->attrs.underline)
		style = ++count ? 'u' : '.';
	if (cell->attrs.reverse)
		style = ++count ? 'r' : '.';
	return count > 1 ? (char)(style - 0x20) : style;
}

char *
vt_styles(struct vt *vt)
{
	struct str out;

	str_init(&out);
	for (int row = 0; row < vt->wire.rows; row++) {
		str_add(&out, "|");
		for (int col = 0; col < vt->wire.cols; col++) {
			VTermScreenCell cell = vt_cell(vt, row, col);

			str_add_char(&out, vt_style(&cell));
		}
		while (out.text[out.bytes - 1] == '.')
			str_cut(&out, out.bytes - 1);
		str_add(&out, "\n");
	}
	return str_take(&out);
}

void
vt_get_size(const struct vt *vt, int *cols, int *rows)
{
	*cols = vt->wire.cols;
	*rows = vt->wire.rows;
}

/* The eight colours of a theme, plain or bright; ours sends no others. */
static int
vt_colour(const VTermColor *colour, bool is_default)
{
	if (is_default)
		return -1;
	if (!VTERM_COLOR_IS_INDEXED(colour) || colour->indexed.idx > 15)
		fatal("a colour that no theme has");
	return colour->indexed.idx % 8;
}

void
vt_look_at(const struct vt *vt, int row, int col, struct vt_look *out)
{
	VTermScreenCell cell = vt_cell(vt, row, col);
	size_t bytes = 0;

	*out = (struct vt_look){
	    .foreground = vt_colour(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg)),
	    .background = vt_colour(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg)),
	    .is_bold = cell.attrs.bold,
	    .is_underlined = cell.attrs.underline,
	    .is_reversed = cell.attrs.reverse,
	};
	if (cell.chars[0] == UINT32_MAX || cell.chars[0] == ' ')
		return;
	for (size_t k = 0; k < VTERM_MAX_CHARS_PER_CELL && cell.chars[k] && bytes + 5 < sizeof out->text; k++)
		bytes += text_encode(cell.chars[k], out->text + bytes);
}

bool
vt_shows(struct vt *vt, const char *words)
{
	bool found = false;
	struct str line;

	str_init(&line);
	for (int row = 0; row < vt->wire.rows && !found; row++) {
		str_cut(&line, 0);
		vt_add_row(vt, row, &line);
		found = strstr(line.text, words) != NULL;
	}
	str_clear(&line);
	return found;
}

size_t
vt_take_bytes(struct vt *vt)
{
	size_t count = vt->written.bytes;

	str_cut(&vt->written, 0);
	return count;
}

const char *
vt_strange(const struct vt *vt)
{
	return vt->scan.strange.text;
}

const char *
vt_written(const struct vt *vt, size_t *count)
{
	*count = vt->written.bytes;
	return vt->written.text;
}
