package dev.furikomi.quickstart.ledger;

import dev.furikomi.audit.AuditedAccount;
import dev.furikomi.audit.AuditedTransfer;
import dev.furikomi.audit.JournalEntry;
import dev.furikomi.audit.LedgerSink;
import dev.furikomi.audit.Seal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Hands rows on and tells now and then how far it is and how long it will still take. */
final class Progress implements LedgerSink {
    private static final int ROWS_BETWEEN_LOOKS = 1_000;
    private static final Duration ON_A_TERMINAL = Duration.ofSeconds(1);
    private static final Duration IN_A_LOG = Duration.ofSeconds(10);

    private final LedgerSink next;
    private final PrintWriter out;
    private final long total;
    private final boolean isTerminal = System.console() != null;
    private final long startedNanos = System.nanoTime();
    private long toldNanos = startedNanos;
    private boolean hasTold;
    private long rows;

    /**
     * Progress through a ledger.
     *
     * @param total accounts and entries
     */
    Progress(LedgerSink next, PrintWriter out, long total) {
        this.next = next;
        this.out = out;
        this.total = total;
    }

    @Override
    public void account(AuditedAccount account) {
        next.account(account);
        row();
    }

    @Override
    public void transfer(AuditedTransfer transfer) {
        next.transfer(transfer);
    }

    @Override
    public void seal(Seal seal) {
        next.seal(seal);
    }

    @Override
    public void entry(JournalEntry entry) {
        next.entry(entry);
        row();
    }

    @Override
    public void unsealed() {
        next.unsealed();
    }

    private void row() {
        if (++rows % ROWS_BETWEEN_LOOKS != 0) {
            return;
        }
        long now = System.nanoTime();
        if (now - toldNanos >= (isTerminal ? ON_A_TERMINAL : IN_A_LOG).toNanos()) {
            toldNanos = now;
            tell(text(rows, total, Duration.ofNanos(now - startedNanos)));
        }
    }

    static String text(long rows, long total, Duration since) {
        long all = Math.max(rows, total);
        long left = Math.round(since.toMillis() / 1000.0 / rows * (all - rows));
        return String.format(Locale.ROOT, "  %,d of %,d rows, %d %%, %d s left", rows, all, 100 * rows / all, left);
    }

    private void tell(String text) {
        hasTold = true;
        out.print(isTerminal ? "\r" + text + "   " : text + System.lineSeparator());
        out.flush();
    }

    /** Takes the line on the terminal back. */
    void end() {
        if (hasTold && isTerminal) {
            out.print("\r" + " ".repeat(78) + "\r");
            out.flush();
        }
    }
}
