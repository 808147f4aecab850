package dev.furikomi.bank.transfer;

/** The statements of the customer credit transfer. */
final class TransferSql {

    /** Names of the unique indexes that consume a payment request and an order. */
    static final String REQUEST_ONCE = "customer_credit_transfer_request_once";

    static final String ORDER_ONCE = "customer_credit_transfer_order_once";

    private static final String READ = """
            select id, window_id, procedure, merchant, request_id, order_number, request_expires_at, creditor_name,
                   creditor_agent, creditor_account, amount_minor, currency, debtor_account, customer_id, status,
                   requested_at, accepted_at, settled_at, window_closed_at is not null as window_closed, event_sequence
              from customer_credit_transfer where id = $1""";

    static final String FIND = READ;

    static final String LOCK = READ + " for update";

    static final String STANDING = """
            select coalesce(bool_or(request_id = $2), false) as consumed,
                   coalesce(bool_or(order_number = $3 and status in ('ACCEPTED', 'COMPLETED')), false) as paid
              from customer_credit_transfer
             where merchant = $1 and (request_id = $2 or order_number = $3)
               and status in ('ACCEPTED', 'COMPLETED', 'REJECTED')""";

    static final String PERMITTED = """
            select exists (select from merchant_payee_account where merchant_id = $1 and account_number = $2) as payee,
                   exists (select from account where number = $3 and customer_id = $4) as payer""";

    static final String INSERT = """
            insert into customer_credit_transfer (
                id, window_id, procedure, merchant, request_id, order_number, request_expires_at, creditor_name,
                creditor_agent, creditor_account, amount_minor, currency, debtor_account, customer_id, status,
                requested_at, event_sequence)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'REQUESTED', $15, 1)
            on conflict (id) do nothing""";

    /** The unique indexes decide here whether request and order are still free. */
    static final String ACCEPT = """
            update customer_credit_transfer
               set status = 'ACCEPTED', accepted_at = $2, acceptance_evidence = $3, claimed_until = $4,
                   event_sequence = event_sequence + 1
             where id = $1 and status = 'REQUESTED'
            returning event_sequence""";

    static final String SETTLE = """
            update customer_credit_transfer
               set status = $2, settled_at = $3, reason_code = $4, event_sequence = event_sequence + 1
             where id = $1 and status = 'ACCEPTED'
            returning event_sequence""";

    static final String WITHDRAW = "update customer_credit_transfer set status = 'WITHDRAWN' where id = $1";

    static final String CLOSE_WINDOW = """
            update customer_credit_transfer set window_closed_at = $2, event_sequence = event_sequence + 1
             where id = $1 and window_closed_at is null
            returning event_sequence""";

    static final String WINDOW_OF = "select window_id from customer_credit_transfer where id = $1";

    /** Takes what nobody is executing; replicas pass over each other's rows. */
    static final String CLAIM = """
            update customer_credit_transfer set claimed_until = $2
             where id in (select id from customer_credit_transfer
                           where status = 'ACCEPTED' and claimed_until < $1
                           order by claimed_until limit $3 for update skip locked)
            returning id""";

    private TransferSql() {}
}
