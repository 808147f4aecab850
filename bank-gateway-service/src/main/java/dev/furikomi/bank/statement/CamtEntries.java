package dev.furikomi.bank.statement;

import dev.furikomi.bank.statement.StatementEntry.Counterparty;
import dev.furikomi.bank.statement.StatementEntry.PaidOrder;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes entries (ReportEntry10), the same in both messages. */
final class CamtEntries {

    /** Max35Text. */
    private static final int REFERENCE_MAX = 35;

    private static final int TEXT_MAX = 140;

    private final CamtXml xml;
    private final StatementAccount account;
    private final String bic;

    CamtEntries(CamtXml xml, StatementAccount account, String bic) {
        this.xml = xml;
        this.account = account;
        this.bic = bic;
    }

    void write(StatementEntry entry) throws IOException {
        xml.element("Ntry", () -> {
            xml.text("NtryRef", Long.toString(entry.id()));
            xml.amount("Amt", entry.amount());
            xml.text("CdtDbtInd", entry.creditDebit().name());
            xml.element("Sts", () -> xml.text("Cd", "BOOK"));
            xml.element("BookgDt", () -> xml.dateTime("DtTm", entry.bookedAt()));
            xml.element("ValDt", () -> xml.date("Dt", entry.bookedAt()));
            xml.text("AcctSvcrRef", reference(entry.transferId()));
            transactionCode(entry.creditDebit());
            xml.element("NtryDtls", () -> xml.element("TxDtls", () -> transaction(entry)));
        });
    }

    /** A transfer between two accounts of this bank: payments, credit transfer received or issued, internal book. */
    private void transactionCode(CreditDebit direction) throws IOException {
        xml.element(
                "BkTxCd",
                () -> xml.element("Domn", () -> {
                    xml.text("Cd", "PMNT");
                    xml.element("Fmly", () -> {
                        xml.text("Cd", direction == CreditDebit.CRDT ? "RCDT" : "ICDT");
                        xml.text("SubFmlyCd", "BOOK");
                    });
                }));
    }

    private void transaction(StatementEntry entry) throws IOException {
        PaidOrder order = entry.order();
        xml.element("Refs", () -> {
            xml.text("AcctSvcrRef", reference(entry.transferId()));
            xml.text("EndToEndId", endToEnd(order));
            // The schema takes version 4 only, and transfers of windows are of version 7: those stand under TxId.
            if (entry.transferId().version() == 4 && entry.transferId().variant() == 2) {
                xml.text("UETR", entry.transferId().toString());
            }
            xml.text("TxId", reference(entry.transferId()));
        });
        xml.amount("Amt", entry.amount());
        xml.text("CdtDbtInd", entry.creditDebit().name());
        parties(entry);
        xml.element("RltdAgts", () -> {
            agent("DbtrAgt");
            agent("CdtrAgt");
        });
        if (order != null) {
            remittance(order);
        }
    }

    private void parties(StatementEntry entry) throws IOException {
        Counterparty self = new Counterparty(account.holder(), account.number());
        boolean credited = entry.creditDebit() == CreditDebit.CRDT;
        xml.element("RltdPties", () -> {
            party("Dbtr", credited ? entry.counterparty() : self);
            party("Cdtr", credited ? self : entry.counterparty());
        });
    }

    private void party(String role, Counterparty party) throws IOException {
        if (!CamtText.of(party.name(), TEXT_MAX).isEmpty()) {
            xml.element(role, () -> xml.element("Pty", () -> xml.words("Nm", party.name(), TEXT_MAX)));
        }
        xml.element(role + "Acct", () -> accountId(xml, party.account()));
    }

    private void agent(String role) throws IOException {
        xml.element(role, () -> agentId(xml, bic));
    }

    /** The order as a purchase order, and the payment request as the creditor's own words. */
    private void remittance(PaidOrder order) throws IOException {
        xml.element("RmtInf", () -> {
            xml.words("Ustrd", order.merchant() + " " + order.orderNumber() + " " + order.requestId(), TEXT_MAX);
            if (isReference(order.orderNumber())) {
                xml.element(
                        "Strd",
                        () -> xml.element("RfrdDocInf", () -> {
                            xml.element("Tp", () -> xml.element("CdOrPrtry", () -> xml.text("Cd", "PUOR")));
                            xml.text("Nb", order.orderNumber());
                        }));
            }
        });
    }

    /** The code of ISO 20022 for none; a longer order number stands in the remittance information only. */
    private static String endToEnd(@Nullable PaidOrder order) {
        return order != null && isReference(order.orderNumber()) ? order.orderNumber() : "NOTPROVIDED";
    }

    private static boolean isReference(String text) {
        return !text.isEmpty() && CamtText.of(text, REFERENCE_MAX).equals(text);
    }

    /** A UUID with its hyphens is one character too long. */
    static String reference(UUID id) {
        return id.toString().replace("-", "");
    }

    static void accountId(CamtXml xml, String number) throws IOException {
        xml.element("Id", () -> xml.element("Othr", () -> xml.text("Id", number)));
    }

    static void agentId(CamtXml xml, String bic) throws IOException {
        xml.element("FinInstnId", () -> xml.text("BICFI", bic));
    }
}
