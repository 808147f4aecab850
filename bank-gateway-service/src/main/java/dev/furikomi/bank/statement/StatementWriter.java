package dev.furikomi.bank.statement;

import dev.furikomi.bank.identity.BankConfig;
import dev.furikomi.bank.ledger.LedgerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * Writes whole statements of any length, page after page, on the caller's thread. A reader that takes its time holds
 * neither a connection nor a snapshot of the database.
 */
@ApplicationScoped
public class StatementWriter {

    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Statements statements;
    private final Clock clock;
    private final String bic;
    private final ZoneId zone;

    StatementWriter(Statements statements, Clock clock, BankConfig bank, LedgerConfig ledger) {
        this.statements = statements;
        this.clock = clock;
        this.bic = bank.bic();
        this.zone = ledger.timeZone();
    }

    /** Whether the balances are short enough for ISO 20022. */
    public boolean fitsCamt(AccountStatement statement) {
        return CamtDocument.canTell(statement);
    }

    /** The statement as camt.053. */
    public void camt053(AccountStatement statement, OutputStream out) throws IOException {
        write(
                statement,
                new CamtDocument(new CamtXml(out, zone), CamtMessage.STATEMENT, statement.account(), bic),
                false);
    }

    /** The period's credits as camt.054. */
    public void camt054(AccountStatement statement, OutputStream out) throws IOException {
        write(
                statement,
                new CamtDocument(new CamtXml(out, zone), CamtMessage.CREDIT_NOTICE, statement.account(), bic),
                true);
    }

    /** One credit as camt.054. */
    public void camt054(StatementAccount account, StatementEntry credit, OutputStream out) throws IOException {
        CamtDocument notice = new CamtDocument(new CamtXml(out, zone), CamtMessage.CREDIT_NOTICE, account, bic);
        notice.begin(clock.instant());
        notice.entries(List.of(credit));
        notice.end();
    }

    /** The statement as CSV. */
    public void csv(AccountStatement statement, OutputStream out) throws IOException {
        write(statement, new StatementCsv(out), false);
    }

    private void write(AccountStatement statement, StatementSink sink, boolean creditsOnly) throws IOException {
        sink.begin(statement);
        EntryKey after = statement.first();
        List<StatementEntry> page;
        do {
            page = statements.next(statement, after, PAGE, creditsOnly).await().atMost(PATIENCE);
            sink.entries(page);
            after = page.isEmpty() ? after : page.get(page.size() - 1).key();
        } while (page.size() == PAGE);
        sink.end();
    }
}
