-- A third kind of station: a simulation under the rules of a real robot.
ALTER TABLE station DROP CONSTRAINT station_kind_check;
ALTER TABLE station ADD CONSTRAINT station_kind_check CHECK (kind IN ('SIMULATOR', 'REAL_ROBOT', 'REHEARSAL'));
ALTER TABLE episode DROP CONSTRAINT episode_station_kind_check;
ALTER TABLE episode ADD CONSTRAINT episode_station_kind_check
    CHECK (station_kind IN ('SIMULATOR', 'REAL_ROBOT', 'REHEARSAL'));
