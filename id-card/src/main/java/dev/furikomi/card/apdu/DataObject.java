package dev.furikomi.card.apdu;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A BER-TLV data object (ISO 7816-4 section 5.2.2). The reader is strict and bounded: tags of up to 3 bytes, lengths of
 * up to 2 bytes in their definite form, and nothing is read past the end.
 */
public final class DataObject {

    /** The longest value, by the two length bytes that are read. */
    public static final int LENGTH_MAX = 0xFFFF;

    private static final int TAG_LENGTH_MAX = 3;
    private static final int LENGTH_1_BYTE = 0x81;
    private static final int LENGTH_2_BYTES = 0x82;

    private final int tag;
    private final byte[] value;

    private DataObject(int tag, byte[] value) {
        this.tag = tag;
        this.value = value;
    }

    public static DataObject of(int tag, byte[] value) {
        if (value.length > LENGTH_MAX) {
            throw new IllegalArgumentException("A data object of this profile has at most 65535 bytes.");
        }
        return new DataObject(tag, value.clone());
    }

    /** A constructed data object: its value is other data objects. */
    public static DataObject of(int tag, DataObject... parts) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (DataObject part : parts) {
            value.writeBytes(part.toBytes());
        }
        return of(tag, value.toByteArray());
    }

    /** Reads data objects until the bytes end; they must end exactly there. */
    public static List<DataObject> readAll(byte[] bytes) throws MalformedTlvException {
        List<DataObject> objects = new ArrayList<>();
        Cursor cursor = new Cursor(bytes);
        while (cursor.hasMore()) {
            objects.add(read(cursor));
        }
        return objects;
    }

    /** Reads exactly one data object, which must have this tag and fill the bytes. */
    public static DataObject readOnly(int tag, byte[] bytes) throws MalformedTlvException {
        Cursor cursor = new Cursor(bytes);
        DataObject object = read(cursor);
        if (object.tag != tag || cursor.hasMore()) {
            throw new MalformedTlvException("Not exactly one data object of the expected tag.");
        }
        return object;
    }

    public int tag() {
        return tag;
    }

    public byte[] value() {
        return value.clone();
    }

    /** The data objects within this one. */
    public List<DataObject> parts() throws MalformedTlvException {
        return readAll(value);
    }

    /** The value of the one part of this tag. */
    public byte[] part(int partTag) throws MalformedTlvException {
        List<DataObject> found =
                parts().stream().filter(part -> part.tag == partTag).toList();
        if (found.size() != 1) {
            throw new MalformedTlvException("Not exactly one part of the expected tag.");
        }
        return found.get(0).value();
    }

    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int shift = 16; shift > 0; shift -= 8) {
            if (tag >>> shift != 0) {
                bytes.write(tag >>> shift);
            }
        }
        bytes.write(tag);
        if (value.length >= 0x100) {
            bytes.write(LENGTH_2_BYTES);
            bytes.write(value.length >>> 8);
        } else if (value.length >= 0x80) {
            bytes.write(LENGTH_1_BYTE);
        }
        bytes.write(value.length);
        bytes.writeBytes(value);
        return bytes.toByteArray();
    }

    private static DataObject read(Cursor cursor) throws MalformedTlvException {
        int tag = readTag(cursor);
        int length = readLength(cursor);
        return new DataObject(tag, cursor.next(length));
    }

    private static int readTag(Cursor cursor) throws MalformedTlvException {
        int tag = cursor.next();
        if ((tag & 0x1F) != 0x1F) {
            return tag;
        }
        for (int i = 1; i < TAG_LENGTH_MAX; i++) {
            int subsequent = cursor.next();
            if (i == 1 && (subsequent & 0x7F) == 0) {
                throw new MalformedTlvException("A tag number begins with zero.");
            }
            tag = tag << 8 | subsequent;
            if ((subsequent & 0x80) == 0) {
                return tag;
            }
        }
        throw new MalformedTlvException("A tag has more than 3 bytes.");
    }

    private static int readLength(Cursor cursor) throws MalformedTlvException {
        int first = cursor.next();
        if (first < 0x80) {
            return first;
        }
        return switch (first) {
            case LENGTH_1_BYTE -> cursor.next();
            case LENGTH_2_BYTES -> cursor.next() << 8 | cursor.next();
            default -> throw new MalformedTlvException("A length is indefinite or has more than 2 bytes.");
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataObject object && tag == object.tag && Arrays.equals(value, object.value);
    }

    @Override
    public int hashCode() {
        return 31 * tag + Arrays.hashCode(value);
    }

    /** The tag only: card data never reaches a log. */
    @Override
    public String toString() {
        return "DataObject[" + Integer.toHexString(tag) + "]";
    }

    private static final class Cursor {

        private final byte[] bytes;
        private int position;

        Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasMore() {
            return position < bytes.length;
        }

        int next() throws MalformedTlvException {
            if (!hasMore()) {
                throw new MalformedTlvException("The bytes end within a data object.");
            }
            return bytes[position++] & 0xFF;
        }

        byte[] next(int length) throws MalformedTlvException {
            if (length > bytes.length - position) {
                throw new MalformedTlvException("The bytes end within a data object.");
            }
            position += length;
            return Arrays.copyOfRange(bytes, position - length, position);
        }
    }
}
