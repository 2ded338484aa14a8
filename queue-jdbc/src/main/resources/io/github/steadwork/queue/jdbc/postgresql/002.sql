-- What jobs ask of the flow: limits, turns, deadlines. A job that asks for nothing stands in no lane.
ALTER TABLE ${p}job ADD COLUMN flow text, ADD COLUMN lane text COLLATE "C", ADD COLUMN start_by bigint;
ALTER TABLE ${p}ended ADD COLUMN flow text, ADD COLUMN lane text COLLATE "C", ADD COLUMN start_by bigint;
CREATE INDEX ${i}job_plain ON ${p}job (queue, priority, run_at, id) WHERE state = 1 AND lane IS NULL;
DROP INDEX ${p}job_due;
-- Lanes take turns, so a claim steps from lane to lane.
CREATE INDEX ${i}job_lane ON ${p}job (queue, priority, lane, run_at, id) WHERE state = 1 AND lane IS NOT NULL;
CREATE INDEX ${i}job_lane_due ON ${p}job (queue, run_at) WHERE state = 1 AND lane IS NOT NULL;
CREATE INDEX ${i}job_start_by ON ${p}job (start_by, id) WHERE start_by IS NOT NULL AND attempt = 0 AND state < 2;

-- What limited jobs share: one row a gate, which is locked by who counts, and the tokens that are left of a limit per window.
CREATE TABLE ${p}gate (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    writes bigint NOT NULL DEFAULT 0,
    millionths bigint,
    filled_at bigint,
    full_at bigint
) WITH (fillfactor = 50);

-- Who goes through which gate: a row with the token of its lease for each job that was claimed, which counts as long as the job has that
-- token; and one with the token 0 for each unfinished job of a limit that drops or replaces.
CREATE TABLE ${p}passage (
    gate text COLLATE "C" NOT NULL,
    job_id uuid NOT NULL,
    token bigint NOT NULL,
    PRIMARY KEY (gate, job_id, token)
);
