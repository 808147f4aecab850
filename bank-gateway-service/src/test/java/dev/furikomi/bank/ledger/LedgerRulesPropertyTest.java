package dev.furikomi.bank.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.bank.ledger.PostingOutcome.Declined;
import dev.furikomi.bank.ledger.PostingOutcome.Posted;
import dev.furikomi.bank.ledger.PostingOutcome.Reserved;
import dev.furikomi.bank.ledger.PostingOutcome.Voided;
import dev.furikomi.events.Money;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever is asked in whatever order, money is neither made nor lost. The rules are applied to a ledger in memory, whose
 * sums are kept in unlimited precision beside the rules' 64 bits.
 */
class LedgerRulesPropertyTest {

    private static final Instant AT = Instant.parse("2026-11-22T03:10:00Z");

    /** What can be asked; few accounts and few ids, so that orders meet. */
    record Request(String what, int id, String from, String to, long amount) {}

    @Provide
    Arbitrary<List<Request>> requests() {
        Arbitrary<String> accounts = Arbitraries.of("funding", "alice", "bob", "loan");
        Arbitrary<Long> amounts = Arbitraries.oneOf(
                Arbitraries.longs().between(-2, 200),
                Arbitraries.longs().between(Posting.AMOUNT_MINOR_MAX - 2, Posting.AMOUNT_MINOR_MAX + 2),
                Arbitraries.longs());
        return Combinators.combine(
                        Arbitraries.of("direct", "direct", "reserve", "reserve", "post", "void"),
                        Arbitraries.integers().between(0, 25),
                        accounts,
                        accounts,
                        amounts)
                .as(Request::new)
                .list()
                .ofMaxSize(60);
    }

    @Property
    void moneyIsNeitherMadeNorLost(@ForAll("requests") List<Request> requests) {
        Books books = new Books();
        for (Request request : requests) {
            books.apply(request);

            assertThat(books.accounts.values().stream()
                            .map(account -> BigInteger.valueOf(account.balanceMinor()))
                            .reduce(BigInteger.ZERO, BigInteger::add))
                    .isZero();
            books.accounts.values().forEach(account -> {
                assertThat(BigInteger.valueOf(account.balanceMinor())).isEqualTo(books.entered(account.number()));
                assertThat(BigInteger.valueOf(account.reservedMinor())).isEqualTo(books.reserved(account.number()));
                assertThat(account.kind() == AccountKind.FUNDING || account.availableMinor() >= 0)
                        .isTrue();
            });
        }
    }

    @Property
    void askingTwiceIsAskingOnce(@ForAll("requests") List<Request> requests) {
        Books once = new Books();
        Books twice = new Books();
        for (Request request : requests) {
            once.apply(request);
            twice.apply(request);
            PostingOutcome again = twice.apply(request);

            assertThat(again).isInstanceOfAny(PostingOutcome.Replayed.class, Declined.class);
        }
        assertThat(twice.accounts).isEqualTo(once.accounts);
        assertThat(twice.transfers).isEqualTo(once.transfers);
    }

    @Property
    void aPayersReservationsNeverPassWhatIsAvailable(@ForAll("amountsUpTo100") List<Long> amounts) {
        Books books = new Books();
        books.apply(new Request("direct", 1000, "funding", "alice", 100));
        long left = 100;
        for (int i = 0; i < amounts.size(); i++) {
            PostingOutcome outcome = books.apply(new Request("reserve", i, "alice", "bob", amounts.get(i)));

            assertThat(outcome instanceof Reserved).isEqualTo(amounts.get(i) <= left);
            left -= outcome instanceof Reserved ? amounts.get(i) : 0;
        }
    }

    @Provide
    Arbitrary<List<Long>> amountsUpTo100() {
        return Arbitraries.longs().between(1, 100).list().ofMaxSize(20);
    }

    /** A ledger in memory that does what the rules say. */
    private static final class Books {

        private final Map<String, LedgerAccount> accounts = new HashMap<>();
        private final Map<UUID, LedgerTransfer> transfers = new HashMap<>();
        private final List<LedgerTransfer> posted = new ArrayList<>();

        Books() {
            open("funding", AccountKind.FUNDING, 0);
            open("alice", AccountKind.DEPOSIT, 0);
            open("bob", AccountKind.DEPOSIT, 0);
            open("loan", AccountKind.DEPOSIT, Posting.AMOUNT_MINOR_MAX);
        }

        private void open(String number, AccountKind kind, long overdraftLimit) {
            accounts.put(
                    number,
                    new LedgerAccount(
                            accounts.size(), number, "JPY", kind, AccountState.OPEN, 0, 0, overdraftLimit, AT, null));
        }

        PostingOutcome apply(Request request) {
            UUID id = new UUID(0, request.id());
            LedgerTransfer existing = transfers.get(id);
            LedgerAccount from = accounts.get(request.from());
            LedgerAccount to = accounts.get(request.to());
            Posting posting = new Posting(id, request.from(), request.to(), Money.ofMinor(request.amount(), "JPY"));
            return switch (request.what()) {
                case "direct" -> write(posting, false, LedgerRules.direct(posting, existing, from, to, null));
                case "reserve" -> write(posting, true, LedgerRules.reserve(posting, existing, from, to, null));
                case "post" ->
                    settle(
                            existing,
                            LedgerRules.post(
                                    id, existing, existing == null ? null : accounts.get(existing.creditAccount())));
                case "void" -> settle(existing, LedgerRules.voidReservation(id, existing));
                default -> throw new IllegalStateException(request.what());
            };
        }

        private PostingOutcome write(Posting posting, boolean twoPhase, PostingOutcome outcome) {
            if (outcome instanceof Posted || outcome instanceof Reserved) {
                LedgerStatus status = outcome instanceof Posted ? LedgerStatus.POSTED : LedgerStatus.RESERVED;
                LedgerTransfer transfer = new LedgerTransfer(
                        posting.transferId(),
                        posting.debitAccount(),
                        posting.creditAccount(),
                        posting.amount(),
                        twoPhase,
                        status,
                        AT,
                        twoPhase ? null : AT);
                transfers.put(transfer.id(), transfer);
                if (twoPhase) {
                    change(transfer.debitAccount(), 0, transfer.amount().amountMinor());
                } else {
                    move(transfer, 0);
                }
            }
            return outcome;
        }

        private PostingOutcome settle(LedgerTransfer existing, PostingOutcome outcome) {
            if (outcome instanceof Posted) {
                move(existing, existing.amount().amountMinor());
                replace(existing, LedgerStatus.POSTED);
            } else if (outcome instanceof Voided) {
                change(existing.debitAccount(), 0, -existing.amount().amountMinor());
                replace(existing, LedgerStatus.VOIDED);
            }
            return outcome;
        }

        private void move(LedgerTransfer transfer, long released) {
            posted.add(transfer);
            change(transfer.debitAccount(), -transfer.amount().amountMinor(), -released);
            change(transfer.creditAccount(), transfer.amount().amountMinor(), 0);
        }

        private void replace(LedgerTransfer transfer, LedgerStatus status) {
            transfers.put(
                    transfer.id(),
                    new LedgerTransfer(
                            transfer.id(),
                            transfer.debitAccount(),
                            transfer.creditAccount(),
                            transfer.amount(),
                            transfer.twoPhase(),
                            status,
                            AT,
                            AT));
        }

        private void change(String number, long balanceDelta, long reservedDelta) {
            LedgerAccount account = accounts.get(number);
            accounts.put(
                    number,
                    new LedgerAccount(
                            account.id(),
                            number,
                            account.currency(),
                            account.kind(),
                            account.state(),
                            Math.addExact(account.balanceMinor(), balanceDelta),
                            Math.addExact(account.reservedMinor(), reservedDelta),
                            account.overdraftLimitMinor(),
                            AT,
                            null));
        }

        BigInteger entered(String number) {
            return posted.stream()
                    .map(transfer -> sign(transfer, number)
                            .multiply(BigInteger.valueOf(transfer.amount().amountMinor())))
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }

        BigInteger reserved(String number) {
            return transfers.values().stream()
                    .filter(transfer -> transfer.status() == LedgerStatus.RESERVED)
                    .filter(transfer -> transfer.debitAccount().equals(number))
                    .map(transfer -> BigInteger.valueOf(transfer.amount().amountMinor()))
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }

        private static BigInteger sign(LedgerTransfer transfer, String number) {
            if (transfer.creditAccount().equals(number)) {
                return BigInteger.ONE;
            }
            return transfer.debitAccount().equals(number) ? BigInteger.ONE.negate() : BigInteger.ZERO;
        }
    }
}
