-- SQLite, schema 1.
-- Instants are milliseconds since 1970 in UTC. `state` is the JSON of a domain type; the columns
-- beside it are what rows are found by, written in the same statement.
-- `tag` columns are keyed hashes: they find what belongs to somebody without naming them.

-- Single facts about the installation.
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
);

-- Keys, each wrapped by an instance key. `scope` is a keyed hash of what the key is for.
CREATE TABLE data_key (
    scope BLOB PRIMARY KEY,
    epoch BIGINT NOT NULL,
    wrapped BLOB NOT NULL
);

-- Who and what the organisation is. Names are sealed.
CREATE TABLE team (
    id BLOB PRIMARY KEY,
    state TEXT NOT NULL
);
CREATE TABLE person (
    id BLOB PRIMARY KEY,
    state TEXT NOT NULL,
    sealed_profile BLOB NOT NULL
);
CREATE TABLE company (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    gone TEXT,
    sealed_names BLOB NOT NULL
);
CREATE TABLE bar_raiser (
    person BLOB PRIMARY KEY,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);

-- Who may come in.
CREATE TABLE account (
    id BLOB PRIMARY KEY,
    person BLOB NOT NULL,
    sealed_login BLOB NOT NULL,
    login_tag BLOB NOT NULL UNIQUE,
    password TEXT,
    is_administrator BOOLEAN NOT NULL,
    disabled BIGINT,
    created BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX account_by_person ON account (person);
CREATE TABLE session (
    hash BLOB PRIMARY KEY,
    account BLOB NOT NULL REFERENCES account (id),
    device TEXT NOT NULL,
    began BIGINT NOT NULL,
    proved BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    revoked BIGINT
);
CREATE INDEX session_by_account ON session (account);
CREATE TABLE access_token (
    hash BLOB PRIMARY KEY,
    account BLOB NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    used BIGINT,
    revoked BIGINT
);
CREATE INDEX access_token_by_account ON access_token (account);
CREATE TABLE one_time_link (
    hash BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    account BLOB REFERENCES account (id),
    expires BIGINT NOT NULL,
    used BIGINT,
    revoked BIGINT
);
CREATE TABLE throttle (
    tag BLOB PRIMARY KEY,
    failures BIGINT NOT NULL,
    latest BIGINT NOT NULL
);

-- What happened.
CREATE TABLE incident (
    id BLOB PRIMARY KEY,
    title TEXT NOT NULL,
    severity BIGINT NOT NULL,
    owning_team BLOB NOT NULL,
    started BIGINT,
    resolved BIGINT,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX incident_by_start ON incident (started, id);
CREATE TABLE incident_component (
    incident BLOB NOT NULL REFERENCES incident (id),
    component TEXT NOT NULL,
    PRIMARY KEY (incident, component)
);
CREATE INDEX incident_component_by_component ON incident_component (component);

-- The document about it.
CREATE TABLE coe (
    id BLOB PRIMARY KEY,
    incident BLOB NOT NULL REFERENCES incident (id),
    owning_team BLOB NOT NULL,
    stage TEXT NOT NULL,
    title TEXT NOT NULL,
    is_restricted BOOLEAN NOT NULL,
    submitted BIGINT,
    published BIGINT,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX coe_by_incident ON coe (incident);
CREATE INDEX coe_by_team ON coe (owning_team, id);
CREATE INDEX coe_by_stage ON coe (stage, id);
CREATE INDEX coe_by_publication ON coe (published, id);
-- Who works on it: author, former-author, invited, reader, bar-raiser, shadow. A projection of `state`.
CREATE TABLE coe_person (
    coe BLOB NOT NULL REFERENCES coe (id),
    person BLOB NOT NULL,
    relation TEXT NOT NULL,
    PRIMARY KEY (coe, person, relation)
);
CREATE INDEX coe_person_by_person ON coe_person (person, relation);
-- The text being written, sealed: it may hold names that are not yet replaced.
CREATE TABLE draft (
    coe BLOB PRIMARY KEY REFERENCES coe (id),
    sealed BLOB NOT NULL,
    version BIGINT NOT NULL,
    saved BIGINT NOT NULL,
    saved_by BLOB NOT NULL
);
-- Frozen texts, in blocks that a salted Merkle root covers.
CREATE TABLE revision (
    id BLOB PRIMARY KEY,
    coe BLOB NOT NULL REFERENCES coe (id),
    sequence BIGINT NOT NULL,
    root BLOB NOT NULL,
    ruleset TEXT NOT NULL,
    at BIGINT NOT NULL,
    saved_by BLOB NOT NULL,
    UNIQUE (coe, sequence)
);
CREATE TABLE block (
    revision BLOB NOT NULL REFERENCES revision (id),
    position BIGINT NOT NULL,
    text TEXT,
    salt BLOB,
    commitment TEXT NOT NULL,
    PRIMARY KEY (revision, position)
);
-- What was done about a finding; found by a keyed fingerprint of rule and place.
CREATE TABLE handling (
    coe BLOB NOT NULL REFERENCES coe (id),
    fingerprint BLOB NOT NULL,
    code TEXT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (coe, fingerprint)
);
-- Who is behind a label: sealed. `person_tag` is keyed.
CREATE TABLE label_link (
    id BLOB PRIMARY KEY,
    coe BLOB NOT NULL REFERENCES coe (id),
    label TEXT NOT NULL,
    person_tag BLOB,
    sealed BLOB,
    made BIGINT NOT NULL,
    welcomed BIGINT,
    UNIQUE (coe, label),
    UNIQUE (coe, person_tag)
);
CREATE INDEX label_link_by_person ON label_link (person_tag);

-- What is said about a text.
CREATE TABLE thread (
    id BLOB PRIMARY KEY,
    coe BLOB NOT NULL REFERENCES coe (id),
    is_resolved BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX thread_by_coe ON thread (coe, id);
CREATE TABLE suggestion (
    id BLOB PRIMARY KEY,
    coe BLOB NOT NULL REFERENCES coe (id),
    is_open BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX suggestion_by_coe ON suggestion (coe, id);
CREATE TABLE question (
    id BLOB PRIMARY KEY,
    coe BLOB NOT NULL REFERENCES coe (id),
    label TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX question_by_coe ON question (coe, id);

-- What will be corrected.
CREATE TABLE correction (
    id BLOB PRIMARY KEY,
    coe BLOB NOT NULL REFERENCES coe (id),
    reference TEXT NOT NULL,
    owning_team BLOB NOT NULL,
    due TEXT NOT NULL,
    stage TEXT NOT NULL,
    priority TEXT NOT NULL,
    statement TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (coe, reference)
);
CREATE INDEX correction_by_team ON correction (owning_team, due, id);
CREATE INDEX correction_by_due ON correction (stage, due, id);
CREATE TABLE correction_event (
    correction BLOB NOT NULL REFERENCES correction (id),
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor BLOB,
    state TEXT NOT NULL,
    PRIMARY KEY (correction, version)
);

-- What was known before.
CREATE TABLE risk (
    id BLOB PRIMARY KEY,
    owning_team BLOB NOT NULL,
    statement TEXT NOT NULL,
    raised BIGINT NOT NULL,
    voices BIGINT NOT NULL,
    decided_until TEXT,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    declined_correction BLOB REFERENCES correction (id)
);
CREATE INDEX risk_by_team ON risk (owning_team, id);
CREATE TABLE risk_component (
    risk BLOB NOT NULL REFERENCES risk (id),
    component TEXT NOT NULL,
    PRIMARY KEY (risk, component)
);
CREATE INDEX risk_component_by_component ON risk_component (component);

-- Work for later. One row for each key at most, so that asking twice does it once. `next_run` is
-- when it was asked for again while somebody was at it.
CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    next_run BIGINT,
    attempts BIGINT NOT NULL,
    claimed_until BIGINT,
    UNIQUE (kind, key)
);
CREATE INDEX job_by_time ON job (run_at);
-- Messages to send. Addresses are looked up when they leave.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person BLOB NOT NULL,
    kind TEXT NOT NULL,
    subject BLOB,
    key BLOB NOT NULL UNIQUE,
    made BIGINT NOT NULL,
    next_try BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    claimed_until BIGINT,
    sent BIGINT,
    gave_up BIGINT
);
CREATE INDEX outbox_by_time ON outbox (next_try) WHERE sent IS NULL AND gave_up IS NULL;
-- What a write sent twice was answered the first time. `tag` is keyed; `sealed` the answer.
CREATE TABLE idempotency (
    tag BLOB PRIMARY KEY,
    request BLOB NOT NULL,
    status BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX idempotency_by_time ON idempotency (at);

-- The record. An entry without a number waits for the next checkpoint.
CREATE TABLE audit_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sequence BIGINT UNIQUE,
    canonical BLOB NOT NULL,
    leaf BLOB
);
CREATE TABLE checkpoint (
    size BIGINT PRIMARY KEY,
    note TEXT NOT NULL
);

CREATE INDEX audit_entry_waiting ON audit_entry (id) WHERE sequence IS NULL;

-- Published texts, for search. A row number of its own: FTS5 needs one that stays.
CREATE TABLE published_text (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    coe BLOB NOT NULL UNIQUE REFERENCES coe (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE VIRTUAL TABLE published_text_index USING fts5 (
    title, body, content = 'published_text', content_rowid = 'row', tokenize = 'porter unicode61 remove_diacritics 2'
);
-- What is deleted is gone from the index as well.
INSERT INTO published_text_index (published_text_index, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER published_text_added AFTER INSERT ON published_text BEGIN
    INSERT INTO published_text_index (rowid, title, body) VALUES (new.row, new.title, new.body);
END;
CREATE TRIGGER published_text_removed AFTER DELETE ON published_text BEGIN
    INSERT INTO published_text_index (published_text_index, rowid, title, body) VALUES ('delete', old.row, old.title, old.body);
END;
CREATE TRIGGER published_text_changed AFTER UPDATE ON published_text BEGIN
    INSERT INTO published_text_index (published_text_index, rowid, title, body) VALUES ('delete', old.row, old.title, old.body);
    INSERT INTO published_text_index (rowid, title, body) VALUES (new.row, new.title, new.body);
END;
