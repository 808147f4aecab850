-- A card has one to three keys. Which of them signs follows from the session's policy and from what is signed.
create table card_key (
    -- SHA-256 of the public key (SPKI): a key belongs to one slot of one card, so that no signature passes for another's.
    id          text primary key,
    card_id     text not null references card (id),
    slot        text not null check (slot in ('9A', '9C', '9E')),
    certificate bytea not null,
    unique (card_id, slot)
);

-- Until now each card had the one key by which it is known.
insert into card_key (id, card_id, slot, certificate) select id, id, '9E', certificate from card;

alter table card drop column certificate;
-- Whose authority signed it; the reference of such a card is its id, since nothing in it was written by this bank.
alter table card add column personalised_elsewhere boolean not null default false;
create index card_account_reference on card (account_reference);
create index account_reference_account on account_reference (account_number);

-- The policy under which the session was signed counts to its end, whatever the bank's is by then.
alter table transfer_window add column session_policy text check (session_policy in ('password', 'pin'));
update transfer_window set session_policy = 'password' where session_id is not null;
alter table transfer_window add constraint transfer_window_session_policy
    check ((session_id is null) = (session_policy is null));
-- SHA-256 of the signature that S304 took, by which a proof that is sent again is told from another one.
alter table transfer_window add column proof_sha256 bytea;
