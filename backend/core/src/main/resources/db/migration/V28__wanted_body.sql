-- What a prompt wishes to be run by; null: whatever offers its scene and policy.
ALTER TABLE prompt ADD COLUMN wanted_body text CHECK (wanted_body IN ('SIMULATION', 'REAL'));
ALTER TABLE turn ADD COLUMN wanted_body text CHECK (wanted_body IN ('SIMULATION', 'REAL'));
ALTER TABLE line_wish ADD COLUMN wanted_body text CHECK (wanted_body IN ('SIMULATION', 'REAL'));

-- A try in simulation while a real robot is awaited; one at most of each prompt, and none of another one.
ALTER TABLE prompt ADD COLUMN preview_of uuid REFERENCES prompt;
ALTER TABLE prompt ADD CHECK (preview_of IS NULL OR wanted_body = 'SIMULATION' AND preview_of <> id);
CREATE UNIQUE INDEX prompt_preview ON prompt (preview_of) WHERE preview_of IS NOT NULL;
