-- Statements are planned seldom and kept by connections, and a plan that was made for a table of a page or two reads the whole of it. An idle queue would be
-- such a table, and then a backlog comes. So it begins with a hundred pages, by rows that nobody sees, and vacuum does not cut it short.
ALTER TABLE ${p}job SET (vacuum_truncate = off);
INSERT INTO ${p}job (id, type, queue, priority, state, run_at, created_at, payload, payload_form, max_retries)
    SELECT ('00000000-0000-0000-0000-' || lpad(filler::text, 12, '0'))::uuid, '', '', 0, 0, 0, 0, convert_to(repeat(' ', 1000), 'UTF8'), '', 0
    FROM generate_series(1, 600) AS filler;
DELETE FROM ${p}job WHERE id <= '00000000-0000-0000-0000-000000000600' AND type = '';
