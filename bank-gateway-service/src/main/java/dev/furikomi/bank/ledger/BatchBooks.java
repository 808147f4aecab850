package dev.furikomi.bank.ledger;

import dev.furikomi.bank.ledger.PostingOutcome.Posted;
import dev.furikomi.bank.ledger.PostingOutcome.Reserved;
import dev.furikomi.bank.ledger.PostingOutcome.Voided;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The books as a batch sees them: what was read under the locks, and what becomes of it while the orders are decided one
 * by one. An order finds what the ones before it left, as if each had been committed alone.
 */
final class BatchBooks {

    private final Instant now;
    private final ZoneId zone;
    private final Map<String, LedgerAccount> accountsBefore;
    private final Map<String, LedgerAccount> accounts;
    private final Map<UUID, LedgerTransfer> transfers;
    private final Map<CustomerLimit.Key, CustomerLimit> limits = new HashMap<>();

    private final Map<UUID, LedgerTransfer> written = new LinkedHashMap<>();
    private final Map<UUID, LedgerTransfer> settled = new LinkedHashMap<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Set<String> touchedAccounts = new LinkedHashSet<>();
    private final Set<CustomerLimit.Key> touchedLimits = new LinkedHashSet<>();

    /**
     * @param now to the microsecond, as the database keeps it
     * @param zone where the bank's day begins
     */
    BatchBooks(
            Instant now,
            ZoneId zone,
            Collection<LedgerAccount> lockedAccounts,
            Collection<LedgerTransfer> existingTransfers,
            Collection<CustomerLimit> lockedLimits) {
        this.now = now;
        this.zone = zone;
        this.accounts = new HashMap<>(lockedAccounts.size() * 2);
        this.transfers = new HashMap<>();
        lockedAccounts.forEach(account -> accounts.put(account.number(), account));
        existingTransfers.forEach(transfer -> transfers.put(transfer.id(), transfer));
        lockedLimits.forEach(limit -> limits.put(limit.key(), limit));
        this.accountsBefore = Map.copyOf(accounts);
    }

    /** A posted transfer and what both accounts hold after it. */
    record JournalEntry(LedgerTransfer transfer, LedgerAccount debit, LedgerAccount credit, Instant bookedAt) {}

    /** What the orders so far did to an account. */
    record AccountChange(LedgerAccount before, LedgerAccount after) {}

    PostingOutcome decide(LedgerOrder order) {
        if (order instanceof LedgerOrder.Direct direct) {
            return direct(direct.posting());
        }
        if (order instanceof LedgerOrder.Reserve reserve) {
            return reserve(reserve.posting());
        }
        return order instanceof LedgerOrder.Post ? post(order.transferId()) : voidReservation(order.transferId());
    }

    private PostingOutcome direct(Posting posting) {
        LedgerAccount debit = accounts.get(posting.debitAccount());
        LedgerAccount credit = accounts.get(posting.creditAccount());
        PostingOutcome outcome =
                LedgerRules.direct(posting, transfers.get(posting.transferId()), debit, credit, limit(debit, posting));
        if (outcome instanceof Posted && debit != null && credit != null) {
            Instant bookedAt = bookingTime(debit, credit);
            LedgerTransfer transfer = transfer(posting, false, LedgerStatus.POSTED, bookedAt);
            write(transfer);
            use(debit, posting.amount().amountMinor());
            book(transfer, debit, credit, bookedAt);
        }
        return outcome;
    }

    private PostingOutcome reserve(Posting posting) {
        LedgerAccount debit = accounts.get(posting.debitAccount());
        LedgerAccount credit = accounts.get(posting.creditAccount());
        PostingOutcome outcome =
                LedgerRules.reserve(posting, transfers.get(posting.transferId()), debit, credit, limit(debit, posting));
        if (outcome instanceof Reserved && debit != null) {
            write(transfer(posting, true, LedgerStatus.RESERVED, null));
            use(debit, posting.amount().amountMinor());
            put(debit.reserving(posting.amount().amountMinor()));
        }
        return outcome;
    }

    private PostingOutcome post(UUID transferId) {
        LedgerTransfer existing = known(transferId);
        LedgerAccount debit = existing == null ? null : accounts.get(existing.debitAccount());
        LedgerAccount credit = existing == null ? null : accounts.get(existing.creditAccount());
        PostingOutcome outcome = LedgerRules.post(transferId, existing, credit);
        if (outcome instanceof Posted && existing != null && debit != null && credit != null) {
            Instant bookedAt = bookingTime(debit, credit);
            LedgerTransfer posted = settle(existing, LedgerStatus.POSTED, bookedAt);
            book(posted, debit.releasing(existing.amount().amountMinor()), credit, bookedAt);
        }
        return outcome;
    }

    private PostingOutcome voidReservation(UUID transferId) {
        LedgerTransfer existing = known(transferId);
        LedgerAccount debit = existing == null ? null : accounts.get(existing.debitAccount());
        PostingOutcome outcome = LedgerRules.voidReservation(transferId, existing);
        if (outcome instanceof Voided && existing != null && debit != null) {
            settle(existing, LedgerStatus.VOIDED, now);
            put(debit.releasing(existing.amount().amountMinor()));
            giveBack(debit, existing);
        }
        return outcome;
    }

    /** A transfer whose accounts were not locked came after the locks: to this batch it does not exist yet. */
    private @Nullable LedgerTransfer known(UUID transferId) {
        LedgerTransfer existing = transfers.get(transferId);
        return existing != null
                        && accounts.containsKey(existing.debitAccount())
                        && accounts.containsKey(existing.creditAccount())
                ? existing
                : null;
    }

    private Instant bookingTime(LedgerAccount debit, LedgerAccount credit) {
        Instant latest = debit.bookedUntil().isAfter(credit.bookedUntil()) ? debit.bookedUntil() : credit.bookedUntil();
        return latest.isAfter(now) ? latest : now;
    }

    private LedgerTransfer transfer(
            Posting posting, boolean twoPhase, LedgerStatus status, @Nullable Instant settledAt) {
        return new LedgerTransfer(
                posting.transferId(),
                posting.debitAccount(),
                posting.creditAccount(),
                posting.amount(),
                twoPhase,
                status,
                now,
                settledAt);
    }

    private void write(LedgerTransfer transfer) {
        transfers.put(transfer.id(), transfer);
        written.put(transfer.id(), transfer);
    }

    private LedgerTransfer settle(LedgerTransfer transfer, LedgerStatus status, Instant at) {
        LedgerTransfer next = transfer.settled(status, at);
        transfers.put(next.id(), next);
        // What this batch reserved is written once, as it is in the end.
        (written.containsKey(next.id()) ? written : settled).put(next.id(), next);
        return next;
    }

    private void book(LedgerTransfer transfer, LedgerAccount debit, LedgerAccount credit, Instant bookedAt) {
        long amountMinor = transfer.amount().amountMinor();
        LedgerAccount debited = debit.booking(-amountMinor, bookedAt);
        LedgerAccount credited = credit.booking(amountMinor, bookedAt);
        put(debited);
        put(credited);
        entries.add(new JournalEntry(transfer, debited, credited, bookedAt));
    }

    private void put(LedgerAccount account) {
        accounts.put(account.number(), account);
        touchedAccounts.add(account.number());
    }

    private @Nullable DayLimit limit(@Nullable LedgerAccount debit, Posting posting) {
        CustomerLimit limit = debit == null ? null : limitOf(debit);
        return limit == null ? null : new DayLimit(limit, day(now));
    }

    private @Nullable CustomerLimit limitOf(LedgerAccount account) {
        String customer = account.limitedCustomer();
        return customer == null ? null : limits.get(new CustomerLimit.Key(customer, account.currency()));
    }

    private void use(LedgerAccount debit, long amountMinor) {
        CustomerLimit limit = limitOf(debit);
        if (limit != null) {
            put(limit.using(day(now), amountMinor));
        }
    }

    private void giveBack(LedgerAccount debit, LedgerTransfer reservation) {
        CustomerLimit limit = limitOf(debit);
        if (limit != null) {
            put(limit.givingBack(
                    day(reservation.createdAt()), reservation.amount().amountMinor()));
        }
    }

    private void put(CustomerLimit limit) {
        limits.put(limit.key(), limit);
        touchedLimits.add(limit.key());
    }

    private LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    boolean isUnchanged() {
        return written.isEmpty() && settled.isEmpty();
    }

    /** The transfers that this batch writes, in order. */
    Collection<LedgerTransfer> written() {
        return written.values();
    }

    /** The earlier reservations that this batch posts or voids. */
    Collection<LedgerTransfer> settled() {
        return settled.values();
    }

    List<JournalEntry> entries() {
        return entries;
    }

    List<AccountChange> accountChanges() {
        List<AccountChange> changes = new ArrayList<>(touchedAccounts.size());
        for (String number : touchedAccounts) {
            changes.add(new AccountChange(account(accountsBefore, number), account(accounts, number)));
        }
        return changes;
    }

    List<CustomerLimit> limitChanges() {
        return touchedLimits.stream().map(limits::get).filter(Objects::nonNull).toList();
    }

    /** The database's id of an account that was locked. */
    long accountId(String number) {
        return account(accounts, number).id();
    }

    private static LedgerAccount account(Map<String, LedgerAccount> accounts, String number) {
        LedgerAccount account = accounts.get(number);
        if (account == null) {
            throw new IllegalStateException("An account was touched that is not locked.");
        }
        return account;
    }
}
