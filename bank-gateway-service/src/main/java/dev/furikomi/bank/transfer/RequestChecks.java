package dev.furikomi.bank.transfer;

import dev.furikomi.bank.identity.BankConfig;
import dev.furikomi.bank.ledger.AccountState;
import dev.furikomi.bank.ledger.DeclineReason;
import dev.furikomi.bank.ledger.Ledger;
import dev.furikomi.bank.ledger.LedgerAccount;
import dev.furikomi.bank.ledger.Posting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What S305 looks at, in the order of {@link TransferRefusal}. */
@ApplicationScoped
class RequestChecks {

    private final Ledger ledger;
    private final String bic;

    RequestChecks(Ledger ledger, BankConfig bank) {
        this.ledger = ledger;
        this.bic = bank.bic();
    }

    /** All that must hold for a request to stand; empty when it does. Locks nothing. */
    Uni<Optional<TransferRefusal>> refusal(SqlConnection connection, TransferApplication application, Instant now) {
        if (!now.isBefore(application.requestExpiresAt())) {
            return Uni.createFrom().item(Optional.of(TransferRefusal.PAYMENT_REQUEST_EXPIRED));
        }
        return standing(connection, application.merchant(), application.requestId(), application.orderNumber())
                .chain(standing -> switch (standing) {
                    case CONSUMED -> refused(TransferRefusal.PAYMENT_REQUEST_CONSUMED);
                    case ORDER_ALREADY_PAID -> refused(TransferRefusal.ORDER_ALREADY_PAID);
                    case OPEN -> accounts(connection, application);
                });
    }

    static Uni<RequestStanding> standing(
            SqlConnection connection, String merchant, String requestId, String orderNumber) {
        return connection
                .preparedQuery(TransferSql.STANDING)
                .execute(Tuple.of(merchant, requestId, orderNumber))
                .map(rows -> rows.iterator().next())
                .map(row -> row.getBoolean("consumed")
                        ? RequestStanding.CONSUMED
                        : row.getBoolean("paid") ? RequestStanding.ORDER_ALREADY_PAID : RequestStanding.OPEN);
    }

    private Uni<Optional<TransferRefusal>> accounts(SqlConnection connection, TransferApplication application) {
        Tuple row = Tuple.of(
                application.merchant(),
                application.creditor().account(),
                application.payerAccount(),
                application.customerId());
        return connection
                .preparedQuery(TransferSql.PERMITTED)
                .execute(row)
                .map(rows -> rows.iterator().next())
                .chain(permitted -> ledger.account(
                                connection, application.creditor().account())
                        .chain(payee -> ledger.account(connection, application.payerAccount())
                                .map(payer -> Optional.ofNullable(decide(
                                        application,
                                        permitted.getBoolean("payee") ? payee.orElse(null) : null,
                                        permitted.getBoolean("payer") ? payer.orElse(null) : null)))));
    }

    private @Nullable TransferRefusal decide(
            TransferApplication application, @Nullable LedgerAccount payee, @Nullable LedgerAccount payer) {
        if (!bic.equals(application.creditor().agent()) || payee == null || payee.state() != AccountState.OPEN) {
            return TransferRefusal.PAYEE_NOT_PERMITTED;
        }
        if (payer == null || payer.state() != AccountState.OPEN || payer.id() == payee.id()) {
            return TransferRefusal.ACCOUNT_NOT_USABLE;
        }
        String currency = application.instructedAmount().currencyCode();
        if (!payee.currency().equals(currency) || !payer.currency().equals(currency)) {
            return TransferRefusal.CURRENCY_MISMATCH;
        }
        long amountMinor = application.instructedAmount().amountMinor();
        if (amountMinor <= 0 || amountMinor > Posting.AMOUNT_MINOR_MAX) {
            return TransferRefusal.AMOUNT_NOT_PERMITTED;
        }
        return amountMinor > payer.availableMinor() ? TransferRefusal.BALANCE_INSUFFICIENT : null;
    }

    /** How the ledger's refusal to reserve is told to the customer. */
    static TransferRefusal of(DeclineReason reason) {
        return switch (reason) {
            case BALANCE_INSUFFICIENT -> TransferRefusal.BALANCE_INSUFFICIENT;
            case AMOUNT_NOT_POSITIVE,
                    AMOUNT_TOO_LARGE,
                    RESERVATIONS_TOO_LARGE,
                    TRANSFER_LIMIT_EXCEEDED,
                    DAY_LIMIT_EXCEEDED -> TransferRefusal.AMOUNT_NOT_PERMITTED;
            case CURRENCY_MISMATCH -> TransferRefusal.CURRENCY_MISMATCH;
            case SAME_ACCOUNT, DEBIT_ACCOUNT_UNKNOWN, DEBIT_ACCOUNT_CLOSED, DEBIT_ACCOUNT_BLOCKED ->
                TransferRefusal.ACCOUNT_NOT_USABLE;
            case CREDIT_ACCOUNT_UNKNOWN, CREDIT_ACCOUNT_CLOSED, BALANCE_TOO_LARGE ->
                TransferRefusal.PAYEE_NOT_PERMITTED;
            case TRANSFER_ID_REUSED, TRANSFER_UNKNOWN, TRANSFER_VOIDED, TRANSFER_POSTED ->
                TransferRefusal.TRANSFER_ALTERED;
        };
    }

    private static Uni<Optional<TransferRefusal>> refused(TransferRefusal refusal) {
        return Uni.createFrom().item(Optional.of(refusal));
    }
}
