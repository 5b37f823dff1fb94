-- A picture that was made by arranging a scene says what it means: for which start, and in words that a judge can hold an
-- end against. It goes with the picture.
ALTER TABLE goal_image ADD COLUMN scene_id text;
ALTER TABLE goal_image ADD COLUMN seed bigint;
ALTER TABLE goal_image ADD COLUMN statement text CHECK (length(statement) BETWEEN 2 AND 8000);
ALTER TABLE goal_image ADD COLUMN reading text CHECK (length(reading) BETWEEN 1 AND 2000);
ALTER TABLE goal_image ADD CHECK ((statement IS NULL) = (reading IS NULL));
ALTER TABLE goal_image ADD CHECK ((statement IS NULL) = (scene_id IS NULL));
ALTER TABLE goal_image ADD CHECK ((statement IS NULL) = (seed IS NULL));

-- A judge may look for what a picture's statement says, which is no task of the scene.
ALTER TABLE prompt DROP CONSTRAINT prompt_check1;
ALTER TABLE prompt ADD CONSTRAINT prompt_task_is_read CHECK (task_id IS NULL OR task_reading IS NOT NULL);

-- How it ended: where everything lay that can be moved (JSON), for who wants to go on from there.
ALTER TABLE episode ADD COLUMN final_objects text CHECK (length(final_objects) <= 20000);
-- Whoever takes a picture back, or has it refused, takes along what was written of it beside the asks of others.
CREATE INDEX prompt_goal_image ON prompt (goal_image) WHERE goal_image IS NOT NULL;
