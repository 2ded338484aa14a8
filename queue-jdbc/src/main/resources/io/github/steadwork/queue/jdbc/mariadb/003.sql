-- Which pools a worker serves, how people find it, and how it was at its last heartbeat.
ALTER TABLE ${p}worker ADD COLUMN pools longtext;
ALTER TABLE ${p}worker ADD COLUMN tags longtext;
ALTER TABLE ${p}worker ADD COLUMN vitals longtext;
