-- A station's canary: the same thing asked of it again every day. What is asked never changes within one row; its id is the author of
-- its asks, so that every count of what people ask can leave them out.
CREATE TABLE canary (
    id            uuid        PRIMARY KEY,
    station_id    uuid        NOT NULL REFERENCES station,
    policy_name   text        NOT NULL,
    policy_digest text        NOT NULL,
    scene_id      text        NOT NULL,
    task_id       text        NOT NULL,
    task_reading  text        NOT NULL,
    instruction   text        NOT NULL CHECK (length(instruction) BETWEEN 1 AND 500),
    conditions    text        CHECK (jsonb_typeof(conditions::jsonb) = 'object'),
    -- One try each.
    seeds         bigint[]    NOT NULL CHECK (cardinality(seeds) BETWEEN 1 AND 20),
    max_steps     integer     NOT NULL CHECK (max_steps > 0),
    -- On the wall clock of the zone.
    at_time       time        NOT NULL,
    zone          text        NOT NULL CHECK (length(zone) BETWEEN 1 AND 60),
    set_by        text        NOT NULL,
    reason        text        NOT NULL,
    set_at        timestamptz NOT NULL,
    -- Days before it are shown and count for nothing.
    baseline_from date        NOT NULL,
    -- Whoever puts a day in line moves it on in the same transaction.
    due_at        timestamptz NOT NULL,
    verdict       text        NOT NULL CHECK (verdict IN ('LEARNING', 'AS_USUAL', 'WORSE', 'TOO_HARD')),
    worse_since   date,
    ended_at      timestamptz,
    FOREIGN KEY (policy_name, policy_digest) REFERENCES policy_version,
    CHECK ((verdict = 'WORSE') = (worse_since IS NOT NULL))
);
CREATE UNIQUE INDEX canary_of_station ON canary (station_id) WHERE ended_at IS NULL;
CREATE INDEX canary_due ON canary (due_at) WHERE ended_at IS NULL;

-- One row a day, never two: a day that is in line is in line once.
CREATE TABLE canary_day (
    canary_id  uuid        NOT NULL REFERENCES canary,
    day        date        NOT NULL,
    fed_at     timestamptz NOT NULL,
    -- When it was looked at whether the station does as usual.
    settled_at timestamptz,
    PRIMARY KEY (canary_id, day)
);
CREATE INDEX canary_day_unsettled ON canary_day (fed_at) WHERE settled_at IS NULL;

CREATE TABLE canary_try (
    canary_id uuid    NOT NULL,
    day       date    NOT NULL,
    number    integer NOT NULL CHECK (number >= 0),
    turn_id   uuid    NOT NULL UNIQUE REFERENCES turn,
    PRIMARY KEY (canary_id, day, number),
    FOREIGN KEY (canary_id, day) REFERENCES canary_day
);
