-- Which pools a worker serves, how people find it, and how it was at its last heartbeat.
ALTER TABLE ${p}worker ADD COLUMN IF NOT EXISTS pools varchar(1000000000);
ALTER TABLE ${p}worker ADD COLUMN IF NOT EXISTS tags varchar(1000000000);
ALTER TABLE ${p}worker ADD COLUMN IF NOT EXISTS vitals varchar(1000000000);
