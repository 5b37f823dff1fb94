-- The scheduler's own part of the schema; the table of turns is core's.

-- Admission's ticket: grows with every turn admitted, never repeats.
CREATE SEQUENCE scheduler_ticket;

-- Numbers the index in Redis; every rebuild takes the next.
CREATE SEQUENCE scheduler_queue_generation;

-- Which prefix and author stand behind a ticket, and where. A row lives as long as it can still decide a place.
CREATE TABLE scheduler_fair_turn (
    ticket         bigint   PRIMARY KEY,
    priority_class smallint NOT NULL CHECK (priority_class BETWEEN 0 AND 2),
    network_prefix text     NOT NULL,
    author         uuid     NOT NULL,
    -- Round among the authors of the prefix; never changes.
    author_round   bigint   NOT NULL CHECK (author_round >= 0),
    -- Round among prefixes, as in the table of turns.
    fair_round     bigint   NOT NULL CHECK (fair_round >= 0)
);
CREATE INDEX scheduler_fair_turn_prefix ON scheduler_fair_turn (priority_class, network_prefix);

CREATE INDEX scheduler_turn_ticket ON turn (ticket);

-- The fair round that was served last in each class: newcomers start here, so nobody saves up turns by staying away.
CREATE TABLE scheduler_fair_clock (
    priority_class smallint PRIMARY KEY CHECK (priority_class BETWEEN 0 AND 2),
    fair_round     bigint   NOT NULL CHECK (fair_round >= 0)
);
INSERT INTO scheduler_fair_clock (priority_class, fair_round) VALUES (0, 0), (1, 0), (2, 0);
