-- Reviews: what researchers judge without knowing whose it is, and how their labels become one verdict.

-- An episode that has entered the desk, and how it was chosen.
CREATE TABLE review_clip (
    episode_id    uuid        PRIMARY KEY REFERENCES episode,
    state         text        NOT NULL CHECK (state IN ('OPEN', 'DISPUTED', 'SETTLED')),
    -- Why it entered.
    chosen        text        NOT NULL CHECK (chosen IN ('JUDGES_DISAGREE', 'DETECTOR_UNSURE', 'REST', 'SAMPLE')),
    -- Among how many it was drawn, all alike and whatever else had chosen them: one by this is its propensity. What was drawn
    -- stands for all, also what had entered for another reason before; the rest (null) does not.
    sampled_among integer     CHECK (sampled_among > 0),
    opened_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at    timestamptz,
    CHECK ((state = 'SETTLED') = (settled_at IS NOT NULL)),
    CHECK (chosen <> 'SAMPLE' OR sampled_among IS NOT NULL)
);
CREATE INDEX review_clip_open ON review_clip (opened_at) WHERE state = 'OPEN';
CREATE INDEX review_clip_disputed ON review_clip (opened_at) WHERE state = 'DISPUTED';

-- One person's look at one episode. Its random id is all that the rater is told: nothing leads from it to the episode.
CREATE TABLE review (
    id         uuid        PRIMARY KEY,
    episode_id uuid        NOT NULL REFERENCES episode,
    person_id  uuid        NOT NULL REFERENCES person,
    kind       text        NOT NULL CHECK (kind IN ('RATING', 'GOLD', 'ADJUDICATION')),
    -- 1 to as many raters as an episode gets; 0 is the adjudicator's; questions with a known answer have none.
    place      integer     CHECK (place >= 0),
    state      text        NOT NULL CHECK (state IN ('CLAIMED', 'LABELLED', 'LAPSED')),
    -- False: the rater is shut out by gold questions. Their labels stay and weigh nothing.
    counts     boolean     NOT NULL,
    claimed_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CHECK ((kind = 'GOLD') = (place IS NULL)),
    CHECK ((kind = 'ADJUDICATION') = (place IS NOT DISTINCT FROM 0))
);
-- Exclusivity lives here and nowhere else: a place holds one rater, an episode each person once, a person one open clip.
CREATE UNIQUE INDEX review_place ON review (episode_id, place) WHERE counts AND state <> 'LAPSED';
CREATE UNIQUE INDEX review_once ON review (episode_id, person_id) WHERE state <> 'LAPSED';
CREATE UNIQUE INDEX review_open ON review (person_id) WHERE state = 'CLAIMED';
CREATE INDEX review_of_person ON review (person_id, claimed_at DESC);
-- What somebody gave back is among what they had.
CREATE INDEX review_had ON review (person_id, episode_id);

-- What a rater said. Version 1 was said before they saw anybody else's; a later one changes their mind and hides nothing.
CREATE TABLE review_label (
    review_id          uuid             NOT NULL REFERENCES review,
    version            integer          NOT NULL CHECK (version > 0),
    result             text             NOT NULL CHECK (result IN ('DONE', 'PARTLY', 'NOT_DONE', 'CANNOT_TELL')),
    progress           double precision CHECK (progress BETWEEN 0 AND 1),
    first_failure_step integer          CHECK (first_failure_step >= 0),
    tags               text[]           NOT NULL,
    -- Ranges of steps, both ends in them, in which a person or a safety layer moved the robot.
    interventions_from integer[]        NOT NULL,
    interventions_to   integer[]        NOT NULL,
    note               text             CHECK (length(note) BETWEEN 1 AND 1000),
    at                 timestamptz      NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (review_id, version),
    CHECK (cardinality(interventions_from) = cardinality(interventions_to))
);

-- Words go when the ask they are about is taken back; nothing else of a label ever changes.
CREATE FUNCTION review_label_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        OLD.note := NULL;
        IF NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'labels are only ever added: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER review_label_stays BEFORE UPDATE OR DELETE ON review_label
    FOR EACH ROW EXECUTE FUNCTION review_label_stays();

-- Questions whose answer is known. Raters are never told which these are.
CREATE TABLE review_gold (
    episode_id uuid        PRIMARY KEY REFERENCES episode,
    result     text        NOT NULL CHECK (result IN ('DONE', 'NOT_DONE')),
    set_by     uuid        NOT NULL REFERENCES person,
    set_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Kept, so that what was answered stays judged.
    retired_at timestamptz
);

CREATE INDEX episode_reviewable ON episode (ended_at DESC)
    WHERE state IN ('TERMINATED', 'TRUNCATED', 'ABORTED') AND withdrawn_at IS NULL AND sealed_by IS NULL;
