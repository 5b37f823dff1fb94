-- What a prompt wishes to be run by; null: whatever offers its scene and policy.
ALTER TABLE prompt ADD COLUMN wanted_body text CHECK (wanted_body IN ('SIMULATION', 'REAL'));
ALTER TABLE turn ADD COLUMN wanted_body text CHECK (wanted_body IN ('SIMULATION', 'REAL'));
ALTER TABLE line_wish ADD COLUMN wanted_body text CHECK (wanted_body IN ('SIMULATION', 'REAL'));

-- A try in simulation while a real robot is awaited; one at most of each prompt, and none of another one.
ALTER TABLE prompt ADD COLUMN preview_of uuid REFERENCES prompt;
ALTER TABLE prompt ADD CHECK (preview_of IS NULL OR wanted_body = 'SIMULATION' AND preview_of <> id);
CREATE UNIQUE INDEX prompt_preview ON prompt (preview_of) WHERE preview_of IS NOT NULL;

-- A wish for a robot is met by its rehearsal too. Until here only the gateway's V80 let one be kept, and these tables are written
-- without a gateway as well. That one says the same again after this, and before this where it ran already.
ALTER TABLE station DROP CONSTRAINT station_kind_check;
ALTER TABLE station ADD CONSTRAINT station_kind_check CHECK (kind IN ('SIMULATOR', 'REAL_ROBOT', 'REHEARSAL'));
ALTER TABLE episode DROP CONSTRAINT episode_station_kind_check;
ALTER TABLE episode ADD CONSTRAINT episode_station_kind_check
    CHECK (station_kind IN ('SIMULATOR', 'REAL_ROBOT', 'REHEARSAL'));
