-- What the first release adds: settings, keeping and taking back, telling the team, the first desk.
-- A step only adds, so that a session still running the older program can go on writing.

-- What members choose for themselves.
ALTER TABLE member ADD COLUMN language TEXT NOT NULL DEFAULT '';         -- 'cy'; '' for the board's own
ALTER TABLE member ADD COLUMN timezone TEXT NOT NULL DEFAULT '';         -- 'Europe/London'; '' for the board's own
ALTER TABLE member ADD COLUMN about TEXT NOT NULL DEFAULT '';            -- a line about themselves, for other members
ALTER TABLE member ADD COLUMN shows_joined INTEGER NOT NULL DEFAULT 0;   -- others may see since when they are here
ALTER TABLE member ADD COLUMN named_at INTEGER NOT NULL DEFAULT 0;       -- when they last changed their name; 0 for never
ALTER TABLE member ADD COLUMN paused_until INTEGER NOT NULL DEFAULT 0;   -- may read what guests read until then
ALTER TABLE member ADD COLUMN pause_reason TEXT NOT NULL DEFAULT '';     -- as the member was told

CREATE INDEX member_by_role ON member (role);

-- A name somebody gave up is kept aside for a while, so that nobody is taken for them.
CREATE TABLE name_kept (
	name_folded TEXT PRIMARY KEY,
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One-use codes to come back with. Only a hash is kept.
CREATE TABLE recovery_code (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	code_hash TEXT NOT NULL,
	made_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL DEFAULT 0, -- 0: never
	used_at INTEGER NOT NULL DEFAULT 0,    -- 0: not yet
	PRIMARY KEY (member, code_hash)
) STRICT, WITHOUT ROWID;

-- One of the team has met this member in person; a second one makes a code.
CREATE TABLE vouch (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	by_member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	at INTEGER NOT NULL,
	PRIMARY KEY (member, by_member)
) STRICT, WITHOUT ROWID;

-- Where to send "something is waiting for you", for those who asked for it. A table of its own: nothing else reads it.
CREATE TABLE nudge (
	member INTEGER PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
	address TEXT NOT NULL,
	code_hash TEXT NOT NULL DEFAULT '',      -- of the code that confirms the address; '' when it is confirmed
	asked_at INTEGER NOT NULL,
	nudged_at INTEGER NOT NULL DEFAULT 0,    -- one for each absence
	is_on INTEGER NOT NULL DEFAULT 1         -- 0: they want none for now, and the address stays
) STRICT;

-- Tries that are counted over an hour or a day: wrong codes, mails asked for. member 0: a name that nobody has.
CREATE TABLE attempt (
	member INTEGER NOT NULL,
	kind TEXT NOT NULL,
	since INTEGER NOT NULL,
	count INTEGER NOT NULL,
	PRIMARY KEY (member, kind)
) STRICT, WITHOUT ROWID;

-- Mail and alerts on their way out: no name, no word of a message. The keeper moves them into spool/ when they are due.
CREATE TABLE outbox (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	kind TEXT NOT NULL,                      -- 'nudge', 'confirm', 'alert'
	member INTEGER NOT NULL DEFAULT 0,       -- 0: for the team
	code TEXT NOT NULL DEFAULT '',           -- what confirms an address
	due_at INTEGER NOT NULL,
	UNIQUE (kind, member)
) STRICT;
CREATE INDEX outbox_by_due ON outbox (due_at);

-- What the team chose for the whole board: how joining works, what is ready.
CREATE TABLE setting (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL,
	set_at INTEGER NOT NULL,
	set_by INTEGER NOT NULL DEFAULT 0        -- 0: the operator
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
	code_hash TEXT PRIMARY KEY,
	made_by INTEGER NOT NULL,                -- 0: the operator
	made_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	used_by INTEGER NOT NULL DEFAULT 0,
	used_at INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Somebody who would like to join and waits for the team; their role is 'waiting'.
CREATE TABLE join_request (
	member INTEGER PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
	words TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX join_request_by_time ON join_request (at);

-- Messages: a state, and what they said before. body is '' while a message is not live: its text is the newest revision.
ALTER TABLE message ADD COLUMN state TEXT NOT NULL DEFAULT 'live';       -- 'live', 'hidden', 'withdrawn'
ALTER TABLE message ADD COLUMN edited_at INTEGER NOT NULL DEFAULT 0;
CREATE TABLE message_revision (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	body TEXT NOT NULL,                      -- as it was until then
	why TEXT NOT NULL,                       -- 'edit', 'hide', 'withdraw'
	by_member INTEGER NOT NULL,              -- 0: the operator
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX message_revision_by_message ON message_revision (message, id);
CREATE INDEX message_revision_by_age ON message_revision (at);

ALTER TABLE thread ADD COLUMN pinned_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE thread ADD COLUMN locked_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX thread_pinned ON thread (board, pinned_at) WHERE pinned_at > 0;

CREATE TABLE bookmark (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	at INTEGER NOT NULL,
	PRIMARY KEY (member, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX bookmark_by_message ON bookmark (message);
CREATE INDEX bookmark_by_age ON bookmark (member, at, message);

CREATE TABLE board_hidden (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	board INTEGER NOT NULL REFERENCES board (id),
	PRIMARY KEY (member, board)
) STRICT, WITHOUT ROWID;

-- Who told the team about a message does not see it any more.
CREATE TABLE unseen (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	PRIMARY KEY (member, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX unseen_by_message ON unseen (message);

-- What somebody types into a form that is no message: to the team, or to a member about a case. Kept like a draft.
CREATE TABLE form_draft (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	form TEXT NOT NULL,                      -- a word of FORM_LIST
	thread INTEGER NOT NULL,                 -- or the case's id
	number INTEGER NOT NULL,
	body TEXT NOT NULL,
	saved_at INTEGER NOT NULL,
	PRIMARY KEY (member, form, thread, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX form_draft_by_age ON form_draft (saved_at);

-- The desk. A case is about a message, or about a person, or about neither (told from home).
CREATE TABLE desk_case (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	reason TEXT NOT NULL,                    -- the gravest of its reports, a word of REASON_LIST
	source TEXT NOT NULL,                    -- 'report', 'worry', 'words'
	risk INTEGER NOT NULL,                   -- 3 red, 2 amber, 1 the rest
	thread INTEGER NOT NULL DEFAULT 0,
	message INTEGER NOT NULL DEFAULT 0,
	about INTEGER NOT NULL DEFAULT 0,        -- the member it is about; 0 for nobody known
	opened_at INTEGER NOT NULL,
	claimed_by INTEGER NOT NULL DEFAULT 0,
	touched_at INTEGER NOT NULL DEFAULT 0,   -- when the claimer last did something; a claim lapses
	closed_at INTEGER NOT NULL DEFAULT 0,    -- 0: open
	closed_by INTEGER NOT NULL DEFAULT 0,
	outcome TEXT NOT NULL DEFAULT ''         -- 'none', 'hidden', 'paused', ...
) STRICT;
CREATE INDEX desk_case_open ON desk_case (risk DESC, opened_at) WHERE closed_at = 0;
CREATE INDEX desk_case_by_message ON desk_case (message, closed_at) WHERE message > 0;
CREATE INDEX desk_case_by_about ON desk_case (about, opened_at) WHERE about > 0;

CREATE TABLE report (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	desk_case INTEGER NOT NULL REFERENCES desk_case (id) ON DELETE CASCADE,
	reporter INTEGER NOT NULL DEFAULT 0,     -- 0: a guest, or the program itself
	reason TEXT NOT NULL,
	words TEXT NOT NULL DEFAULT '',
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX report_by_case ON report (desk_case, id);
CREATE INDEX report_by_reporter ON report (reporter, at);

-- What was said when it was told of. A table of its own, since it can be erased.
CREATE TABLE evidence (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	desk_case INTEGER NOT NULL REFERENCES desk_case (id) ON DELETE CASCADE,
	message INTEGER NOT NULL,
	body TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_by_case ON evidence (desk_case, id);

-- What the board tells one member on their first page.
CREATE TABLE notice (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	kind TEXT NOT NULL,                      -- a word of NOTICE_LIST
	thread INTEGER NOT NULL DEFAULT 0,
	number INTEGER NOT NULL DEFAULT 0,
	reason TEXT NOT NULL DEFAULT '',         -- a code
	words TEXT NOT NULL DEFAULT '',          -- what one of the team wrote to them
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX notice_by_member ON notice (member, id);

-- Append-only. Ids, codes and hashes only, never text: erasing a person's words needs no hole in the chain.
CREATE TABLE audit (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,
	actor INTEGER NOT NULL,                  -- member id; 0: the operator; -1: the program itself
	action TEXT NOT NULL,
	object TEXT NOT NULL,                    -- 'message', 'member', 'case', ...
	object_id INTEGER NOT NULL,
	code TEXT NOT NULL,
	hash TEXT NOT NULL                       -- over this row and the hash of the one before
) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'append-only'); END;
