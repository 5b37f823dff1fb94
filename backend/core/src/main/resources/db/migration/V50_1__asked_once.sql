-- Prompts that were asked under an idempotency key, for as long as the same key names the same prompt. Neither the key nor what was
-- asked is kept: only what it takes to recognise them again. No reference to prompt: who locks one must not wait for who asks.
CREATE TABLE prompt_once (
    author      uuid        NOT NULL,
    key_digest  bytea       NOT NULL CHECK (octet_length(key_digest) = 32),
    asks_digest bytea       NOT NULL CHECK (octet_length(asks_digest) = 32),
    prompt_id   uuid        NOT NULL,
    asked_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (author, key_digest)
);
CREATE INDEX prompt_once_asked ON prompt_once (asked_at);
CREATE INDEX prompt_once_prompt ON prompt_once (prompt_id);
