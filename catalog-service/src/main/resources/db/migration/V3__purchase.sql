-- A purchase as the catalogue needs it: the answer for a replay and the stock it holds. Names and addresses are not here.
create table purchase (
    order_number           text primary key,
    idempotency_key_sha256 bytea not null unique,
    request_sha256         bytea not null,
    order_token_sha256     text not null,
    client_address         bytea not null,
    client_cookie          bytea,
    stock_state            text not null check (stock_state in ('HELD', 'COMMITTED', 'RELEASED')),
    answer                 jsonb not null,
    applied_at             timestamptz not null,
    expires_at             timestamptz not null
);

create index purchase_held_by_address on purchase (client_address) where stock_state = 'HELD';
create index purchase_held_by_cookie on purchase (client_cookie) where stock_state = 'HELD';

create table purchase_item (
    order_number text not null references purchase,
    product_id   text collate "C" not null references product,
    quantity     bigint not null check (quantity > 0),
    primary key (order_number, product_id)
);
