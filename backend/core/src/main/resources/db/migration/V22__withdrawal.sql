-- All of a prompt, or all that somebody ever sent, taken back: what shows it answers "gone" at once, what holds it is
-- deleted by a list of steps that survives a killed process. The prompt's row stays without content.
ALTER TABLE prompt DROP CONSTRAINT prompt_state_check;
ALTER TABLE prompt ADD CONSTRAINT prompt_state_check
    CHECK (state IN ('SUBMITTED', 'REJECTED', 'QUEUED', 'COMPLETED', 'WITHDRAWN', 'ERASED'));
ALTER TABLE prompt DROP CONSTRAINT prompt_asks_for_something;
ALTER TABLE prompt ADD CONSTRAINT prompt_asks_for_something
    CHECK (instruction IS NOT NULL OR goal_image IS NOT NULL OR state = 'ERASED');

ALTER TABLE episode ADD COLUMN withdrawn_at timestamptz;

CREATE TABLE withdrawal (
    id            uuid        PRIMARY KEY,
    -- Whose; forgotten with the last step. Nobody's where moderation took it back.
    author        uuid,
    -- Null: everything that the author sent until then.
    prompt_id     uuid        UNIQUE REFERENCES prompt,
    -- The withdrawal of everything that this one belongs to.
    part_of       uuid        REFERENCES withdrawal,
    requested_at  timestamptz NOT NULL,
    -- Each step is set when it is done and never undone: words and numbers in this database, then pictures and video.
    rows_gone_at  timestamptz,
    media_gone_at timestamptz,
    -- After this nothing can arrive late any more.
    closed_at     timestamptz,
    -- When the next step is due; moved ahead by whoever works on it, so that another takes over when they are killed.
    next_at       timestamptz NOT NULL,
    CHECK (media_gone_at IS NULL OR rows_gone_at IS NOT NULL),
    CHECK (closed_at IS NULL OR media_gone_at IS NOT NULL)
);
CREATE INDEX withdrawal_due ON withdrawal (next_at) WHERE closed_at IS NULL;
CREATE INDEX withdrawal_part_of ON withdrawal (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX vote_by_author ON vote (author);
CREATE INDEX vote_audit_by_author ON vote_audit (author);
CREATE INDEX goal_image_by_author ON goal_image (author);
