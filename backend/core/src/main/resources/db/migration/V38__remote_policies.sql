-- Policies that run on their makers' servers, which of their addresses may be reached, what was found out about them, and since when they
-- answer as they do.
ALTER TABLE policy_version DROP CONSTRAINT policy_version_kind_check;
ALTER TABLE policy_version ADD CONSTRAINT policy_version_kind_check
    CHECK (kind IN ('learned', 'scripted-expert', 'random', 'remote'));

-- Hosts that are not of the open internet and may be reached all the same.
CREATE TABLE remote_host (
    host       text        PRIMARY KEY CHECK (host = lower(host) AND length(host) BETWEEN 1 AND 260),
    allowed_by uuid        NOT NULL REFERENCES person,
    reason     text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    allowed_at timestamptz NOT NULL
);

CREATE TABLE remote_policy (
    name              text        PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    title             text        NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
    description       text        NOT NULL CHECK (length(description) <= 500),
    owner             uuid        NOT NULL REFERENCES person,
    -- Shown to the owner and to platform admins alone.
    url               text        NOT NULL CHECK (length(url) BETWEEN 1 AND 500),
    dialect           text        NOT NULL CHECK (dialect IN ('OPENPI', 'ROBOARENA')),
    -- Which inputs it takes from where, and what its actions are: one JSON object, never changed.
    mapping           text        NOT NULL CHECK (jsonb_typeof(mapping::jsonb) = 'object'),
    embodiment        text        NOT NULL,
    action_space_kind text        NOT NULL,
    -- AES-256-GCM under a key of the installation; null where the server wants none.
    sealed_key        bytea,
    state             text        NOT NULL CHECK (state IN ('EXAMINING', 'READY', 'REFUSED', 'AWAY', 'RETIRED')),
    -- One sentence for people on why it is so; empty where it needs none.
    state_note        text        NOT NULL,
    -- How it answers now; null before it was found to be usable.
    current_digest    text,
    registered_at     timestamptz NOT NULL,
    -- When its canaries are asked next; whoever asks them pushes it ahead first.
    canaries_due      timestamptz NOT NULL,
    FOREIGN KEY (name, current_digest) REFERENCES policy_version,
    CHECK (state NOT IN ('READY', 'AWAY') OR current_digest IS NOT NULL)
);
CREATE INDEX remote_policy_owner ON remote_policy (owner);
CREATE INDEX remote_policy_due ON remote_policy (canaries_due) WHERE state IN ('READY', 'AWAY');

CREATE TABLE remote_examination (
    id          uuid        PRIMARY KEY,
    policy      text        NOT NULL REFERENCES remote_policy,
    because     text        NOT NULL CHECK (because IN ('REGISTERED', 'ASKED', 'DRIFTED')),
    state       text        NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'CONFORMS', 'DOES_NOT', 'BROKE_OFF')),
    asked_at    timestamptz NOT NULL,
    started_at  timestamptz,
    ended_at    timestamptz,
    -- Whoever works on it pushes this ahead; past it, somebody else begins anew.
    claimed_until timestamptz,
    -- How often somebody began: what ends who works on it is given up after a few.
    attempts    integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    done        integer     NOT NULL CHECK (done >= 0),
    parts       integer     NOT NULL CHECK (parts > 0),
    doing       text        NOT NULL,
    -- Why it broke off, in a sentence.
    problem     text,
    certificate text,
    digest      text        CHECK (digest ~ '^[0-9a-f]{64}$'),
    CHECK ((certificate IS NULL) = (digest IS NULL)),
    CHECK ((state IN ('CONFORMS', 'DOES_NOT')) = (digest IS NOT NULL)),
    CHECK ((state IN ('WAITING', 'RUNNING')) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX remote_examination_open ON remote_examination (policy) WHERE ended_at IS NULL;
CREATE INDEX remote_examination_of ON remote_examination (policy, asked_at DESC);
CREATE INDEX remote_examination_digest ON remote_examination (digest);

-- Whose policies somebody neither asks nor judges: those of their labs, and those that they brought themselves. By digest, since one
-- artifact may be announced under a second name.
CREATE VIEW own_policy (person_id, digest) AS
    SELECT g.person_id, v.digest FROM role_grant g JOIN policy_owner o ON o.lab_id = g.lab_id
    JOIN policy_version v ON v.name = o.policy_name
    UNION
    SELECT r.owner, v.digest FROM remote_policy r JOIN policy_version v ON v.name = r.name;

-- One way of answering. Results attach to it; a server that answers otherwise is another version.
CREATE TABLE remote_version (
    policy             text             NOT NULL REFERENCES remote_policy,
    digest             text             NOT NULL,
    number             integer          NOT NULL CHECK (number > 0),
    opened_at          timestamptz      NOT NULL,
    -- Of the newest examination that found it as it is.
    certificate_digest text             NOT NULL CHECK (certificate_digest ~ '^[0-9a-f]{64}$'),
    canaries           bytea            NOT NULL,
    -- How far a number of an answer may be from what it was, in the policy's own units.
    tolerance          double precision NOT NULL CHECK (tolerance > 0),
    checked_at         timestamptz      NOT NULL,
    -- The largest distance at the last check.
    apart              double precision NOT NULL,
    PRIMARY KEY (policy, digest),
    UNIQUE (policy, number),
    FOREIGN KEY (policy, digest) REFERENCES policy_version
);

-- What the server had been found to be when the episode began; null for policies that run in stations.
ALTER TABLE episode ADD COLUMN certificate_digest text CHECK (certificate_digest ~ '^[0-9a-f]{64}$');

-- The remote versions of a study: it is fed only while its servers answer as these do, and were asked since it was submitted.
CREATE TABLE study_canary (
    study_id      uuid NOT NULL REFERENCES study,
    policy        text NOT NULL,
    digest        text NOT NULL,
    PRIMARY KEY (study_id, policy, digest),
    FOREIGN KEY (policy, digest) REFERENCES remote_version
);

-- Lets one station ask one policy during one episode, as long as its assignment is open.
CREATE TABLE relay_token (
    -- Of 256 random bits: whoever reads this table can ask nothing.
    token_hash bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
    assignment uuid        NOT NULL REFERENCES assignment,
    policy     text        NOT NULL REFERENCES remote_policy,
    issued_at  timestamptz NOT NULL,
    -- It opens one connection, once.
    opened_at  timestamptz,
    closed_at  timestamptz,
    -- Questions that were answered, and how long the policy took, in microseconds.
    asks       integer     CHECK (asks >= 0),
    p50_us     bigint,
    p95_us     bigint,
    p99_us     bigint,
    -- The time that passing a question and its answer on took beside it.
    added_us   bigint,
    -- Why it ended before its time, in a word; null where it did not.
    fault      text        CHECK (length(fault) <= 40)
);
CREATE INDEX relay_token_of ON relay_token (assignment);
CREATE INDEX relay_token_policy ON relay_token (policy, closed_at);
