package dev.furikomi.bank.card;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The card registry. Attempts are counted in the database, so they hold across windows and replicas. */
@ApplicationScoped
public class Cards implements PanacheRepositoryBase<Card, String> {

    private static final String TAKE_ATTEMPT = """
            update card set attempts_left = attempts_left - 1
             where id = :id and state = 'active' and attempts_left > 0
            returning attempts_left""";

    private static final String GIVE_ATTEMPTS_BACK =
            "update card set attempts_left = 5 where id = :id and state = 'active'";

    private static final String BLOCK_WHEN_SPENT =
            "update card set state = 'blocked' where id = :id and attempts_left = 0";

    private static final String ACTIVATE = "update card set state = 'active', attempts_left = 5 where id = :id";

    private static final String BLOCK = "update card set state = 'blocked' where id = :id";

    private final CardKeys keys;

    Cards(CardKeys keys) {
        this.keys = keys;
    }

    /** The registered card, if there is one ({@code card-unknown} otherwise). */
    public Uni<Optional<RegisteredCard>> find(String cardId) {
        return Panache.withSession(() -> findById(cardId).chain(this::withKeys));
    }

    /** The card that a key is registered for. */
    public Uni<Optional<RegisteredCard>> findByKey(String keyId) {
        return Panache.withSession(() -> keys.findById(keyId)
                .chain(key -> key == null
                        ? Uni.createFrom().item(Optional.<RegisteredCard>empty())
                        : findById(key.cardId).chain(this::withKeys)));
    }

    /** The cards whose references stand for an account. */
    public Uni<List<RegisteredCard>> ofAccount(String accountNumber) {
        return Panache.withSession(() -> find("""
                        from Card c where c.accountReference in
                            (select r.reference from AccountReference r where r.accountNumber = ?1)
                        order by c.id""", accountNumber).list().chain(found -> {
            Uni<List<RegisteredCard>> all = Uni.createFrom().item(List.of());
            for (Card card : found) {
                all = all.chain(before -> withKeys(card)
                        .map(one -> Stream.concat(before.stream(), one.stream()).toList()));
            }
            return all;
        }));
    }

    private Uni<Optional<RegisteredCard>> withKeys(@Nullable Card card) {
        return card == null
                ? Uni.createFrom().item(Optional.empty())
                : keys.ofCard(card.id).map(found -> Optional.of(card.registered(found)));
    }

    /** Takes one attempt before anything is hashed; whoever comes when none is left finds the card blocked. */
    public Uni<Attempt> takeAttempt(String cardId) {
        return Panache.withTransaction(() -> findById(cardId).chain(card -> {
            if (card == null) {
                return Uni.createFrom().item(new Attempt.Unknown());
            }
            return Panache.getSession()
                    .chain(session -> session.createNativeQuery(TAKE_ATTEMPT, Integer.class)
                            .setParameter("id", cardId)
                            .getSingleResultOrNull())
                    .map(left -> left == null ? new Attempt.Blocked() : new Attempt.Taken(card.accountReference, left));
        }));
    }

    /** After a right password. */
    public Uni<Void> giveAttemptsBack(String cardId) {
        return update(GIVE_ATTEMPTS_BACK, cardId).replaceWithVoid();
    }

    /** After a wrong password: the fifth in a row blocks. */
    public Uni<Void> blockWhenSpent(String cardId) {
        return update(BLOCK_WHEN_SPENT, cardId).replaceWithVoid();
    }

    /** Unblocks a card and gives it five attempts, or blocks it; false when there is no such card. */
    public Uni<Boolean> setBlocked(String cardId, boolean blocked) {
        return update(blocked ? BLOCK : ACTIVATE, cardId).map(rows -> rows == 1);
    }

    private Uni<Integer> update(String statement, String cardId) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> session.createNativeQuery(statement)
                .setParameter("id", cardId)
                .executeUpdate()));
    }
}
