package dev.furikomi.bank.card;

import dev.furikomi.bank.account.Accounts;
import dev.furikomi.bank.identity.BankIdentity;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.piv.PivSlot;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Registers cards: those of the bank's own, and, for an account, those that were personalised elsewhere. */
@ApplicationScoped
public class RegisteringCard {

    private final Cards cards;
    private final CardKeys keys;
    private final Accounts accounts;
    private final BankIdentity bank;

    RegisteringCard(Cards cards, CardKeys keys, Accounts accounts, BankIdentity bank) {
        this.cards = cards;
        this.keys = keys;
        this.accounts = accounts;
        this.bank = bank;
    }

    /** Registers a card or changes what is registered of it; all or nothing. */
    public Uni<CardRegistrationOutcome> register(CardRegistration registration) {
        return onWorker(() -> CheckedCard.check(registration, bank.cardAuthorities()))
                .chain(checked -> {
                    Optional<CardRegistrationOutcome> refusal =
                            checked.refusal().or(() -> refusal(registration, checked));
                    return refusal.isPresent()
                            ? Uni.createFrom().item(refusal.get())
                            : Panache.withTransaction(() -> store(registration, checked));
                });
    }

    private static Optional<CardRegistrationOutcome> refusal(CardRegistration registration, CheckedCard checked) {
        if (checked.personalisedElsewhere() && registration.account() == null) {
            return Optional.of(CardRegistrationOutcome.ACCOUNT_MISSING);
        }
        return !checked.personalisedElsewhere() && registration.account() != null
                ? Optional.of(CardRegistrationOutcome.ACCOUNT_NOT_EXPECTED)
                : Optional.empty();
    }

    private Uni<CardRegistrationOutcome> store(CardRegistration registration, CheckedCard checked) {
        String cardId = registration.cardId();
        return cards.findById(cardId, LockModeType.PESSIMISTIC_WRITE).chain(card -> keys.ofCard(cardId)
                .chain(present -> keys.withIds(keyIds(checked)).chain(taken -> {
                    Optional<CardRegistrationOutcome> refusal = refusal(cardId, checked, card, present, taken);
                    return refusal.isPresent()
                            ? Uni.createFrom().item(refusal.get())
                            : setAccount(registration, checked)
                                    .chain(outcome -> outcome == CardRegistrationOutcome.REGISTERED
                                            ? write(cardId, checked, card).replaceWith(outcome)
                                            : Uni.createFrom().item(outcome));
                })));
    }

    private static Optional<CardRegistrationOutcome> refusal(
            String cardId, CheckedCard checked, @Nullable Card card, List<CardKey> present, List<CardKey> taken) {
        if (!cardId.equals(cardId(checked.certificates(), present))) {
            return Optional.of(CardRegistrationOutcome.CARD_ID_MISMATCH);
        }
        boolean takenElsewhere = taken.stream()
                .anyMatch(key -> !key.cardId.equals(cardId)
                        || !key.id.equals(keyId(checked.certificates().get(Card.slot(key.slot)))));
        if (takenElsewhere) {
            return Optional.of(CardRegistrationOutcome.KEY_REGISTERED);
        }
        boolean othersStay =
                present.stream().anyMatch(key -> !checked.certificates().containsKey(Card.slot(key.slot)));
        boolean differs = card != null
                && (card.personalisedElsewhere != checked.personalisedElsewhere()
                        || !card.accountReference.equals(checked.accountReference(cardId)));
        return othersStay && differs ? Optional.of(CardRegistrationOutcome.KEYS_DIFFER) : Optional.empty();
    }

    /** The card id that follows from the keys that the card will have; null when it has neither 9E nor 9A. */
    private static @Nullable String cardId(Map<PivSlot, CardCertificate> certificates, List<CardKey> present) {
        for (PivSlot slot : List.of(PivSlot.CARD_AUTHENTICATION, PivSlot.AUTHENTICATION)) {
            CardCertificate named = certificates.get(slot);
            if (named != null) {
                return named.keyId();
            }
            Optional<CardKey> stays =
                    present.stream().filter(key -> Card.slot(key.slot) == slot).findFirst();
            if (stays.isPresent()) {
                return stays.get().id;
            }
        }
        return null;
    }

    private static List<String> keyIds(CheckedCard checked) {
        return checked.certificates().values().stream()
                .map(CardCertificate::keyId)
                .toList();
    }

    private static @Nullable String keyId(@Nullable CardCertificate certificate) {
        return certificate == null ? null : certificate.keyId();
    }

    /** The card id of a card personalised elsewhere stands for the account; nothing that another wrote does. */
    private Uni<CardRegistrationOutcome> setAccount(CardRegistration registration, CheckedCard checked) {
        String account = registration.account();
        if (account == null) {
            return Uni.createFrom().item(CardRegistrationOutcome.REGISTERED);
        }
        return accounts.setReference(checked.accountReference(registration.cardId()), account, registration.replace())
                .map(change -> switch (change) {
                    case DONE -> CardRegistrationOutcome.REGISTERED;
                    case REFERENCE_TAKEN -> CardRegistrationOutcome.REFERENCE_TAKEN;
                    default -> CardRegistrationOutcome.ACCOUNT_UNKNOWN;
                });
    }

    private Uni<Void> write(String cardId, CheckedCard checked, @Nullable Card existing) {
        Card card = existing == null ? new Card() : existing;
        card.accountReference = checked.accountReference(cardId);
        card.personalisedElsewhere = checked.personalisedElsewhere();
        Uni<Void> written;
        if (existing == null) {
            card.id = cardId;
            written = cards.persistAndFlush(card).replaceWithVoid();
        } else {
            written = cards.flush();
        }
        return written.chain(() -> keys.put(cardId, checked.certificates()));
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
