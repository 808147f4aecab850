-- A transfer names one debit account, one credit account and one positive amount; it is settled once and never edited.
create table transfer (
    id             uuid primary key,
    debit_account  bigint not null,
    credit_account bigint not null,
    amount_minor   bigint not null check (amount_minor between 1 and 1000000000000000),
    currency       text not null,
    two_phase      boolean not null,
    status         text not null check (status in ('RESERVED', 'POSTED', 'VOIDED')),
    created_at     timestamptz not null,
    settled_at     timestamptz,
    -- Set exactly when the transfer is posted; they make the database insist on both entries (see below).
    posted_debit   text generated always as (case when status = 'POSTED' then 'DEBIT' end) stored,
    posted_credit  text generated always as (case when status = 'POSTED' then 'CREDIT' end) stored,
    constraint transfer_two_accounts check (debit_account <> credit_account),
    constraint transfer_direct_is_posted check (two_phase or status = 'POSTED'),
    constraint transfer_settled check ((status = 'RESERVED') = (settled_at is null)),
    constraint transfer_debit_currency foreign key (debit_account, currency) references account (id, currency),
    constraint transfer_credit_currency foreign key (credit_account, currency) references account (id, currency),
    -- What entries copy, so that they cannot differ from their transfer or stand under one that is not posted.
    constraint transfer_as_entered unique (id, debit_account, credit_account, amount_minor, currency, status)
) with (fillfactor = 80);

create index transfer_reserved on transfer (debit_account) where status = 'RESERVED';

-- Two rows for each posted transfer. All but the side is the transfer's (foreign key), so debit and credit are equal.
create table ledger_entry (
    id              bigint generated always as identity,
    transfer_id     uuid not null,
    side            text not null check (side in ('DEBIT', 'CREDIT')),
    debit_account   bigint not null,
    credit_account  bigint not null,
    amount_minor    bigint not null,
    currency        text not null,
    transfer_status text not null default 'POSTED' check (transfer_status = 'POSTED'),
    booked_at       timestamptz not null,
    account_id      bigint not null generated always as
        (case side when 'DEBIT' then debit_account else credit_account end) stored,
    signed_minor    bigint not null generated always as
        (case side when 'DEBIT' then -amount_minor else amount_minor end) stored,
    primary key (transfer_id, side),
    constraint ledger_entry_of_transfer
        foreign key (transfer_id, debit_account, credit_account, amount_minor, currency, transfer_status)
        references transfer (id, debit_account, credit_account, amount_minor, currency, status)
);

create index ledger_entry_account on ledger_entry (account_id, id);

-- The other direction: a posted transfer has its debit and its credit entry. Checked at the end of the one statement
-- that writes all three rows.
alter table transfer
    add constraint transfer_has_debit foreign key (id, posted_debit) references ledger_entry (transfer_id, side),
    add constraint transfer_has_credit foreign key (id, posted_credit) references ledger_entry (transfer_id, side);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% on % is refused: the ledger is append-only', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;

create trigger ledger_entry_append_only before update or delete or truncate on ledger_entry
    for each statement execute function refuse_change();
create trigger transfer_kept before delete or truncate on transfer
    for each statement execute function refuse_change();
create trigger transfer_never_edited
    before update of id, debit_account, credit_account, amount_minor, currency, two_phase, created_at on transfer
    for each statement execute function refuse_change();

-- A settled transfer stays what it is. Only rows that were settled before are looked at.
create function refuse_resettlement() returns trigger language plpgsql as $$
begin
    raise exception 'transfer % was settled before', old.id using errcode = 'integrity_constraint_violation';
end $$;
create trigger transfer_settled_once before update on transfer
    for each row when (old.status <> 'RESERVED') execute function refuse_resettlement();
