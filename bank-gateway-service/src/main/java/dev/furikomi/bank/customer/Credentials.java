package dev.furikomi.bank.customer;

import dev.furikomi.bank.card.Attempt;
import dev.furikomi.bank.card.Cards;
import dev.furikomi.bank.customer.CredentialsOutcome.Busy;
import dev.furikomi.bank.customer.CredentialsOutcome.CardBlocked;
import dev.furikomi.bank.customer.CredentialsOutcome.CardUnknown;
import dev.furikomi.bank.customer.CredentialsOutcome.Right;
import dev.furikomi.bank.customer.CredentialsOutcome.Wrong;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** S304, after the card has proved itself: one attempt is taken, then account reference and password are checked. */
@ApplicationScoped
public class Credentials {

    private final Cards cards;
    private final Customers customers;
    private final HashingPool pool;

    Credentials(Cards cards, Customers customers, HashingPool pool) {
        this.cards = cards;
        this.customers = customers;
        this.pool = pool;
    }

    /**
     * Checks the secret of a card whose signature was verified. To be called on a Vert.x context and outside of any
     * transaction or session: the attempt is committed before anything is opened or hashed.
     *
     * @param cardId SHA-256 of the card's public key, base64url
     * @param open opens the JWE; called on a worker thread, once an attempt was taken. Empty when it cannot be opened
     *     or its fields are not those of this window: that is answered like a wrong password, after the same work
     */
    public Uni<CredentialsOutcome> check(String cardId, Supplier<Optional<Secret>> open) {
        Optional<HashingPool.Place> place = pool.enter();
        if (place.isEmpty()) {
            return Uni.createFrom().item(new Busy());
        }
        return cards.takeAttempt(cardId)
                .chain(attempt -> {
                    if (attempt instanceof Attempt.Taken taken) {
                        return check(cardId, taken, place.get(), open);
                    }
                    return Uni.createFrom()
                            .item(attempt instanceof Attempt.Blocked ? new CardBlocked() : new CardUnknown());
                })
                .eventually(place.get()::leave);
    }

    /**
     * Whose account it is, when the card has checked its holder by PIN. Nothing is counted: the card counts itself. To be
     * called like {@link #check}, for a card whose signature was verified.
     */
    public Uni<CredentialsOutcome> checkedByCard(String cardId) {
        return cards.find(cardId).chain(card -> {
            if (card.isEmpty()) {
                return Uni.createFrom().item(new CardUnknown());
            }
            if (card.get().blocked()) {
                return Uni.createFrom().item(new CardBlocked());
            }
            return customers
                    .accountHolder(card.get().accountReference())
                    .map(right -> right.isPresent() ? right.get() : new CardUnknown());
        });
    }

    private Uni<CredentialsOutcome> check(
            String cardId, Attempt.Taken taken, HashingPool.Place place, Supplier<Optional<Secret>> open) {
        return place.work(open).chain(opened -> {
            // What cannot be opened is looked up and hashed all the same, so that it takes the same time.
            Secret secret = opened.orElseGet(() -> new Secret("", new byte[] {}));
            return customers
                    .holder(secret.accountReference())
                    .map(found ->
                            found.filter(holder -> taken.accountReference().equals(secret.accountReference())))
                    .chain(holder -> place.work(() -> isRight(secret, holder))
                            .chain(right -> conclude(cardId, taken, right ? holder : Optional.empty())))
                    .eventually(secret::close);
        });
    }

    private boolean isRight(Secret secret, Optional<Holder> holder) {
        PasswordHash hash = customers.passwordHash();
        boolean matches =
                hash.verify(secret.password(), holder.map(Holder::passwordHash).orElseGet(hash::dummy));
        return matches && holder.isPresent();
    }

    private Uni<CredentialsOutcome> conclude(String cardId, Attempt.Taken taken, Optional<Holder> right) {
        if (right.isEmpty()) {
            // Only the last attempt blocks: while it is still being checked it may be the right one.
            Uni<Void> counted = taken.attemptsLeft() == 0
                    ? cards.blockWhenSpent(cardId)
                    : Uni.createFrom().voidItem();
            return counted.replaceWith(new Wrong(taken.attemptsLeft()));
        }
        Holder holder = right.get();
        return cards.giveAttemptsBack(cardId)
                .replaceWith(new Right(holder.customerId(), holder.customerName(), holder.accountNumber()));
    }
}
