-- SQLite, schema 2: lists of the register without sorting all of it, searches without looking up every COE.
CREATE INDEX correction_in_order ON correction (due, id);
CREATE INDEX correction_open ON correction (due, id) WHERE stage NOT IN ('verified', 'declined');
CREATE INDEX correction_done ON correction (owning_team) WHERE stage = 'done';
-- What not everybody may find.
CREATE INDEX coe_hidden ON coe (id) WHERE is_restricted OR published IS NULL;
