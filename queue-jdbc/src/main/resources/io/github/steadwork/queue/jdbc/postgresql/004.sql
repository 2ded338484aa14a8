-- A job that waits looks out for some of its parents only, and its parents stand in its own row: two indexes do for dependencies.
CREATE INDEX ${i}dependency_waits ON ${p}dependency (job_id, parent_id) WHERE awaited;
DROP INDEX ${p}dependency_awaited;
DROP INDEX ${p}dependency_job;
-- The parents of a batch's end are many, and random: compressing them takes long and gains little.
ALTER TABLE ${p}job ALTER COLUMN parents SET STORAGE EXTERNAL;
ALTER TABLE ${p}ended ALTER COLUMN parents SET STORAGE EXTERNAL;
