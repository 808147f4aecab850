package dev.furikomi.card.certificate;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fields of a certificate that the JDK has no method for, read from their DER, so that the bridge needs no ASN.1 library. */
final class CertificateFields {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int OCTET_STRING = 0x04;
    private static final int KEY_IDENTIFIER = 0x80;
    private static final int UTF8_STRING = 0x0C;
    private static final int PRINTABLE_STRING = 0x13;
    private static final int IA5_STRING = 0x16;
    private static final BigInteger FORTY = BigInteger.valueOf(40);
    private static final byte[] SERIAL_NUMBER = {0x55, 0x04, 0x05};

    private CertificateFields() {}

    /** The {@code serialNumber} of a name; empty unless there is exactly one, alone in its relative name, as text. */
    static Optional<String> serialNumber(byte[] name) {
        try {
            List<String> found = new ArrayList<>();
            for (DataObject relativeName : DataObject.readOnly(SEQUENCE, name).parts()) {
                List<DataObject> attributes = inside(SET, relativeName);
                for (DataObject attribute : attributes) {
                    List<DataObject> typeAndValue = inside(SEQUENCE, attribute);
                    if (typeAndValue.size() != 2) {
                        return Optional.empty();
                    }
                    if (isSerialNumber(typeAndValue.get(0))) {
                        Optional<String> text = text(typeAndValue.get(1));
                        if (attributes.size() != 1 || text.isEmpty()) {
                            return Optional.empty();
                        }
                        found.add(text.get());
                    }
                }
            }
            return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
        } catch (MalformedTlvException malformed) {
            return Optional.empty();
        }
    }

    /** The key identifier in the value of an authority key identifier extension (RFC 5280 section 4.2.1.1). */
    static Optional<byte[]> keyIdentifierOfAuthority(byte[] extension) {
        try {
            byte[] value = DataObject.readOnly(OCTET_STRING, extension).value();
            return DataObject.readOnly(SEQUENCE, value).parts().stream()
                    .filter(part -> part.tag() == KEY_IDENTIFIER)
                    .findFirst()
                    .map(DataObject::value);
        } catch (MalformedTlvException malformed) {
            return Optional.empty();
        }
    }

    /** The key identifier that is the value of a subject key identifier extension (RFC 5280 section 4.2.1.2). */
    static Optional<byte[]> keyIdentifierOfSubject(byte[] extension) {
        try {
            byte[] value = DataObject.readOnly(OCTET_STRING, extension).value();
            return Optional.of(DataObject.readOnly(OCTET_STRING, value).value());
        } catch (MalformedTlvException malformed) {
            return Optional.empty();
        }
    }

    /** Whether the value of a certificate policies extension (RFC 5280 section 4.2.1.4) names a policy. */
    static boolean namesPolicy(byte[] extension, String policy) throws MalformedTlvException {
        DataObject identifier = DataObject.of(OBJECT_IDENTIFIER, objectIdentifier(policy));
        byte[] value = DataObject.readOnly(OCTET_STRING, extension).value();
        boolean named = false;
        for (DataObject information : DataObject.readOnly(SEQUENCE, value).parts()) {
            List<DataObject> parts = inside(SEQUENCE, information);
            named |= !parts.isEmpty() && parts.get(0).equals(identifier);
        }
        return named;
    }

    /** The content of an object identifier (X.690 section 8.19), whose numbers may be of any length. */
    private static byte[] objectIdentifier(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(base128(new BigInteger(arcs[0]).multiply(FORTY).add(new BigInteger(arcs[1]))));
        for (int i = 2; i < arcs.length; i++) {
            content.writeBytes(base128(new BigInteger(arcs[i])));
        }
        return content.toByteArray();
    }

    private static byte[] base128(BigInteger number) {
        byte[] bytes = new byte[Math.max(1, (number.bitLength() + 6) / 7)];
        for (int i = 0; i < bytes.length; i++) {
            int last = i == bytes.length - 1 ? 0 : 0x80;
            bytes[i] =
                    (byte) (last | number.shiftRight(7 * (bytes.length - 1 - i)).intValue() & 0x7F);
        }
        return bytes;
    }

    private static List<DataObject> inside(int tag, DataObject object) throws MalformedTlvException {
        return DataObject.readOnly(tag, object.toBytes()).parts();
    }

    private static boolean isSerialNumber(DataObject type) {
        return type.tag() == OBJECT_IDENTIFIER && Arrays.equals(type.value(), SERIAL_NUMBER);
    }

    private static Optional<String> text(DataObject value) {
        return switch (value.tag()) {
            case UTF8_STRING -> Optional.of(new String(value.value(), StandardCharsets.UTF_8));
            case PRINTABLE_STRING, IA5_STRING -> Optional.of(new String(value.value(), StandardCharsets.ISO_8859_1));
            default -> Optional.empty();
        };
    }
}
