package dev.furikomi.bank.operator;

import dev.furikomi.bank.account.AccountChange;
import dev.furikomi.bank.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;

/** The answers that staff gets. */
final class Answers {

    private Answers() {}

    static Response done() {
        return Response.noContent().build();
    }

    static Response refusal(int status, String reason, String detail) {
        return Problem.of(status, reason, detail).response().build();
    }

    static Uni<Response> refused(int status, String reason, String detail) {
        return Uni.createFrom().item(() -> refusal(status, reason, detail));
    }

    static Response busy() {
        return Problem.of(503, "busy", "Too much is being done just now. Please try again.")
                .response()
                .header("Retry-After", 1)
                .build();
    }

    static Response of(AccountChange change) {
        return switch (change) {
            case DONE -> done();
            case ACCOUNT_UNKNOWN -> refusal(404, "account-unknown", "This bank has no such account.");
            case CUSTOMER_UNKNOWN -> refusal(422, "customer-unknown", "This bank has no such customer.");
            case CURRENCY_OR_KIND_DIFFERS ->
                refusal(409, "account-differs", "The account exists with another currency or kind; both are for life.");
            case FUNDING_ACCOUNT_EXISTS ->
                refusal(409, "funding-account-exists", "This bank has a funding account in that currency already.");
            case OVERDRAFT_LIMIT_IN_USE ->
                refusal(409, "overdraft-limit-in-use", "More than the new credit line is used already.");
            case ACCOUNT_NOT_EMPTY ->
                refusal(409, "account-not-empty", "Only an account without balance and reservations can be closed.");
            case REFERENCE_TAKEN ->
                refusal(
                        409,
                        "account-reference-taken",
                        "The card's reference stands for another account; with replace it is taken from that.");
        };
    }
}
