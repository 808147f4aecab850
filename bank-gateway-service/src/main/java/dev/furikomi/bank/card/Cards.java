package dev.furikomi.bank.card;

import dev.furikomi.bank.identity.BankIdentity;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.issuing.KeyFiles;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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

    private final BankIdentity bank;

    Cards(BankIdentity bank) {
        this.bank = bank;
    }

    /** The registered card, if there is one ({@code card-unknown} otherwise). */
    public Uni<Optional<RegisteredCard>> find(String cardId) {
        return Panache.withSession(() -> findById(cardId))
                .map(card -> Optional.ofNullable(card).map(Card::registered));
    }

    /** SHA-256 of a public key (SPKI), base64url. */
    public static String cardId(PublicKey key) {
        return CardCertificate.spkiSha256(key);
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

    /** Registers a card of this bank. Again with another certificate of the same key replaces the certificate. */
    public Uni<CardRegistration> register(String cardId, String pem) {
        List<X509Certificate> authorities = bank.cardAuthorities();
        return onWorker(() -> check(cardId, pem, authorities)).chain(checked -> {
            Optional<CardCertificate> certificate = checked.certificate();
            return certificate.isEmpty()
                    ? Uni.createFrom().item(checked.outcome())
                    : Panache.withTransaction(() -> store(certificate.get())).replaceWith(checked.outcome());
        });
    }

    private record Checked(CardRegistration outcome, Optional<CardCertificate> certificate) {

        static Checked refused(CardRegistration outcome) {
            return new Checked(outcome, Optional.empty());
        }
    }

    private static Checked check(String cardId, String pem, List<X509Certificate> authorities) {
        Optional<CardCertificate> certificate = parse(pem);
        if (certificate.isEmpty()) {
            return Checked.refused(CardRegistration.CERTIFICATE_INVALID);
        }
        if (authorities.stream().noneMatch(certificate.get()::isIssuedBy)) {
            return Checked.refused(CardRegistration.CARD_OF_ANOTHER_BANK);
        }
        return certificate.get().cardId().equals(cardId)
                ? new Checked(CardRegistration.REGISTERED, certificate)
                : Checked.refused(CardRegistration.CARD_ID_MISMATCH);
    }

    private static Optional<CardCertificate> parse(String pem) {
        try {
            return Optional.of(CardCertificate.of(KeyFiles.certificate(pem)));
        } catch (MalformedCertificateException malformed) {
            return Optional.empty();
        }
    }

    private Uni<Card> store(CardCertificate certificate) {
        return findById(certificate.cardId()).chain(existing -> {
            Card card = existing == null ? new Card() : existing;
            card.certificate = certificate.der();
            card.accountReference = certificate.accountReference();
            if (existing != null) {
                return Uni.createFrom().item(card);
            }
            card.id = certificate.cardId();
            return persist(card);
        });
    }

    private Uni<Integer> update(String statement, String cardId) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> session.createNativeQuery(statement)
                .setParameter("id", cardId)
                .executeUpdate()));
    }

    /** Verifying a certificate takes a millisecond, which is too long for an event loop. */
    private static <T> Uni<T> onWorker(Supplier<T> work) {
        Context context = Vertx.currentContext();
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(command -> context.runOnContext(ignored -> command.run()));
    }
}
