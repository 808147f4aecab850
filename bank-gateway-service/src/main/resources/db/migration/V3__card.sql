-- Cards that this bank issued. An attempt is taken before a password is hashed, by whichever replica is asked.
create table card (
    id                text primary key,
    certificate       bytea not null,
    account_reference text not null,
    state             text not null default 'active' check (state in ('active', 'blocked')),
    attempts_left     integer not null default 5 check (attempts_left between 0 and 5)
);
