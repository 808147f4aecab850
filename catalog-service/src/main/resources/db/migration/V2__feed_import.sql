-- Each import of the merchant's feed and what became of it.
create table feed_import (
    id          uuid primary key,
    status      text not null check (status in ('RUNNING', 'DONE', 'FAILED')),
    reason      text,
    started_at  timestamptz not null,
    finished_at timestamptz,
    rows_read   bigint not null default 0,
    accepted    bigint not null default 0,
    refused     bigint not null default 0,
    withdrawn   bigint not null default 0
);

create table feed_refusal (
    import_id  uuid not null references feed_import on delete cascade,
    feed_row   bigint not null,
    product_id text,
    reason     text not null,
    detail     text not null,
    primary key (import_id, feed_row)
);

-- Rows of the running import. Unlogged: after a crash the import starts again anyway.
create unlogged table staged_product (
    feed_row     bigint primary key,
    id           text collate "C" not null,
    attributes   jsonb not null,
    product_type text not null,
    search_text  text not null,
    quantity     bigint
);
