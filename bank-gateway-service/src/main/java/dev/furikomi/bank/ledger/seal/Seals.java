package dev.furikomi.bank.ledger.seal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The seals made so far, for auditors who note the hash of one now and hold the ledger against it later. */
@ApplicationScoped
public class Seals {

    private static final String COLUMNS = "select number, hash, previous_hash, entry_count, sealed_at, signature";
    private static final String READ_NEWEST = COLUMNS + " from journal_seal order by number desc limit 1";
    private static final String READ_ONE = COLUMNS + " from journal_seal where number = $1";

    private final Pool pool;

    Seals(Pool pool) {
        this.pool = pool;
    }

    /**
     * A seal without the list of its entries.
     *
     * @param signature the bank's detached JWS over the hash
     */
    public record PublishedSeal(
            long number,
            String hash,
            String previousHash,
            long entries,
            Instant sealedAt,
            @Nullable String signature) {}

    public Uni<Optional<PublishedSeal>> newest() {
        return pool.query(READ_NEWEST).execute().map(Seals::first);
    }

    public Uni<Optional<PublishedSeal>> numbered(long number) {
        return pool.preparedQuery(READ_ONE).execute(Tuple.of(number)).map(Seals::first);
    }

    private static Optional<PublishedSeal> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new PublishedSeal(
                    row.getLong(0),
                    HexFormat.of().formatHex(row.getBuffer(1).getBytes()),
                    HexFormat.of().formatHex(row.getBuffer(2).getBytes()),
                    row.getLong(3),
                    row.getOffsetDateTime(4).toInstant(),
                    row.getString(5)));
        }
        return Optional.empty();
    }
}
