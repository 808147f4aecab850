package dev.furikomi.bank.account;

import dev.furikomi.bank.ledger.AccountState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bank's accounts, except their balances. */
@ApplicationScoped
public class Accounts implements PanacheRepositoryBase<Account, Long> {

    /** The account with this number, if there is one. */
    public Uni<Optional<AccountView>> view(String number) {
        return Panache.withSession(() -> find("number", number).firstResult())
                .map(account -> Optional.ofNullable(account).map(Account::view));
    }

    /** Opens an account or changes its holder, customer and credit line. */
    public Uni<AccountChange> register(AccountRegistration registration) {
        return Panache.withTransaction(() -> limited(registration.customerId())
                .chain(limited -> limited.isEmpty()
                        ? Uni.createFrom().item(AccountChange.CUSTOMER_UNKNOWN)
                        : locked(registration.number())
                                .chain(account -> account.isPresent()
                                        ? Uni.createFrom().item(change(account.get(), registration, limited.get()))
                                        : open(registration, limited.get()))));
    }

    /** Opens, blocks or closes an account. */
    public Uni<AccountChange> setState(String number, AccountState state) {
        return Panache.withTransaction(() -> locked(number).map(found -> {
            if (found.isEmpty()) {
                return AccountChange.ACCOUNT_UNKNOWN;
            }
            Account account = found.get();
            if (state == AccountState.CLOSED && !account.isEmpty()) {
                return AccountChange.ACCOUNT_NOT_EMPTY;
            }
            account.state = state.name().toLowerCase(Locale.ROOT);
            return AccountChange.DONE;
        }));
    }

    /**
     * Lets a reference on cards stand for an account.
     *
     * @param replace whether it may be taken from another account: all cards with it pay from the new one afterwards
     */
    public Uni<AccountChange> setReference(String reference, String number, boolean replace) {
        return Panache.withTransaction(() -> find("number", number)
                .firstResult()
                .chain(account -> account == null
                        ? Uni.createFrom().item(AccountChange.ACCOUNT_UNKNOWN)
                        : Panache.getSession().chain(session -> session.find(
                                        AccountReference.class, reference, LockModeType.PESSIMISTIC_WRITE)
                                .chain(existing -> existing == null
                                        ? session.persist(AccountReference.of(reference, number))
                                                .replaceWith(AccountChange.DONE)
                                        : Uni.createFrom().item(point(existing, number, replace))))));
    }

    private static AccountChange point(AccountReference existing, String number, boolean replace) {
        if (!replace && !existing.accountNumber.equals(number)) {
            return AccountChange.REFERENCE_TAKEN;
        }
        existing.accountNumber = number;
        return AccountChange.DONE;
    }

    private static AccountChange change(Account account, AccountRegistration registration, boolean limited) {
        if (!account.currency.equals(registration.currency())
                || !account.kind.equals(registration.kind().name().toLowerCase(Locale.ROOT))) {
            return AccountChange.CURRENCY_OR_KIND_DIFFERS;
        }
        if (!account.keepsFloorWith(registration.overdraftLimitMinor())) {
            return AccountChange.OVERDRAFT_LIMIT_IN_USE;
        }
        account.holder = registration.holder();
        account.customerId = registration.customerId();
        account.overdraftLimitMinor = registration.overdraftLimitMinor();
        account.limited = limited;
        return AccountChange.DONE;
    }

    private Uni<AccountChange> open(AccountRegistration registration, boolean limited) {
        Account account = new Account();
        account.number = registration.number();
        account.holder = registration.holder();
        account.customerId = registration.customerId();
        account.currency = registration.currency();
        account.kind = registration.kind().name().toLowerCase(Locale.ROOT);
        account.overdraftLimitMinor = registration.overdraftLimitMinor();
        account.limited = limited;
        Uni<Long> fundingAccounts = account.isFunding()
                ? count("kind = ?1 and currency = ?2", account.kind, account.currency)
                : Uni.createFrom().item(0L);
        return fundingAccounts.chain(count -> count > 0
                ? Uni.createFrom().item(AccountChange.FUNDING_ACCOUNT_EXISTS)
                : persist(account).replaceWith(AccountChange.DONE));
    }

    /** Locked, because the ledger may be changing what is looked at here. */
    private Uni<Optional<Account>> locked(String number) {
        return find("number", number)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /**
     * Whether the customer has limits; empty when there is no such customer. The customer stays locked, so that whoever
     * sets limits meanwhile either is seen here or sees the account.
     */
    private static Uni<Optional<Boolean>> limited(@Nullable String customerId) {
        if (customerId == null) {
            return Uni.createFrom().item(Optional.of(false));
        }
        return Panache.getSession().chain(session -> session.createNativeQuery(
                        "select id from customer where id = :id for no key update", String.class)
                .setParameter("id", customerId)
                .getResultList()
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<Boolean>empty())
                        : session.createNativeQuery(
                                        "select exists (select from customer_limit where customer_id = :id)",
                                        Boolean.class)
                                .setParameter("id", customerId)
                                .getSingleResult()
                                .map(Optional::of)));
    }
}
