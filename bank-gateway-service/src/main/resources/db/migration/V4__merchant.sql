create table merchant (
    id   text primary key check (id ~ '^[a-z0-9-]{1,40}$'),
    name text not null check (name <> '')
);

create table merchant_key (
    merchant_id text not null references merchant (id),
    key_id      text not null,
    jwk         text not null,
    primary key (merchant_id, key_id)
);

create table merchant_payee_account (
    merchant_id    text not null references merchant (id),
    account_number text not null,
    primary key (merchant_id, account_number)
);

create table merchant_return_origin (
    merchant_id text not null references merchant (id),
    origin      text not null,
    primary key (merchant_id, origin)
);
