-- Archives of data sets are not kept for ever: one that nobody has fetched for long is deleted, and its row says so.

ALTER TABLE dataset ADD COLUMN fetched_at timestamptz;

ALTER TABLE dataset DROP CONSTRAINT dataset_state_check,
    ADD CONSTRAINT dataset_state_check
        CHECK (state IN ('QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'RECALLED', 'EXPIRED'));

-- The last of the rules on more than one column: what was written of it goes only when nobody may have it.
ALTER TABLE dataset DROP CONSTRAINT dataset_check4,
    ADD CONSTRAINT dataset_erased_check
        CHECK (erased_at IS NULL OR state IN ('CANCELLED', 'RECALLED', 'FAILED', 'EXPIRED'));
