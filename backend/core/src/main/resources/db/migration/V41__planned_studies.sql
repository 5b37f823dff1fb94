-- Studies whose plan is frozen and whose episodes are drawn as they go: blocks of one episode of each of two policies from the same start.
CREATE TABLE study_plan (
    study_id     uuid        PRIMARY KEY REFERENCES study,
    -- JSON, as it was frozen; study.items_sha256 is its digest.
    frozen       text        NOT NULL CHECK (jsonb_typeof(frozen::jsonb) = 'object'),
    -- Blocks of which both episodes count; those that were lost are run again from another start.
    most_blocks  integer     NOT NULL CHECK (most_blocks BETWEEN 1 AND 2500),
    -- By task, as they were when it was frozen: what its judge looks for, and how many steps an episode may take.
    readings     text[]      NOT NULL,
    max_steps    integer[]   NOT NULL,
    -- The study that this one is a changed version of.
    follows      uuid        UNIQUE REFERENCES study,
    version      integer     NOT NULL CHECK (version > 0),
    -- The place in the plan of the policy that was found to be better, and after how many blocks.
    better       integer     CHECK (better >= 0),
    better_after integer     CHECK (better_after > 0),
    CHECK ((follows IS NULL) = (version = 1)),
    CHECK (cardinality(readings) = cardinality(max_steps)),
    CHECK ((better IS NULL) = (better_after IS NULL))
);

CREATE TABLE study_block (
    study_id      uuid             NOT NULL REFERENCES study_plan,
    number        integer          NOT NULL CHECK (number >= 0),
    -- Places in the plan, the lower first; items 2 * number and 2 * number + 1 are its episodes, in the order in which they run.
    one           integer          NOT NULL CHECK (one >= 0),
    other         integer          NOT NULL CHECK (other > one),
    other_is_first boolean         NOT NULL,
    -- With which chance just this pair was drawn.
    propensity    double precision NOT NULL CHECK (propensity > 0 AND propensity <= 1),
    state         text             NOT NULL CHECK (state IN ('OPEN', 'JUDGED', 'VOID')),
    one_done      boolean,
    other_done    boolean,
    drawn_at      timestamptz      NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (study_id, number),
    CHECK ((state = 'JUDGED') = (one_done IS NOT NULL)),
    CHECK ((state = 'JUDGED') = (other_done IS NOT NULL))
);
CREATE INDEX study_block_open ON study_block (study_id, number) WHERE state = 'OPEN';

-- Where an item has to run; null where any station that can will do.
ALTER TABLE study_item ADD COLUMN station_id uuid REFERENCES station;
ALTER TABLE study_item ADD COLUMN wanted_body text CHECK (wanted_body IN ('SIMULATION', 'REAL'));

ALTER TABLE study DROP CONSTRAINT study_state_check;
ALTER TABLE study ADD CONSTRAINT study_state_check CHECK (state IN ('RUNNING', 'COMPLETED', 'DECIDED', 'WITHDRAWN'));
