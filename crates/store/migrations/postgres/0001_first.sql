-- PostgreSQL, schema 1.
-- Instants are milliseconds since 1970 in UTC. `state` is the JSON of a domain type; the columns
-- beside it are what rows are found by, written in the same statement.
-- `tag` columns are keyed hashes: they find what belongs to somebody without naming them.

-- Single facts about the installation.
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);

-- Keys, each wrapped by an instance key. `scope` is a keyed hash of what the key is for.
CREATE TABLE data_key (
    scope BYTEA PRIMARY KEY,
    epoch BIGINT NOT NULL,
    wrapped BYTEA NOT NULL
);

-- Who and what the organisation is. Names are sealed.
CREATE TABLE team (
    id UUID PRIMARY KEY,
    state TEXT NOT NULL
);
CREATE TABLE person (
    id UUID PRIMARY KEY,
    state TEXT NOT NULL,
    sealed_profile BYTEA NOT NULL
);
CREATE TABLE company (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    gone TEXT,
    sealed_names BYTEA NOT NULL
);
CREATE TABLE bar_raiser (
    person UUID PRIMARY KEY,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);

-- Who may come in.
CREATE TABLE account (
    id UUID PRIMARY KEY,
    person UUID NOT NULL,
    sealed_login BYTEA NOT NULL,
    login_tag BYTEA NOT NULL UNIQUE,
    password TEXT,
    is_administrator BOOLEAN NOT NULL,
    disabled BIGINT,
    created BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX account_by_person ON account (person);
CREATE TABLE session (
    hash BYTEA PRIMARY KEY,
    account UUID NOT NULL REFERENCES account (id),
    device TEXT NOT NULL,
    began BIGINT NOT NULL,
    proved BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    revoked BIGINT
);
CREATE INDEX session_by_account ON session (account);
CREATE TABLE access_token (
    hash BYTEA PRIMARY KEY,
    account UUID NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    used BIGINT,
    revoked BIGINT
);
CREATE INDEX access_token_by_account ON access_token (account);
CREATE TABLE one_time_link (
    hash BYTEA PRIMARY KEY,
    purpose TEXT NOT NULL,
    account UUID REFERENCES account (id),
    expires BIGINT NOT NULL,
    used BIGINT,
    revoked BIGINT
);
CREATE TABLE throttle (
    tag BYTEA PRIMARY KEY,
    failures BIGINT NOT NULL,
    latest BIGINT NOT NULL
);

-- What happened.
CREATE TABLE incident (
    id UUID PRIMARY KEY,
    title TEXT NOT NULL,
    severity BIGINT NOT NULL,
    owning_team UUID NOT NULL,
    started BIGINT,
    resolved BIGINT,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX incident_by_start ON incident (started, id);
CREATE TABLE incident_component (
    incident UUID NOT NULL REFERENCES incident (id),
    component TEXT NOT NULL,
    PRIMARY KEY (incident, component)
);
CREATE INDEX incident_component_by_component ON incident_component (component);

-- The document about it.
CREATE TABLE coe (
    id UUID PRIMARY KEY,
    incident UUID NOT NULL REFERENCES incident (id),
    owning_team UUID NOT NULL,
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
    coe UUID NOT NULL REFERENCES coe (id),
    person UUID NOT NULL,
    relation TEXT NOT NULL,
    PRIMARY KEY (coe, person, relation)
);
CREATE INDEX coe_person_by_person ON coe_person (person, relation);
-- The text being written, sealed: it may hold names that are not yet replaced.
CREATE TABLE draft (
    coe UUID PRIMARY KEY REFERENCES coe (id),
    sealed BYTEA NOT NULL,
    version BIGINT NOT NULL,
    saved BIGINT NOT NULL,
    saved_by UUID NOT NULL
);
-- Frozen texts, in blocks that a salted Merkle root covers.
CREATE TABLE revision (
    id UUID PRIMARY KEY,
    coe UUID NOT NULL REFERENCES coe (id),
    sequence BIGINT NOT NULL,
    root BYTEA NOT NULL,
    ruleset TEXT NOT NULL,
    at BIGINT NOT NULL,
    saved_by UUID NOT NULL,
    UNIQUE (coe, sequence)
);
CREATE TABLE block (
    revision UUID NOT NULL REFERENCES revision (id),
    position BIGINT NOT NULL,
    text TEXT,
    salt BYTEA,
    commitment TEXT NOT NULL,
    PRIMARY KEY (revision, position)
);
-- What was done about a finding; found by a keyed fingerprint of rule and place.
CREATE TABLE handling (
    coe UUID NOT NULL REFERENCES coe (id),
    fingerprint BYTEA NOT NULL,
    code TEXT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (coe, fingerprint)
);
-- Who is behind a label: sealed. `person_tag` is keyed.
CREATE TABLE label_link (
    id UUID PRIMARY KEY,
    coe UUID NOT NULL REFERENCES coe (id),
    label TEXT NOT NULL,
    person_tag BYTEA,
    sealed BYTEA,
    made BIGINT NOT NULL,
    welcomed BIGINT,
    UNIQUE (coe, label),
    UNIQUE (coe, person_tag)
);
CREATE INDEX label_link_by_person ON label_link (person_tag);

-- What is said about a text.
CREATE TABLE thread (
    id UUID PRIMARY KEY,
    coe UUID NOT NULL REFERENCES coe (id),
    is_resolved BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX thread_by_coe ON thread (coe, id);
CREATE TABLE suggestion (
    id UUID PRIMARY KEY,
    coe UUID NOT NULL REFERENCES coe (id),
    is_open BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX suggestion_by_coe ON suggestion (coe, id);
CREATE TABLE question (
    id UUID PRIMARY KEY,
    coe UUID NOT NULL REFERENCES coe (id),
    label TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX question_by_coe ON question (coe, id);

-- What will be corrected.
CREATE TABLE correction (
    id UUID PRIMARY KEY,
    coe UUID NOT NULL REFERENCES coe (id),
    reference TEXT NOT NULL,
    owning_team UUID NOT NULL,
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
    correction UUID NOT NULL REFERENCES correction (id),
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor UUID,
    state TEXT NOT NULL,
    PRIMARY KEY (correction, version)
);

-- What was known before.
CREATE TABLE risk (
    id UUID PRIMARY KEY,
    owning_team UUID NOT NULL,
    statement TEXT NOT NULL,
    raised BIGINT NOT NULL,
    voices BIGINT NOT NULL,
    decided_until TEXT,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    declined_correction UUID REFERENCES correction (id)
);
CREATE INDEX risk_by_team ON risk (owning_team, id);
CREATE TABLE risk_component (
    risk UUID NOT NULL REFERENCES risk (id),
    component TEXT NOT NULL,
    PRIMARY KEY (risk, component)
);
CREATE INDEX risk_component_by_component ON risk_component (component);

-- Work for later. One row for each key at most, so that asking twice does it once. `next_run` is
-- when it was asked for again while somebody was at it.
CREATE TABLE job (
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
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
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    person UUID NOT NULL,
    kind TEXT NOT NULL,
    subject UUID,
    key BYTEA NOT NULL UNIQUE,
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
    tag BYTEA PRIMARY KEY,
    request BYTEA NOT NULL,
    status BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX idempotency_by_time ON idempotency (at);

-- The record. An entry without a number waits for the next checkpoint.
CREATE TABLE audit_entry (
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    sequence BIGINT UNIQUE,
    canonical BYTEA NOT NULL,
    leaf BYTEA
);
CREATE TABLE checkpoint (
    size BIGINT PRIMARY KEY,
    note TEXT NOT NULL
);

CREATE INDEX audit_entry_waiting ON audit_entry (id) WHERE sequence IS NULL;

-- Published texts, for search. `words` is made from the words that the program cuts both into.
CREATE TABLE published_text (
    coe UUID PRIMARY KEY REFERENCES coe (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    words TSVECTOR NOT NULL
);
CREATE INDEX published_text_index ON published_text USING gin (words);
