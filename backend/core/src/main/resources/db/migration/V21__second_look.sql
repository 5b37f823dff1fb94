-- What moderation made of prompts after its rules let them in, and of pictures. What was there before counts as passed.
ALTER TABLE prompt ADD COLUMN screening text NOT NULL DEFAULT 'PASSED'
    CHECK (screening IN ('PENDING', 'PASSED', 'HELD', 'REFUSED'));
ALTER TABLE prompt ALTER COLUMN screening DROP DEFAULT;
CREATE INDEX prompt_unseen ON prompt (submitted_at) WHERE screening = 'PENDING';
ALTER TABLE prompt DROP CONSTRAINT prompt_rejection_reason_check;
ALTER TABLE prompt ADD CONSTRAINT prompt_rejection_reason_check
    CHECK (rejection_reason IN ('PERSONAL_DATA', 'SLUR', 'SEXUAL', 'HARM', 'PICTURE', 'PERSON'));

-- A turn that waits for a person is out of line and keeps its place.
ALTER TABLE turn DROP CONSTRAINT turn_state_check;
ALTER TABLE turn ADD CONSTRAINT turn_state_check
    CHECK (state IN ('WAITING', 'HELD', 'ASSIGNED', 'DONE', 'CANCELLED', 'EXPIRED'));
DROP INDEX turn_open;
CREATE INDEX turn_open ON turn (expires_at) WHERE state IN ('WAITING', 'HELD', 'ASSIGNED');

-- Until it is passed only its uploader sees a picture. REFUSED and WITHDRAWN ones have no pixels any more.
ALTER TABLE goal_image ADD COLUMN screening text NOT NULL DEFAULT 'PASSED'
    CHECK (screening IN ('PENDING', 'PASSED', 'REFUSED', 'WITHDRAWN'));
ALTER TABLE goal_image ALTER COLUMN screening DROP DEFAULT;
ALTER TABLE goal_image ADD CHECK ((screening IN ('REFUSED', 'WITHDRAWN')) = (length(png) = 0));
CREATE INDEX goal_image_same ON goal_image (sha256);

-- What the second stage refused or could not tell, and what a person made of it. Holds no words of the prompt.
CREATE TABLE moderation_case (
    id         uuid             PRIMARY KEY,
    prompt_id  uuid             NOT NULL UNIQUE REFERENCES prompt,
    opened_at  timestamptz      NOT NULL,
    -- What it was about: its words are like a sentence of the list, or nobody had seen its picture.
    about      text[]           NOT NULL CHECK (about <@ ARRAY['words', 'picture']),
    -- The most alike sentence, by its place in the list, and how alike it is.
    nearest    text,
    likeness   double precision CHECK (likeness BETWEEN -1.001 AND 1.001),
    verdict    text             CHECK (verdict IN ('PASS', 'REFUSE')),
    decided_by text,
    decided_at timestamptz,
    reason     text             CHECK (length(reason) BETWEEN 1 AND 500),
    CHECK ((verdict IS NULL) = (decided_by IS NULL)),
    CHECK ((verdict IS NULL) = (decided_at IS NULL)),
    CHECK ((verdict IS NULL) = (reason IS NULL))
);
CREATE INDEX moderation_case_open ON moderation_case (opened_at) WHERE verdict IS NULL;
CREATE INDEX moderation_case_decided ON moderation_case (decided_at DESC) WHERE verdict IS NOT NULL;
