-- Jobs that have not ended: narrow, small, and rewritten often. state: 0 WAITING, 1 QUEUED, 2 RUNNING.
-- All instants are microseconds since 1970-01-01T00:00Z, all lengths are microseconds: no zone of a session can shift them.
CREATE TABLE IF NOT EXISTS ${p}job (
    id uuid NOT NULL PRIMARY KEY,
    type varchar(200) NOT NULL,
    queue varchar(200) NOT NULL,
    priority smallint NOT NULL,
    state smallint NOT NULL,
    run_at bigint NOT NULL,
    created_at bigint NOT NULL,
    payload varbinary(1000000000) NOT NULL,
    payload_form varchar(100) NOT NULL,
    max_retries integer NOT NULL,
    timeout bigint,
    attempt integer NOT NULL DEFAULT 0,
    retries_used integer NOT NULL DEFAULT 0,
    crashes integer NOT NULL DEFAULT 0,
    snoozes integer NOT NULL DEFAULT 0,
    worker varchar(200),
    incarnation bigint,
    token bigint,
    claimed_at bigint,
    started boolean NOT NULL DEFAULT false,
    suspect boolean NOT NULL DEFAULT false,
    cancel_reason varchar(1000000000),
    unique_key varchar(256),
    unique_rule varchar(1000000000),
    parents varchar(1000000000),
    parent_policy smallint NOT NULL DEFAULT 0,
    for_children boolean NOT NULL DEFAULT false,
    tags varchar(1000000000),
    headers varchar(1000000000),
    error varchar(1000000000),
    checkpoint varbinary(1000000000),
    checkpoint_form varchar(100),
    progress varchar(1000000000)
);
-- What a claim reads, in the order in which it takes.
CREATE INDEX IF NOT EXISTS ${i}job_due ON ${p}job (queue, state, priority, run_at, id);
CREATE INDEX IF NOT EXISTS ${i}job_held ON ${p}job (worker, incarnation, state);
CREATE INDEX IF NOT EXISTS ${i}job_unique ON ${p}job (type, unique_key);

-- Jobs that have ended: written once. state: 3 SUCCEEDED, 4 FAILED, 5 CANCELLED.
-- ran is set where the last attempt succeeded; other attempts stand in ${p}attempt.
CREATE TABLE IF NOT EXISTS ${p}ended (
    id uuid NOT NULL PRIMARY KEY,
    type varchar(200) NOT NULL,
    queue varchar(200) NOT NULL,
    priority smallint NOT NULL,
    state smallint NOT NULL,
    run_at bigint NOT NULL,
    created_at bigint NOT NULL,
    payload varbinary(1000000000) NOT NULL,
    payload_form varchar(100) NOT NULL,
    max_retries integer NOT NULL,
    timeout bigint,
    attempt integer NOT NULL DEFAULT 0,
    retries_used integer NOT NULL DEFAULT 0,
    crashes integer NOT NULL DEFAULT 0,
    snoozes integer NOT NULL DEFAULT 0,
    worker varchar(200),
    incarnation bigint,
    token bigint,
    claimed_at bigint,
    started boolean NOT NULL DEFAULT false,
    suspect boolean NOT NULL DEFAULT false,
    cancel_reason varchar(1000000000),
    unique_key varchar(256),
    unique_rule varchar(1000000000),
    parents varchar(1000000000),
    parent_policy smallint NOT NULL DEFAULT 0,
    for_children boolean NOT NULL DEFAULT false,
    tags varchar(1000000000),
    headers varchar(1000000000),
    error varchar(1000000000),
    checkpoint varbinary(1000000000),
    checkpoint_form varchar(100),
    progress varchar(1000000000),
    finished_at bigint NOT NULL,
    ran bigint,
    result varbinary(1000000000),
    result_form varchar(100)
);
CREATE INDEX IF NOT EXISTS ${i}ended_finished ON ${p}ended (finished_at, id);
CREATE INDEX IF NOT EXISTS ${i}ended_unique ON ${p}ended (type, unique_key);

-- Attempts that have ended, but for the last one of a job that succeeded.
CREATE TABLE IF NOT EXISTS ${p}attempt (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id uuid NOT NULL,
    attempt integer NOT NULL,
    worker varchar(200) NOT NULL,
    incarnation bigint NOT NULL,
    started_at bigint NOT NULL,
    ended_at bigint NOT NULL,
    outcome varchar(20) NOT NULL,
    error varchar(1000000000)
);
CREATE INDEX IF NOT EXISTS ${i}attempt_job ON ${p}attempt (job_id);

-- Which unfinished job names which other as a parent, and whether it still waits for it.
CREATE TABLE IF NOT EXISTS ${p}dependency (
    parent_id uuid NOT NULL,
    job_id uuid NOT NULL,
    awaited boolean NOT NULL,
    PRIMARY KEY (parent_id, job_id)
);
CREATE INDEX IF NOT EXISTS ${i}dependency_job ON ${p}dependency (job_id);
CREATE INDEX IF NOT EXISTS ${i}dependency_awaited ON ${p}dependency (awaited, parent_id);

-- One row a unique key in use: who stores a job with the key writes this row first, so one comes after the other.
CREATE TABLE IF NOT EXISTS ${p}unique_key (
    type varchar(200) NOT NULL,
    unique_key varchar(256) NOT NULL,
    touched_at bigint NOT NULL,
    PRIMARY KEY (type, unique_key)
);

CREATE TABLE IF NOT EXISTS ${p}worker (
    name varchar(200) NOT NULL,
    incarnation bigint NOT NULL,
    host varchar(300) NOT NULL,
    pid bigint NOT NULL,
    version varchar(200) NOT NULL,
    slots integer NOT NULL,
    queues varchar(1000000000) NOT NULL,
    capabilities varchar(1000000000) NOT NULL,
    state varchar(20) NOT NULL,
    since bigint NOT NULL,
    heartbeat bigint NOT NULL,
    PRIMARY KEY (name, incarnation)
);

CREATE TABLE IF NOT EXISTS ${p}document (
    namespace varchar(200) NOT NULL,
    doc_key varchar(500) NOT NULL,
    version bigint NOT NULL,
    due bigint,
    json varchar(1000000000) NOT NULL,
    PRIMARY KEY (namespace, doc_key)
);
CREATE INDEX IF NOT EXISTS ${i}document_due ON ${p}document (namespace, due, doc_key);

CREATE TABLE IF NOT EXISTS ${p}run_log (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id uuid NOT NULL,
    attempt integer NOT NULL,
    kind varchar(20) NOT NULL,
    actor varchar(1000000000) NOT NULL,
    message varchar(1000000000) NOT NULL,
    logged_at bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS ${i}run_log_job ON ${p}run_log (job_id, seq);

-- How many ended jobs there are: rows are added, and summed up now and then, so that nobody has to count the jobs.
CREATE TABLE IF NOT EXISTS ${p}tally (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue varchar(200) NOT NULL,
    type varchar(200) NOT NULL,
    state smallint NOT NULL,
    jobs bigint NOT NULL
);
