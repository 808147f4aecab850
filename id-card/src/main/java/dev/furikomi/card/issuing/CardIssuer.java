package dev.furikomi.card.issuing;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;

/** Issues software cards: the key is made on the card, the authority certifies it, the card keeps the certificate. */
public final class CardIssuer {

    private final CardAuthority authority;

    public CardIssuer(CardAuthority authority) {
        this.authority = authority;
    }

    /** Makes a new card in a new file and issues it. */
    public CardCertificate issue(Path cardFile, String label, String accountReference, Validity validity)
            throws IOException {
        return issue(SoftwareCardFile.create(cardFile, label), accountReference, validity);
    }

    /** Certifies the key in slot 9E of a card, making one when it has none. The certificate is what the bank registers. */
    public CardCertificate issue(SoftwareCardFile card, String accountReference, Validity validity) throws IOException {
        var existing = card.publicKey(PivSlot.CARD_AUTHENTICATION);
        PublicKey key = existing.isPresent() ? existing.get() : card.generateKey(PivSlot.CARD_AUTHENTICATION);
        CardCertificate certificate = authority.issue(key, accountReference, validity);
        card.storeCertificate(PivSlot.CARD_AUTHENTICATION, certificate);
        return certificate;
    }
}
