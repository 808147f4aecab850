package dev.furikomi.bank.window;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.furikomi.bank.identity.BankConfig;
import dev.furikomi.bank.merchant.Merchants;
import dev.furikomi.bank.merchant.RegisteredMerchant;
import dev.furikomi.bank.transfer.Transfers;
import dev.furikomi.bank.window.OpeningOutcome.Opened;
import dev.furikomi.bank.window.OpeningOutcome.Refused;
import dev.furikomi.card.token.PaymentRequest;
import dev.furikomi.card.token.PaymentRequestOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** S301: a merchant's payment request opens a window, and closes an older one of the same request. */
@ApplicationScoped
class OpeningWindow {

    private static final Logger LOG = Logger.getLogger(OpeningWindow.class);

    private final BankConfig bank;
    private final Merchants merchants;
    private final Transfers transfers;
    private final Windows windows;
    private final WindowMoves moves;
    private final Clock clock;

    OpeningWindow(
            BankConfig bank,
            Merchants merchants,
            Transfers transfers,
            Windows windows,
            WindowMoves moves,
            Clock clock) {
        this.bank = bank;
        this.merchants = merchants;
        this.transfers = transfers;
        this.windows = windows;
        this.moves = moves;
        this.clock = clock;
    }

    Uni<OpeningOutcome> open(String compact) {
        return OffEventLoop.run(() -> PaymentRequest.unverifiedMerchant(compact))
                .chain(claimed -> claimed.isEmpty()
                        ? refused(WindowReason.PAYMENT_REQUEST_INVALID)
                        : merchants.find(claimed.get()).chain(merchant -> verify(compact, merchant)))
                .invoke(outcome -> {
                    if (outcome instanceof Refused refused) {
                        LOG.infof("S301 no window: %s", refused.reason().getCode());
                    }
                });
    }

    private Uni<OpeningOutcome> verify(String compact, Optional<RegisteredMerchant> registered) {
        if (registered.isEmpty()) {
            return refused(WindowReason.MERCHANT_UNKNOWN);
        }
        RegisteredMerchant merchant = registered.get();
        Instant now = clock.instant();
        return OffEventLoop.run(() -> PaymentRequest.verify(compact, merchant.id(), merchant.keys(), bank.bic(), now))
                .chain(outcome -> outcome instanceof PaymentRequestOutcome.Verified verified
                        ? permit(verified.request(), merchant)
                        : refused(outcome, compact, merchant));
    }

    private Uni<OpeningOutcome> permit(PaymentRequest request, RegisteredMerchant merchant) {
        if (!ReturnUrl.isPermitted(request.returnUrl(), merchant.returnOrigins())) {
            return refused(WindowReason.RETURN_URL_NOT_PERMITTED);
        }
        if (!request.creditor().agent().equals(bank.bic())
                || !merchant.payeeAccounts().contains(request.creditor().account())) {
            return refused(WindowReason.PAYEE_NOT_PERMITTED, request);
        }
        return transfers
                .standing(merchant.id(), request.requestId(), request.orderNumber())
                .chain(standing -> switch (standing) {
                    case CONSUMED -> refused(WindowReason.PAYMENT_REQUEST_CONSUMED, request);
                    case ORDER_ALREADY_PAID -> refused(WindowReason.ORDER_ALREADY_PAID, request);
                    case OPEN -> write(request, merchant);
                });
    }

    private Uni<OpeningOutcome> write(PaymentRequest request, RegisteredMerchant merchant) {
        WindowCookie cookie = WindowCookie.create();
        Window window = Window.open(
                UuidCreator.getTimeOrderedEpoch(),
                UuidCreator.getTimeOrderedEpoch(),
                cookie.sha256(),
                bank.procedure(),
                terms(request, merchant),
                clock.instant());
        return windows.insertAsOnly(window)
                .chain(only -> only ? Uni.createFrom().item(window) : replaceOlder(window))
                .invoke(opened -> LOG.infof(
                        "S301 window %s opens for order %s",
                        opened.id(), opened.terms().orderNumber()))
                .map(opened -> new Opened(opened, cookie.value()));
    }

    private Uni<Window> replaceOlder(Window window) {
        Terms terms = window.terms();
        return windows.inTransaction(connection -> windows.lockLive(connection, terms.merchant(), terms.requestId())
                        .chain(older -> supersede(connection, older, window.id()))
                        .chain(() -> windows.insertAsOnly(connection, window)))
                .invoke(transfers::wake)
                // The older one was gone already, and yet another call was quicker: that window is the older one now.
                .chain(only -> only ? Uni.createFrom().item(window) : replaceOlder(window));
    }

    private Uni<Void> supersede(SqlConnection connection, List<Window> older, UUID by) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Window window : older) {
            done = done.chain(() ->
                            moves.save(connection, window.closed(WindowReason.WINDOW_SUPERSEDED, clock.instant()), by))
                    .replaceWithVoid();
        }
        return done;
    }

    private static Terms terms(PaymentRequest request, RegisteredMerchant merchant) {
        return new Terms(
                merchant.id(),
                merchant.name(),
                request.requestId(),
                request.orderNumber(),
                request.creditor(),
                request.instructedAmount(),
                request.expiresAt(),
                request.returnUrl());
    }

    private static Uni<OpeningOutcome> refused(
            PaymentRequestOutcome outcome, String compact, RegisteredMerchant merchant) {
        PaymentRequestOutcome.Reason reason = ((PaymentRequestOutcome.Refused) outcome).reason();
        return switch (reason) {
            case INVALID -> refused(WindowReason.PAYMENT_REQUEST_INVALID);
            case FOR_ANOTHER_BANK ->
                refused(WindowReason.PAYMENT_REQUEST_FOR_ANOTHER_BANK, SignedReturnUrl.of(compact, merchant));
            case EXPIRED -> refused(WindowReason.PAYMENT_REQUEST_EXPIRED, SignedReturnUrl.of(compact, merchant));
        };
    }

    private static Uni<OpeningOutcome> refused(WindowReason reason) {
        return Uni.createFrom().item(new Refused(reason, null));
    }

    private static Uni<OpeningOutcome> refused(WindowReason reason, PaymentRequest request) {
        return Uni.createFrom().item(new Refused(reason, request.returnUrl()));
    }

    private static Uni<OpeningOutcome> refused(WindowReason reason, Optional<String> returnUrl) {
        return Uni.createFrom().item(new Refused(reason, returnUrl.orElse(null)));
    }
}
