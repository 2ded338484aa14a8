-- Jobs that have not ended: narrow, small, and rewritten often. state: 0 WAITING, 1 QUEUED, 2 RUNNING.
-- All instants are microseconds since 1970-01-01T00:00Z, all lengths are microseconds: no zone of a session can shift them.
CREATE TABLE ${p}job (
    id blob NOT NULL PRIMARY KEY,
    type text NOT NULL,
    queue text NOT NULL,
    priority smallint NOT NULL,
    state smallint NOT NULL,
    run_at bigint NOT NULL,
    created_at bigint NOT NULL,
    payload blob NOT NULL,
    payload_form text NOT NULL,
    max_retries integer NOT NULL,
    timeout bigint,
    attempt integer NOT NULL DEFAULT 0,
    retries_used integer NOT NULL DEFAULT 0,
    crashes integer NOT NULL DEFAULT 0,
    snoozes integer NOT NULL DEFAULT 0,
    worker text,
    incarnation bigint,
    token bigint,
    claimed_at bigint,
    started boolean NOT NULL DEFAULT false,
    suspect boolean NOT NULL DEFAULT false,
    cancel_reason text,
    unique_key text,
    unique_rule text,
    parents text,
    parent_policy smallint NOT NULL DEFAULT 0,
    for_children boolean NOT NULL DEFAULT false,
    tags text,
    headers text,
    error text,
    checkpoint blob,
    checkpoint_form text,
    progress text
);
-- What a claim reads, in the order in which it takes.
CREATE INDEX ${i}job_due ON ${p}job (queue, priority, run_at, id) WHERE state = 1;
CREATE INDEX ${i}job_held ON ${p}job (worker, incarnation) WHERE state = 2;
CREATE INDEX ${i}job_unique ON ${p}job (type, unique_key) WHERE unique_key IS NOT NULL;

-- Jobs that have ended: written once. state: 3 SUCCEEDED, 4 FAILED, 5 CANCELLED.
-- ran is set where the last attempt succeeded; other attempts stand in ${p}attempt.
CREATE TABLE ${p}ended (
    id blob NOT NULL PRIMARY KEY,
    type text NOT NULL,
    queue text NOT NULL,
    priority smallint NOT NULL,
    state smallint NOT NULL,
    run_at bigint NOT NULL,
    created_at bigint NOT NULL,
    payload blob NOT NULL,
    payload_form text NOT NULL,
    max_retries integer NOT NULL,
    timeout bigint,
    attempt integer NOT NULL DEFAULT 0,
    retries_used integer NOT NULL DEFAULT 0,
    crashes integer NOT NULL DEFAULT 0,
    snoozes integer NOT NULL DEFAULT 0,
    worker text,
    incarnation bigint,
    token bigint,
    claimed_at bigint,
    started boolean NOT NULL DEFAULT false,
    suspect boolean NOT NULL DEFAULT false,
    cancel_reason text,
    unique_key text,
    unique_rule text,
    parents text,
    parent_policy smallint NOT NULL DEFAULT 0,
    for_children boolean NOT NULL DEFAULT false,
    tags text,
    headers text,
    error text,
    checkpoint blob,
    checkpoint_form text,
    progress text,
    finished_at bigint NOT NULL,
    ran bigint,
    result blob,
    result_form text
);
CREATE INDEX ${i}ended_finished ON ${p}ended (finished_at, id);
CREATE INDEX ${i}ended_unique ON ${p}ended (type, unique_key) WHERE unique_key IS NOT NULL;

-- Attempts that have ended, but for the last one of a job that succeeded.
CREATE TABLE ${p}attempt (
    seq integer PRIMARY KEY AUTOINCREMENT,
    job_id blob NOT NULL,
    attempt integer NOT NULL,
    worker text NOT NULL,
    incarnation bigint NOT NULL,
    started_at bigint NOT NULL,
    ended_at bigint NOT NULL,
    outcome text NOT NULL,
    error text
);
CREATE INDEX ${i}attempt_job ON ${p}attempt (job_id);

-- Which unfinished job names which other as a parent, and whether it still waits for it.
CREATE TABLE ${p}dependency (
    parent_id blob NOT NULL,
    job_id blob NOT NULL,
    awaited boolean NOT NULL,
    PRIMARY KEY (parent_id, job_id)
);
CREATE INDEX ${i}dependency_job ON ${p}dependency (job_id);
CREATE INDEX ${i}dependency_awaited ON ${p}dependency (parent_id) WHERE awaited;

-- One row a unique key in use: who stores a job with the key writes this row first, so one comes after the other.
CREATE TABLE ${p}unique_key (
    type text NOT NULL,
    unique_key text NOT NULL,
    touched_at bigint NOT NULL,
    PRIMARY KEY (type, unique_key)
);

CREATE TABLE ${p}worker (
    name text NOT NULL,
    incarnation bigint NOT NULL,
    host text NOT NULL,
    pid bigint NOT NULL,
    version text NOT NULL,
    slots integer NOT NULL,
    queues text NOT NULL,
    capabilities text NOT NULL,
    state text NOT NULL,
    since bigint NOT NULL,
    heartbeat bigint NOT NULL,
    PRIMARY KEY (name, incarnation)
);

CREATE TABLE ${p}document (
    namespace text NOT NULL,
    doc_key text NOT NULL,
    version bigint NOT NULL,
    due bigint,
    json text NOT NULL,
    PRIMARY KEY (namespace, doc_key)
);
CREATE INDEX ${i}document_due ON ${p}document (namespace, due, doc_key);

CREATE TABLE ${p}run_log (
    seq integer PRIMARY KEY AUTOINCREMENT,
    job_id blob NOT NULL,
    attempt integer NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    message text NOT NULL,
    logged_at bigint NOT NULL
);
CREATE INDEX ${i}run_log_job ON ${p}run_log (job_id, seq);

-- How many ended jobs there are: rows are added, and summed up now and then, so that nobody has to count the jobs.
CREATE TABLE ${p}tally (
    seq integer PRIMARY KEY AUTOINCREMENT,
    queue text NOT NULL,
    type text NOT NULL,
    state smallint NOT NULL,
    jobs bigint NOT NULL
);
