-- Labs, people, what each may do, where they are signed in, and what was done by whom.
CREATE TABLE lab (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    title      text        NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- The same id in every installation: a station that was given no lab belongs to this one.
INSERT INTO lab (id, name, title) VALUES ('6c6a1f00-0000-4000-8000-000000000001', 'house', 'House lab');

ALTER TABLE station ADD COLUMN lab_id uuid REFERENCES lab DEFAULT '6c6a1f00-0000-4000-8000-000000000001';
CREATE INDEX station_of_lab ON station (lab_id);

CREATE TABLE person (
    id                   uuid        PRIMARY KEY,
    login                text        NOT NULL UNIQUE CHECK (login ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
    name                 text        NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    -- A PHC string (Argon2id); null for who signs in elsewhere.
    password_hash        text        CHECK (password_hash LIKE '$argon2id$%'),
    must_change_password boolean     NOT NULL,
    oidc_issuer          text,
    oidc_subject         text,
    created_at           timestamptz NOT NULL,
    disabled_at          timestamptz,
    UNIQUE (oidc_issuer, oidc_subject),
    CHECK ((oidc_issuer IS NULL) = (oidc_subject IS NULL)),
    CHECK (NOT must_change_password OR password_hash IS NOT NULL)
);

CREATE TABLE role_grant (
    id         uuid        PRIMARY KEY,
    person_id  uuid        NOT NULL REFERENCES person,
    role       text        NOT NULL CHECK (role IN ('RESEARCHER', 'OPERATOR', 'LAB_ADMIN', 'PLATFORM_ADMIN')),
    lab_id     uuid        REFERENCES lab,
    granted_by text        NOT NULL,
    granted_at timestamptz NOT NULL,
    CHECK ((role IN ('OPERATOR', 'LAB_ADMIN')) = (lab_id IS NOT NULL))
);
CREATE UNIQUE INDEX role_grant_once ON role_grant (person_id, role, coalesce(lab_id, '00000000-0000-0000-0000-000000000000'));

CREATE TABLE person_session (
    -- SHA-256 of 256 random bits: whoever reads this table is signed in as nobody.
    token_hash   bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
    person_id    uuid        NOT NULL REFERENCES person,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX person_session_of ON person_session (person_id);
CREATE INDEX person_session_expiry ON person_session (expires_at);

-- Who did what, as what, and why. Only ever appended to.
CREATE TABLE audit_entry (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Null: a key, or the platform itself.
    person_id    uuid        REFERENCES person,
    -- As they were called then.
    person_name  text        NOT NULL,
    role         text        NOT NULL,
    action       text        NOT NULL CHECK (action ~ '^[a-z-]+(\.[a-z-]+)+$'),
    subject_kind text        NOT NULL,
    subject_id   text        NOT NULL,
    lab_id       uuid        REFERENCES lab,
    reason       text        NOT NULL CHECK (length(reason) <= 500),
    details      jsonb       NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    network      text        NOT NULL
);
CREATE INDEX audit_entry_person ON audit_entry (person_id, id DESC);
CREATE INDEX audit_entry_subject ON audit_entry (subject_kind, subject_id, id DESC);
CREATE INDEX audit_entry_action ON audit_entry (action text_pattern_ops, id DESC);
CREATE INDEX audit_entry_at ON audit_entry (at);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is only ever appended to: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- A study is submitted with a key, by its name, or by somebody who is signed in: @login.
ALTER TABLE study DROP CONSTRAINT study_submitter_check;
ALTER TABLE study ADD CONSTRAINT study_submitter_check CHECK (submitter ~ '^(@[a-z0-9._-]{3,40}|[a-z0-9][a-z0-9-]{0,39})$');
