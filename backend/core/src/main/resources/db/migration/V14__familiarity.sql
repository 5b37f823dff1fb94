-- How far the policy knew what it was asked, by its own measure; null where it cannot tell. No outcome and no statistic reads it.
ALTER TABLE episode ADD COLUMN words_known double precision CHECK (words_known BETWEEN 0 AND 1);
ALTER TABLE episode ADD COLUMN words_unfamiliar boolean;
ALTER TABLE episode ADD CHECK ((words_known IS NULL) = (words_unfamiliar IS NULL));
