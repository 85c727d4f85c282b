/*
 * See owner.h. Groups go first: who is no longer root can't let go of them.
 */
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/owner.h"

static struct {
	char name[64];
} state;

static void
owner_note(uid_t uid)
{
	const struct passwd *entry = getpwuid(uid);

	if (entry)
		snprintf(state.name, sizeof state.name, "%s", entry->pw_name);
	else
		snprintf(state.name, sizeof state.name, "%u", (unsigned)uid);
}

const char *
owner_name(void)
{
	return *state.name ? state.name : NULL;
}

enum err
owner_become(const char *path)
{
	struct stat st;

	if (geteuid() || stat(path, &st) || !st.st_uid)
		return ERR_OK;
	if (setgroups(0, NULL) || setresgid(st.st_gid, st.st_gid, st.st_gid) ||
	    setresuid(st.st_uid, st.st_uid, st.st_uid))
		return ERR_IO;
	owner_note(st.st_uid);
	return ERR_OK;
}
