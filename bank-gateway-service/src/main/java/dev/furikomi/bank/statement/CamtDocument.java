package dev.furikomi.bank.statement;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.furikomi.bank.statement.AccountStatement.Totals;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message about one account: its head at once, then its entries as they come. */
final class CamtDocument implements StatementSink {

    /** What the schemas' amounts hold. */
    private static final int DIGITS_MAX = 18;

    private static final int TEXT_MAX = 140;

    private final CamtXml xml;
    private final CamtMessage message;
    private final String bic;
    private final CamtEntries entries;
    private final StatementAccount account;

    CamtDocument(CamtXml xml, CamtMessage message, StatementAccount account, String bic) {
        this.xml = xml;
        this.message = message;
        this.account = account;
        this.bic = bic;
        this.entries = new CamtEntries(xml, account, bic);
    }

    /** Whether the schema's amounts, of at most 18 digits, can tell these balances. */
    static boolean canTell(AccountStatement statement) {
        return isShort(BigDecimal.valueOf(statement.openingMinor()))
                && isShort(BigDecimal.valueOf(statement.closingMinor()));
    }

    /** For a notice of one credit, which has no period. */
    void begin(Instant madeAt) throws IOException {
        begin(madeAt, null);
    }

    @Override
    public void begin(AccountStatement statement) throws IOException {
        begin(statement.madeAt(), statement.period());
        if (message == CamtMessage.STATEMENT) {
            balance("OPBD", statement.openingMinor(), statement.period().from());
            balance("CLBD", statement.closingMinor(), statement.period().to());
        }
        summary(statement);
    }

    @Override
    public void entries(List<StatementEntry> page) throws IOException {
        for (StatementEntry entry : page) {
            entries.write(entry);
        }
    }

    @Override
    public void end() throws IOException {
        xml.end();
    }

    private void begin(Instant madeAt, @Nullable Period period) throws IOException {
        String id = CamtEntries.reference(UuidCreator.getTimeOrderedEpoch());
        xml.start(message.namespace(), message.element());
        xml.element("GrpHdr", () -> {
            xml.text("MsgId", id);
            xml.dateTime("CreDtTm", madeAt);
        });
        xml.open(message.account());
        xml.text("Id", id);
        xml.dateTime("CreDtTm", madeAt);
        if (period != null) {
            xml.element("FrToDt", () -> {
                xml.dateTime("FrDtTm", period.from());
                xml.dateTime("ToDtTm", period.to());
            });
        }
        xml.element("Acct", () -> {
            CamtEntries.accountId(xml, account.number());
            xml.text("Ccy", account.currency());
            xml.element("Ownr", () -> xml.words("Nm", account.holder(), TEXT_MAX));
            xml.element("Svcr", () -> CamtEntries.agentId(xml, bic));
        });
    }

    private void balance(String code, long signedMinor, Instant at) throws IOException {
        xml.element("Bal", () -> {
            xml.element("Tp", () -> xml.element("CdOrPrtry", () -> xml.text("Cd", code)));
            xml.amount("Amt", account.money(signedMinor));
            xml.text("CdtDbtInd", CreditDebit.of(signedMinor).name());
            xml.element("Dt", () -> xml.dateTime("DtTm", at));
        });
    }

    private void summary(AccountStatement statement) throws IOException {
        xml.element("TxsSummry", () -> {
            total("TtlCdtNtries", statement.credits());
            if (message == CamtMessage.STATEMENT) {
                total("TtlDbtNtries", statement.debits());
            }
        });
    }

    private void total(String name, Totals totals) throws IOException {
        xml.element(name, () -> {
            xml.text("NbOfNtries", Long.toString(totals.entries()));
            // Left out, as the schema permits, where it is longer than the schema permits.
            if (isShort(totals.sumMinor())) {
                xml.text(
                        "Sum", account.money(totals.sumMinor().longValueExact()).amount());
            }
        });
    }

    private static boolean isShort(BigDecimal minor) {
        return minor.precision() <= DIGITS_MAX;
    }
}
