-- A window that gave way to a newer one of the same payment request does not release that request.
alter table transfer_fact add column superseded boolean not null default false;
