/*
 * How far a member has read, as SQL: shared by threads.c and reading.c so that a list and a count never differ.
 *
 * Read is what is up to the mark and what is up to the floor: the board's floor (all read up to there), or the
 * member's (what was written before they joined never counts). The mark says it exactly unless the floor lies
 * beyond the message after it. A conversation that began after the floor is unread from its first message; in
 * one that straddles it the newest message up to the floor is found through the index. A visitor without a name
 * (member 0) has read everything.
 */
#ifndef BBS_STORE_READING_SQL_H
#define BBS_STORE_READING_SQL_H

#define READING_JOIN \
	"LEFT JOIN read_mark rm ON rm.member = :member AND rm.thread = t.id " \
	"LEFT JOIN board_floor bf ON bf.member = :member AND bf.board = t.board " \
	"LEFT JOIN member me ON me.id = :member"

#define READING_FLOOR "max(coalesce(bf.message, 0), coalesce(me.floor_message, 0))"

#define READ_NUMBER \
	"CASE WHEN :member = 0 THEN t.message_count" \
	" WHEN t.last_message <= " READING_FLOOR " THEN t.message_count" \
	" WHEN rm.number IS NOT NULL AND NOT EXISTS (SELECT 1 FROM message x WHERE x.thread = t.id" \
	" AND x.number = rm.number + 1 AND x.id <= " READING_FLOOR ") THEN rm.number" \
	" WHEN t.first_message > " READING_FLOOR " THEN 0" \
	" ELSE coalesce((SELECT x.number FROM message x WHERE x.thread = t.id AND x.id <= " READING_FLOOR \
	" ORDER BY x.id DESC LIMIT 1), 0) END"

#endif
