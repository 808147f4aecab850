package dev.furikomi.catalog.feed;

/** The statements of an import, in the order in which they run. */
final class ImportSql {

    /** One import at a time, over all replicas; a lost connection gives the lock back. */
    static final String LOCK = "select pg_try_advisory_lock(hashtextextended('furikomi/catalog/feed-import', 0))";

    /**
     * While this connection holds the lock the database itself ends a statement that takes too long, so that the lock
     * never waits for one that nobody waits for any more; and it finds out in two minutes when the importer's machine died.
     */
    static final String LIMIT = """
            select set_config('statement_timeout', $1, false), set_config('tcp_keepalives_idle', '30', false),
                   set_config('tcp_keepalives_interval', '10', false), set_config('tcp_keepalives_count', '9', false)""";

    static final String UNLIMIT =
            "reset statement_timeout; reset tcp_keepalives_idle; reset tcp_keepalives_interval; reset tcp_keepalives_count";

    static final String UNLOCK = "select pg_advisory_unlock(hashtextextended('furikomi/catalog/feed-import', 0))";

    /** Whoever holds the lock finds only leftovers of imports that died. */
    static final String FAIL_LEFTOVERS = """
            update feed_import set status = 'FAILED', reason = 'import-interrupted', finished_at = $1
             where status = 'RUNNING'""";

    static final String CLEAR_STAGE = "truncate staged_product";

    static final String START = "insert into feed_import (id, status, started_at) values ($1, 'RUNNING', $2)";

    static final String STAGE = """
            insert into staged_product (feed_row, id, attributes, product_type, search_text, quantity)
            select r, i, a::jsonb, t, s, q
              from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
                as staged (r, i, a, t, s, q)""";

    static final String REFUSE = """
            insert into feed_refusal (import_id, feed_row, product_id, reason, detail)
            select $1, r, i, c, d from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as refused (r, i, c, d)""";

    static final String REFUSE_DUPLICATES = """
            with duplicate as (
                delete from staged_product s
                 using (select feed_row, first_value(feed_row) over (partition by id order by feed_row) as first_row
                          from staged_product) o
                 where s.feed_row = o.feed_row and o.feed_row <> o.first_row
                returning s.feed_row, s.id, o.first_row)
            insert into feed_refusal (import_id, feed_row, product_id, reason, detail)
            select $1, feed_row, id, 'id-duplicate', 'Row ' || first_row || ' has this id already.' from duplicate""";

    /** Purchases wait for the switch at this lock and read after it; readers do not wait. */
    static final String LOCK_PRODUCTS = "lock table product in exclusive mode";

    /**
     * The feed's quantity is what the merchant has free to sell, so what unpaid purchases hold stays held beside it.
     * Rows that say what is known already are not written again.
     */
    static final String UPSERT = """
            insert into product as p (id, attributes, product_type, search_text, on_hand)
            select id, attributes, product_type, search_text, quantity from staged_product
            on conflict (id) do update
               set attributes = excluded.attributes, product_type = excluded.product_type,
                   search_text = excluded.search_text, on_hand = excluded.on_hand,
                   withdrawn_at = null, oversold_at = null
             where (p.attributes, p.on_hand, p.withdrawn_at, p.oversold_at)
                   is distinct from (excluded.attributes, excluded.on_hand, null, null)""";

    /** Old orders keep naming what is not sold any more. */
    static final String WITHDRAW = """
            update product p set withdrawn_at = $1
             where withdrawn_at is null and not exists (select from staged_product s where s.id = p.id)""";

    static final String COUNT_ACCEPTED = "select count(*) as n from staged_product";

    static final String COUNT_REFUSED = "select count(*) as n from feed_refusal where import_id = $1";

    static final String FINISH = """
            update feed_import
               set status = $2, reason = $3, finished_at = $4, rows_read = $5, accepted = $6, refused = $7, withdrawn = $8
             where id = $1""";

    static final String FORGET_OLD = """
            delete from feed_import where id not in (select id from feed_import order by id desc limit $1)""";

    static final String FIND = """
            select id, status, reason, started_at, finished_at, rows_read, accepted, refused, withdrawn
              from feed_import where id = $1""";

    static final String FIND_REFUSALS = """
            select feed_row, product_id, reason, detail from feed_refusal
             where import_id = $1 and feed_row > $2 order by feed_row limit $3""";

    private ImportSql() {}
}
