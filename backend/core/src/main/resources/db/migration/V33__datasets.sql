-- What people take home: snapshots of episodes and outcomes, and the keys by which programs of a person act for them.

-- Whether a family of prompts is kept out of everything that policies are trained with: one in five, by the digest of its name alone. The
-- same family is on the same side for ever, in every installation.
CREATE FUNCTION held_out(family text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT get_byte(digest, 0) * 16777216::bigint + get_byte(digest, 1) * 65536 + get_byte(digest, 2) * 256 + get_byte(digest, 3)
        < 858993459
    FROM sha256(convert_to('parley-held-out-1:' || family, 'UTF8')) AS digest
$$;

CREATE TABLE dataset (
    id            uuid        PRIMARY KEY,
    -- The version that a citation names.
    number        bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    format        text        NOT NULL CHECK (format IN ('LEROBOT_V3', 'PARQUET', 'CSV')),
    filter        text        NOT NULL CHECK (jsonb_typeof(filter::jsonb) = 'object'),
    made_by       uuid        NOT NULL REFERENCES person,
    state         text        NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'RECALLED')),
    -- Only what had ended by then is in it.
    as_of         timestamptz NOT NULL,
    created_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    -- Who writes it now, and until when nobody else may; a writer that was killed loses it then.
    lease         uuid,
    lease_until   timestamptz,
    attempts      integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    -- Of the work: episodes seen of those that are to be seen.
    done          bigint      NOT NULL DEFAULT 0,
    total         bigint      NOT NULL DEFAULT 0,
    -- What came of it.
    episodes      bigint,
    size_bytes    bigint      CHECK (size_bytes > 0),
    sha256        text        CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    -- Under which name the archive lies in the store: one for each attempt.
    archive       text,
    manifest      text,
    problem       text,
    -- When whatever was written of it was deleted.
    erased_at     timestamptz,
    CHECK ((state = 'RUNNING') = (lease IS NOT NULL)),
    CHECK ((state IN ('QUEUED', 'RUNNING')) = (ended_at IS NULL)),
    CHECK (state <> 'READY' OR (archive IS NOT NULL AND size_bytes IS NOT NULL AND sha256 IS NOT NULL AND manifest IS NOT NULL)),
    CHECK (state <> 'FAILED' OR problem IS NOT NULL),
    CHECK (erased_at IS NULL OR state IN ('CANCELLED', 'RECALLED', 'FAILED'))
);
CREATE INDEX dataset_open ON dataset (number) WHERE state IN ('QUEUED', 'RUNNING');
-- One at a time.
CREATE UNIQUE INDEX dataset_one_each ON dataset (made_by) WHERE state IN ('QUEUED', 'RUNNING');

-- What is in those that are ready: when one of them is taken back, the archive has to go.
CREATE TABLE dataset_episode (
    dataset_id uuid NOT NULL REFERENCES dataset,
    episode_id uuid NOT NULL REFERENCES episode,
    PRIMARY KEY (episode_id, dataset_id)
);
CREATE INDEX dataset_episode_of ON dataset_episode (dataset_id);
CREATE INDEX episode_withdrawn ON episode (id) WHERE withdrawn_at IS NOT NULL;

CREATE TABLE person_token (
    id           uuid        PRIMARY KEY,
    person_id    uuid        NOT NULL REFERENCES person,
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    -- SHA-256 of 256 random bits; random keys need no salt.
    token_hash   bytea       NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    scopes       text[]      NOT NULL CHECK (scopes <@ ARRAY['READ', 'EXPORT', 'ASK'] AND cardinality(scopes) BETWEEN 1 AND 3),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
CREATE INDEX person_token_of ON person_token (person_id, created_at DESC);
