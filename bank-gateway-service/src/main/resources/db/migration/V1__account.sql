create table customer (
    id                  text primary key check (id <> ''),
    name                text not null check (name <> ''),
    password_hash       text,
    password_changed_at timestamptz
);

-- A balance is the sum of the account's entries: credits minus debits. It is written by the ledger's statements only.
create table account (
    id                    bigint generated always as identity primary key,
    number                text not null unique check (number <> ''),
    holder                text not null check (holder <> ''),
    customer_id           text references customer (id),
    currency              text not null check (currency ~ '^[A-Z]{3}$'),
    kind                  text not null check (kind in ('deposit', 'clearing', 'funding', 'fees', 'suspense')),
    state                 text not null default 'open' check (state in ('open', 'blocked', 'closed')),
    balance_minor         bigint not null default 0,
    reserved_minor        bigint not null default 0,
    overdraft_limit_minor bigint not null default 0,
    opened_at             timestamptz not null default now(),
    -- What transfers refer to, so that a transfer cannot mix currencies.
    constraint account_id_currency unique (id, currency),
    -- Far enough from 2^63 that balance, reservations and limit can always be added up.
    constraint account_balance_range check (balance_minor between -4000000000000000000 and 4000000000000000000),
    constraint account_reserved_range check (reserved_minor between 0 and 4000000000000000000),
    constraint account_overdraft_limit_range check (overdraft_limit_minor between 0 and 1000000000000000),
    -- Only the funding account, where money enters the bank, has no floor.
    constraint account_floor check (kind = 'funding' or balance_minor - reserved_minor >= -overdraft_limit_minor),
    constraint account_closed_is_empty check (state <> 'closed' or (balance_minor = 0 and reserved_minor = 0))
) with (fillfactor = 50);

create index account_customer on account (customer_id);
create unique index account_one_funding_per_currency on account (currency) where kind = 'funding';

-- The opaque reference that a card's certificate carries instead of an account number.
create table account_reference (
    reference      text primary key check (reference <> ''),
    account_number text not null references account (number)
);
