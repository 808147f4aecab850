-- A bank that released a payment request may open a window for it again until it expires. Until then a cancellation is
-- not final: no stock is given back, and a transfer that is accepted all the same pays the order.
alter table order_file add column cancellation_open_until timestamptz;
alter table order_file add check (cancellation_open_until is null or cancelled_at is not null);

create index order_file_to_cancel on order_file (cancellation_open_until) where cancellation_open_until is not null;
