package dev.furikomi.quickstart.card;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.PinStatus;
import dev.furikomi.card.piv.PivRefusal;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.BankList;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be read from a card without any PIN.
 *
 * @param label what is printed on a software card
 * @param cardId of the key in 9E, or in 9A when there is none in 9E
 * @param pinTriesLeft absent when the card does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Survey(
        String where,
        @Nullable String label,
        @Nullable String cardId,
        @Nullable Integer pinTriesLeft,
        List<Key> slots) {

    private static final List<PivSlot> SLOTS =
            List.of(PivSlot.CARD_AUTHENTICATION, PivSlot.AUTHENTICATION, PivSlot.SIGNATURE);

    /**
     * A slot with what its certificate says.
     *
     * @param condition {@code valid}, {@code expired}, {@code not-yet-valid}, {@code no-certificate} or {@code unreadable}
     * @param institution SHA-256 of the issuing authority's key, when the authority is known
     * @param bank the BIC of the bank whose own authority that is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Key(
            String slot,
            String condition,
            @Nullable String algorithm,
            @Nullable String keyId,
            @Nullable String subject,
            @Nullable String issuer,
            @Nullable String accountReference,
            @Nullable String institution,
            @Nullable String bank,
            @Nullable String bankName,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter) {

        static Key without(PivSlot slot, String condition) {
            return new Key(slot.hex(), condition, null, null, null, null, null, null, null, null, null, null);
        }

        boolean hasCertificate() {
            return keyId != null;
        }
    }

    static Survey of(PivSession card, String where, @Nullable String label, Optional<BankList> banks) {
        Map<PivSlot, X509Certificate> certificates = certificates(card);
        List<Key> keys = new ArrayList<>();
        for (PivSlot slot : SLOTS) {
            X509Certificate certificate = certificates.get(slot);
            keys.add(
                    certificate == null
                            ? Key.without(slot, emptyOrUnreadable(card, slot))
                            : key(slot, certificate, banks));
        }
        return new Survey(where, label, cardId(certificates).orElse(null), triesLeft(card), keys);
    }

    /** The certificates that can be read. */
    static Map<PivSlot, X509Certificate> certificates(PivSession card) {
        Map<PivSlot, X509Certificate> certificates = new EnumMap<>(PivSlot.class);
        for (PivSlot slot : SLOTS) {
            card.certificateBytes(slot)
                    .fold(der -> Optional.of(der), refused -> Optional.<byte[]>empty())
                    .flatMap(Survey::x509)
                    .ifPresent(certificate -> certificates.put(slot, certificate));
        }
        return certificates;
    }

    /** The id under which a bank registers a card with these certificates. */
    static Optional<String> cardId(Map<PivSlot, X509Certificate> certificates) {
        return Optional.ofNullable(certificates.get(PivSlot.CARD_AUTHENTICATION))
                .or(() -> Optional.ofNullable(certificates.get(PivSlot.AUTHENTICATION)))
                .map(certificate -> CardCertificate.spkiSha256(certificate.getPublicKey()));
    }

    private static Optional<X509Certificate> x509(byte[] der) {
        try {
            return Optional.of(CardCertificate.x509(der));
        } catch (MalformedCertificateException e) {
            return Optional.empty();
        }
    }

    /** Only an empty slot is empty: a card that was taken out meanwhile is a refusal. */
    private static String emptyOrUnreadable(PivSession card, PivSlot slot) {
        return card.certificateBytes(slot).fold(der -> "unreadable", refusal -> {
            if (refusal.reason() == PivRefusal.Reason.NO_CERTIFICATE) {
                return "no-certificate";
            }
            if (refusal.reason() == PivRefusal.Reason.MALFORMED_ANSWER) {
                return "unreadable";
            }
            throw OpenCard.refused(refusal);
        });
    }

    private static Key key(PivSlot slot, X509Certificate certificate, Optional<BankList> banks) {
        Optional<String> institution = banks.map(list -> list.institution(certificate))
                .filter(each -> !each.equals(BankList.UNKNOWN_INSTITUTION));
        Optional<Bank> bank = institution.flatMap(each -> banks.flatMap(list -> list.bankOfCardAuthority(each)));
        return new Key(
                slot.hex(),
                condition(certificate),
                SignatureAlgorithm.of(certificate.getPublicKey())
                        .map(SignatureAlgorithm::wireName)
                        .orElse("unsupported"),
                CardCertificate.spkiSha256(certificate.getPublicKey()),
                certificate.getSubjectX500Principal().toString(),
                certificate.getIssuerX500Principal().toString(),
                CardCertificate.unverified(certificate)
                        .map(CardCertificate::accountReference)
                        .orElse(null),
                institution.orElse(null),
                bank.map(Bank::bic).orElse(null),
                bank.map(each -> each.name().en()).orElse(null),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static String condition(X509Certificate certificate) {
        Instant now = Instant.now();
        return CardCertificate.isValidAt(certificate, now)
                ? "valid"
                : now.isBefore(certificate.getNotBefore().toInstant()) ? "not-yet-valid" : "expired";
    }

    private static @Nullable Integer triesLeft(PivSession card) {
        PinStatus status =
                card.pinStatus().fold(each -> each, refused -> new PinStatus(false, java.util.OptionalInt.empty()));
        return status.triesLeft().isPresent() ? status.triesLeft().getAsInt() : null;
    }

    /** For a person; a line for each slot. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(label == null ? where : label + "  (" + where + ")").append('\n');
        line(text, "card id", cardId == null ? "none: no key to know it by" : cardId);
        line(text, "PIN", pinTriesLeft == null ? "the card does not say" : tries(pinTriesLeft));
        for (Key key : slots) {
            line(
                    text,
                    key.slot(),
                    key.hasCertificate() ? described(key) : key.condition().replace('-', ' '));
        }
        return text.toString();
    }

    private static String tries(int left) {
        return left == 0 ? "blocked" : left + (left == 1 ? " try left" : " tries left");
    }

    private static String described(Key key) {
        String bank = key.bank() != null
                ? key.bankName() + " (" + key.bank() + ")"
                : key.institution() != null ? "an authority that banks of the list take" : "issued by " + key.issuer();
        return key.algorithm() + ", " + bank + ", "
                + (key.condition().equals("valid")
                        ? "valid until "
                        : key.condition().replace('-', ' ') + ", valid until ")
                + key.notAfter() + ", account reference " + key.accountReference();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append(String.format("  %-9s %s%n", what, value));
    }
}
