-- PostgreSQL, schema 2: lists of the register without sorting all of it.
CREATE INDEX correction_in_order ON correction (due, id);
CREATE INDEX correction_open ON correction (due, id) WHERE stage NOT IN ('verified', 'declined');
CREATE INDEX correction_done ON correction (owning_team) WHERE stage = 'done';
