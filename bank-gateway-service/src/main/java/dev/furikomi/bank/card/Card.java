package dev.furikomi.bank.card;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.piv.PivSlot;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/** A row of the card registry. State and attempts are written by {@link Cards}' statements only. */
@Entity
class Card {

    static final String BLOCKED = "blocked";

    @Id
    String id = "";

    @Column(name = "account_reference")
    String accountReference = "";

    @Column(name = "personalised_elsewhere")
    boolean personalisedElsewhere;

    @Column(insertable = false, updatable = false)
    String state = "active";

    @Column(name = "attempts_left", insertable = false, updatable = false)
    int attemptsLeft = 5;

    RegisteredCard registered(List<CardKey> keys) {
        return new RegisteredCard(
                id,
                accountReference,
                personalisedElsewhere,
                BLOCKED.equals(state),
                attemptsLeft,
                keys.stream().map(Card::registered).toList());
    }

    private static RegisteredKey registered(CardKey key) {
        return new RegisteredKey(key.id, slot(key.slot), x509(key.certificate));
    }

    static PivSlot slot(String hex) {
        return Arrays.stream(PivSlot.values())
                .filter(slot -> slot.hex().equals(hex))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("A key is registered for no slot of a card."));
    }

    static X509Certificate x509(byte[] der) {
        try {
            return CardCertificate.x509(der);
        } catch (MalformedCertificateException bug) {
            throw new IllegalStateException("A registered certificate cannot be read.", bug);
        }
    }
}
