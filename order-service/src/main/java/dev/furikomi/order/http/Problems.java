package dev.furikomi.order.http;

/** The refusals of this service, each in one place; explained in docs/problems.md. */
public final class Problems {

    private Problems() {}

    public static Problem orderNotKnown() {
        return Problem.of(
                404, "order-not-known", "Order not known", "There is no order of that number here, or not yet.");
    }

    public static Problem orderNotYours() {
        return Problem.of(
                403,
                "order-not-yours",
                "Not your order",
                "This browser has not opened the order with its order access token.");
    }

    public static Problem accessTokenInvalid() {
        return Problem.of(
                401, "access-token-invalid", "Token not valid", "The order access token does not open this order.");
    }

    public static Problem tokenAlreadyExchanged() {
        return Problem.of(
                403,
                "token-already-exchanged",
                "Token already used",
                "The order access token was exchanged before; it serves once.");
    }

    public static Problem handOverCodeInvalid() {
        return Problem.of(
                422,
                "hand-over-code-invalid",
                "Code not valid",
                "The code is mistyped, used already, or over. A new one is made on the first device.");
    }

    public static Problem tooManyAttempts() {
        return Problem.of(
                429,
                "too-many-attempts",
                "Too many tries",
                "Too many codes were tried. Wait a minute, then try again.");
    }

    public static Problem staffOnly() {
        return Problem.of(401, "staff-only", "Staff only", "This call needs the token of the merchant's staff.");
    }

    public static Problem originNotPermitted() {
        return Problem.of(
                403, "origin-not-permitted", "Origin not permitted", "Pages of this origin may not make this call.");
    }

    public static Problem otherBankInProgress() {
        return Problem.of(
                409,
                "other-bank-in-progress",
                "Another bank is still asked",
                "A payment request for another bank is still open. No money has moved through this call.");
    }

    public static Problem orderAlreadyPaid() {
        return Problem.of(409, "order-already-paid", "Already paid", "The order is paid. No further money moves.");
    }

    public static Problem orderExpired() {
        return Problem.of(409, "order-expired", "Order expired", "The order was not paid in time.");
    }

    public static Problem orderCancelled() {
        return Problem.of(409, "order-cancelled", "Order cancelled", "The order was cancelled.");
    }

    public static Problem transferInProgress() {
        return Problem.of(
                409,
                "transfer-in-progress",
                "A transfer is under way",
                "A bank is busy with a transfer for this order. Its answer has to come first.");
    }

    public static Problem paymentInProgress() {
        return Problem.of(
                409,
                "payment-in-progress",
                "A bank was asked to pay",
                "A window of the bank may still be open for this order. Close it there, or wait until it cannot be used"
                        + " any more. No money has moved through this call.");
    }

    public static Problem tooManyPaymentRequests() {
        return Problem.of(
                409,
                "too-many-payment-requests",
                "Too many payment requests",
                "As many payment requests were issued for this order as there may be. No money has moved through this"
                        + " call; the order ends by itself when nobody pays it.");
    }

    public static Problem bankUnknown() {
        return Problem.of(422, "bank-unknown", "Bank not known", "That bank is not in the bank menu.");
    }

    public static Problem currencyNotPayable() {
        return Problem.of(
                422,
                "currency-not-payable-at-bank",
                "Currency not payable at this bank",
                "The merchant has no account in the order's currency at that bank.");
    }

    public static Problem orderNotPaid() {
        return Problem.of(409, "order-not-paid", "Not paid", "Only a paid order is shipped.");
    }

    public static Problem alreadyShipped() {
        return Problem.of(
                409, "already-shipped", "Already shipped", "The order was shipped before, with other shipment data.");
    }

    public static Problem idempotencyKeyReused() {
        return Problem.of(
                422,
                "idempotency-key-reused",
                "Idempotency key used before",
                "The same Idempotency-Key came with another body.");
    }

    public static Problem invalidRequest(String detail) {
        return Problem.of(400, "invalid-request", "Request not valid", detail);
    }
}
