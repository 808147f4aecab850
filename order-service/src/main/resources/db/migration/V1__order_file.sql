-- One row for each order number that was ever heard of. The row comes into being with whichever event comes first;
-- the columns of the purchase stay empty until the event purchase arrives.
create table order_file (
    order_number         text primary key,
    entry                bigint generated always as identity unique,
    heard_at             timestamptz not null,
    version              bigint not null default 0,
    status               text,
    customer_name        text,
    customer_postal_code text,
    customer_address     text,
    customer_email       text,
    items                text,
    total_minor          bigint check (total_minor > 0),
    currency             text,
    access_token_sha256  text,
    token_exchanged_at   timestamptz,
    placed_at            timestamptz,
    expires_at           timestamptz,
    paid_at              timestamptz,
    paid_transfer_id     uuid,
    paid_by_bank         text,
    cancelled_at         timestamptz,
    expired_at           timestamptz,
    shipped_at           timestamptz,
    carrier              text,
    tracking_number      text,
    check ((status is null) = (placed_at is null)),
    check (num_nonnulls(customer_name, items, total_minor, currency, access_token_sha256, placed_at, expires_at) in (0, 7)),
    check (num_nonnulls(paid_at, paid_transfer_id, paid_by_bank) in (0, 3)),
    check (num_nonnulls(paid_at, cancelled_at, expired_at) <= 1),
    check (shipped_at is null or paid_at is not null)
);

create index order_file_by_status on order_file (status, entry desc);
create index order_file_to_expire on order_file (expires_at) where status in ('APPLIED', 'TRANSFER_REQUESTED');
create index order_file_unknown on order_file (heard_at) where status is null;

-- What the merchant asked a bank for; a transfer is believed only when it answers one of these.
create table payment_request (
    request_id       uuid primary key,
    order_number     text not null references order_file,
    bank             text not null,
    creditor_name    text not null,
    creditor_agent   text not null,
    creditor_account text not null,
    amount_minor     bigint not null check (amount_minor > 0),
    currency         text not null,
    issued_at        timestamptz not null,
    expires_at       timestamptz not null,
    jws              text not null
);

create index payment_request_by_order on payment_request (order_number);

-- What banks said, as they said it, whether or not it is believed; append only.
create table transfer_fact (
    event_id         uuid primary key,
    order_number     text not null references order_file,
    kind             text not null,
    transfer_id      uuid not null,
    request_id       text not null,
    source           text not null,
    debtor_agent     text not null,
    merchant         text not null,
    creditor_name    text,
    creditor_agent   text,
    creditor_account text,
    amount_minor     bigint,
    currency         text,
    procedure        text,
    outcome          text,
    occurred_at      timestamptz not null,
    received_at      timestamptz not null
);

create index transfer_fact_by_order on transfer_fact (order_number);

-- What a person has to look at; never deleted.
create table review_case (
    case_id      uuid primary key,
    order_number text not null references order_file,
    transfer_id  uuid not null,
    reason       text not null,
    bank         text not null,
    amount_minor bigint,
    currency     text,
    opened_at    timestamptz not null,
    unique (order_number, transfer_id, reason)
);

-- Calls that were carried out under an Idempotency-Key, so that a repetition gets the same answer.
create table idempotent_call (
    order_number text not null references order_file,
    call         text not null,
    key          text not null,
    body         text not null,
    answer       text not null,
    called_at    timestamptz not null,
    primary key (order_number, call, key)
);
