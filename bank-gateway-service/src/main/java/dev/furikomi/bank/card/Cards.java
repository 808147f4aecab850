package dev.furikomi.bank.card;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The card registry. Attempts are counted in the database, so they hold across windows and replicas. */
@ApplicationScoped
public class Cards implements PanacheRepositoryBase<Card, String> {

    /** Without a row there is no such card; without attempts it is blocked. */
    private static final String TAKE_ATTEMPT = """
            with taken as (
                update card set attempts_left = attempts_left - 1
                 where id = $1 and state = 'active' and attempts_left > 0
                returning id, attempts_left)
            select c.account_reference, t.attempts_left from card c left join taken t on t.id = c.id where c.id = $1""";

    private static final String GIVE_ATTEMPTS_BACK =
            "update card set attempts_left = 5 where id = $1 and state = 'active'";

    private static final String BLOCK_WHEN_SPENT =
            "update card set state = 'blocked' where id = $1 and attempts_left = 0";

    private static final String ACTIVATE = "update card set state = 'active', attempts_left = 5 where id = $1";

    private static final String BLOCK = "update card set state = 'blocked' where id = $1";

    private static final String WITH_KEYS = """
            select c.id, c.account_reference, c.personalised_elsewhere, c.state, c.attempts_left,
                   k.id as key_id, k.slot, k.certificate
              from card c left join card_key k on k.card_id = c.id
             where c.id = """;

    private static final String FIND = WITH_KEYS + "$1 order by k.slot";

    private static final String FIND_BY_KEY =
            WITH_KEYS + "(select card_id from card_key where id = $1) order by k.slot";

    private final CardKeys keys;
    private final Pool pool;

    Cards(CardKeys keys, Pool pool) {
        this.keys = keys;
        this.pool = pool;
    }

    /** The registered card, if there is one ({@code card-unknown} otherwise). */
    public Uni<Optional<RegisteredCard>> find(String cardId) {
        return read(FIND, cardId);
    }

    /** The card that a key is registered for. */
    public Uni<Optional<RegisteredCard>> findByKey(String keyId) {
        return read(FIND_BY_KEY, keyId);
    }

    /** Card and keys in one statement: this is asked at each proof and at each acceptance. */
    private Uni<Optional<RegisteredCard>> read(String statement, String id) {
        return pool.preparedQuery(statement).execute(Tuple.of(id)).map(CardRows::registered);
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
        return pool.preparedQuery(TAKE_ATTEMPT).execute(Tuple.of(cardId)).map(rows -> {
            if (rows.size() == 0) {
                return new Attempt.Unknown();
            }
            Row row = rows.iterator().next();
            Integer left = row.getInteger("attempts_left");
            return left == null ? new Attempt.Blocked() : new Attempt.Taken(row.getString("account_reference"), left);
        });
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
        return pool.preparedQuery(statement).execute(Tuple.of(cardId)).map(RowSet::rowCount);
    }
}
