/*
 * What a conversation is called, as SQL: '' while its first message is hidden, taken down or folded for personal
 * details, or its writer is leaving and leaves no words. The title is words of that writer too, and what is taken down
 * is gone from every list. t is the thread.
 */
#ifndef BBS_STORE_TITLE_SQL_H
#define BBS_STORE_TITLE_SQL_H

#define TITLE_SHOWN \
	"iif(EXISTS (SELECT 1 FROM message o JOIN member ow ON ow.id = o.author WHERE o.id = t.first_message" \
	" AND (o.state <> 'live' OR o.folded = 'details' OR (ow.leaving_at > 0 AND ow.leaving_how <> 'keep'))), ''," \
	" t.title)"

/* The one who wrote it may be told of it. who: an expression, the id of a member. */
#define TITLE_SHOWN_TO(who) "iif(t.starter = " who ", t.title, " TITLE_SHOWN ")"

#endif
