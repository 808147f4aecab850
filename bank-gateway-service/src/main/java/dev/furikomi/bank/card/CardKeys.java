package dev.furikomi.bank.card;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.piv.PivSlot;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The keys of the cards. Each of them belongs to one slot of one card. */
@ApplicationScoped
class CardKeys implements PanacheRepositoryBase<CardKey, String> {

    private static final String PUT = """
            insert into card_key (id, card_id, slot, certificate) values (:id, :card, :slot, :certificate)
            on conflict (card_id, slot) do update set id = excluded.id, certificate = excluded.certificate""";

    Uni<List<CardKey>> ofCard(String cardId) {
        return find("cardId = ?1 order by slot", cardId).list();
    }

    Uni<List<CardKey>> withIds(Collection<String> keyIds) {
        return find("id in ?1", List.copyOf(keyIds)).list();
    }

    /** Inside a transaction in which the card's row is there; one after the other, as a session demands. */
    Uni<Void> put(String cardId, Map<PivSlot, CardCertificate> certificates) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Map.Entry<PivSlot, CardCertificate> entry : certificates.entrySet()) {
            all = all.chain(() -> put(cardId, entry.getKey(), entry.getValue()));
        }
        return all;
    }

    private static Uni<Void> put(String cardId, PivSlot slot, CardCertificate certificate) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PUT)
                        .setParameter("id", certificate.keyId())
                        .setParameter("card", cardId)
                        .setParameter("slot", slot.hex())
                        .setParameter("certificate", certificate.der())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
