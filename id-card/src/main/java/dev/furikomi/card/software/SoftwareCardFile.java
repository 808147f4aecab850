package dev.furikomi.card.software;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.jose.MalformedClaimsException;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.piv.CertificateObject;
import dev.furikomi.card.piv.Piv;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.storage.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
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
    private static final int PIN_TRIES = 5;
    private static final int TAG_DISCOVERY = 0x7E;
    private static final int TAG_PIN_USAGE_POLICY = 0x5F2F;

    /** The PIN of a new card, as PIV cards commonly come. */
    public static final String PIN_OF_NEW_CARDS = "123456";

    private final Path path;

    private SoftwareCardFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** Makes a new card with a key in slot 9E and no certificate yet; a card that is there already stays as it is. */
    public static SoftwareCardFile create(Path path, String label) throws IOException {
        return create(path, label, PIN_OF_NEW_CARDS);
    }

    public static SoftwareCardFile create(Path path, String label, String pin) throws IOException {
        if (Files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        SoftwareCardFile file = new SoftwareCardFile(path);
        file.write(new CardContent(
                label,
                Map.of(TAG_DISCOVERY, discoveryObject()),
                Map.of(PivSlot.CARD_AUTHENTICATION, SigningKeys.generate()),
                pin,
                PIN_TRIES,
                PIN_TRIES,
                List.of()));
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
    public Optional<ECPublicKey> publicKey(PivSlot slot) throws IOException {
        ECKey key = read().keys().get(slot);
        try {
            return key == null ? Optional.empty() : Optional.of(key.toECPublicKey());
        } catch (JOSEException malformed) {
            throw new IOException("The card's key cannot be read.", malformed);
        }
    }

    /** Makes a new key on the card, as GENERATE ASYMMETRIC KEY PAIR would. */
    public ECPublicKey generateKey(PivSlot slot) throws IOException {
        ECKey key = SigningKeys.generate();
        update(card -> card.withKey(slot, key));
        try {
            return key.toECPublicKey();
        } catch (JOSEException bug) {
            throw new IllegalStateException("A key that was just made can be read.", bug);
        }
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

    /** As {@link #storeCertificate}, compressed with gzip. */
    public void storeCompressedCertificate(PivSlot slot, CardCertificate certificate) throws IOException {
        storeObject(slot.certificateTag(), CertificateObject.compressed(certificate.der()));
    }

    /** Stores any data object under a tag, as PUT DATA would. */
    public void storeObject(int tag, DataObject object) throws IOException {
        update(card -> card.withObject(tag, object.toBytes()));
    }

    public void eraseObject(int tag) throws IOException {
        update(card -> card.withoutObject(tag));
    }

    /** From the next power-on the card misbehaves like this. */
    public void faults(CardFault... faults) throws IOException {
        update(card -> card.withFaults(List.of(faults)));
    }

    void pinTriesLeft(int tries) throws IOException {
        update(card -> card.withPinTriesLeft(tries));
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

    private void update(UnaryOperator<CardContent> change) throws IOException {
        write(change.apply(read()));
    }

    /** SP 800-73-5 part 1, section 3.3.2: the PIV PIN, and no other, satisfies the access rules. */
    private static byte[] discoveryObject() {
        return DataObject.of(
                        TAG_DISCOVERY,
                        DataObject.of(Piv.TAG_APPLICATION_IDENTIFIER, Piv.applicationIdentifier()),
                        DataObject.of(TAG_PIN_USAGE_POLICY, new byte[] {0x40, 0}))
                .toBytes();
    }
}
