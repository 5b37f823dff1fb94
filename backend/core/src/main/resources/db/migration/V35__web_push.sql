-- Browsers that are told with no page open (Web Push). Whoever knows an endpoint can send there: it is a secret.
CREATE TABLE push_subscription (
    id       uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    person   uuid        NOT NULL,
    endpoint text        NOT NULL UNIQUE CHECK (length(endpoint) BETWEEN 1 AND 1000),
    -- The browser's key, a point of P-256, and what it shared beside it.
    p256dh   bytea       NOT NULL CHECK (octet_length(p256dh) = 65),
    auth     bytea       NOT NULL CHECK (octet_length(auth) = 16),
    since    timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX push_subscription_person ON push_subscription (person, since DESC);

-- What is to be told, without its words: of a prompt, or of a line.
CREATE TABLE push_message (
    id              uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    subscription_id uuid        NOT NULL REFERENCES push_subscription ON DELETE CASCADE,
    prompt_id       uuid        REFERENCES prompt,
    -- 1: it runs, 2: it has ended.
    stage           smallint    CHECK (stage IN (1, 2)),
    scene_id        text,
    policy_name     text,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    next_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    tries           smallint    NOT NULL DEFAULT 0,
    -- Set by whoever sends it, before they do: nobody else sends it from then on, not even when they are killed.
    taken_at        timestamptz,
    CHECK ((prompt_id IS NULL) = (stage IS NULL)),
    CHECK ((scene_id IS NULL) = (policy_name IS NULL)),
    CHECK ((prompt_id IS NULL) <> (scene_id IS NULL))
);
CREATE INDEX push_message_due ON push_message (next_at) WHERE taken_at IS NULL;
CREATE INDEX push_message_subscription ON push_message (subscription_id);
CREATE INDEX push_message_prompt ON push_message (prompt_id) WHERE prompt_id IS NOT NULL;

-- How far a browser was told with no page open: 0 nothing, 1 that it runs, 2 that it ended.
ALTER TABLE prompt_follower ADD COLUMN pushed smallint NOT NULL DEFAULT 0 CHECK (pushed BETWEEN 0 AND 2);
CREATE INDEX prompt_follower_to_push ON prompt_follower (person) WHERE pushed < 2;
-- Whether it was told that this line is open; taken back when it closes.
ALTER TABLE line_wish ADD COLUMN pushed boolean NOT NULL DEFAULT false;
