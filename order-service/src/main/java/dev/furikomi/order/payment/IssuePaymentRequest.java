package dev.furikomi.order.payment;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.furikomi.events.Party;
import dev.furikomi.order.bank.Banks;
import dev.furikomi.order.file.IdempotentCalls;
import dev.furikomi.order.file.OpenOrder;
import dev.furikomi.order.file.OrderFileConfig;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.http.Problem;
import dev.furikomi.order.http.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * S104: issues the payment request for the bank that the shopper chose. One order, one payment: decided on the order as
 * it stands under its lock, which is held for the signature too: that takes less than asking the database twice.
 */
@ApplicationScoped
class IssuePaymentRequest {

    private static final String CALL = "payment-requests";

    private final OrderFiles orders;
    private final Banks banks;
    private final PaymentRequestSigner signer;
    private final IdempotentCalls calls;
    private final PaymentConfig config;
    private final OrderFileConfig fileConfig;
    private final Clock clock;

    IssuePaymentRequest(
            OrderFiles orders,
            Banks banks,
            PaymentRequestSigner signer,
            IdempotentCalls calls,
            PaymentConfig config,
            OrderFileConfig fileConfig,
            Clock clock) {
        this.orders = orders;
        this.banks = banks;
        this.signer = signer;
        this.calls = calls;
        this.config = config;
        this.fileConfig = fileConfig;
        this.clock = clock;
    }

    /** Empty when there is no such order. */
    Uni<Optional<RequestOutcome>> issue(String orderNumber, String bank, Optional<String> idempotencyKey) {
        return orders.changeIn(orderNumber, (session, order) -> idempotencyKey
                .map(key -> once(session, order, bank, key))
                .orElseGet(() -> put(order, bank)));
    }

    /** The same, with the same answer for each repetition under the key. */
    private Uni<RequestOutcome> once(Mutiny.Session session, OpenOrder order, String bank, String key) {
        return calls.find(session, order, CALL, key)
                .chain(earlier -> earlier.isPresent()
                        ? Uni.createFrom().item(repeated(order, bank, earlier.get()))
                        : put(order, bank).call(outcome -> keep(session, order, bank, key, outcome)));
    }

    private Uni<Void> keep(Mutiny.Session session, OpenOrder order, String bank, String key, RequestOutcome outcome) {
        return outcome instanceof RequestOutcome.Issued issued
                ? calls.keep(
                        session,
                        order,
                        CALL,
                        key,
                        new IdempotentCalls.Earlier(
                                bank, issued.request().requestId().toString()))
                : Uni.createFrom().voidItem();
    }

    /** The whole body of the call is the bank's BIC, so the BIC is what two calls are compared by. */
    private static RequestOutcome repeated(OpenOrder order, String bank, IdempotentCalls.Earlier earlier) {
        return earlier.body().equals(bank)
                ? order.requests().stream()
                        .filter(request -> request.requestId().toString().equals(earlier.answer()))
                        .findFirst()
                        .<RequestOutcome>map(request -> new RequestOutcome.Issued(request, false, true))
                        .orElseThrow()
                : new RequestOutcome.Refused(Problems.idempotencyKeyReused());
    }

    private Uni<RequestOutcome> put(OpenOrder order, String bank) {
        Optional<RequestOutcome> said = withoutSigning(order, bank);
        if (said.isPresent()) {
            return Uni.createFrom().item(said.get());
        }
        Party creditor = banks.payee(bank, order.file().total().currency()).orElseThrow();
        return signer.sign(draft(order, creditor)).map(fresh -> {
            order.add(fresh, fileConfig.grace());
            return new RequestOutcome.Issued(fresh, true, false);
        });
    }

    /** What can be said without a new signature: a refusal, or the request that still lives. */
    private Optional<RequestOutcome> withoutSigning(OpenOrder order, String bank) {
        Instant now = clock.instant();
        Optional<Problem> refusal = refusal(order, bank, now);
        return refusal.isPresent()
                ? Optional.of(new RequestOutcome.Refused(refusal.get()))
                : order.liveRequest(bank, now)
                        .<RequestOutcome>map(live -> new RequestOutcome.Issued(live, false, false))
                        .or(() -> oneTooMany(order));
    }

    private Optional<RequestOutcome> oneTooMany(OpenOrder order) {
        return order.requests().size() < config.perOrderMax()
                ? Optional.empty()
                : Optional.of(new RequestOutcome.Refused(Problems.tooManyPaymentRequests()
                        .with("orderExpiresAt", order.file().expiresAt())));
    }

    private Optional<Problem> refusal(OpenOrder order, String bank, Instant now) {
        return switch (order.progress().status().orElseThrow()) {
            case PAID, SHIPPED -> Optional.of(Problems.orderAlreadyPaid());
            case CANCELLED -> Optional.of(Problems.orderCancelled());
            case EXPIRED -> Optional.of(Problems.orderExpired());
            case TRANSFER_ACCEPTED -> Optional.of(Problems.transferInProgress());
            case APPLIED, TRANSFER_REQUESTED -> payable(order, bank, now);
        };
    }

    private Optional<Problem> payable(OpenOrder order, String bank, Instant now) {
        if (!now.isBefore(order.file().expiresAt())) {
            return Optional.of(Problems.orderExpired());
        }
        if (banks.findPayable(bank).isEmpty()) {
            return Optional.of(Problems.bankUnknown());
        }
        if (banks.payee(bank, order.file().total().currency()).isEmpty()) {
            return Optional.of(Problems.currencyNotPayable());
        }
        return order.requestElsewhere(bank, now, fileConfig.grace()).map(other -> Problems.otherBankInProgress()
                .with("bank", other.bank())
                .with("retryAfter", other.expiresAt().plus(fileConfig.grace())));
    }

    private PaymentRequestSigner.Draft draft(OpenOrder order, Party creditor) {
        // NumericDate counts whole seconds; what is stored must be what is signed.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new PaymentRequestSigner.Draft(
                UuidCreator.getTimeOrderedEpoch(),
                order.file().orderNumber(),
                creditor,
                order.file().total(),
                now,
                now.plus(config.lifetime()));
    }
}
