-- What jobs ask of the flow: limits, turns, deadlines. A job that asks for nothing stands in no lane.
ALTER TABLE ${p}job ADD COLUMN IF NOT EXISTS flow varchar(1000000000);
ALTER TABLE ${p}job ADD COLUMN IF NOT EXISTS lane varchar(400);
ALTER TABLE ${p}job ADD COLUMN IF NOT EXISTS start_by bigint;
ALTER TABLE ${p}ended ADD COLUMN IF NOT EXISTS flow varchar(1000000000);
ALTER TABLE ${p}ended ADD COLUMN IF NOT EXISTS lane varchar(400);
ALTER TABLE ${p}ended ADD COLUMN IF NOT EXISTS start_by bigint;
-- Lanes take turns, so a claim steps from lane to lane; the jobs without one come first, in their order.
CREATE INDEX IF NOT EXISTS ${i}job_turn ON ${p}job (queue, state, priority, lane, run_at, id);
DROP INDEX IF EXISTS ${p}job_due;
CREATE INDEX IF NOT EXISTS ${i}job_start_by ON ${p}job (start_by, id);

-- What limited jobs share: one row a gate, which is locked by who counts, and the tokens that are left of a limit per window.
CREATE TABLE IF NOT EXISTS ${p}gate (
    name varchar(500) NOT NULL PRIMARY KEY,
    writes bigint NOT NULL DEFAULT 0,
    millionths bigint,
    filled_at bigint,
    full_at bigint
);

-- Who goes through which gate: a row with the token of its lease for each job that was claimed, which counts as long as the job has that
-- token; and one with the token 0 for each unfinished job of a limit that drops or replaces.
CREATE TABLE IF NOT EXISTS ${p}passage (
    gate varchar(500) NOT NULL,
    job_id uuid NOT NULL,
    token bigint NOT NULL,
    PRIMARY KEY (gate, job_id, token)
);
