package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.certificate.CertificateProfile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The data object with an X.509 certificate: tags 70, 71 (CertInfo) and FE within 53 (SP 800-73-5 part 1, table 10). */
public final class CertificateObject {

    private CertificateObject() {}

    public static DataObject of(byte[] der) {
        return of(der, 0);
    }

    /** Compressed, as cards with little room hold it. */
    public static DataObject compressed(byte[] der) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(der);
        } catch (IOException bug) {
            throw new UncheckedIOException("Writing to memory does not fail.", bug);
        }
        return of(compressed.toByteArray(), Piv.CERTIFICATE_COMPRESSED);
    }

    private static DataObject of(byte[] certificate, int information) {
        return DataObject.of(
                Piv.TAG_DISCRETIONARY_DATA,
                DataObject.of(Piv.TAG_CERTIFICATE, certificate),
                DataObject.of(Piv.TAG_CERTIFICATE_INFORMATION, new byte[] {(byte) information}),
                DataObject.of(Piv.TAG_ERROR_DETECTION_CODE, new byte[0]));
    }

    /** The DER of the certificate; empty when it is compressed in another way or to more than a certificate's length. */
    public static Optional<byte[]> certificate(DataObject container) throws MalformedTlvException {
        byte[] certificate = container.part(Piv.TAG_CERTIFICATE);
        // Some cards leave CertInfo out; what follows is the same as with 00.
        boolean isInformed = container.parts().stream().anyMatch(part -> part.tag() == Piv.TAG_CERTIFICATE_INFORMATION);
        byte[] information = isInformed ? container.part(Piv.TAG_CERTIFICATE_INFORMATION) : new byte[1];
        if (information.length != 1) {
            return Optional.empty();
        }
        return switch (information[0]) {
            case 0 -> Optional.of(certificate);
            case Piv.CERTIFICATE_COMPRESSED -> decompress(certificate);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> decompress(byte[] compressed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] der = gzip.readNBytes(CertificateProfile.LENGTH_MAX + 1);
            return der.length <= CertificateProfile.LENGTH_MAX ? Optional.of(der) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }
}
