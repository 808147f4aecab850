-- What can be bought. on_hand is null where the merchant does not count; reserved is held by unpaid purchases.
create table product (
    id           text collate "C" primary key,
    attributes   jsonb not null,
    product_type text not null,
    search_text  text not null,
    on_hand      bigint,
    reserved     bigint not null default 0 check (reserved >= 0),
    withdrawn_at timestamptz,
    oversold_at  timestamptz
);

create index product_on_sale on product (product_type, id) where withdrawn_at is null;
