package dev.furikomi.bank.transfer;

import dev.furikomi.bank.identity.BankConfig;
import dev.furikomi.events.EventName;
import dev.furikomi.events.TransferAccepted;
import dev.furikomi.events.TransferCompleted;
import dev.furikomi.events.TransferInstruction;
import dev.furikomi.events.TransferRejected;
import dev.furikomi.events.TransferRequest;
import dev.furikomi.events.WindowClosed;
import dev.furikomi.events.WindowOutcome;
import dev.furikomi.reliable.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What the merchant hears of a transfer. The payee's bank is this bank, so nobody else needs to. */
@ApplicationScoped
class TransferEvents {

    private final String bic;
    private final TransferConfig config;

    TransferEvents(BankConfig bank, TransferConfig config) {
        this.bic = bank.bic();
        this.config = config;
    }

    OutgoingEvent requested(TransferApplication application, long sequence, Instant now) {
        return event(
                EventName.TRANSFER_REQUEST,
                application,
                sequence,
                new TransferRequest(instruction(application), application.procedure(), now));
    }

    OutgoingEvent accepted(TransferApplication application, long sequence, Instant now) {
        return event(
                EventName.TRANSFER_ACCEPTED,
                application,
                sequence,
                new TransferAccepted(
                        instruction(application), application.procedure(), now, now.plus(config.acceptanceDeadline())));
    }

    OutgoingEvent completed(TransferApplication application, long sequence, Instant now) {
        return event(
                EventName.TRANSFER_COMPLETED,
                application,
                sequence,
                new TransferCompleted(instruction(application), now));
    }

    /** Without the reason: that is between the bank and its customer. */
    OutgoingEvent rejected(TransferApplication application, long sequence, Instant now) {
        return event(
                EventName.TRANSFER_REJECTED,
                application,
                sequence,
                new TransferRejected(instruction(application), null, now));
    }

    OutgoingEvent windowClosed(ClosedWindow closed, long sequence, Instant now) {
        return new OutgoingEvent(
                EventName.WINDOW_CLOSED,
                closed.merchant(),
                closed.transferId().toString(),
                sequence,
                new WindowClosed(
                        closed.windowId(),
                        closed.transferId(),
                        closed.merchant(),
                        closed.orderNumber(),
                        closed.requestId(),
                        bic,
                        closed.outcome(),
                        now,
                        closed.supersededBy()));
    }

    OutgoingEvent windowClosed(TransferApplication application, WindowOutcome outcome, long sequence, Instant now) {
        return windowClosed(
                new ClosedWindow(
                        application.windowId(),
                        application.transferId(),
                        application.merchant(),
                        application.orderNumber(),
                        application.requestId(),
                        outcome,
                        null),
                sequence,
                now);
    }

    private static OutgoingEvent event(EventName name, TransferApplication application, long sequence, Record data) {
        return new OutgoingEvent(
                name, application.merchant(), application.transferId().toString(), sequence, data);
    }

    private TransferInstruction instruction(TransferApplication application) {
        return new TransferInstruction(
                application.transferId(),
                application.transferId(),
                application.orderNumber(),
                application.requestId(),
                application.merchant(),
                bic,
                application.creditor(),
                application.instructedAmount());
    }
}
