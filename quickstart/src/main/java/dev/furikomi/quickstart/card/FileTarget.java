package dev.furikomi.quickstart.card;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A new software card. */
final class FileTarget implements IssuingTarget {
    private final SoftwareCardFile file;

    FileTarget(SoftwareCardFile file) {
        this.file = file;
    }

    /** The certificates of a card's file, as far as they can be read. */
    static Map<PivSlot, X509Certificate> certificatesIn(Path path) {
        Map<PivSlot, X509Certificate> certificates = new EnumMap<>(PivSlot.class);
        try {
            SoftwareCardFile card = SoftwareCardFile.open(path);
            for (PivSlot slot : PivSlot.values()) {
                Optional<byte[]> der = card.certificate(slot);
                if (der.isPresent()) {
                    certificates.put(slot, CardCertificate.x509(der.get()));
                }
            }
        } catch (IOException | MalformedCertificateException unreadable) {
            // What cannot be read was no bank's card.
        }
        return certificates;
    }

    @Override
    public Map<PivSlot, X509Certificate> certificates() {
        return Map.of();
    }

    /** A new card's key in 9E is nobody's yet. */
    @Override
    public boolean hasKey(PivSlot slot) {
        return false;
    }

    @Override
    public PublicKey generateKey(PivSlot slot, SignatureAlgorithm algorithm) {
        try {
            return file.generateKey(slot, algorithm);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void store(PivSlot slot, X509Certificate certificate) {
        try {
            file.storeCertificate(slot, CardCertificate.of(certificate));
        } catch (IOException e) {
            throw unwritable(e);
        } catch (MalformedCertificateException bug) {
            throw new IllegalStateException("What was just issued can be read.", bug);
        }
    }

    @Override
    public boolean serves(PivSlot slot, X509Certificate certificate) {
        try {
            return file.publicKey(slot)
                    .filter(certificate.getPublicKey()::equals)
                    .isPresent();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static CardRefusedException unwritable(IOException cause) {
        return new CardRefusedException("card-file-unwritable", "the card's file cannot be written", cause);
    }
}
