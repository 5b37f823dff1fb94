-- Two policies do the same thing, and nobody knows which is which until they have said who did better.
CREATE TABLE comparison (
    id               uuid             PRIMARY KEY,
    -- Its words, picture, scene and asker.
    prompt_id        uuid             NOT NULL UNIQUE REFERENCES prompt,
    scene_id         text             NOT NULL,
    seed             bigint           NOT NULL,
    -- Whose choice the two policies were; rankings use the platform's draws, those of askers are a stratum of their own.
    drawn_by         text             NOT NULL CHECK (drawn_by IN ('PLATFORM', 'ASKER')),
    -- In the order in which they run.
    first_policy     text             NOT NULL,
    first_digest     text             NOT NULL,
    second_policy    text             NOT NULL,
    second_digest    text             NOT NULL,
    first_turn       uuid             NOT NULL UNIQUE REFERENCES turn,
    second_turn      uuid             NOT NULL UNIQUE REFERENCES turn,
    -- On which side people see the first.
    left_is_first    boolean          NOT NULL,
    -- How likely this pair was among all that fitted, and this order and these sides for the pair: 1 for a chosen pair.
    pair_propensity  double precision NOT NULL CHECK (pair_propensity > 0 AND pair_propensity <= 1),
    order_propensity double precision NOT NULL CHECK (order_propensity > 0 AND order_propensity <= 1),
    candidates       integer          NOT NULL CHECK (candidates >= 2),
    -- The draw as text, its first line the nonce; commitment is its SHA-256, and public from the beginning.
    draw             text             NOT NULL,
    commitment       text             NOT NULL CHECK (commitment ~ '^[0-9a-f]{64}$'),
    state            text             NOT NULL CHECK (state IN ('WAITING', 'READY', 'CLOSED', 'VOID')),
    void_reason      text,
    created_at       timestamptz      NOT NULL,
    ready_at         timestamptz,
    -- From then on everybody is told, and votes do not count any more.
    closes_at        timestamptz,
    ended_at         timestamptz,
    FOREIGN KEY (first_policy, first_digest) REFERENCES policy_version,
    FOREIGN KEY (second_policy, second_digest) REFERENCES policy_version,
    CHECK ((first_policy, first_digest) <> (second_policy, second_digest)),
    CHECK ((state = 'VOID') = (void_reason IS NOT NULL)),
    CHECK ((ready_at IS NULL) = (closes_at IS NULL)),
    CHECK (state NOT IN ('READY', 'CLOSED') OR ready_at IS NOT NULL),
    CHECK ((state IN ('CLOSED', 'VOID')) = (ended_at IS NOT NULL))
);
CREATE INDEX comparison_open ON comparison (created_at) WHERE state IN ('WAITING', 'READY');
CREATE INDEX comparison_newest ON comparison (ready_at DESC) WHERE ready_at IS NOT NULL;

CREATE TABLE comparison_vote (
    comparison_id uuid        NOT NULL REFERENCES comparison,
    author        uuid        NOT NULL,
    cohort        text        NOT NULL CHECK (cohort IN ('GUEST', 'ACCOUNT')),
    choice        text        NOT NULL CHECK (choice IN ('LEFT', 'RIGHT', 'TIE', 'BOTH_BAD')),
    -- The sides as this voter saw them.
    left_is_first boolean     NOT NULL,
    -- What the choice meant when it was written; null for a tie and for both bad.
    won_policy    text,
    won_digest    text,
    lost_policy   text,
    lost_digest   text,
    why           text[]      NOT NULL,
    counts        boolean     NOT NULL,
    -- Why it does not count.
    not_counted   text        CHECK (not_counted IN ('CHOSEN_POLICIES', 'AFTER_REVEAL', 'OWN_POLICY')),
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (comparison_id, author),
    CHECK (counts = (not_counted IS NULL)),
    CHECK ((choice IN ('LEFT', 'RIGHT')) = (won_policy IS NOT NULL)),
    CHECK ((won_policy IS NULL) = (won_digest IS NULL)
       AND (won_policy IS NULL) = (lost_policy IS NULL) AND (won_policy IS NULL) = (lost_digest IS NULL))
);
CREATE INDEX comparison_vote_by_author ON comparison_vote (author);
CREATE INDEX comparison_vote_counting ON comparison_vote (created_at) WHERE counts;

-- The two turns of a comparison. The one that follows is in nobody's line: it is offered where the first ran, the moment that ended.
ALTER TABLE turn ADD COLUMN comparison_id uuid REFERENCES comparison DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE turn ADD COLUMN follows uuid UNIQUE REFERENCES turn;
-- The digest of the policy that runs beside it: one station has to have both.
ALTER TABLE turn ADD COLUMN other_digest text CHECK (other_digest ~ '^[0-9a-f]{64}$');
ALTER TABLE turn ADD CHECK ((comparison_id IS NULL) = (other_digest IS NULL));
ALTER TABLE turn ADD CHECK (follows IS NULL OR comparison_id IS NOT NULL);

-- The comparison whose secret this episode would give away; null when there is none, or none any more.
ALTER TABLE episode ADD COLUMN sealed_by uuid REFERENCES comparison;
CREATE INDEX episode_sealed ON episode (sealed_by) WHERE sealed_by IS NOT NULL;
