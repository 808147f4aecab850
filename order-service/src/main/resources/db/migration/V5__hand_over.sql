-- An order that is taken from a phone to a computer: a short code, of which only the hash is kept, for one use.
create table hand_over (
    code_sha256  text primary key,
    order_number text not null references order_file,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    redeemed_at  timestamptz
);

create index hand_over_by_order on hand_over (order_number);
create index hand_over_to_forget on hand_over (expires_at);

-- Tries at codes, counted before a code is looked for, each minute: for a client's address, and for all ('*').
create table hand_over_attempt (
    client   text not null,
    minute   timestamptz not null,
    attempts integer not null,
    primary key (client, minute)
);
