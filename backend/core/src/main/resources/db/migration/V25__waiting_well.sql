-- Who wants to be told of a prompt: whoever asked it, and others who want the same and need no turn of their own for it.
CREATE TABLE prompt_follower (
    prompt_id uuid        NOT NULL REFERENCES prompt,
    person    uuid        NOT NULL,
    since     timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- What they have been told and put away: 0 nothing, 1 that it runs, 2 that it ended.
    seen      smallint    NOT NULL DEFAULT 0 CHECK (seen BETWEEN 0 AND 2),
    PRIMARY KEY (prompt_id, person)
);
CREATE INDEX prompt_follower_person ON prompt_follower (person, since DESC);

-- Who was turned away at a closed line and wants to be told when it opens, with the words that were turned away: nobody but they
-- ever sees them.
CREATE TABLE line_wish (
    person      uuid        NOT NULL,
    scene_id    text        NOT NULL,
    policy_name text        NOT NULL,
    instruction text        CHECK (length(instruction) BETWEEN 1 AND 500),
    goal_image  uuid,
    since       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (person, scene_id, policy_name)
);
