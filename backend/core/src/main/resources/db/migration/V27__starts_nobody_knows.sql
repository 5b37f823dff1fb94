-- Whoever knows the start of a comparison runs each policy from it and sees which of them is which.
ALTER TABLE comparison ADD COLUMN known_start boolean NOT NULL DEFAULT false;
-- Until now everybody was told the seed of one that is still open.
UPDATE comparison SET known_start = true WHERE state IN ('WAITING', 'READY');
ALTER TABLE comparison_vote DROP CONSTRAINT comparison_vote_not_counted_check;
ALTER TABLE comparison_vote ADD CONSTRAINT comparison_vote_not_counted_check
    CHECK (not_counted IN ('CHOSEN_POLICIES', 'KNOWN_START', 'AFTER_REVEAL', 'OWN_POLICY'));

-- Among how many pairs one was drawn. Not every two of the candidates are at one station, so it does not follow from their number.
ALTER TABLE comparison ADD COLUMN pairs integer;
UPDATE comparison SET pairs = CASE drawn_by WHEN 'ASKER' THEN 1 ELSE candidates * (candidates - 1) / 2 END;
ALTER TABLE comparison ALTER COLUMN pairs SET NOT NULL;
ALTER TABLE comparison ADD CHECK (pairs BETWEEN 1 AND candidates * (candidates - 1) / 2);

-- Whoever takes back all they sent while a comparison is open stays its voter until it ends: else they could vote again.
ALTER TABLE comparison_vote ADD COLUMN forget_at_end boolean NOT NULL DEFAULT false;
CREATE INDEX comparison_vote_to_forget ON comparison_vote (comparison_id) WHERE forget_at_end;
