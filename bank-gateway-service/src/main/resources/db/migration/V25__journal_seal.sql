-- Seals over journal entries, each with the hash of the one before it (docs/ledger-audit.md, ADR 0019). Entries are
-- sealed in the order of their transactions, once no transaction that could still write an earlier one is under way.
create table journal_seal (
    number          bigint primary key check (number > 0),
    kind            text not null check (kind in ('ENTRIES', 'ANCHOR')),
    previous_hash   bytea not null unique check (length(previous_hash) = 32),
    -- Whose transaction numbers the entries bear, and what is added to them since.
    cluster         bigint not null,
    xid_offset      bigint not null,
    from_written_in bigint not null,
    from_id         bigint not null,
    to_written_in   bigint not null,
    to_id           bigint not null,
    entry_count     bigint not null check (entry_count > 0 or kind = 'ANCHOR'),
    highest_id      bigint not null,
    rows_hash       bytea not null check (length(rows_hash) = 32),
    contents        bytea not null,
    sealed_at       timestamptz not null,
    hash            bytea not null unique check (length(hash) = 32),
    signature       text
);
-- Hashes do not get smaller.
alter table journal_seal alter column contents set storage external;

create trigger journal_seal_append_only before update or delete or truncate on journal_seal
    for each statement execute function refuse_change();

-- The order of sealing. Rows arrive in it, so that this index grows at its end only.
create index journal_entry_written on journal_entry (written_in, id);
