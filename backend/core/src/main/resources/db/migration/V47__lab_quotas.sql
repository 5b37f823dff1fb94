-- How many episodes the stations of a lab give in any 24 hours: in all, which is the policy without a name, and by each policy that has one.
CREATE TABLE lab_quota (
    lab_id       uuid        NOT NULL REFERENCES lab,
    policy_name  text        NOT NULL CHECK (length(policy_name) <= 200),
    most_per_day integer     NOT NULL CHECK (most_per_day BETWEEN 0 AND 10000),
    by_whom      text        NOT NULL,
    reason       text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (lab_id, policy_name)
);
