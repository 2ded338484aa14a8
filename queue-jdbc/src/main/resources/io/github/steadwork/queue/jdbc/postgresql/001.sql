-- Jobs that have not ended: narrow, small, and rewritten often. state: 0 WAITING, 1 QUEUED, 2 RUNNING.
-- All instants are microseconds since 1970-01-01T00:00Z, all lengths are microseconds: no zone of a session can shift them.
CREATE TABLE ${p}job (
    id uuid NOT NULL PRIMARY KEY,
    type text COLLATE "C" NOT NULL,
    queue text COLLATE "C" NOT NULL,
    priority smallint NOT NULL,
    state smallint NOT NULL,
    run_at bigint NOT NULL,
    created_at bigint NOT NULL,
    payload bytea NOT NULL,
    payload_form text NOT NULL,
    max_retries integer NOT NULL,
    timeout bigint,
    attempt integer NOT NULL DEFAULT 0,
    retries_used integer NOT NULL DEFAULT 0,
    crashes integer NOT NULL DEFAULT 0,
    snoozes integer NOT NULL DEFAULT 0,
    worker text COLLATE "C",
    incarnation bigint,
    token bigint,
    claimed_at bigint,
    started boolean NOT NULL DEFAULT false,
    suspect boolean NOT NULL DEFAULT false,
    cancel_reason text,
    unique_key text COLLATE "C",
    unique_rule text,
    parents text,
    parent_policy smallint NOT NULL DEFAULT 0,
    for_children boolean NOT NULL DEFAULT false,
    tags text,
    headers text,
    error text,
    checkpoint bytea,
    checkpoint_form text,
    progress text
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.1, autovacuum_vacuum_cost_delay = 1);
-- What a claim reads, in the order in which it takes.
CREATE INDEX ${i}job_due ON ${p}job (queue, priority, run_at, id) WHERE state = 1;
CREATE INDEX ${i}job_held ON ${p}job (worker, incarnation) WHERE state = 2;
CREATE INDEX ${i}job_unique ON ${p}job (type, unique_key) WHERE unique_key IS NOT NULL;

-- Jobs that have ended: written once. state: 3 SUCCEEDED, 4 FAILED, 5 CANCELLED.
-- ran is set where the last attempt succeeded; other attempts stand in ${p}attempt.
CREATE TABLE ${p}ended (
    LIKE ${p}job INCLUDING DEFAULTS,
    finished_at bigint NOT NULL,
    ran bigint,
    result bytea,
    result_form text,
    PRIMARY KEY (id)
) WITH (autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX ${i}ended_finished ON ${p}ended (finished_at);
CREATE INDEX ${i}ended_dead ON ${p}ended (id) WHERE state <> 3;
CREATE INDEX ${i}ended_unique ON ${p}ended (type, unique_key) WHERE unique_key IS NOT NULL;

-- Attempts that have ended, but for the last one of a job that succeeded.
CREATE TABLE ${p}attempt (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id uuid NOT NULL,
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
    parent_id uuid NOT NULL,
    job_id uuid NOT NULL,
    awaited boolean NOT NULL,
    PRIMARY KEY (parent_id, job_id)
);
CREATE INDEX ${i}dependency_job ON ${p}dependency (job_id);
CREATE INDEX ${i}dependency_awaited ON ${p}dependency (parent_id) WHERE awaited;

-- One row a unique key in use: who stores a job with the key writes this row first, so one comes after the other.
CREATE TABLE ${p}unique_key (
    type text COLLATE "C" NOT NULL,
    unique_key text COLLATE "C" NOT NULL,
    touched_at bigint NOT NULL,
    PRIMARY KEY (type, unique_key)
) WITH (fillfactor = 70);

CREATE TABLE ${p}worker (
    name text COLLATE "C" NOT NULL,
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
) WITH (fillfactor = 50);

CREATE TABLE ${p}document (
    namespace text COLLATE "C" NOT NULL,
    doc_key text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    due bigint,
    json text NOT NULL,
    PRIMARY KEY (namespace, doc_key)
);
CREATE INDEX ${i}document_due ON ${p}document (namespace, due, doc_key) WHERE due IS NOT NULL;

CREATE TABLE ${p}run_log (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id uuid NOT NULL,
    attempt integer NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    message text NOT NULL,
    logged_at bigint NOT NULL
);
CREATE INDEX ${i}run_log_job ON ${p}run_log (job_id, seq);

-- How many ended jobs there are: rows are added, and summed up now and then, so that nobody has to count the jobs.
CREATE TABLE ${p}tally (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    state smallint NOT NULL,
    jobs bigint NOT NULL
);
