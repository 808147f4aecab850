package dev.furikomi.bank.ledger.seal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.furikomi.audit.LedgerVerifier;
import dev.furikomi.audit.LedgerVerifier.Expectations;
import dev.furikomi.audit.SealKeys;
import dev.furikomi.audit.SealSigner;
import dev.furikomi.audit.VerificationReport;
import dev.furikomi.audit.database.LedgerReader;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import dev.furikomi.quickstart.embedded.PostgresServer;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** A ledger in a PostgreSQL of its own, posted to and sealed without the rest of the service. */
final class SealedLedger implements AutoCloseable {

    static final String ISSUER = "/banks/MNTOJPJT";

    private static final String POST = """
            with locked as materialized (
                select id from account where id in (?, ?) order by id for no key update
            ), new_transfer as (
                insert into transfer (id, debit_account, credit_account, amount_minor, currency, two_phase, status,
                                      created_at, settled_at)
                select ?, ?, ?, ?, 'JPY', false, 'POSTED', now(), now()
            ), moved as (
                update account a set balance_minor = a.balance_minor + case a.id when ? then -? else ? end
                  from locked where a.id = locked.id
                returning a.id, a.balance_minor
            )
            insert into journal_entry (transfer_id, debit_account, credit_account, amount_minor, currency,
                                       debit_balance_minor, credit_balance_minor, booked_at)
            select ?, ?, ?, ?, 'JPY', (select balance_minor from moved where id = ?),
                   (select balance_minor from moved where id = ?), clock_timestamp()""";

    private final PostgresServer server = PostgresServer.temporary();
    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final ECKey key;

    SealedLedger(int accounts) throws SQLException, JOSEException {
        this(accounts, new ECKeyGenerator(Curve.P_256).keyID("events-1").generate());
    }

    private SealedLedger(int accounts, ECKey key) throws SQLException {
        this.key = key;
        PostgresDatabase database = server.createDatabase("ledger");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.role(), database.password())
                .locations("classpath:db/reliable-events", "classpath:db/migration")
                .load()
                .migrate();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.role());
        source.setPassword(database.password());
        for (int index = 1; index <= accounts; index++) {
            run("insert into account (number, holder, currency, kind, overdraft_limit_minor) values ('account-" + index
                    + "', 'Somebody', 'JPY', 'deposit', 1000000000000000)");
        }
    }

    /** What a dump of this ledger becomes in a new cluster, whose transactions begin anew. */
    SealedLedger restoredElsewhere() throws SQLException, IOException {
        SealedLedger other = new SealedLedger(0, key);
        other.run("alter table journal_entry disable trigger user");
        other.run("alter table journal_seal disable trigger user");
        other.run("alter table transfer disable trigger user");
        try (Connection from = source.getConnection();
                Connection to = other.source.getConnection()) {
            for (String table : List.of("account", "transfer", "journal_entry", "journal_seal")) {
                StringWriter rows = new StringWriter();
                from.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", rows);
                to.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin", new StringReader(rows.toString()));
            }
        }
        other.number("select setval(pg_get_serial_sequence('journal_entry', 'id'), max(id)) from journal_entry");
        other.run("alter table journal_entry enable trigger user");
        other.run("alter table journal_seal enable trigger user");
        other.run("alter table transfer enable trigger user");
        return other;
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }

    Sealer sealer(int size) {
        return sealer(size, Clock.systemUTC());
    }

    Sealer sealer(int size, Clock clock) {
        return new Sealer(source, new SealSigner(key, ISSUER), clock, size);
    }

    void post(int debit, int credit, long amount) throws SQLException {
        try (Connection connection = connection()) {
            post(connection, debit, credit, amount);
        }
    }

    static void post(Connection connection, long debit, long credit, long amount) throws SQLException {
        UUID id = UUID.randomUUID();
        try (PreparedStatement statement = connection.prepareStatement(POST)) {
            Object[] values = {
                debit, credit, id, debit, credit, amount, debit, amount, amount, id, debit, credit, amount, debit,
                credit
            };
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            statement.executeUpdate();
        }
    }

    /** As an administrator who may do anything. */
    void tamper(String sql) throws SQLException {
        run("alter table journal_entry disable trigger user");
        run("alter table journal_seal disable trigger user");
        run("alter table transfer disable trigger user");
        run(sql);
        run("alter table journal_entry enable trigger user");
        run("alter table journal_seal enable trigger user");
        run("alter table transfer enable trigger user");
    }

    void run(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    VerificationReport verify() throws SQLException {
        return verify(Map.of());
    }

    VerificationReport verify(Map<Long, String> known) throws SQLException {
        LedgerVerifier verifier =
                new LedgerVerifier(new Expectations(known, new SealKeys(ISSUER, List.of(key.toPublicJWK())), true));
        try (LedgerReader reader = new LedgerReader(connection())) {
            reader.read(verifier);
        }
        return verifier.report();
    }

    @Override
    public void close() {
        server.close();
    }
}
