package dev.furikomi.card.software;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.jose.MalformedClaimsException;
import dev.furikomi.card.piv.CertificateObject;
import dev.furikomi.card.piv.ManagementKey;
import dev.furikomi.card.piv.Piv;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.storage.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A software card's file, {@code *.card.json}. It holds the private keys and the PIN as they are: whoever has the file
 * has the card, which is why only its owner can read it.
 */
public final class SoftwareCardFile {

    public static final String SUFFIX = ".card.json";

    private static final int LENGTH_MAX = 1024 * 1024;
    private static final Object WRITING = new Object();

    /** The PIN of a new card, as PIV cards commonly come. */
    public static final String PIN_OF_NEW_CARDS = "123456";

    private final Path path;

    private SoftwareCardFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** Makes a new card with a key in slot 9E and no certificate yet; a card that is there already stays as it is. */
    public static SoftwareCardFile create(Path path, String label) throws IOException {
        return create(path, label, CardSettings.standard());
    }

    public static SoftwareCardFile create(Path path, String label, String pin) throws IOException {
        return create(path, label, CardSettings.standard().withPin(pin));
    }

    public static SoftwareCardFile create(Path path, String label, CardSettings settings) throws IOException {
        if (Files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        SoftwareCardFile file = new SoftwareCardFile(path);
        CardContent content = new CardContent(
                label,
                StandardObjects.forNewCard(),
                Map.of(),
                settings.pin(),
                Optional.of(settings.puk()),
                Optional.of(settings.managementKey()),
                settings.isYubiKey(),
                settings.isYubiKey() ? new SecureRandom().nextInt(Integer.MAX_VALUE) : 0,
                List.of());
        file.write(
                settings.isBlank()
                        ? content
                        : content.withKey(PivSlot.CARD_AUTHENTICATION, CardKey.generate(SignatureAlgorithm.ES256)));
        return file;
    }

    /** Opens a card's file; what is no card is an {@link IOException}. */
    public static SoftwareCardFile open(Path path) throws IOException {
        SoftwareCardFile file = new SoftwareCardFile(path);
        file.read();
        return file;
    }

    public Path path() {
        return path;
    }

    public String label() throws IOException {
        return read().label();
    }

    public void label(String label) throws IOException {
        update(card -> card.withLabel(label));
    }

    /** The public key of a slot; empty when it has none. */
    public Optional<PublicKey> publicKey(PivSlot slot) throws IOException {
        return Optional.ofNullable(read().keys().get(slot)).map(CardKey::publicKey);
    }

    /** Makes a new key on P-256 on the card, as GENERATE ASYMMETRIC KEY PAIR would. */
    public PublicKey generateKey(PivSlot slot) throws IOException {
        return generateKey(slot, SignatureAlgorithm.ES256);
    }

    public PublicKey generateKey(PivSlot slot, SignatureAlgorithm algorithm) throws IOException {
        CardKey key = CardKey.generate(algorithm);
        update(card -> card.withKey(slot, key));
        return key.publicKey();
    }

    /** The management key, for who issues this card by commands; empty when the card has none. Closing it wipes it. */
    public Optional<ManagementKey> managementKey() throws IOException {
        return read().managementKey().map(key -> ManagementKey.of(key.algorithm(), key.value()));
    }

    /** The DER of a slot's certificate; empty when it has none, or one that cannot be read. */
    public Optional<byte[]> certificate(PivSlot slot) throws IOException {
        byte[] object = read().objects().get(slot.certificateTag());
        try {
            return object == null
                    ? Optional.empty()
                    : CertificateObject.certificate(DataObject.readOnly(Piv.TAG_DISCRETIONARY_DATA, object));
        } catch (MalformedTlvException malformed) {
            return Optional.empty();
        }
    }

    public void storeCertificate(PivSlot slot, CardCertificate certificate) throws IOException {
        storeObject(slot.certificateTag(), CertificateObject.of(certificate.der()));
    }

    /** Stores a certificate of whatever profile. */
    public void storeCertificate(PivSlot slot, X509Certificate certificate) throws IOException {
        try {
            storeObject(slot.certificateTag(), CertificateObject.of(certificate.getEncoded()));
        } catch (CertificateEncodingException malformed) {
            throw new IllegalArgumentException("A certificate that can be written is stored.", malformed);
        }
    }

    /** As {@link #storeCertificate(PivSlot, CardCertificate)}, compressed with gzip. */
    public void storeCompressedCertificate(PivSlot slot, CardCertificate certificate) throws IOException {
        storeObject(slot.certificateTag(), CertificateObject.compressed(certificate.der()));
    }

    /** Stores any data object under a tag, as PUT DATA would. */
    public void storeObject(int tag, DataObject object) throws IOException {
        update(card -> card.withObject(tag, object.toBytes()));
    }

    /** A data object by its tag; empty when it is not there, or is none. */
    public Optional<DataObject> object(int tag) throws IOException {
        byte[] object = read().objects().get(tag);
        try {
            return object == null
                    ? Optional.empty()
                    : DataObject.readAll(object).stream().findFirst();
        } catch (MalformedTlvException malformed) {
            return Optional.empty();
        }
    }

    public void eraseObject(int tag) throws IOException {
        update(card -> card.withoutObject(tag));
    }

    /** From the next power-on the card misbehaves like this. */
    public void faults(CardFault... faults) throws IOException {
        update(card -> card.withFaults(List.of(faults)));
    }

    CardContent read() throws IOException {
        if (Files.size(path) > LENGTH_MAX) {
            throw new IOException("Not a software card: too long.");
        }
        try {
            return CardJson.read(Files.readAllBytes(path));
        } catch (MalformedClaimsException malformed) {
            // Its message names the claim, never a key or PIN.
            throw new IOException("Not a software card: " + malformed.getMessage(), malformed);
        }
    }

    private void write(CardContent card) throws IOException {
        OwnerOnlyFile.write(path, CardJson.write(card));
    }

    /** Reads, changes and writes, one after the other within this process. */
    CardContent update(UnaryOperator<CardContent> change) throws IOException {
        synchronized (WRITING) {
            CardContent changed = change.apply(read());
            write(changed);
            return changed;
        }
    }
}
