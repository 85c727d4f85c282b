-- The board as it first was. Never edited after a release: the next change is the next file.
-- Times are seconds UTC. Ids order everything; times are only shown.

CREATE TABLE member (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL UNIQUE,
	name_folded TEXT NOT NULL UNIQUE, -- look-alikes made the same
	role TEXT NOT NULL,
	is_closed INTEGER NOT NULL DEFAULT 0,
	password_hash TEXT,               -- argon2id; NULL: signs in by key only
	is_plain INTEGER NOT NULL DEFAULT 0,
	theme TEXT NOT NULL DEFAULT '',
	joined_at INTEGER NOT NULL,
	consented_at INTEGER NOT NULL,    -- 0: did not join by the screens, so was never asked
	last_here_at INTEGER NOT NULL,    -- 0: has not been here yet
	floor_message INTEGER NOT NULL    -- nothing up to this message ever counts as unread
) STRICT;

CREATE TABLE member_key (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	key TEXT NOT NULL,                -- "ssh-ed25519 AAAA..."
	added_at INTEGER NOT NULL,
	PRIMARY KEY (member, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE board_group (
	id INTEGER PRIMARY KEY,
	slug TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	position INTEGER NOT NULL
) STRICT;

CREATE TABLE board (
	id INTEGER PRIMARY KEY,
	slug TEXT NOT NULL UNIQUE,
	board_group INTEGER NOT NULL REFERENCES board_group (id),
	name TEXT NOT NULL,
	about TEXT NOT NULL DEFAULT '',
	position INTEGER NOT NULL,
	is_open INTEGER NOT NULL DEFAULT 0, -- guests may read it
	is_on INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX board_by_group ON board (board_group);

CREATE TABLE thread (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	board INTEGER NOT NULL REFERENCES board (id),
	title TEXT NOT NULL,
	starter INTEGER NOT NULL REFERENCES member (id),
	started_at INTEGER NOT NULL,
	message_count INTEGER NOT NULL DEFAULT 0,
	first_message INTEGER NOT NULL DEFAULT 0,
	last_message INTEGER NOT NULL DEFAULT 0,
	last_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX thread_by_board ON thread (board, last_message);
CREATE INDEX thread_by_starter ON thread (starter, id);

CREATE TABLE message (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	thread INTEGER NOT NULL REFERENCES thread (id),
	number INTEGER NOT NULL,             -- 1, 2, 3 within the thread
	author INTEGER NOT NULL REFERENCES member (id),
	reply_to INTEGER NOT NULL DEFAULT 0, -- number of the message it answers, 0 for none
	to_member INTEGER NOT NULL,          -- whom it is for: the author answered, or the starter (of my own message too)
	body TEXT NOT NULL,
	written_at INTEGER NOT NULL,
	UNIQUE (thread, number)
) STRICT;
CREATE INDEX message_by_thread ON message (thread, id);
CREATE INDEX message_by_author ON message (author, id);
CREATE INDEX message_to_member ON message (to_member, id);

CREATE TABLE draft (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	board INTEGER NOT NULL REFERENCES board (id),
	thread INTEGER NOT NULL DEFAULT 0,   -- 0: a conversation that is not started yet
	reply_to INTEGER NOT NULL DEFAULT 0,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	saved_at INTEGER NOT NULL,
	UNIQUE (member, board, thread, reply_to)
) STRICT;
CREATE INDEX draft_by_age ON draft (saved_at);

-- How far a member has read. A thread without a mark is read up to the board's floor, or the member's.
CREATE TABLE read_mark (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	thread INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
	number INTEGER NOT NULL,
	PRIMARY KEY (member, thread)
) STRICT, WITHOUT ROWID;
CREATE INDEX read_mark_by_thread ON read_mark (thread);

CREATE TABLE board_floor (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	board INTEGER NOT NULL REFERENCES board (id),
	message INTEGER NOT NULL,            -- everything on the board up to this message is read
	PRIMARY KEY (member, board)
) STRICT, WITHOUT ROWID;

CREATE TABLE signpost (
	id INTEGER PRIMARY KEY,
	slug TEXT NOT NULL UNIQUE,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	number TEXT NOT NULL,
	how TEXT NOT NULL,
	about TEXT NOT NULL,
	hours TEXT NOT NULL,
	nations TEXT NOT NULL,               -- "england,wales"
	owner TEXT NOT NULL,
	source TEXT NOT NULL,
	checked_on TEXT NOT NULL DEFAULT '', -- YYYY-MM-DD, '' until somebody of the team has
	recheck_by TEXT NOT NULL DEFAULT '',
	is_shown INTEGER NOT NULL
) STRICT;
