package dev.furikomi.card.issuing;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.TrustedCardAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * All the keys of one bank. In a directory they are {@code request-key.json}, {@code event-key.json},
 * {@code card-authority-key.json} (private JWKs) and {@code card-authority.pem}.
 */
public record BankCredentials(String bic, ECKey requestKey, ECKey eventKey, CardAuthority cardAuthority) {

    public static final String REQUEST_KEY_FILE = "request-key.json";
    public static final String EVENT_KEY_FILE = "event-key.json";
    public static final String CARD_AUTHORITY_KEY_FILE = "card-authority-key.json";
    public static final String CARD_AUTHORITY_FILE = "card-authority.pem";

    /** Makes new keys and a new card authority, whose organisation identifier is the BIC. */
    public static BankCredentials create(String bic, String organizationName, Validity cardAuthorityValidity) {
        return new BankCredentials(
                bic,
                SigningKeys.generate(),
                SigningKeys.generate(),
                CardAuthority.create(organizationName, bic, cardAuthorityValidity));
    }

    /** Reads what {@link #write} wrote. */
    public static BankCredentials read(String bic, Path directory) throws IOException {
        ECKey authorityKey = KeyFiles.readAuthorityKey(directory.resolve(CARD_AUTHORITY_KEY_FILE));
        try {
            return new BankCredentials(
                    bic,
                    KeyFiles.readPrivateKey(directory.resolve(REQUEST_KEY_FILE)),
                    KeyFiles.readPrivateKey(directory.resolve(EVENT_KEY_FILE)),
                    new CardAuthority(authorityKey, KeyFiles.readCertificate(directory.resolve(CARD_AUTHORITY_FILE))));
        } catch (IllegalArgumentException doNotBelongTogether) {
            throw new IOException("The card authority's key and certificate differ.", doNotBelongTogether);
        }
    }

    public void write(Path directory) throws IOException {
        KeyFiles.writePrivateKey(directory.resolve(REQUEST_KEY_FILE), requestKey);
        KeyFiles.writePrivateKey(directory.resolve(EVENT_KEY_FILE), eventKey);
        KeyFiles.writePrivateKey(directory.resolve(CARD_AUTHORITY_KEY_FILE), cardAuthority.key());
        KeyFiles.writeCertificate(directory.resolve(CARD_AUTHORITY_FILE), cardAuthority.certificate());
    }

    /**
     * The bank as the bank list names it.
     *
     * @param svgIcon the icon's SVG
     */
    public Bank listed(Bank.LocalisedName name, byte[] svgIcon, List<String> origins, String windowUrl) {
        return new Bank(
                bic,
                name,
                "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svgIcon),
                origins,
                windowUrl,
                List.of(requestKey.toPublicJWK()),
                List.of(eventKey.toPublicJWK()),
                List.of(TrustedCardAuthority.of(cardAuthority.certificate())));
    }

    /** The BIC only. */
    @Override
    public String toString() {
        return "BankCredentials[" + bic + "]";
    }
}
