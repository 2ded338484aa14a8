-- Which pools a worker serves, how people find it, and how it was at its last heartbeat.
ALTER TABLE ${p}worker ADD COLUMN pools text, ADD COLUMN tags text, ADD COLUMN vitals text;
