package dev.furikomi.quickstart.card;

import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.ManagementKey;
import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivPersonalisation;
import dev.furikomi.card.piv.PivRefusal;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PIV card in a reader: it makes its keys itself, and the management key lets us. */
final class PivTarget implements IssuingTarget {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PivSession session;
    private final PivPersonalisation personalisation;
    private final byte @Nullable [] pin;

    private PivTarget(PivSession session, PivPersonalisation personalisation, byte @Nullable [] pin) {
        this.session = session;
        this.personalisation = personalisation;
        this.pin = pin;
    }

    /**
     * Proves the management key to the card.
     *
     * @param pin to look into slots 9A and 9C with; a wrong one is a refusal before anything is changed
     */
    static PivTarget open(PivSession session, ManagementKey key, byte @Nullable [] pin) {
        if (pin != null) {
            verify(session, pin);
        }
        PivPersonalisation personalisation = PivPersonalisation.authenticate(session, key)
                .fold(done -> done, refusal -> {
                    throw refusal.reason() == PivRefusal.Reason.NOT_SUPPORTED
                            ? new CardRefusedException(
                                    "management-key-wrong", "the card has another kind of management key")
                            : OpenCard.refused(refusal);
                });
        return new PivTarget(session, personalisation, pin);
    }

    /** Never on the last try: a mistyped PIN must not make the card useless. */
    private static void verify(PivSession session, byte[] pin) {
        int left = session.pinStatus().fold(status -> status.triesLeft().orElse(Integer.MAX_VALUE), refused -> 0);
        if (left <= 1) {
            throw new CardRefusedException(
                    left == 1 ? "pin-last-try" : "pin-blocked",
                    left == 1
                            ? "only one PIN try is left on the card; unblock it with its PUK first"
                            : "the PIN of the card is blocked; unblock it with its PUK first");
        }
        OpenCard.answered(session.verifyPin(pin));
    }

    @Override
    public Map<PivSlot, X509Certificate> certificates() {
        return Survey.certificates(session);
    }

    /** A key that signs is there, and so is one that wants the PIN first. */
    @Override
    public boolean hasKey(PivSlot slot) {
        return Arrays.stream(SignatureAlgorithm.values()).anyMatch(algorithm -> sign(slot, algorithm, random(algorithm))
                .fold(signature -> true, refusal -> refusal.reason() == PivRefusal.Reason.PIN_REQUIRED));
    }

    @Override
    public PublicKey generateKey(PivSlot slot, SignatureAlgorithm algorithm) {
        return OpenCard.answered(personalisation.generateKey(slot, algorithm));
    }

    @Override
    public void store(PivSlot slot, X509Certificate certificate) {
        OpenCard.answered(personalisation.storeCertificate(slot, certificate));
    }

    @Override
    public boolean serves(PivSlot slot, X509Certificate certificate) {
        boolean isStored =
                session.certificateBytes(slot).fold(der -> Arrays.equals(der, encoded(certificate)), refused -> false);
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.of(certificate.getPublicKey()).orElseThrow();
        byte[] digest = random(algorithm);
        return isStored
                && sign(slot, algorithm, digest)
                        .fold(
                                signature -> algorithm.verifies(certificate.getPublicKey(), digest, signature),
                                refusal -> pin == null && refusal.reason() == PivRefusal.Reason.PIN_REQUIRED);
    }

    private PivOutcome<byte[]> sign(PivSlot slot, SignatureAlgorithm algorithm, byte[] digest) {
        if (pin != null && slot != PivSlot.CARD_AUTHENTICATION) {
            verify(session, pin);
        }
        return session.sign(slot, algorithm, digest);
    }

    private static byte[] random(SignatureAlgorithm algorithm) {
        byte[] digest = new byte[algorithm.digestLength()];
        RANDOM.nextBytes(digest);
        return digest;
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.security.cert.CertificateEncodingException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
