-- What people agreed to before their first ask, vote or upload. Only ever appended to: the newest row of an author counts.
CREATE TABLE consent (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author   uuid        NOT NULL,
    version  text        NOT NULL CHECK (length(version) BETWEEN 1 AND 64),
    publish  boolean     NOT NULL CHECK (publish),
    training boolean     NOT NULL,
    age_ok   boolean     NOT NULL CHECK (age_ok),
    at       timestamptz NOT NULL
);
CREATE INDEX consent_of_author ON consent (author, id DESC);
