-- One row for a posted transfer holds both its sides, so that debits equal credits by construction and a half posting
-- cannot exist. It takes the place of two rows that six foreign keys held together: those cost more than all the rest
-- of a posting (ADR 0018).
create table journal_entry (
    id                   bigint generated always as identity,
    transfer_id          uuid primary key,
    debit_account        bigint not null,
    credit_account       bigint not null,
    amount_minor         bigint not null check (amount_minor between 1 and 1000000000000000),
    currency             text not null,
    -- What the accounts held after it.
    debit_balance_minor  bigint not null,
    credit_balance_minor bigint not null,
    -- Never earlier than an earlier entry of either account.
    booked_at            timestamptz not null,
    -- The transaction that wrote it: what all transactions before the oldest one under way wrote is known and complete.
    written_in           xid8 not null default pg_current_xact_id(),
    constraint journal_entry_two_accounts check (debit_account <> credit_account)
);

insert into journal_entry (transfer_id, debit_account, credit_account, amount_minor, currency, debit_balance_minor,
                           credit_balance_minor, booked_at)
select d.transfer_id, d.debit_account, d.credit_account, d.amount_minor, d.currency, d.balance_minor, c.balance_minor,
       d.booked_at
  from (select *, sum(signed_minor) over (partition by account_id order by id) as balance_minor
          from ledger_entry) d
  join (select *, sum(signed_minor) over (partition by account_id order by id) as balance_minor
          from ledger_entry) c on c.transfer_id = d.transfer_id and c.side = 'CREDIT'
 where d.side = 'DEBIT'
 order by d.id;

create index journal_entry_debit on journal_entry (debit_account, booked_at, id);
create index journal_entry_credit on journal_entry (credit_account, booked_at, id);

alter table transfer
    drop constraint transfer_has_debit,
    drop constraint transfer_has_credit,
    drop constraint transfer_debit_currency,
    drop constraint transfer_credit_currency;
drop table ledger_entry;
drop index transfer_reserved;
alter table transfer
    drop constraint transfer_as_entered,
    drop column posted_debit,
    drop column posted_credit;

-- The sides of a journal entry as the accounts see them.
create view ledger_entry as
select id, transfer_id, 'DEBIT' as side, debit_account as account_id, credit_account as counter_account_id,
       -amount_minor as signed_minor, debit_balance_minor as balance_minor, currency, booked_at
  from journal_entry
union all
select id, transfer_id, 'CREDIT', credit_account, debit_account, amount_minor, credit_balance_minor, currency, booked_at
  from journal_entry;

-- The moment up to which the account's entries are booked; no later one is dated before it.
alter table account add column booked_until timestamptz not null default 'epoch';
update account a set booked_until = e.last
  from (select account_id, max(booked_at) as last from ledger_entry group by account_id) e
 where e.account_id = a.id;

-- What a customer agreed with the bank; no row is no limit. A day's use starts anew with the bank's day.
create table customer_limit (
    customer_id        text not null references customer (id),
    currency           text not null check (currency ~ '^[A-Z]{3}$'),
    per_transfer_minor bigint check (per_transfer_minor between 0 and 1000000000000000),
    per_day_minor      bigint check (per_day_minor between 0 and 4000000000000000000),
    day                date not null default 'epoch',
    used_minor         bigint not null default 0 check (used_minor between 0 and 4000000000000000000),
    primary key (customer_id, currency)
) with (fillfactor = 50);
-- So that accounts of customers without limits, nearly all, ask for none.
alter table account add column limited boolean not null default false;

-- A whole statement's rows are looked at together: a fraction of what a foreign key's look at each row costs. The
-- settings keep the look-ups on the primary keys whatever the planner believes of tables that grow.
create function guard_journal() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    wrong uuid;
begin
    select e.transfer_id into wrong from entered e
     where (select t.status = 'POSTED' and t.debit_account = e.debit_account and t.credit_account = e.credit_account
                   and t.amount_minor = e.amount_minor and t.currency = e.currency
              from transfer t where t.id = e.transfer_id) is not true
     limit 1;
    if found then
        raise exception 'journal entry % is not its posted transfer', wrong
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;

create function guard_transfers() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    wrong uuid;
begin
    select t.id into wrong from written t
     where (select a.currency = t.currency from account a where a.id = t.debit_account) is not true
        or (select a.currency = t.currency from account a where a.id = t.credit_account) is not true
        or (t.status = 'POSTED' and not (select count(*) = 1 from journal_entry e where e.transfer_id = t.id))
     limit 1;
    if found then
        raise exception 'transfer % has not its journal entry, or accounts of another currency', wrong
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;

create trigger journal_entry_of_transfer after insert on journal_entry
    referencing new table as entered for each statement execute function guard_journal();
create trigger transfer_written after insert on transfer
    referencing new table as written for each statement execute function guard_transfers();
create trigger transfer_settled after update on transfer
    referencing new table as written for each statement execute function guard_transfers();

create trigger journal_entry_append_only before update or delete or truncate on journal_entry
    for each statement execute function refuse_change();

-- An account's currency stands in its entries.
create trigger account_currency_kept before update of currency, id on account
    for each row when (old.currency <> new.currency or old.id <> new.id) execute function refuse_change();
create trigger account_kept before delete or truncate on account
    for each statement execute function refuse_change();
