-- How unlike the start of a comparison's second episode may be to that of its first, 0 to 1; null: what the installation says.
ALTER TABLE station ADD COLUMN start_unlike_from double precision CHECK (start_unlike_from > 0 AND start_unlike_from <= 1);

-- What a real station's camera showed before an episode of a comparison began, and how the second was held against the first.
CREATE TABLE start_photo (
    assignment_id   uuid             PRIMARY KEY REFERENCES assignment,
    station_id      uuid             NOT NULL REFERENCES station,
    camera          text             NOT NULL,
    taken_at        timestamptz      NOT NULL,
    -- Null where the station gave none; then why is a sentence.
    png             bytea,
    why             text,
    -- Of a second one: from 0, nothing, to 1; null where there was nothing to hold it against.
    difference      double precision CHECK (difference BETWEEN 0 AND 1),
    unlike_from     double precision,
    -- Where they differ most: left, top, width and height as fractions of the picture.
    place           double precision[],
    accepted_at     timestamptz,
    accepted_by     text,
    accepted_reason text,
    CHECK ((png IS NULL) = (why IS NOT NULL)),
    CHECK ((accepted_at IS NULL) = (accepted_by IS NULL) AND (accepted_at IS NULL) = (accepted_reason IS NULL))
);
