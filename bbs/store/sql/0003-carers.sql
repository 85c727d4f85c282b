-- What people come back for: being answered, finding, writing with care, one another, and what is theirs.
-- A step only adds, so that a session still running the older program can go on writing.

-- Under another name for one conversation: nobody else learns whose it is. Who it was stays in message.author and
-- thread.starter, and author_sql.h says how that is kept from everybody else.
CREATE TABLE alias (
	thread INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	number INTEGER NOT NULL,                 -- 1 to 40 by chance, then on: ui has a name for each
	PRIMARY KEY (thread, member),
	UNIQUE (thread, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_member ON alias (member);

ALTER TABLE message ADD COLUMN alias INTEGER NOT NULL DEFAULT 0;       -- 0: signed with the name; else alias.number
ALTER TABLE message ADD COLUMN note TEXT NOT NULL DEFAULT '';          -- content note, a word of CONTENT_NOTE_LIST
ALTER TABLE message ADD COLUMN folded TEXT NOT NULL DEFAULT '';        -- the reason members told the team, while it folds
ALTER TABLE message ADD COLUMN unfolded_at INTEGER NOT NULL DEFAULT 0; -- the team looked: these words fold no more; 0: never
ALTER TABLE thread ADD COLUMN alias INTEGER NOT NULL DEFAULT 0;        -- of its first message
ALTER TABLE thread ADD COLUMN help TEXT NOT NULL DEFAULT '';           -- what would help, a word of HELP_LIST
ALTER TABLE thread ADD COLUMN ask_next_at INTEGER NOT NULL DEFAULT 0;  -- when to ask what happened next; 0: never, or it was
ALTER TABLE thread ADD COLUMN next_message INTEGER NOT NULL DEFAULT 0; -- the message that says what happened next
CREATE INDEX thread_to_ask ON thread (starter, ask_next_at) WHERE ask_next_at > 0;

CREATE TABLE thread_tag (
	tag TEXT NOT NULL,                       -- a word of TAG_LIST
	thread INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
	PRIMARY KEY (tag, thread)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_tag_by_thread ON thread_tag (thread);

ALTER TABLE board ADD COLUMN notice TEXT NOT NULL DEFAULT '';          -- words of the team above its conversations
ALTER TABLE board ADD COLUMN is_for_loss INTEGER NOT NULL DEFAULT 0;   -- where people have died nobody is asked what happened next
UPDATE board SET is_for_loss = 1 WHERE slug = 'end-of-life';

-- What goes along with the words of a draft.
ALTER TABLE draft ADD COLUMN help TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN tags TEXT NOT NULL DEFAULT '';            -- words, divided by spaces
ALTER TABLE draft ADD COLUMN is_anonymous INTEGER NOT NULL DEFAULT 0;
ALTER TABLE draft ADD COLUMN asks_next INTEGER NOT NULL DEFAULT 0;
ALTER TABLE draft ADD COLUMN is_next INTEGER NOT NULL DEFAULT 0;       -- it says what happened next
ALTER TABLE draft ADD COLUMN wake_at INTEGER NOT NULL DEFAULT 0;       -- sleep on it: when to ask again; 0 for no

-- Who waits to be heard: a conversation's first message, or a member's first one anywhere.
CREATE TABLE waiting (
	message INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
	thread INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	since INTEGER NOT NULL,
	promised_by INTEGER NOT NULL DEFAULT 0,  -- by when somebody answers; 0: nobody could say
	due_at INTEGER NOT NULL,                 -- when it is passed on to the hosts, and later to anyone
	is_first INTEGER NOT NULL DEFAULT 0,     -- the first message this member ever sent
	answer INTEGER NOT NULL DEFAULT 0,       -- id of the message that answered; 0: none has
	answered_at INTEGER NOT NULL DEFAULT 0,
	reserved_by INTEGER NOT NULL DEFAULT 0,  -- who is about to answer
	reserved_until INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX waiting_open ON waiting (since) WHERE answered_at = 0;
CREATE INDEX waiting_by_age ON waiting (since);
CREATE INDEX waiting_by_thread ON waiting (thread);
CREATE INDEX waiting_open_by_thread ON waiting (thread, since) WHERE answered_at = 0;
CREATE INDEX waiting_by_member ON waiting (member);
CREATE INDEX waiting_by_answer ON waiting (answer) WHERE answer > 0;
INSERT INTO waiting (message, thread, member, since, due_at)
	SELECT t.first_message, t.id, t.starter, t.started_at, t.started_at + 43200 FROM thread t
	JOIN message m ON m.id = t.first_message AND m.state = 'live'
	WHERE t.started_at > CAST(strftime('%s', 'now') AS INTEGER) - 14 * 86400
	AND NOT EXISTS (SELECT 1 FROM message x WHERE x.thread = t.id AND x.author <> t.starter);

-- When people of the team say they are here, every week, in the board's time.
CREATE TABLE shift (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	weekday INTEGER NOT NULL,                -- 1 Monday to 7 Sunday
	starts INTEGER NOT NULL,                 -- minutes after midnight
	ends INTEGER NOT NULL                    -- the same; not after `starts`: it ends the next day
) STRICT;
CREATE INDEX shift_by_member ON shift (member);

-- One key: a hug, thank you, me too.
CREATE TABLE hug (
	message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	kind TEXT NOT NULL,                      -- a word of HUG_LIST
	to_member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	at INTEGER NOT NULL,
	is_seen INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (message, kind, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX hug_unseen ON hug (to_member, message) WHERE is_seen = 0;
CREATE INDEX hug_by_receiver ON hug (to_member);
CREATE INDEX hug_by_member ON hug (member, at);

-- @name in a message. New until it is read.
CREATE TABLE mention (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	PRIMARY KEY (member, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_by_message ON mention (message);

CREATE TABLE watch (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	thread INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
	at INTEGER NOT NULL,
	PRIMARY KEY (member, thread)
) STRICT, WITHOUT ROWID;
CREATE INDEX watch_by_thread ON watch (thread);

-- Answers that the team keeps for everybody, board by board.
CREATE TABLE kept_answer (
	board INTEGER NOT NULL REFERENCES board (id),
	message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	by_member INTEGER NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (board, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_answer_by_message ON kept_answer (message);
CREATE INDEX kept_answer_by_time ON kept_answer (board, at);

-- Guides and useful pages.
CREATE TABLE guide (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	slug TEXT NOT NULL UNIQUE,
	position INTEGER NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	owner TEXT NOT NULL,
	source TEXT NOT NULL,
	checked_on TEXT NOT NULL DEFAULT '',     -- YYYY-MM-DD, '' until somebody of the team has
	recheck_by TEXT NOT NULL DEFAULT '',
	is_shown INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What a member would rather not meet. Nobody else can tell.
CREATE TABLE block (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	other INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	at INTEGER NOT NULL,
	PRIMARY KEY (member, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_by_other ON block (other);
CREATE TABLE mute (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	kind TEXT NOT NULL,                      -- a word of MUTE_LIST
	thread INTEGER NOT NULL DEFAULT 0,       -- of an alias; else 0
	what TEXT NOT NULL,                      -- the alias's number, a word, a tag, a content note
	at INTEGER NOT NULL,
	PRIMARY KEY (member, kind, thread, what)
) STRICT, WITHOUT ROWID;

-- Between two members, when the board has it. Asked for by one, let in by the other.
CREATE TABLE private_thread (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	asker INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	other INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	state TEXT NOT NULL,                     -- 'asked', 'open', 'refused' (was never open), 'ended'
	ended_by INTEGER NOT NULL DEFAULT 0,     -- who refused or ended it: they alone can open it again
	asked_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX private_thread_pair ON private_thread (min(asker, other), max(asker, other));
CREATE INDEX private_thread_by_asker ON private_thread (asker, asked_at);
CREATE INDEX private_thread_by_other ON private_thread (other);
-- As one of the two has it. What was kept back from them is not in it.
CREATE TABLE private_side (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	private_thread INTEGER NOT NULL REFERENCES private_thread (id) ON DELETE CASCADE,
	last_message INTEGER NOT NULL DEFAULT 0, -- id; 0: nothing has reached them, so they don't know of it
	read_message INTEGER NOT NULL DEFAULT 0, -- id
	has_news INTEGER NOT NULL DEFAULT 0,     -- a message, a yes or a no that they have not seen
	PRIMARY KEY (member, private_thread)
) STRICT, WITHOUT ROWID;
CREATE INDEX private_side_by_thread ON private_side (private_thread);
CREATE INDEX private_side_by_time ON private_side (member, last_message);
CREATE INDEX private_side_news ON private_side (member, last_message) WHERE has_news = 1;
CREATE TABLE private_message (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	private_thread INTEGER NOT NULL REFERENCES private_thread (id) ON DELETE CASCADE,
	author INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	body TEXT NOT NULL,                      -- '' once it was taken down
	state TEXT NOT NULL DEFAULT 'live',      -- or 'withdrawn'
	written_at INTEGER NOT NULL,
	is_kept_back INTEGER NOT NULL DEFAULT 0  -- sent to somebody who has blocked the writer: only the writer sees it
) STRICT;
CREATE INDEX private_message_by_thread ON private_message (private_thread, id);
CREATE INDEX private_message_by_author ON private_message (author, id);
ALTER TABLE desk_case ADD COLUMN private_message INTEGER NOT NULL DEFAULT 0; -- the one that was told of
CREATE INDEX desk_case_by_private ON desk_case (private_message, closed_at) WHERE private_message > 0;

-- How long a line may be, and whether there is a free line after each.
ALTER TABLE member ADD COLUMN text_cols INTEGER NOT NULL DEFAULT 0;     -- 0: as wide as the window
ALTER TABLE member ADD COLUMN is_spaced INTEGER NOT NULL DEFAULT 0;

ALTER TABLE member ADD COLUMN break_until INTEGER NOT NULL DEFAULT 0;   -- on a break of their own; far in the future: no end set

-- Yes and no to what is kept of them, as it was said.
CREATE TABLE consent (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	is_given INTEGER NOT NULL,
	words_hash TEXT NOT NULL,                -- of the words they were shown; '' where that is not known
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_by_member ON consent (member, id);
INSERT INTO consent (member, is_given, words_hash, at) SELECT id, 1, '', consented_at FROM member WHERE consented_at > 0;

-- Leaving: out of sight at once, gone when the time to change one's mind is over.
ALTER TABLE member ADD COLUMN leaving_at INTEGER NOT NULL DEFAULT 0;    -- since when they are leaving; 0: they are not
ALTER TABLE member ADD COLUMN leaving_how TEXT NOT NULL DEFAULT '';     -- 'blank' what they wrote, or 'keep' it
ALTER TABLE member ADD COLUMN gone_at INTEGER NOT NULL DEFAULT 0;       -- erased; the row stays, with no name
CREATE INDEX member_leaving ON member (leaving_at) WHERE leaving_at > 0 AND gone_at = 0;
ALTER TABLE member ADD COLUMN leaving_days INTEGER NOT NULL DEFAULT 0;  -- days the keeper has seen since; forum/leaving.h
CREATE INDEX draft_by_thread ON draft (thread) WHERE thread > 0;
CREATE INDEX name_kept_by_member ON name_kept (member);
CREATE INDEX desk_case_by_claimer ON desk_case (claimed_by) WHERE closed_at = 0 AND claimed_by > 0;

-- What an erased message said, kept while the team still looks into it: until the case is closed, or until that day.
CREATE TABLE evidence_held (
	evidence INTEGER PRIMARY KEY REFERENCES evidence (id) ON DELETE CASCADE,
	until INTEGER NOT NULL
) STRICT;

-- Finding words. What is looked through is this view: live messages, each with where it stands as words that nobody can
-- type (they begin with a private-use sign, which no text may hold): its board, its block of 4096 ids, the tags of its
-- conversation, whether it is the first, and its writer, but never the writer of what is under an alias.
CREATE VIEW message_text (id, thread, number, title, body, place) AS
	SELECT m.id, m.thread, m.number, iif(m.number = 1, t.title, ''), m.body,
	char(57344) || 'b' || t.board || ' ' || char(57344) || 'k' || (m.id >> 12)
	|| iif(m.number = 1, ' ' || char(57344) || 'f0', '')
	|| iif(m.alias = 0, ' ' || char(57344) || 'w' || m.author, '')
	|| coalesce((SELECT group_concat(' ' || char(57344) || 't' || replace(g.tag, '-', '') || '0', '')
		FROM thread_tag g WHERE g.thread = t.id), '')
	FROM message m JOIN thread t ON t.id = m.thread WHERE m.state = 'live';

-- The index holds no text of its own.
CREATE VIRTUAL TABLE message_index USING fts5 (title, body, place, content = 'message_text', content_rowid = 'id',
	tokenize = 'porter unicode61 remove_diacritics 2', prefix = '3');
INSERT INTO message_index (message_index) VALUES ('rebuild');
-- Its words, to find those that begin alike.
CREATE VIRTUAL TABLE message_word USING fts5vocab (message_index, instance);

-- Messages of which the index does not know yet what became of them, with what it has of each: NULL for nothing, since
-- it can forget only what it is told again. Triggers fill it, so that a session of an older program does too; it is
-- empty after every commit of this one (search_catch_up). They do not change the index themselves: SQLite before 3.41
-- lets no trigger do that where the schema is not trusted.
CREATE TABLE message_stale (
	message INTEGER PRIMARY KEY,
	title TEXT,
	body TEXT,
	place TEXT
) STRICT;
CREATE TRIGGER message_added AFTER INSERT ON message BEGIN
	INSERT INTO message_stale (message) VALUES (new.id);
END;
CREATE TRIGGER message_changes BEFORE UPDATE OF thread, number, author, alias, body, state ON message BEGIN
	INSERT INTO message_stale (message, title, body, place) SELECT old.id, x.title, x.body, x.place
		FROM (SELECT 1) LEFT JOIN message_text x ON x.id = old.id
		WHERE NOT EXISTS (SELECT 1 FROM message_stale s WHERE s.message = old.id);
END;
CREATE TRIGGER message_goes BEFORE DELETE ON message BEGIN
	INSERT INTO message_stale (message, title, body, place) SELECT old.id, x.title, x.body, x.place
		FROM (SELECT 1) LEFT JOIN message_text x ON x.id = old.id
		WHERE NOT EXISTS (SELECT 1 FROM message_stale s WHERE s.message = old.id);
END;
CREATE TRIGGER thread_title_changes BEFORE UPDATE OF title ON thread BEGIN
	INSERT INTO message_stale (message, title, body, place) SELECT x.id, x.title, x.body, x.place
		FROM message_text x WHERE x.thread = old.id AND x.number = 1
		AND NOT EXISTS (SELECT 1 FROM message_stale s WHERE s.message = x.id);
END;
CREATE TRIGGER thread_board_changes BEFORE UPDATE OF board ON thread BEGIN
	INSERT INTO message_stale (message, title, body, place) SELECT x.id, x.title, x.body, x.place
		FROM message_text x WHERE x.thread = old.id
		AND NOT EXISTS (SELECT 1 FROM message_stale s WHERE s.message = x.id);
END;
CREATE TRIGGER thread_tag_comes BEFORE INSERT ON thread_tag BEGIN
	INSERT INTO message_stale (message, title, body, place) SELECT x.id, x.title, x.body, x.place
		FROM message_text x WHERE x.thread = new.thread
		AND NOT EXISTS (SELECT 1 FROM message_stale s WHERE s.message = x.id);
END;
CREATE TRIGGER thread_tag_goes BEFORE DELETE ON thread_tag BEGIN
	INSERT INTO message_stale (message, title, body, place) SELECT x.id, x.title, x.body, x.place
		FROM message_text x WHERE x.thread = old.thread
		AND NOT EXISTS (SELECT 1 FROM message_stale s WHERE s.message = x.id);
END;
