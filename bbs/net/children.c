/*
 * See children.h. Everything here happens between a fork and the first byte of a visitor.
 */
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "net/children.h"

enum { MOST_KEPT = 16 };

static int
children_compare(const void *a, const void *b)
{
	int left = *(const int *)a, right = *(const int *)b;

	return (left > right) - (left < right);
}

void
children_keep_only(const int *fds, size_t count)
{
	int kept[MOST_KEPT];
	unsigned first = STDERR_FILENO + 1;
	size_t kept_count = 0;

	for (size_t k = 0; k < count && kept_count < MOST_KEPT; k++)
		if (fds[k] > STDERR_FILENO)
			kept[kept_count++] = fds[k];
	qsort(kept, kept_count, sizeof *kept, children_compare);
	for (size_t k = 0; k < kept_count; k++) {
		if ((unsigned)kept[k] > first)
			close_range(first, (unsigned)kept[k] - 1, 0);
		first = (unsigned)kept[k] + 1;
	}
	close_range(first, ~0U, 0);
}

void
children_set_signals(sigset_t *blocked)
{
	static const int ignored[] = {SIGPIPE, SIGXFSZ, SIGUSR1};

	for (size_t k = 0; k < sizeof ignored / sizeof *ignored; k++)
		signal(ignored[k], SIG_IGN);
	sigemptyset(blocked);
	sigaddset(blocked, SIGTERM);
	sigaddset(blocked, SIGINT);
	sigaddset(blocked, SIGHUP);
	sigaddset(blocked, SIGCHLD);
	sigprocmask(SIG_BLOCK, blocked, NULL);
}

void
children_unblock_signals(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void
children_settle(pid_t listener, int death_signal)
{
	const struct rlimit no_core = {0, 0};
	sigset_t only_term;

	setrlimit(RLIMIT_CORE, &no_core);
	prctl(PR_SET_DUMPABLE, 0);
	sigemptyset(&only_term);
	sigaddset(&only_term, SIGTERM);
	sigprocmask(SIG_SETMASK, &only_term, NULL);
	if (!death_signal)
		return;
	prctl(PR_SET_PDEATHSIG, death_signal);
	if (getppid() != listener) /* it died before that */
		_exit(EXIT_FAILURE);
}

/* Said by parent and child alike, so that neither goes on before it is true. */
static pid_t
children_join(pid_t child, pid_t group)
{
	if (group && setpgid(child, group) == 0)
		return group;
	setpgid(child, 0); /* all of the group has gone: the child begins a new one */
	return child;
}

pid_t
children_fork(struct child_group *group, int death_signal)
{
	pid_t listener = getpid(), child = fork();

	if (child == 0) {
		children_join(getpid(), group->number);
		children_settle(listener, death_signal);
	} else if (child > 0)
		group->number = children_join(child, group->number);
	return child;
}
