-- Whoever looks for what is planned at one station, or removes a station, reads no whole table.
CREATE INDEX study_item_station ON study_item (station_id) WHERE station_id IS NOT NULL;

-- Pictures of starts that are old enough to be forgotten.
CREATE INDEX start_photo_pictured ON start_photo (taken_at) WHERE png IS NOT NULL;
