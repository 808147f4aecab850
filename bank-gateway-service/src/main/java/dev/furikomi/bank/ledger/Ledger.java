package dev.furikomi.bank.ledger;

import dev.furikomi.bank.ledger.PostingOutcome.Declined;
import dev.furikomi.bank.ledger.PostingOutcome.Posted;
import dev.furikomi.bank.ledger.PostingOutcome.Reserved;
import dev.furikomi.bank.ledger.PostingOutcome.Voided;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves money, and is the only code that does: locks the accounts in id order, lets {@link LedgerRules} decide, writes
 * in one statement. The transfer id makes each order idempotent.
 *
 * <p>With a {@link SqlConnection} it works in the caller's transaction and a declined order leaves that transaction
 * usable.
 */
@ApplicationScoped
public class Ledger {

    private final Pool pool;
    private final Clock clock;

    Ledger(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Debits and credits at once, in a transaction of its own. */
    public Uni<PostingOutcome> direct(Posting posting) {
        return pool.withTransaction(connection -> direct(connection, posting));
    }

    public Uni<PostingOutcome> direct(SqlConnection connection, Posting posting) {
        return write(connection, posting, LedgerRules::direct);
    }

    /** Counts the amount against the payer's available balance, until it is posted or voided. */
    public Uni<PostingOutcome> reserve(SqlConnection connection, Posting posting) {
        return write(connection, posting, LedgerRules::reserve);
    }

    /** Moves what was reserved. */
    public Uni<PostingOutcome> post(SqlConnection connection, UUID transferId) {
        return settle(
                connection,
                transferId,
                (existing, accounts) ->
                        LedgerRules.post(transferId, existing, accounts.find(existing.creditAccount())));
    }

    /** Gives a reservation back. */
    public Uni<PostingOutcome> voidReservation(SqlConnection connection, UUID transferId) {
        return settle(
                connection, transferId, (existing, accounts) -> LedgerRules.voidReservation(transferId, existing));
    }

    /** The account as it stands now, without a lock. */
    public Uni<Optional<LedgerAccount>> account(SqlConnection connection, String number) {
        return LedgerRows.accounts(connection, LedgerSql.READ_ACCOUNTS, number)
                .map(accounts -> Optional.ofNullable(accounts.find(number)));
    }

    /** The account from which deposits in this currency come. */
    public Uni<Optional<LedgerAccount>> fundingAccount(String currency) {
        return pool.preparedQuery(LedgerSql.READ_FUNDING_ACCOUNT)
                .execute(Tuple.of(currency))
                .map(LedgerRows::accounts)
                .map(LedgerRows.Accounts::first);
    }

    /** A transfer as it is written. */
    public Uni<Optional<LedgerTransfer>> transfer(UUID transferId) {
        return pool.withConnection(connection -> LedgerRows.transfer(connection, transferId))
                .map(Optional::ofNullable);
    }

    private Uni<PostingOutcome> write(SqlConnection connection, Posting posting, PostingRule rule) {
        DeclineReason malformed = LedgerRules.malformed(posting);
        if (malformed != null) {
            return Uni.createFrom().item(new Declined(posting.transferId(), malformed));
        }
        return LedgerRows.accounts(connection, LedgerSql.LOCK_ACCOUNTS, posting.debitAccount(), posting.creditAccount())
                .chain(accounts -> LedgerRows.transfer(connection, posting.transferId())
                        .chain(existing -> write(connection, posting, rule, accounts, existing)));
    }

    private Uni<PostingOutcome> write(
            SqlConnection connection,
            Posting posting,
            PostingRule rule,
            LedgerRows.Accounts accounts,
            @Nullable LedgerTransfer existing) {
        LedgerAccount debit = accounts.find(posting.debitAccount());
        LedgerAccount credit = accounts.find(posting.creditAccount());
        PostingOutcome outcome = rule.decide(posting, existing, debit, credit);
        String statement =
                outcome instanceof Posted ? LedgerSql.DIRECT : outcome instanceof Reserved ? LedgerSql.RESERVE : null;
        if (statement == null || debit == null || credit == null) {
            return Uni.createFrom().item(outcome);
        }
        Tuple row = Tuple.tuple()
                .addUUID(posting.transferId())
                .addLong(debit.id())
                .addLong(credit.id())
                .addLong(posting.amount().amountMinor())
                .addString(posting.amount().currencyCode())
                .addOffsetDateTime(now());
        return connection.preparedQuery(statement).execute(row).chain(rows -> {
            if (rows.iterator().next().getLong(0) == 1) {
                return Uni.createFrom().item(outcome);
            }
            // Someone claimed the id for other accounts since we looked; that is committed now, so look again.
            return LedgerRows.transfer(connection, posting.transferId())
                    .map(claimed -> rule.decide(posting, claimed, debit, credit));
        });
    }

    private Uni<PostingOutcome> settle(SqlConnection connection, UUID transferId, SettlementRule rule) {
        return LedgerRows.transfer(connection, transferId).chain(found -> {
            if (found == null) {
                return Uni.createFrom().item(new Declined(transferId, DeclineReason.TRANSFER_UNKNOWN));
            }
            // What names the accounts never changes; the status is read again under their locks.
            return LedgerRows.accounts(connection, LedgerSql.LOCK_ACCOUNTS, found.debitAccount(), found.creditAccount())
                    .chain(accounts -> LedgerRows.transfer(connection, transferId)
                            .map(existing -> rule.decide(existing == null ? found : existing, accounts)))
                    .chain(outcome -> settle(connection, outcome));
        });
    }

    private Uni<PostingOutcome> settle(SqlConnection connection, PostingOutcome outcome) {
        String statement =
                outcome instanceof Posted ? LedgerSql.POST : outcome instanceof Voided ? LedgerSql.VOID : null;
        if (statement == null) {
            return Uni.createFrom().item(outcome);
        }
        return connection
                .preparedQuery(statement)
                .execute(Tuple.of(outcome.transferId(), now()))
                .invoke(rows -> {
                    if (rows.iterator().next().getLong(0) != 1) {
                        throw new IllegalStateException("A reservation changed under its accounts' locks.");
                    }
                })
                .replaceWith(outcome);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private interface PostingRule {
        PostingOutcome decide(
                Posting posting,
                @Nullable LedgerTransfer existing,
                @Nullable LedgerAccount debit,
                @Nullable LedgerAccount credit);
    }

    private interface SettlementRule {
        PostingOutcome decide(LedgerTransfer existing, LedgerRows.Accounts accounts);
    }
}
