package dev.furikomi.benchmarks.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.card.token.SeenSessions;
import dev.furikomi.card.token.SessionRequestVerifier;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The bank with its customers, from which acceptances ready to be sent can be had, and whose books can be looked into. */
final class AcceptanceBank {

    static final String HOT_PAYEE = "1000001";

    private final Parties parties;
    private final Http http;
    private final List<CardHolder> holders;
    private final List<String> payees;
    private final SessionRequestVerifier bridge;
    private final PaymentRequests requests;
    private int prepared;

    AcceptanceBank(Parties parties, Http http, int customers, int otherPayees) {
        this.parties = parties;
        this.http = http;
        CardHolders provisioning = new CardHolders(parties, http);
        this.holders = provisioning.provision(0, customers);
        this.payees = IntStream.range(0, otherPayees)
                .mapToObj(number -> String.valueOf(4_000_000 + number))
                .toList();
        provisioning.payees(Stream.concat(Stream.of(HOT_PAYEE), payees.stream()).toList());
        this.bridge = new SessionRequestVerifier(parties.bankList(), SeenSessions.inMemory(), InstantSource.system());
        this.requests = new PaymentRequests(parties.merchantKey(), parties.catalogueOrigin());
    }

    /** Walks so many customers to the point where only S110 is left; all pay the one merchant account, or any of many. */
    List<Acceptance> prepare(int count, boolean hot) {
        int first = prepared;
        prepared += count;
        return Concurrently.map(IntStream.range(first, first + count).boxed().toList(), number -> {
            CardHolder holder = holders.get(number % holders.size());
            String payee = hot ? HOT_PAYEE : payees.get(number % payees.size());
            return new Shopper(new Caller(http, "the bank", parties.bankPort()), holder, bridge, parties.bankOrigin())
                    .walkToAcceptance(requests.next(payee));
        });
    }

    long bookedByPayees() {
        Caller staff = new CardHolders(parties, http).staff();
        return Stream.concat(Stream.of(HOT_PAYEE), payees.stream())
                .mapToLong(number -> staff.get("/v1/operator/accounts/" + number)
                        .path("booked")
                        .path("amount")
                        .asLong())
                .sum();
    }

    void requireBalancedBooks() {
        requireBalancedBooks(new CardHolders(parties, http).staff());
    }

    /** Fails unless the bank's own check of its books from the rows alone says that all is well. */
    static void requireBalancedBooks(Caller staff) {
        JsonNode check = staff.get("/v1/operator/ledger/check");
        if (!check.path("balanced").asBoolean()) {
            throw new RefusedException("the books do not balance: " + check);
        }
    }

    static void requireOnce(Arrivals completed) {
        Set<String> twice = completed.twice();
        if (!twice.isEmpty()) {
            throw new RefusedException("completed twice: " + twice);
        }
    }
}
