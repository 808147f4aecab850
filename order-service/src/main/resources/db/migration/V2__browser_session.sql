-- Only the SHA-256 of a cookie is kept: who reads this table can open no order.
create table browser_session (
    cookie_sha256 text primary key,
    created_at    timestamptz not null,
    expires_at    timestamptz not null
);

create index browser_session_to_expire on browser_session (expires_at);

-- The orders that a browser may see.
create table order_access (
    cookie_sha256 text not null references browser_session on delete cascade,
    order_number  text not null references order_file,
    granted_at    timestamptz not null,
    primary key (cookie_sha256, order_number)
);

create table staff_session (
    cookie_sha256 text primary key,
    created_at    timestamptz not null,
    expires_at    timestamptz not null
);
