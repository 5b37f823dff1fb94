-- Shapes of indexes for long lines.

-- How many turns of one author wait: asked at every admission.
CREATE INDEX turn_waiting_author ON turn (author) WHERE state = 'WAITING';

-- Turns whose time is up are looked for every second; the number of open ones is read from the same index.
DROP INDEX turn_open;
CREATE INDEX turn_open ON turn (expires_at) WHERE state IN ('WAITING', 'ASSIGNED');
