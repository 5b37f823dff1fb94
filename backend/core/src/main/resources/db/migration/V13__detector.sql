-- What a learned detector made of an episode. It is no outcome and lies apart from them: no vote, verdict or statistic reads it.
ALTER TABLE episode ADD COLUMN detector_name text;
ALTER TABLE episode ADD COLUMN detector_digest text CHECK (detector_digest ~ '^[0-9a-f]{64}$');
ALTER TABLE episode ADD COLUMN detector_probability double precision CHECK (detector_probability BETWEEN 0 AND 1);
ALTER TABLE episode ADD COLUMN detector_silence text;
ALTER TABLE episode ADD CHECK ((detector_name IS NULL) = (detector_digest IS NULL));
-- It says how likely, or why it says nothing.
ALTER TABLE episode ADD CHECK ((detector_name IS NOT NULL)
    = ((detector_probability IS NULL) <> (detector_silence IS NULL)));

-- Versions are immutable; the counts were measured by whoever made them: four a scene, in the order of DetectorConfusion.
CREATE TABLE detector_version (
    digest            text             PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
    name              text             NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    title             text             NOT NULL,
    description       text             NOT NULL,
    scene_ids         text[]           NOT NULL,
    counts            integer[]        NOT NULL CHECK (cardinality(counts) = 4 * cardinality(scene_ids)),
    calibration_error double precision NOT NULL CHECK (calibration_error BETWEEN 0 AND 1),
    last_announced    timestamptz      NOT NULL
);
