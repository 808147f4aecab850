-- The transfer of the procedure, S305 to S307. Its id is that of the ledger's transfer, which exists once it is accepted.
create table customer_credit_transfer (
    id                  uuid primary key,
    window_id           uuid not null,
    procedure           text not null check (procedure in ('STANDARD', 'SHORT')),
    merchant            text not null,
    request_id          text not null,
    order_number        text not null,
    request_expires_at  timestamptz not null,
    creditor_name       text not null,
    creditor_agent      text not null,
    creditor_account    text not null,
    amount_minor        bigint not null check (amount_minor > 0),
    currency            text not null,
    debtor_account      text not null references account (number),
    customer_id         text not null references customer (id),
    status              text not null
        check (status in ('REQUESTED', 'WITHDRAWN', 'ACCEPTED', 'COMPLETED', 'REJECTED')),
    requested_at        timestamptz not null,
    accepted_at         timestamptz,
    acceptance_evidence text,
    settled_at          timestamptz,
    reason_code         text,
    window_closed_at    timestamptz,
    -- Who executes: until then the process that accepted, or the sweeper that took it.
    claimed_until       timestamptz,
    event_sequence      bigint not null,
    constraint customer_credit_transfer_accepted check (
        (status in ('ACCEPTED', 'COMPLETED', 'REJECTED'))
        = (accepted_at is not null and acceptance_evidence is not null and claimed_until is not null)),
    constraint customer_credit_transfer_settled check ((status in ('COMPLETED', 'REJECTED')) = (settled_at is not null))
);

-- A payment request is consumed by acceptance, once and for all.
create unique index customer_credit_transfer_request_once on customer_credit_transfer (merchant, request_id)
    where status in ('ACCEPTED', 'COMPLETED', 'REJECTED');
-- One order, one payment.
create unique index customer_credit_transfer_order_once on customer_credit_transfer (merchant, order_number)
    where status in ('ACCEPTED', 'COMPLETED');
create index customer_credit_transfer_to_execute on customer_credit_transfer (claimed_until) where status = 'ACCEPTED';
