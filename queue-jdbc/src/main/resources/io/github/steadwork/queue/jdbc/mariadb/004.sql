-- A job that waits looks out for some of its parents only, and its parents stand in its own row: two indexes do for dependencies.
CREATE INDEX ${i}dependency_waits ON ${p}dependency (awaited, job_id, parent_id);
DROP INDEX ${i}dependency_awaited ON ${p}dependency;
DROP INDEX ${i}dependency_job ON ${p}dependency;
