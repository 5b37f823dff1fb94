-- The truth of Parley. States are text with a check, so that a dump reads like the documentation; every change of a
-- state happens in one transaction with its row in event_outbox. V1 to V49 belong to core.

-- All fences come from here: one growing number over all stations, never reused.
CREATE SEQUENCE fence;

CREATE TABLE scene (
    id             text        NOT NULL CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    version        text        NOT NULL CHECK (length(version) BETWEEN 1 AND 64),
    description    text        NOT NULL CHECK (jsonb_typeof(description::jsonb) = 'object'),
    first_seen     timestamptz NOT NULL DEFAULT now(),
    last_announced timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, version)
);

-- A policy version is immutable: the same name and digest are never described anew.
CREATE TABLE policy_version (
    name                text        NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    digest              text        NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    kind                text        NOT NULL CHECK (kind IN ('learned', 'scripted-expert', 'random')),
    title               text        NOT NULL,
    description         text        NOT NULL,
    accepts_instruction boolean     NOT NULL,
    accepts_goal_image  boolean     NOT NULL,
    embodiment          text        NOT NULL,
    action_space_kind   text        NOT NULL,
    scene_ids           text[]      NOT NULL,
    first_seen          timestamptz NOT NULL DEFAULT now(),
    last_announced      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (name, digest)
);

CREATE TABLE station (
    id             uuid        PRIMARY KEY,
    name           text        NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 80),
    kind           text        NOT NULL CHECK (kind IN ('SIMULATOR', 'REAL_ROBOT')),
    -- SHA-256 of a key of at least 32 random characters; random keys need no salt.
    key_hash       bytea       NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    connection     text        NOT NULL CHECK (connection IN ('OFFLINE', 'ONLINE')),
    admission      text        NOT NULL CHECK (admission IN ('OPEN', 'PAUSED', 'DRAINING')),
    admission_note text,
    -- The stop latch: null means not latched.
    stop_id        text,
    stop_note      text,
    fault          text,
    capabilities   bytea       NOT NULL,
    session_epoch  bigint      NOT NULL CHECK (session_epoch >= 0),
    boot_id        text        NOT NULL,
    last_seen      timestamptz,
    offline_cause  text,
    registered_at  timestamptz NOT NULL DEFAULT now(),
    version        bigint      NOT NULL,
    CHECK ((stop_id IS NULL) = (stop_note IS NULL))
);

-- Who stopped, cleared, paused or opened a station, and why. Only ever appended to.
CREATE TABLE station_audit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station_id uuid        NOT NULL REFERENCES station,
    action     text        NOT NULL,
    by_whom    text        NOT NULL,
    reason     text        NOT NULL,
    at         timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE goal_image (
    id         uuid        PRIMARY KEY,
    author     uuid        NOT NULL,
    png        bytea       NOT NULL,
    sha256     text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    width_px   integer     NOT NULL CHECK (width_px > 0),
    height_px  integer     NOT NULL CHECK (height_px > 0),
    stored_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE prompt (
    id             uuid        PRIMARY KEY,
    author         uuid        NOT NULL,
    network_prefix text        NOT NULL,
    state          text        NOT NULL CHECK (state IN ('SUBMITTED', 'REJECTED', 'QUEUED', 'COMPLETED', 'WITHDRAWN')),
    instruction    text        CHECK (length(instruction) BETWEEN 1 AND 500),
    goal_image     uuid        REFERENCES goal_image,
    scene_id       text        NOT NULL,
    policy_name    text        NOT NULL,
    task_id        text,
    task_reading   text,
    submitted_at   timestamptz NOT NULL,
    version        bigint      NOT NULL,
    CHECK ((instruction IS NULL) <> (goal_image IS NULL)),
    CHECK ((task_id IS NULL) = (task_reading IS NULL))
);
CREATE INDEX prompt_by_author ON prompt (author, submitted_at DESC);

-- A turn carries all that matching needs; what it asks for never changes after admission.
CREATE TABLE turn (
    id                uuid        PRIMARY KEY,
    prompt_id         uuid        NOT NULL REFERENCES prompt,
    author            uuid        NOT NULL,
    state             text        NOT NULL CHECK (state IN ('WAITING', 'ASSIGNED', 'DONE', 'CANCELLED', 'EXPIRED')),
    priority_class    smallint    NOT NULL CHECK (priority_class BETWEEN 0 AND 2),
    fair_round        bigint      NOT NULL,
    ticket            bigint      NOT NULL,
    scene_id          text        NOT NULL,
    policy_name       text        NOT NULL,
    policy_digest     text        NOT NULL,
    embodiment        text        NOT NULL,
    action_space_kind text        NOT NULL,
    station_id        uuid        REFERENCES station,
    instruction       text,
    goal_image        uuid        REFERENCES goal_image,
    task_id           text,
    task_reading      text,
    seed              bigint      NOT NULL,
    max_steps         integer     NOT NULL CHECK (max_steps > 0),
    attempts          integer     NOT NULL CHECK (attempts >= 0),
    admitted_at       timestamptz NOT NULL,
    expires_at        timestamptz,
    wait_note         text,
    version           bigint      NOT NULL,
    FOREIGN KEY (policy_name, policy_digest) REFERENCES policy_version
);
CREATE INDEX turn_waiting ON turn (priority_class, fair_round, ticket) WHERE state = 'WAITING';
CREATE INDEX turn_by_prompt ON turn (prompt_id);
CREATE INDEX turn_open ON turn (state) WHERE state IN ('WAITING', 'ASSIGNED');

CREATE TABLE assignment (
    id          uuid        PRIMARY KEY,
    turn_id     uuid        NOT NULL REFERENCES turn,
    station_id  uuid        NOT NULL REFERENCES station,
    slot        integer     NOT NULL CHECK (slot >= 0),
    fence       bigint      NOT NULL UNIQUE CHECK (fence > 0),
    state       text        NOT NULL
        CHECK (state IN ('OFFERED', 'LEASED', 'RELEASED', 'DECLINED', 'EXPIRED', 'REVOKED')),
    offered_at  timestamptz NOT NULL,
    accept_by   timestamptz NOT NULL,
    lease_until timestamptz,
    note        text,
    version     bigint      NOT NULL,
    CHECK (state <> 'LEASED' OR lease_until IS NOT NULL)
);
-- Exclusivity lives here and nowhere else: a slot holds one open assignment, a turn has one.
CREATE UNIQUE INDEX assignment_slot ON assignment (station_id, slot) WHERE state IN ('OFFERED', 'LEASED');
CREATE UNIQUE INDEX assignment_turn ON assignment (turn_id) WHERE state IN ('OFFERED', 'LEASED');

-- The unit of data. It keeps a copy of what it ran under, so that no later change can rewrite it.
CREATE TABLE episode (
    id                uuid             PRIMARY KEY REFERENCES assignment,
    prompt_id         uuid             NOT NULL REFERENCES prompt,
    turn_id           uuid             NOT NULL REFERENCES turn,
    author            uuid             NOT NULL,
    station_id        uuid             NOT NULL REFERENCES station,
    station_name      text             NOT NULL,
    station_kind      text             NOT NULL CHECK (station_kind IN ('SIMULATOR', 'REAL_ROBOT')),
    fence             bigint           NOT NULL UNIQUE,
    attempt           integer          NOT NULL CHECK (attempt > 0),
    state             text             NOT NULL CHECK (state IN ('CREATED', 'RESETTING', 'READY', 'RUNNING', 'HOLDING',
                                           'FINALIZING', 'TERMINATED', 'TRUNCATED', 'ABORTED', 'LOST')),
    report_sequence   bigint           NOT NULL,
    end_reason        text             CHECK (end_reason IN ('TASK_DONE', 'STEP_LIMIT', 'TIME_LIMIT', 'POLICY_FAULT', 'ENVELOPE',
                                           'STATION_FAULT', 'PLATFORM_FAULT', 'CONTACT_LOST', 'STOPPED_BY_ASKER', 'STOPPED_BY_STAFF')),
    end_detail        text,
    instruction       text,
    goal_image        uuid             REFERENCES goal_image,
    scene_id          text             NOT NULL,
    policy_name       text             NOT NULL,
    policy_digest     text             NOT NULL,
    task_id           text,
    task_reading      text,
    seed              bigint           NOT NULL,
    conditions        text             NOT NULL CHECK (jsonb_typeof(conditions::jsonb) = 'object'),
    max_steps         integer          NOT NULL CHECK (max_steps > 0),
    steps             integer          CHECK (steps >= 0),
    control_hz        double precision NOT NULL CHECK (control_hz > 0),
    execution_profile text,
    created_at        timestamptz      NOT NULL,
    running_at        timestamptz,
    ended_at          timestamptz,
    reset_ms          bigint           CHECK (reset_ms >= 0),
    version           bigint           NOT NULL,
    FOREIGN KEY (policy_name, policy_digest) REFERENCES policy_version,
    CHECK ((state IN ('TERMINATED', 'TRUNCATED', 'ABORTED', 'LOST')) = (ended_at IS NOT NULL)),
    CHECK (ended_at IS NULL OR end_reason IS NOT NULL)
);
CREATE INDEX episode_newest ON episode (created_at DESC, id);
CREATE INDEX episode_by_prompt ON episode (prompt_id, created_at);
CREATE INDEX episode_durations ON episode (station_id, scene_id, ended_at DESC) WHERE ended_at IS NOT NULL;
CREATE INDEX episode_goal_image ON episode (goal_image) WHERE goal_image IS NOT NULL;

-- One row a judge, never mixed: the scene's predicate, the prompter, the crowd, a researcher.
CREATE TABLE outcome (
    episode_id uuid             NOT NULL REFERENCES episode,
    judge      text             NOT NULL CHECK (judge IN ('scene', 'prompter', 'crowd', 'researcher')),
    result     text             NOT NULL CHECK (result IN ('SUCCESS', 'PARTIAL', 'FAILURE', 'NOT_SCORED')),
    progress   double precision CHECK (progress BETWEEN 0 AND 1),
    votes      integer          CHECK (votes > 0),
    at         timestamptz      NOT NULL DEFAULT now(),
    PRIMARY KEY (episode_id, judge)
);

CREATE TABLE artifact (
    episode_id   uuid        NOT NULL REFERENCES episode,
    name         text        NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    content_type text        NOT NULL,
    sha256       text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size_bytes   bigint      NOT NULL CHECK (size_bytes >= 0),
    stored_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (episode_id, name)
);

CREATE TABLE vote (
    episode_id uuid             NOT NULL REFERENCES episode,
    author     uuid             NOT NULL,
    success    text             NOT NULL CHECK (success IN ('YES', 'PARTLY', 'NO')),
    progress   double precision CHECK (progress BETWEEN 0 AND 1),
    tags       text[]           NOT NULL,
    comment    text             CHECK (length(comment) <= 1000),
    prompter   boolean          NOT NULL,
    at         timestamptz      NOT NULL,
    version    bigint           NOT NULL,
    PRIMARY KEY (episode_id, author)
);

-- Every vote ever cast, replaced ones too. Only ever appended to.
CREATE TABLE vote_audit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    episode_id uuid             NOT NULL REFERENCES episode,
    author     uuid             NOT NULL,
    success    text             NOT NULL,
    progress   double precision,
    tags       text[]           NOT NULL,
    comment    text,
    at         timestamptz      NOT NULL
);
CREATE INDEX vote_audit_by_episode ON vote_audit (episode_id, author, id);

-- Facts that wait to be told. Written in the transaction of the change; the relay sets published_at.
CREATE TABLE event_outbox (
    sequence     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    aggregate    text        NOT NULL CHECK (aggregate IN ('PROMPT', 'TURN', 'ASSIGNMENT', 'EPISODE', 'STATION', 'VOTE')),
    aggregate_id uuid        NOT NULL,
    version      bigint      NOT NULL,
    kind         text        NOT NULL,
    payload      text        NOT NULL CHECK (length(payload) <= 2000),
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    published_at timestamptz
);
CREATE INDEX event_outbox_unpublished ON event_outbox (sequence) WHERE published_at IS NULL;
CREATE INDEX event_outbox_at ON event_outbox (at);

-- Wakes the relay and, where Redis is away, every replica. PostgreSQL sends it at commit, once per transaction.
CREATE FUNCTION event_outbox_wake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('parley_event', '');
    RETURN NULL;
END $$;
CREATE TRIGGER event_outbox_wake AFTER INSERT ON event_outbox
    FOR EACH STATEMENT EXECUTE FUNCTION event_outbox_wake();
