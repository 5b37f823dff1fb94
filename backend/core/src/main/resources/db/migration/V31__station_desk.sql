-- What the desk of a station reads: who set its admission, when it was in contact, and how each stop went.
ALTER TABLE station ADD COLUMN admission_by text;
ALTER TABLE station ADD COLUMN admission_at timestamptz;
-- Until when it is expected to stay so. Nothing happens by itself then: a person resumes a station.
ALTER TABLE station ADD COLUMN admission_until timestamptz;

-- When it may be offered work, on the wall clock of its zone; null: at any time. For example "Europe/Berlin 1 09:00-17:00 2 09:00-17:00".
ALTER TABLE station ADD COLUMN opening_hours text CHECK (length(opening_hours) BETWEEN 1 AND 600);

-- Every change of contact; what is older than sixty days is deleted as new rows come.
CREATE TABLE station_contact (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station_id uuid        NOT NULL REFERENCES station,
    online     boolean     NOT NULL,
    cause      text        NOT NULL,
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX station_contact_of ON station_contact (station_id, at DESC);

-- Each stop that latched, what was measured of it, and who cleared it.
CREATE TABLE station_stop (
    station_id     uuid        NOT NULL REFERENCES station,
    stop_id        text        NOT NULL,
    by_whom        text        NOT NULL,
    reason         text        NOT NULL,
    latched_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- From the gateway's sending to the station's acknowledgement, on the gateway's clock.
    received_us    bigint      CHECK (received_us >= 0),
    -- From the station's receiving to standing still, on the station's clock.
    still_us       bigint      CHECK (still_us >= 0),
    cleared_at     timestamptz,
    cleared_by     text,
    cleared_reason text,
    PRIMARY KEY (station_id, stop_id),
    CHECK ((cleared_at IS NULL) = (cleared_by IS NULL) AND (cleared_at IS NULL) = (cleared_reason IS NULL))
);
CREATE INDEX station_stop_of ON station_stop (station_id, latched_at DESC);
-- A latch from before this table: by whom is in station_audit, what was measured nobody kept.
INSERT INTO station_stop (station_id, stop_id, by_whom, reason)
SELECT id, stop_id, 'not kept', stop_note FROM station WHERE stop_id IS NOT NULL;

CREATE INDEX station_audit_of ON station_audit (station_id, at DESC);
CREATE INDEX episode_of_station ON episode (station_id, created_at DESC);
