package dev.furikomi.bank.transfer;

import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A transfer as the bank's staff sees it. */
public record TransferView(
        UUID transferId,
        TransferStatus status,
        String merchant,
        String orderNumber,
        String requestId,
        Party creditor,
        String debtorAccount,
        Money instructedAmount,
        Instant requestedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant settledAt) {

    static TransferView of(CustomerCreditTransfer transfer) {
        TransferApplication application = transfer.application();
        return new TransferView(
                application.transferId(),
                transfer.status(),
                application.merchant(),
                application.orderNumber(),
                application.requestId(),
                application.creditor(),
                application.payerAccount(),
                application.instructedAmount(),
                transfer.requestedAt(),
                transfer.acceptedAt(),
                transfer.settledAt());
    }
}
