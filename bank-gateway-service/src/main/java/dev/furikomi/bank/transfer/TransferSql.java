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
              from customer_credit_transfer where id = any($1)""";

    static final String FIND = READ;

    /** In id order, so that batches cannot deadlock. */
    static final String LOCK = READ + " order by id for update";

    /**
     * Which requests are consumed and which orders paid; each look uses the unique index of its name. Sub-selects of one
     * value are always looked up by key: a join was planned once while the table was small, and then read all of it.
     */
    static final String STANDINGS = """
            select asked.place,
                   (select true from customer_credit_transfer t
                     where t.merchant = asked.merchant and t.request_id = asked.request_id
                       and t.status in ('ACCEPTED', 'COMPLETED', 'REJECTED')) as consumed,
                   (select true from customer_credit_transfer t
                     where t.merchant = asked.merchant and t.order_number = asked.order_number
                       and t.status in ('ACCEPTED', 'COMPLETED')) as paid
              from unnest($1::int[], $2::text[], $3::text[], $4::text[])
                   as asked (place, merchant, request_id, order_number)""";

    static final String PERMITTED = """
            select asked.place,
                   (select true from merchant_payee_account p
                     where p.merchant_id = asked.merchant and p.account_number = asked.payee) as payee,
                   (select a.customer_id = asked.customer from account a where a.number = asked.payer) as payer
              from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[])
                   as asked (place, merchant, payee, payer, customer)""";

    /** As the ledger decides under its locks, for an early answer; $5 is the bank's day. */
    static final String OVER_LIMIT = """
            select asked.place
              from unnest($1::int[], $2::text[], $3::text[], $4::bigint[]) as asked (place, customer, currency, amount)
             where (select asked.amount > l.per_transfer_minor
                        or asked.amount > l.per_day_minor - case when l.day < $5 then 0 else l.used_minor end
                      from customer_limit l
                     where l.customer_id = asked.customer and l.currency = asked.currency)""";

    static final String INSERT = """
            insert into customer_credit_transfer (
                id, window_id, procedure, merchant, request_id, order_number, request_expires_at, creditor_name,
                creditor_agent, creditor_account, amount_minor, currency, debtor_account, customer_id, status,
                requested_at, event_sequence)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'REQUESTED', $15, 1)
            on conflict (id) do nothing""";

    /** The unique indexes decide here whether request and order are still free. */
    static final String ACCEPT = """
            update customer_credit_transfer t
               set status = 'ACCEPTED', accepted_at = $3, acceptance_evidence = accepted.evidence, claimed_until = $4,
                   event_sequence = t.event_sequence + 1
              from unnest($1::uuid[], $2::text[]) as accepted (id, evidence)
             where t.id = accepted.id and t.status = 'REQUESTED'""";

    /** The window's event goes with the settlement, unless the window closed earlier as pending. */
    static final String SETTLE = """
            update customer_credit_transfer t
               set status = settled.status, settled_at = $4, reason_code = settled.reason_code,
                   event_sequence = t.event_sequence + case when t.window_closed_at is null then 2 else 1 end,
                   window_closed_at = coalesce(t.window_closed_at, $4)
              from unnest($1::uuid[], $2::text[], $3::text[]) as settled (id, status, reason_code)
             where t.id = settled.id and t.status = 'ACCEPTED'""";

    static final String WITHDRAW = "update customer_credit_transfer set status = 'WITHDRAWN' where id = $1";

    static final String CLOSE_WINDOW = """
            update customer_credit_transfer set window_closed_at = $2, event_sequence = event_sequence + 1
             where id = $1 and window_closed_at is null
            returning event_sequence""";

    /** Takes what nobody is executing; replicas pass over each other's rows. */
    static final String CLAIM = """
            update customer_credit_transfer set claimed_until = $2
             where id in (select id from customer_credit_transfer
                           where status = 'ACCEPTED' and claimed_until < $1
                           order by claimed_until limit $3 for update skip locked)
            returning id""";

    private TransferSql() {}
}
