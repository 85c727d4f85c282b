/*
 * What a writer is called: by name, or by the name they have in one conversation when nobody is to know.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "ui/action.h"
#include "ui/spoken.h"
#include "ui/words.h"

/* Translators: names for people who stay unknown, in the middle of a sentence; any kind small birds and plants do. */
static const char *const names[] = {
    N_("unknown Robin"),
    N_("unknown Wren"),
    N_("unknown Heron"),
    N_("unknown Finch"),
    N_("unknown Swift"),
    N_("unknown Linnet"),
    N_("unknown Plover"),
    N_("unknown Thrush"),
    N_("unknown Swallow"),
    N_("unknown Dunnock"),
    N_("unknown Curlew"),
    N_("unknown Starling"),
    N_("unknown Sparrow"),
    N_("unknown Kestrel"),
    N_("unknown Martin"),
    N_("unknown Skylark"),
    N_("unknown Magpie"),
    N_("unknown Blackbird"),
    N_("unknown Nuthatch"),
    N_("unknown Goldcrest"),
    N_("unknown Willow"),
    N_("unknown Rowan"),
    N_("unknown Hazel"),
    N_("unknown Maple"),
    N_("unknown Alder"),
    N_("unknown Aspen"),
    N_("unknown Bramble"),
    N_("unknown Clover"),
    N_("unknown Heather"),
    N_("unknown Ivy"),
    N_("unknown Juniper"),
    N_("unknown Laurel"),
    N_("unknown Marigold"),
    N_("unknown Nettle"),
    N_("unknown Poppy"),
    N_("unknown Primrose"),
    N_("unknown Sorrel"),
    N_("unknown Teasel"),
    N_("unknown Thistle"),
    N_("unknown Yarrow"),
};

enum { NAMES = sizeof names / sizeof *names };

char *
spoken_writer(const char *name, int64_t alias, bool is_own)
{
	char *unknown, *out;

	if (*name)
		return mem_copy_string(name);
	if (alias < 0)
		return mem_copy_string(_("an unknown writer"));
	if (!alias)
		return mem_copy_string(_("a former member"));
	if (alias <= NAMES)
		unknown = mem_copy_string(_(names[alias - 1]));
	else
		unknown = mem_format(_("unknown number %d"), (int)alias);
	if (!is_own)
		return unknown;
	/* Translators: beside a message of one's own that was sent without the name; %s is "unknown Robin". */
	out = mem_format(_("%s, that is you"), unknown);
	free(unknown);
	return out;
}
