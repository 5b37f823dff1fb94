-- Networks that researchers uploaded: files that simulator workers fetch, try in a sandbox and run there.
ALTER TABLE policy_version DROP CONSTRAINT policy_version_kind_check;
ALTER TABLE policy_version ADD CONSTRAINT policy_version_kind_check
    CHECK (kind IN ('learned', 'scripted-expert', 'random', 'remote', 'uploaded'));

CREATE TABLE uploaded_policy (
    name              text        PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    -- Under which its file is kept.
    id                uuid        NOT NULL UNIQUE,
    title             text        NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
    description       text        NOT NULL CHECK (length(description) <= 500),
    owner             uuid        NOT NULL REFERENCES person,
    -- Which tensors take what, and what the actions are: one JSON object, never changed.
    mapping           text        NOT NULL CHECK (jsonb_typeof(mapping::jsonb) = 'object'),
    embodiment        text        NOT NULL,
    action_space_kind text        NOT NULL,
    file_bytes        bigint      NOT NULL CHECK (file_bytes > 0),
    file_sha256       text        NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
    -- Of name, mapping and file together: the version that results belong to.
    digest            text        NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
    state             text        NOT NULL CHECK (state IN ('RECEIVING', 'TRYING', 'READY', 'REFUSED', 'RETIRED')),
    -- One sentence for its owner on why it is so; empty where it needs none.
    state_note        text        NOT NULL,
    declared_at       timestamptz NOT NULL,
    -- When a piece of its file came last: what nobody goes on with is forgotten.
    last_piece_at     timestamptz NOT NULL,
    -- The station that tries it; past this time another may.
    claimed_by        uuid        REFERENCES station,
    claimed_until     timestamptz,
    -- How often a station began: what ends whoever tries it is given up after a few.
    attempts          integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0)
);
CREATE INDEX uploaded_policy_owner ON uploaded_policy (owner);
CREATE INDEX uploaded_policy_trying ON uploaded_policy (declared_at) WHERE state = 'TRYING';

-- Whose policies somebody neither asks nor judges: those of their labs, and those that they brought or uploaded themselves.
CREATE OR REPLACE VIEW own_policy (person_id, digest) AS
    SELECT g.person_id, v.digest FROM role_grant g JOIN policy_owner o ON o.lab_id = g.lab_id
    JOIN policy_version v ON v.name = o.policy_name
    UNION
    SELECT r.owner, v.digest FROM remote_policy r JOIN policy_version v ON v.name = r.name
    UNION
    SELECT u.owner, v.digest FROM uploaded_policy u JOIN policy_version v ON v.name = u.name;
