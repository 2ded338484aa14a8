-- Jobs that have not ended: narrow, small, and rewritten often. state: 0 WAITING, 1 QUEUED, 2 RUNNING.
-- All instants are microseconds since 1970-01-01T00:00Z, all lengths are microseconds: no zone of a session can shift them.
CREATE TABLE ${p}job (
    id binary(16) NOT NULL PRIMARY KEY,
    type varchar(200) NOT NULL,
    queue varchar(200) NOT NULL,
    priority smallint NOT NULL,
    state smallint NOT NULL,
    run_at bigint NOT NULL,
    created_at bigint NOT NULL,
    payload longblob NOT NULL,
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
    cancel_reason longtext,
    unique_key varchar(256),
    unique_rule longtext,
    parents longtext,
    parent_policy smallint NOT NULL DEFAULT 0,
    for_children boolean NOT NULL DEFAULT false,
    tags longtext,
    headers longtext,
    error longtext,
    checkpoint longblob,
    checkpoint_form varchar(100),
    progress longtext
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
-- What a claim reads, in the order in which it takes.
CREATE INDEX ${i}job_due ON ${p}job (queue, state, priority, run_at, id);
CREATE INDEX ${i}job_held ON ${p}job (worker, incarnation, state);
CREATE INDEX ${i}job_unique ON ${p}job (type, unique_key);

-- Jobs that have ended: written once. state: 3 SUCCEEDED, 4 FAILED, 5 CANCELLED.
-- ran is set where the last attempt succeeded; other attempts stand in ${p}attempt.
CREATE TABLE ${p}ended (
    id binary(16) NOT NULL PRIMARY KEY,
    type varchar(200) NOT NULL,
    queue varchar(200) NOT NULL,
    priority smallint NOT NULL,
    state smallint NOT NULL,
    run_at bigint NOT NULL,
    created_at bigint NOT NULL,
    payload longblob NOT NULL,
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
    cancel_reason longtext,
    unique_key varchar(256),
    unique_rule longtext,
    parents longtext,
    parent_policy smallint NOT NULL DEFAULT 0,
    for_children boolean NOT NULL DEFAULT false,
    tags longtext,
    headers longtext,
    error longtext,
    checkpoint longblob,
    checkpoint_form varchar(100),
    progress longtext,
    finished_at bigint NOT NULL,
    ran bigint,
    result longblob,
    result_form varchar(100)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX ${i}ended_finished ON ${p}ended (finished_at, id);
CREATE INDEX ${i}ended_unique ON ${p}ended (type, unique_key);

-- Attempts that have ended, but for the last one of a job that succeeded.
CREATE TABLE ${p}attempt (
    seq bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    job_id binary(16) NOT NULL,
    attempt integer NOT NULL,
    worker varchar(200) NOT NULL,
    incarnation bigint NOT NULL,
    started_at bigint NOT NULL,
    ended_at bigint NOT NULL,
    outcome varchar(20) NOT NULL,
    error longtext
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX ${i}attempt_job ON ${p}attempt (job_id);

-- Which unfinished job names which other as a parent, and whether it still waits for it.
CREATE TABLE ${p}dependency (
    parent_id binary(16) NOT NULL,
    job_id binary(16) NOT NULL,
    awaited boolean NOT NULL,
    PRIMARY KEY (parent_id, job_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX ${i}dependency_job ON ${p}dependency (job_id);
CREATE INDEX ${i}dependency_awaited ON ${p}dependency (awaited, parent_id);

-- One row a unique key in use: who stores a job with the key writes this row first, so one comes after the other.
CREATE TABLE ${p}unique_key (
    type varchar(200) NOT NULL,
    unique_key varchar(256) NOT NULL,
    touched_at bigint NOT NULL,
    PRIMARY KEY (type, unique_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${p}worker (
    name varchar(200) NOT NULL,
    incarnation bigint NOT NULL,
    host varchar(300) NOT NULL,
    pid bigint NOT NULL,
    version varchar(200) NOT NULL,
    slots integer NOT NULL,
    queues longtext NOT NULL,
    capabilities longtext NOT NULL,
    state varchar(20) NOT NULL,
    since bigint NOT NULL,
    heartbeat bigint NOT NULL,
    PRIMARY KEY (name, incarnation)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${p}document (
    namespace varchar(200) NOT NULL,
    doc_key varchar(500) NOT NULL,
    version bigint NOT NULL,
    due bigint,
    json longtext NOT NULL,
    PRIMARY KEY (namespace, doc_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX ${i}document_due ON ${p}document (namespace, due, doc_key);

CREATE TABLE ${p}run_log (
    seq bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    job_id binary(16) NOT NULL,
    attempt integer NOT NULL,
    kind varchar(20) NOT NULL,
    actor longtext NOT NULL,
    message longtext NOT NULL,
    logged_at bigint NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX ${i}run_log_job ON ${p}run_log (job_id, seq);

-- How many ended jobs there are: rows are added, and summed up now and then, so that nobody has to count the jobs.
CREATE TABLE ${p}tally (
    seq bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    queue varchar(200) NOT NULL,
    type varchar(200) NOT NULL,
    state smallint NOT NULL,
    jobs bigint NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
