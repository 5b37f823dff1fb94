-- Whose policy it is, with all its versions: the people of that lab neither ask it nor have a vote on it.
CREATE TABLE policy_owner (
    policy_name text        PRIMARY KEY CHECK (policy_name ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    -- Null: it was somebody's and is nobody's any more.
    lab_id      uuid        REFERENCES lab,
    since       timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX policy_owner_lab ON policy_owner (lab_id) WHERE lab_id IS NOT NULL;
