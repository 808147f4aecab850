-- A customer's window at this bank (S301 to S308), with the bridge session that is under way in it.
create table transfer_window (
    id                  uuid primary key,
    transfer_id         uuid not null unique,
    cookie_sha256       bytea not null,
    status              text not null check (status in
                        ('OPEN', 'CARD_RECOGNISED', 'AUTHENTICATED', 'REQUESTED', 'ACCEPTED', 'COMPLETED', 'CLOSED')),
    closed_because      text,
    attempts_left       integer,
    procedure           text not null check (procedure in ('STANDARD', 'SHORT')),

    -- What the merchant asked for, as its signed payment request says.
    merchant            text not null,
    merchant_name       text not null,
    request_id          text not null,
    order_number        text not null,
    creditor_name       text not null,
    creditor_agent      text not null,
    creditor_account    text not null,
    currency            text not null,
    amount_minor        bigint not null check (amount_minor > 0),
    request_expires_at  timestamptz not null,
    return_url          text not null,

    opened_at           timestamptz not null,
    active_at           timestamptz not null,
    timeline            text not null,

    -- The bridge session: void when a newer one is asked for, gone when the window ends.
    session_id          text unique,
    session_request     text,
    session_nonce       bytea,
    session_key_sealed  bytea,
    session_expires_at  timestamptz,
    session_proved      boolean not null default false,

    -- What S304 found; the acceptance is taken for nothing else.
    card_id             text,
    customer_id         text,
    payer_account       text,
    secret_sha256       bytea,

    check ((status = 'CLOSED') = (closed_because is not null)),
    check (status not in ('COMPLETED', 'CLOSED') or session_key_sealed is null),
    check (status not in ('AUTHENTICATED', 'REQUESTED', 'ACCEPTED', 'COMPLETED')
           or (card_id is not null and payer_account is not null and secret_sha256 is not null))
);

-- A newer window for the same payment request closes the older one: never two live ones.
create unique index transfer_window_live on transfer_window (merchant, request_id)
    where status in ('OPEN', 'CARD_RECOGNISED', 'AUTHENTICATED', 'REQUESTED');

-- Idle windows are looked for by age.
create index transfer_window_idle on transfer_window (active_at)
    where status in ('OPEN', 'CARD_RECOGNISED', 'AUTHENTICATED', 'REQUESTED');
