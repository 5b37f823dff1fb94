-- What people in charge did to the line. Who a lab holds back, and why: the asker reads it.
CREATE TABLE turn_hold (
    turn_id uuid        PRIMARY KEY REFERENCES turn ON DELETE CASCADE,
    by_whom text        NOT NULL,
    reason  text        NOT NULL,
    at      timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Turns whose place a person set. Fair shares are dealt as if they had not: the place that they would have is kept by the scheduler.
CREATE TABLE turn_placed (
    turn_id uuid        PRIMARY KEY REFERENCES turn ON DELETE CASCADE,
    what    text        NOT NULL CHECK (what IN ('MOVED', 'EXPEDITED')),
    by_whom text        NOT NULL,
    reason  text        NOT NULL,
    at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
