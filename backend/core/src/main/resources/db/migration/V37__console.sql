-- A person before a real robot: who stands by, what they approved, confirmed, refused and reset. Null: by the kind of the station.
ALTER TABLE station ADD COLUMN console_rule text CHECK (console_rule IN ('READ_EACH', 'START_EACH', 'NONE'));

-- Who stands by at which station. One person at a time.
CREATE TABLE station_shift (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station_id uuid        NOT NULL REFERENCES station,
    person_id  uuid        NOT NULL,
    name       text        NOT NULL,
    began_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    until      timestamptz NOT NULL,
    ended_at   timestamptz,
    ended_why  text,
    CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);
CREATE UNIQUE INDEX station_shift_open ON station_shift (station_id) WHERE ended_at IS NULL;
CREATE INDEX station_shift_of ON station_shift (station_id, began_at DESC);

-- PROPOSED: the slot is taken, a person looks at it, and the station knows nothing of it yet.
ALTER TABLE assignment DROP CONSTRAINT assignment_state_check;
ALTER TABLE assignment ADD CONSTRAINT assignment_state_check
    CHECK (state IN ('PROPOSED', 'OFFERED', 'LEASED', 'RELEASED', 'DECLINED', 'EXPIRED', 'REVOKED'));
DROP INDEX assignment_slot;
DROP INDEX assignment_turn;
CREATE UNIQUE INDEX assignment_slot ON assignment (station_id, slot) WHERE state IN ('PROPOSED', 'OFFERED', 'LEASED');
CREATE UNIQUE INDEX assignment_turn ON assignment (turn_id) WHERE state IN ('PROPOSED', 'OFFERED', 'LEASED');

-- What people did to one assignment at the console of its station.
CREATE TABLE console_step (
    assignment_id     uuid        PRIMARY KEY REFERENCES assignment,
    -- What the console calls it: nothing leads from here to a sealed episode.
    ask_id            uuid        NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    station_id        uuid        NOT NULL REFERENCES station,
    -- How long the station has to answer once a person let it start.
    accept_ms         bigint      NOT NULL CHECK (accept_ms > 0),
    approved_at       timestamptz,
    approved_by       text,
    started_at        timestamptz,
    started_by        text,
    refused_at        timestamptz,
    refused_by        text,
    refused_reason    text,
    taken_over_at     timestamptz,
    taken_over_by     text,
    taken_over_reason text,
    reset_at          timestamptz,
    reset_by          text,
    CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
    CHECK ((started_at IS NULL) = (started_by IS NULL)),
    CHECK ((refused_at IS NULL) = (refused_reason IS NULL)),
    CHECK ((reset_at IS NULL) = (reset_by IS NULL))
);
CREATE INDEX console_step_unreset ON console_step (station_id) WHERE started_at IS NOT NULL AND reset_at IS NULL;
CREATE INDEX console_step_of ON console_step (station_id, started_at DESC);

-- A person took over before it ended: from then on it is not the policy's.
ALTER TABLE episode ADD COLUMN taken_over_at timestamptz;
ALTER TABLE episode DROP CONSTRAINT episode_end_reason_check;
ALTER TABLE episode ADD CONSTRAINT episode_end_reason_check
    CHECK (end_reason IN ('TASK_DONE', 'STEP_LIMIT', 'TIME_LIMIT', 'POLICY_FAULT', 'ENVELOPE', 'STATION_FAULT',
                          'PLATFORM_FAULT', 'CONTACT_LOST', 'STOPPED_BY_ASKER', 'STOPPED_BY_STAFF', 'TAKEN_OVER'));

ALTER TABLE outcome DROP CONSTRAINT outcome_judge_check;
ALTER TABLE outcome ADD CONSTRAINT outcome_judge_check
    CHECK (judge IN ('scene', 'prompter', 'crowd', 'researcher', 'operator'));

-- The pyramid: what may run on a real station. Null: by its kind.
ALTER TABLE station ADD COLUMN policy_rule text CHECK (policy_rule IN ('APPROVED', 'ANY'));

CREATE TABLE station_policy (
    station_id    uuid        NOT NULL REFERENCES station,
    policy_digest text        NOT NULL,
    by_whom       text        NOT NULL,
    reason        text        NOT NULL,
    at            timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (station_id, policy_digest)
);
