-- Events that were decided together with a state change and are still to be published.
create table outbox_event (
    id          bigint generated always as identity primary key,
    event_id    uuid not null unique,
    type        text not null,
    recipient   text not null,
    subject     text not null,
    sequence    bigint not null,
    occurred_at timestamptz not null,
    data        text not null
);

-- Only the holder of the lease publishes; the epoch grows with each new holder.
create table outbox_lease (
    name       text primary key,
    holder     uuid not null,
    epoch      bigint not null,
    expires_at timestamptz not null
);

-- Events that took effect here; written in the transaction that applies them.
create table inbox_event (
    consumer    text not null,
    event_id    uuid not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);

-- Events that were not believed or could not be applied, kept whole for an operator.
create table parked_event (
    id            bigint generated always as identity primary key,
    consumer      text not null,
    topic         text not null,
    partition     integer not null,
    record_offset bigint not null,
    record_key    text,
    headers       text not null,
    payload       bytea,
    reason        text not null,
    parked_at     timestamptz not null default now(),
    unique (consumer, topic, partition, record_offset)
);
