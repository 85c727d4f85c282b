/*
 * Who wrote it, as SQL, kept from those who are not to know: shared by every statement that names a writer.
 *
 * Of a message under an alias nobody but its writer gets the id, and nobody the name: the alias's number says which
 * unknown writer of the conversation it is. Who is leaving is out of sight, name and (unless they leave them) words,
 * from everybody else; who has gone has no name. So what the layers above never get they cannot show. :member is who asks, 0 for a guest.
 *
 * of: the alias of a message m, or of a thread t; who: the writer's row in member.
 */
#ifndef BBS_STORE_AUTHOR_SQL_H
#define BBS_STORE_AUTHOR_SQL_H

#define AUTHOR_ID(of, who) "iif(" of ".alias > 0 AND " who ".id <> :member, 0, " who ".id)"
#define AUTHOR_NAME(of, who) \
	"iif(" of ".alias > 0 OR " who ".gone_at > 0 OR (" who ".leaving_at > 0 AND " who ".id <> :member), ''," \
	" " who ".name)"
/* Of somebody who signs with their name always. */
#define MEMBER_NAME(who) \
	"iif(" who ".gone_at > 0 OR (" who ".leaving_at > 0 AND " who ".id <> :member), '', " who ".name)"
#define AUTHOR_IS_LEAVING(who) "(" who ".leaving_at > 0 AND " who ".leaving_how <> 'keep' AND " who ".id <> :member)"
#define MESSAGE_BODY(m, who) "iif(" AUTHOR_IS_LEAVING(who) ", '', " m ".body)"
/* What is under an alias was taken down, as far as others can tell: who else left that day is known. */
#define MESSAGE_STATE(m, who) \
	"iif(" AUTHOR_IS_LEAVING(who) " AND " m ".state = 'live', iif(" m ".alias > 0, 'withdrawn', 'left'), " m \
				      ".state)"
/* Of a private message, which has no alias. */
#define PRIVATE_STATE(m, who) "iif(" AUTHOR_IS_LEAVING(who) " AND " m ".state = 'live', 'left', " m ".state)"

/*
 * Whom a new message by `author` under `alias` is for: the writer it answers, r, or else who started the conversation t.
 * Their own words answered are for who started it too, but not those of their other name: who is told, and is not the one
 * that was answered, would know that the two are one.
 */
#define MESSAGE_TO(author, alias) \
	"coalesce(iif(r.author = " author " AND r.alias = " alias ", NULL, r.author), t.starter)"

#endif
