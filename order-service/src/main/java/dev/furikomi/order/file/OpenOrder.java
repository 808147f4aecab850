package dev.furikomi.order.file;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An order with everything that is on file about it: what decisions are taken on, under the order's lock. */
public final class OpenOrder {

    private final String merchant;
    private final OrderFile file;
    private final List<PaymentRequest> requests;
    private final List<TransferFact> facts;
    private final List<Object> added = new ArrayList<>();

    OpenOrder(String merchant, OrderFile file, List<PaymentRequest> requests, List<TransferFact> facts) {
        this.merchant = merchant;
        this.file = file;
        this.requests = new ArrayList<>(requests);
        this.facts = new ArrayList<>(facts);
        this.requests.sort(Comparator.comparing(PaymentRequest::issuedAt).thenComparing(request -> request.requestId));
    }

    public OrderFile file() {
        return file;
    }

    /** The payment requests, oldest first. */
    public List<PaymentRequest> requests() {
        return List.copyOf(requests);
    }

    public Progress progress() {
        return Progress.of(file, merchant, requests, facts);
    }

    /** Puts a new payment request on file; the order lives at least as long as the bank may answer it. */
    public void add(PaymentRequest request, Duration grace) {
        requests.add(request);
        added.add(request);
        keepUntil(request.expiresAt().plus(grace));
    }

    void add(TransferFact fact, Duration grace) {
        facts.add(fact);
        added.add(fact);
        if (file.isKnown() && releases(fact)) {
            // The shopper may try again, also when the answer took longer than the order was to live.
            keepUntil(fact.receivedAt.plus(grace));
        }
    }

    private void keepUntil(Instant instant) {
        if (file.expiresAt().isBefore(instant)) {
            file.expiresAt = instant;
        }
    }

    private boolean releases(TransferFact fact) {
        return progress().believed().contains(fact) && fact.releasesRequest();
    }

    /** Whether a customer has accepted a transfer that its bank has not answered yet: money may move any moment. */
    public boolean isTransferAccepted() {
        return progress().transfers().containsValue(TransferState.ACCEPTED);
    }

    /** Whether a bank told of a transfer that can still be accepted or completed. */
    public boolean isTransferUnderWay(Instant now, Duration grace) {
        Progress progress = progress();
        return progress.transfers().containsValue(TransferState.ACCEPTED)
                || requests.stream().anyMatch(request -> isOpen(request, progress) && !isOver(request, now, grace));
    }

    /** A request that the shopper can still carry to this bank: not expired and not consumed by an acceptance. */
    public Optional<PaymentRequest> liveRequest(String bank, Instant now) {
        return requests.stream()
                .filter(request -> request.bank.equals(bank) && now.isBefore(request.expiresAt))
                .filter(request -> !isConsumed(request))
                .reduce((older, newer) -> newer);
    }

    /** The request at another bank that still stands in the way: neither released nor long enough expired. */
    public Optional<PaymentRequest> requestElsewhere(String bank, Instant now, Duration grace) {
        Progress progress = progress();
        return requests.stream()
                .filter(request -> !request.bank.equals(bank)
                        && !isOver(request, now, grace)
                        && (isOpen(request, progress) || !isReleased(request, progress)))
                .max(Comparator.comparing(PaymentRequest::expiresAt));
    }

    /** A request that its bank has not answered: its window may be open, and be accepted in at any moment. */
    public Optional<PaymentRequest> unansweredRequest(Instant now, Duration grace) {
        Progress progress = progress();
        return requests.stream()
                .filter(request -> !isOver(request, now, grace) && !isReleased(request, progress))
                .max(Comparator.comparing(PaymentRequest::expiresAt));
    }

    /** The merchant ships; the caller has made sure that the order is paid and not shipped. */
    public void ship(String carrier, String trackingNumber, Instant now) {
        file.shippedAt = now;
        file.carrier = carrier;
        file.trackingNumber = trackingNumber.isEmpty() ? null : trackingNumber;
    }

    /**
     * The shopper cancels; the caller has made sure that nothing is under way. A bank that released a request may open
     * a window for it again until it expires: so long the cancellation is not final, and who accepts there has bought.
     */
    public void cancel(Instant now, Duration grace) {
        file.cancelledAt = now;
        file.cancellationOpenUntil = requests.stream()
                .filter(request -> !isConsumed(request))
                .map(request -> request.expiresAt.plus(grace))
                .filter(now::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** No bank can accept any more, and none has an acceptance to answer. */
    boolean cancelForGoodIfDue(Instant now) {
        Instant openUntil = file.cancellationOpenUntil;
        boolean due = openUntil != null && !now.isBefore(openUntil) && !isTransferAccepted();
        if (due) {
            file.cancellationOpenUntil = null;
        }
        return due;
    }

    /** Nobody paid in time. */
    void expire(Instant now) {
        file.expiredAt = now;
    }

    public boolean isTokenExchanged() {
        return file.tokenExchangedAt != null;
    }

    public boolean wasTokenExchangedSince(Instant since) {
        return file.tokenExchangedAt != null && !file.tokenExchangedAt.isBefore(since);
    }

    /** The order access token has served its one time. */
    public void exchangeToken(Instant now) {
        file.tokenExchangedAt = now;
    }

    List<Object> added() {
        return added;
    }

    List<TransferFact> facts() {
        return facts;
    }

    private boolean isConsumed(PaymentRequest request) {
        return progress().believed().stream().anyMatch(fact -> fact.answers(request) && consumes(fact));
    }

    private static boolean consumes(TransferFact fact) {
        return switch (fact.kind) {
            case ACCEPTED, COMPLETED, REJECTED -> true;
            case WINDOW_CLOSED -> !TransferState.releases(fact.outcome);
            case REQUESTED -> false;
        };
    }

    private static boolean isOver(PaymentRequest request, Instant now, Duration grace) {
        return !now.isBefore(request.expiresAt.plus(grace));
    }

    private static boolean isReleased(PaymentRequest request, Progress progress) {
        return progress.believed().stream()
                .filter(fact -> fact.answers(request))
                .anyMatch(TransferFact::releasesRequest);
    }

    /** Whether a transfer that answers this request is neither closed nor answered. */
    private static boolean isOpen(PaymentRequest request, Progress progress) {
        return progress.believed().stream()
                .filter(fact -> fact.answers(request))
                .map(fact -> progress.transfers().get(fact.transferId))
                .anyMatch(state -> state == TransferState.REQUESTED || state == TransferState.ACCEPTED);
    }

    /** Transfers that were heard of while the purchase never came. */
    List<TransferFact> unmatched() {
        return facts.stream()
                .filter(fact -> fact.kind != FactKind.WINDOW_CLOSED)
                .toList();
    }
}
