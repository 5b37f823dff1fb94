-- What people ask for, gathered: the same words once, and whoever asks for the same thing in one family. Written after the prompts, by
-- whichever replica finds them missing here; all of it follows from the prompts and could be written anew.
CREATE TABLE family (
    -- Digest of what it is about, so that the same family has the same address for ever.
    id         text        PRIMARY KEY CHECK (id ~ '^[0-9a-f]{16}$'),
    scene_id   text        NOT NULL,
    -- What the scene's judge looks for; null where no judge knows the words, and likeness to the first ones gathers them.
    task_id    text,
    -- As it was first asked.
    words      text        NOT NULL CHECK (length(words) BETWEEN 1 AND 500),
    founded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (scene_id, task_id)
);

CREATE TABLE saying (
    -- Committed in this order: replicas ask for what is newer than the last one they know.
    number    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- SHA-256 of scene, task and plain words.
    digest    text   NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
    family_id text   NOT NULL REFERENCES family,
    words     text   NOT NULL CHECK (length(words) BETWEEN 1 AND 500),
    -- 384 numbers of length one (all-MiniLM-L6-v2), float32, little-endian.
    meaning   bytea  NOT NULL CHECK (length(meaning) = 1536)
);
CREATE INDEX saying_of_family ON saying (family_id);

CREATE TABLE prompt_saying (
    prompt_id uuid        PRIMARY KEY REFERENCES prompt,
    saying    bigint      NOT NULL REFERENCES saying,
    family_id text        NOT NULL REFERENCES family,
    asked_at  timestamptz NOT NULL
);
CREATE INDEX prompt_saying_newest ON prompt_saying (saying, asked_at DESC);
CREATE INDEX prompt_family_newest ON prompt_saying (family_id, asked_at DESC);

-- For the sweep that looks for prompts without a saying; costs an admission next to nothing.
CREATE INDEX prompt_newest ON prompt USING brin (submitted_at);
