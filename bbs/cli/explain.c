/*
 * Sentences for the operator: what is wrong, and what to do next.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/explain.h"
#include "cli/words.h"

static char *
explain_problem(const struct config_error *error)
{
	switch (error->problem) {
	case CONFIG_FINE:
		break;
	case CONFIG_CANNOT_READ:
		return mem_format(_("it can't be read (%s)."), strerror(errno));
	case CONFIG_SYNTAX:
		return mem_copy_string(_("this is not 'name = value' under a [section]."));
	case CONFIG_UNKNOWN_OPTION:
		return mem_format(_("there is no option %s. 'bbs admin config' lists them all."), error->option);
	case CONFIG_NOT_A_NUMBER:
		return mem_format(_("%s must be a whole number, not '%s'."), error->option, error->value);
	case CONFIG_OUT_OF_RANGE:
		return mem_format(_("%s must be from %lld to %lld, not %s."), error->option, (long long)error->minimum,
		    (long long)error->maximum, error->value);
	case CONFIG_NOT_YES_OR_NO:
		return mem_format(_("%s must be yes or no, not '%s'."), error->option, error->value);
	case CONFIG_NOT_ONE_OF:
		return mem_format(_("%s must be one of: %s; not '%s'."), error->option, error->words, error->value);
	case CONFIG_TOO_LONG:
		return mem_format(_("%s must be at most %lld bytes long."), error->option, (long long)error->maximum);
	}
	return mem_copy_string("");
}

char *
explain_config(const struct config_error *error, const char *path)
{
	char *problem = explain_problem(error), *out;

	if (path && error->line)
		out = mem_format(_("%s line %d: %s"), path, error->line, problem);
	else
		out = mem_format("%s: %s", path ? path : _("On the command line"), problem);
	free(problem);
	return out;
}

char *
explain_data(enum err err, const char *data)
{
	switch (err) {
	case ERR_NOT_FOUND:
		return mem_format(_("There is no board in %s yet. Make one with: bbs admin init --data %s"), data,
		    data);
	case ERR_NEWER:
		return mem_format(_("The board in %s was made by a newer version of this program. Nothing was changed. "
				    "Please install that version, or restore an older backup."),
		    data);
	case ERR_FOREIGN:
		return mem_format(_("%s/db/board.db is not a board of ours. Nothing was changed. "
				    "Please look for the right data directory."),
		    data);
	case ERR_DAMAGED:
		return mem_format(_("The board in %s is damaged or only half made. Nothing was changed. "
				    "Try: bbs admin check --data %s, or restore a backup."),
		    data, data);
	case ERR_FULL:
		return mem_format(_("The disk that holds %s is full. Nothing was changed. Make room, then try again."),
		    data);
	case ERR_BUSY:
		return mem_format(_("A copy is being put back in %s just now. Try again when that is done."), data);
	case ERR_IO:
		return mem_format(_("The directory %s can't be used (%s). Check that it exists and that you may write "
				    "there."),
		    data, strerror(errno));
	default:
		return mem_format(_("The board in %s can't be opened (%s). Nothing was changed."), data, err_name(err));
	}
}
