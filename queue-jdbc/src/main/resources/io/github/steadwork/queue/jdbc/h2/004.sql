-- A job that waits looks out for some of its parents only, and its parents stand in its own row: two indexes do for dependencies.
CREATE INDEX IF NOT EXISTS ${i}dependency_waits ON ${p}dependency (awaited, job_id, parent_id);
DROP INDEX IF EXISTS ${p}dependency_awaited;
DROP INDEX IF EXISTS ${p}dependency_job;
