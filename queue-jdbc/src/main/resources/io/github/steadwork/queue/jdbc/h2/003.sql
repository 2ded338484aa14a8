-- Which pools a worker serves, how people find it, and how it was at its last heartbeat.
ALTER TABLE ${p}worker ADD COLUMN pools varchar(1000000000);
ALTER TABLE ${p}worker ADD COLUMN tags varchar(1000000000);
ALTER TABLE ${p}worker ADD COLUMN vitals varchar(1000000000);
