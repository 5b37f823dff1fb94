-- Factors of the scene that the seed of a turn does not vary: a JSON object of name to number; null where nothing is pinned.
ALTER TABLE turn ADD COLUMN conditions text CHECK (jsonb_typeof(conditions::jsonb) = 'object');

-- Many episodes that somebody planned beforehand. The list is frozen with the study: items are inserted with it and get their turns later.
CREATE TABLE study (
    id           uuid        PRIMARY KEY,
    submitter    text        NOT NULL CHECK (submitter ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    -- Chosen by the submitter: the same list sent again under the same name is the same study.
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    items        integer     NOT NULL CHECK (items BETWEEN 1 AND 10000),
    items_sha256 text        NOT NULL CHECK (items_sha256 ~ '^[0-9a-f]{64}$'),
    state        text        NOT NULL CHECK (state IN ('RUNNING', 'COMPLETED', 'WITHDRAWN')),
    created_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    UNIQUE (submitter, name),
    CHECK ((state = 'RUNNING') = (ended_at IS NULL))
);
CREATE INDEX study_running ON study (created_at) WHERE state = 'RUNNING';

CREATE TABLE study_item (
    study_id      uuid    NOT NULL REFERENCES study,
    number        integer NOT NULL CHECK (number >= 0),
    policy_name   text    NOT NULL,
    policy_digest text    NOT NULL,
    scene_id      text    NOT NULL,
    task_id       text    NOT NULL,
    task_reading  text    NOT NULL,
    instruction   text    CHECK (length(instruction) BETWEEN 1 AND 500),
    goal_image    uuid    REFERENCES goal_image,
    seed          bigint  NOT NULL,
    conditions    text    CHECK (jsonb_typeof(conditions::jsonb) = 'object'),
    max_steps     integer NOT NULL CHECK (max_steps > 0),
    -- Null until the item has its place in the queue.
    turn_id       uuid    UNIQUE REFERENCES turn,
    PRIMARY KEY (study_id, number),
    FOREIGN KEY (policy_name, policy_digest) REFERENCES policy_version,
    CHECK (instruction IS NOT NULL OR goal_image IS NOT NULL)
);
CREATE INDEX study_item_unfed ON study_item (study_id, number) WHERE turn_id IS NULL;
