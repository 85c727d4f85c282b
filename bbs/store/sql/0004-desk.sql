-- The moderators' desk.

-- Conditions of a member, each until then; 0, or in the past: none. Two more are older: paused_until, is_closed.
ALTER TABLE member ADD COLUMN checked_until INTEGER NOT NULL DEFAULT 0;   -- what they send waits for the team
ALTER TABLE member ADD COLUMN read_only_until INTEGER NOT NULL DEFAULT 0; -- they read as before, and send nothing

-- One message of each member in so many seconds; 0: no slower than everywhere.
ALTER TABLE board ADD COLUMN slow_s INTEGER NOT NULL DEFAULT 0;
ALTER TABLE thread ADD COLUMN slow_s INTEGER NOT NULL DEFAULT 0;

-- Who is host of which board.
CREATE TABLE board_host (
	board INTEGER NOT NULL REFERENCES board (id),
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	PRIMARY KEY (board, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX board_host_by_member ON board_host (member);
INSERT INTO board_host (board, member) SELECT b.id, m.id FROM member m CROSS JOIN board b WHERE m.role = 'host';

-- The second factor of who signs in for the team.
CREATE TABLE second_factor (
	member INTEGER PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
	secret TEXT NOT NULL,                    -- base32
	confirmed_at INTEGER NOT NULL DEFAULT 0, -- 0: shown, and never given yet
	last_step INTEGER NOT NULL DEFAULT 0     -- of the code given last: none up to it counts again
) STRICT;
CREATE TABLE second_code (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	code_hash TEXT NOT NULL,
	used_at INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (member, code_hash)
) STRICT, WITHOUT ROWID;

-- What was sent and waits for the team before others see it: kept apart, so that nothing that reads messages can show it.
CREATE TABLE held_message (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	board INTEGER NOT NULL REFERENCES board (id),
	thread INTEGER NOT NULL DEFAULT 0,       -- 0: a new conversation
	reply_to INTEGER NOT NULL DEFAULT 0,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	help TEXT NOT NULL DEFAULT '',
	note TEXT NOT NULL DEFAULT '',
	tags TEXT NOT NULL DEFAULT '',
	is_anonymous INTEGER NOT NULL DEFAULT 0,
	asks_next INTEGER NOT NULL DEFAULT 0,
	is_next INTEGER NOT NULL DEFAULT 0,
	why TEXT NOT NULL,                       -- a word of HELD_LIST: 'first', 'words', 'checked'
	sent_at INTEGER NOT NULL,
	live_at INTEGER NOT NULL                 -- when it goes live by itself while a moderator is here; 0: it does not
) STRICT;
CREATE INDEX held_message_by_member ON held_message (member, id);
CREATE INDEX held_message_by_thread ON held_message (thread) WHERE thread > 0;
CREATE INDEX held_message_by_board ON held_message (board);
CREATE INDEX held_message_to_go_live ON held_message (live_at) WHERE live_at > 0;

-- Of a case about what was held: its writer is not to be known, and no message says so.
ALTER TABLE desk_case ADD COLUMN is_unknown INTEGER NOT NULL DEFAULT 0;

CREATE TABLE watched_word (
	word TEXT PRIMARY KEY,                   -- as it is looked for; a star at its end: any ending
	does TEXT NOT NULL,                      -- 'hold', or 'prompt': the writer is asked to look once more
	words TEXT NOT NULL DEFAULT '',          -- what the writer is told; '' for the usual
	by_member INTEGER NOT NULL,              -- 0: the operator
	at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- More of a case.
ALTER TABLE desk_case ADD COLUMN queue TEXT NOT NULL DEFAULT 'report';   -- a word of QUEUE_LIST
ALTER TABLE desk_case ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;      -- by when somebody should have looked; 0: no clock
ALTER TABLE desk_case ADD COLUMN missed_at INTEGER NOT NULL DEFAULT 0;   -- that was missed, and who is next was told
ALTER TABLE desk_case ADD COLUMN held INTEGER NOT NULL DEFAULT 0;        -- the held message it is about
ALTER TABLE desk_case ADD COLUMN appeal_of INTEGER NOT NULL DEFAULT 0;   -- the decision that is appealed
ALTER TABLE desk_case ADD COLUMN for_member INTEGER NOT NULL DEFAULT 0;  -- passed on to them, or theirs by turn; 0: anybody's
ALTER TABLE desk_case ADD COLUMN wants_second INTEGER NOT NULL DEFAULT 0;-- a second opinion is asked for
ALTER TABLE desk_case ADD COLUMN review_at INTEGER NOT NULL DEFAULT 0;   -- when to look again, after it is closed; 0: not
CREATE INDEX desk_case_by_queue ON desk_case (queue, risk DESC, opened_at) WHERE closed_at = 0;
CREATE INDEX desk_case_by_due ON desk_case (due_at) WHERE closed_at = 0 AND due_at > 0 AND missed_at = 0;
CREATE INDEX desk_case_by_held ON desk_case (held) WHERE held > 0;
CREATE INDEX desk_case_held_in ON desk_case (thread) WHERE held > 0;
CREATE INDEX desk_case_by_appeal ON desk_case (appeal_of) WHERE appeal_of > 0;
CREATE INDEX desk_case_for_member ON desk_case (for_member) WHERE closed_at = 0 AND for_member > 0;
CREATE INDEX desk_case_to_review ON desk_case (review_at) WHERE review_at > 0;
CREATE INDEX desk_case_closed ON desk_case (closed_at) WHERE closed_at > 0;
CREATE INDEX desk_case_wants_second ON desk_case (wants_second, opened_at) WHERE closed_at = 0 AND wants_second > 0;
CREATE INDEX desk_case_late ON desk_case (risk DESC, opened_at) WHERE closed_at = 0 AND missed_at > 0;
UPDATE desk_case SET queue = CASE WHEN risk = 3 THEN 'red' WHEN reason = 'details' THEN 'details' WHEN risk = 2 THEN 'amber'
	ELSE 'report' END;
UPDATE desk_case SET due_at = opened_at + CASE queue WHEN 'red' THEN 900 WHEN 'amber' THEN 7200 WHEN 'details' THEN 14400
	ELSE 86400 END WHERE closed_at = 0;

-- Each time one of the team takes a case: what they carry, and whose turn it is next.
CREATE TABLE case_claim (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	desk_case INTEGER NOT NULL REFERENCES desk_case (id) ON DELETE CASCADE,
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	risk INTEGER NOT NULL,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX case_claim_by_member ON case_claim (member, at);
CREATE INDEX case_claim_by_case ON case_claim (desk_case);

CREATE TABLE case_note (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	desk_case INTEGER NOT NULL REFERENCES desk_case (id) ON DELETE CASCADE,
	by_member INTEGER NOT NULL,
	words TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX case_note_by_case ON case_note (desk_case, id);
CREATE INDEX case_note_by_member ON case_note (by_member);

-- Ticks of the safety card.
CREATE TABLE case_step (
	desk_case INTEGER NOT NULL REFERENCES desk_case (id) ON DELETE CASCADE,
	step TEXT NOT NULL,                      -- a word of STEP_LIST
	by_member INTEGER NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (desk_case, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_step_by_member ON case_step (by_member, at);

-- What each of two thought, the second without seeing the first.
CREATE TABLE case_opinion (
	desk_case INTEGER NOT NULL REFERENCES desk_case (id) ON DELETE CASCADE,
	by_member INTEGER NOT NULL,
	is_second INTEGER NOT NULL,
	opinion TEXT NOT NULL,                   -- a word of OPINION_LIST
	risk INTEGER NOT NULL,
	words TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (desk_case, by_member)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_opinion_by_time ON case_opinion (at);
CREATE INDEX case_opinion_by_member ON case_opinion (by_member, at);

-- What the team did to somebody's words or membership: what their notice tells of, and what they can appeal.
CREATE TABLE decision (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	desk_case INTEGER NOT NULL DEFAULT 0,    -- 0: the operator's brake
	act TEXT NOT NULL,                       -- a word of ACT_LIST: 'hide', 'edit', 'warn', ...
	ground TEXT NOT NULL,                    -- a word of GROUND_LIST, ''
	about INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	thread INTEGER NOT NULL DEFAULT 0,
	message INTEGER NOT NULL DEFAULT 0,
	by_member INTEGER NOT NULL,              -- 0: the operator
	at INTEGER NOT NULL,
	is_untold INTEGER NOT NULL DEFAULT 0,    -- the lead noted that telling would endanger somebody
	appealed_at INTEGER NOT NULL DEFAULT 0,
	result TEXT NOT NULL DEFAULT '',         -- of the appeal: 'upheld', 'changed'
	result_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX decision_by_about ON decision (about, id);
CREATE INDEX decision_by_case ON decision (desk_case, id) WHERE desk_case > 0;
CREATE INDEX decision_by_message ON decision (message) WHERE message > 0;
CREATE INDEX decision_by_time ON decision (at);
ALTER TABLE notice ADD COLUMN decision INTEGER NOT NULL DEFAULT 0;       -- the one it tells of

-- Opening what is sealed takes two: who asked, who granted, until when. By the lead alone: is_glass.
CREATE TABLE unsealing (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	desk_case INTEGER NOT NULL REFERENCES desk_case (id) ON DELETE CASCADE,
	kind TEXT NOT NULL,                      -- 'name': of an unknown writer; 'private': the messages around one that was told of
	why TEXT NOT NULL,                       -- a word of UNSEAL_WHY_LIST
	asked_by INTEGER NOT NULL,
	asked_at INTEGER NOT NULL,
	granted_by INTEGER NOT NULL DEFAULT 0,   -- 0: nobody has
	refused_by INTEGER NOT NULL DEFAULT 0,
	until INTEGER NOT NULL DEFAULT 0,        -- open to asker and granter until then
	is_glass INTEGER NOT NULL DEFAULT 0,
	reviewed_by INTEGER NOT NULL DEFAULT 0,
	reviewed_at INTEGER NOT NULL DEFAULT 0,
	told_at INTEGER NOT NULL DEFAULT 0,      -- when those it was about were told that it was opened
	is_untold INTEGER NOT NULL DEFAULT 0     -- the lead noted that telling them would endanger somebody
) STRICT;
CREATE INDEX unsealing_by_case ON unsealing (desk_case, id);
CREATE INDEX unsealing_open ON unsealing (asked_at) WHERE granted_by = 0 AND refused_by = 0 AND is_glass = 0;
CREATE INDEX unsealing_to_tell ON unsealing (until) WHERE until > 0 AND told_at = 0 AND is_untold = 0;
CREATE INDEX unsealing_to_review ON unsealing (asked_at) WHERE is_glass = 1 AND reviewed_at = 0;

-- Evidence that is kept beyond its case: why, until when, and who looks at that again.
ALTER TABLE evidence_held ADD COLUMN why TEXT NOT NULL DEFAULT '';       -- a code
ALTER TABLE evidence_held ADD COLUMN reviewer INTEGER NOT NULL DEFAULT 0;
CREATE INDEX evidence_held_by_time ON evidence_held (until);

-- The audit says more: which case, and what a text was, as a keyed hash. '' and 0 as before; the chain of old rows holds.
ALTER TABLE audit ADD COLUMN desk_case INTEGER NOT NULL DEFAULT 0;
ALTER TABLE audit ADD COLUMN text_hash TEXT NOT NULL DEFAULT '';

-- What one of the team would rather not look at: their own choice, told to nobody.
CREATE TABLE desk_opt_out (
	member INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
	topic TEXT NOT NULL,                     -- a word of TOPIC_LIST
	PRIMARY KEY (member, topic)
) STRICT, WITHOUT ROWID;

-- Who of the team may be called for a red case at any time: their own choice.
CREATE TABLE on_call (member INTEGER PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE) STRICT;

-- What one shift leaves for the next.
CREATE TABLE handover (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	by_member INTEGER NOT NULL,
	words TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX handover_by_age ON handover (at);
CREATE INDEX handover_by_member ON handover (by_member);

-- An answer that whom it is for saw before what stands above it: it waits for them no more.
ALTER TABLE message ADD COLUMN to_seen INTEGER NOT NULL DEFAULT 0;
