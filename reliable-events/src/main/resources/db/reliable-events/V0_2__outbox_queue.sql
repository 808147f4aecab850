-- The outbox is a queue: each row is deleted soon after it came. Event ids are random, so their index was all cost.
alter table outbox_event drop constraint outbox_event_event_id_key;

-- The relay vacuums while it is busy; these are for the rest. Giving pages back to the file system would lock writers out.
alter table outbox_event set (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 20000,
    autovacuum_vacuum_insert_threshold = -1,
    autovacuum_vacuum_cost_delay = 0,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 1000000,
    vacuum_truncate = false
);
