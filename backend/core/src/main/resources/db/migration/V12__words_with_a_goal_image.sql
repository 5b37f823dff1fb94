-- A prompt may carry words beside its goal image: the policy gets both, and the judge reads the words.
ALTER TABLE prompt DROP CONSTRAINT prompt_check;
ALTER TABLE prompt ADD CONSTRAINT prompt_asks_for_something CHECK (instruction IS NOT NULL OR goal_image IS NOT NULL);
