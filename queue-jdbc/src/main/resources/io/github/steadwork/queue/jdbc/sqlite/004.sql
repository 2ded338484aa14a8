-- A job that waits looks out for some of its parents only, and its parents stand in its own row: two indexes do for dependencies.
CREATE INDEX ${i}dependency_waits ON ${p}dependency (job_id, parent_id) WHERE awaited;
DROP INDEX ${p}dependency_awaited;
DROP INDEX ${p}dependency_job;
