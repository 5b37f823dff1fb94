-- Until when a one-time password opens anything. Null: for ever, which is the first admin's alone; who had one before has a week from now.
ALTER TABLE person ADD COLUMN one_time_until timestamptz;
UPDATE person p SET one_time_until = clock_timestamp() + interval '7 days'
WHERE must_change_password AND NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.role = 'PLATFORM_ADMIN');

-- Who granted it, beside the name they had then; null where it was no person, or nobody knows any more.
ALTER TABLE role_grant ADD COLUMN granted_by_person uuid REFERENCES person;
