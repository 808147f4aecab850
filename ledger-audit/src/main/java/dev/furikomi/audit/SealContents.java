package dev.furikomi.audit;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a seal holds: for each its id, as a difference to the one before, and the first eight bytes of its
 * digest, so that a broken row is named and not only its seal.
 */
public final class SealContents {

    private final byte[] bytes;

    public SealContents(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The contents in the open. */
    record Listing(long[] ids, long[] fingerprints) {}

    /** Empty when these bytes are no contents of so many entries. */
    Optional<Listing> list(long count) {
        if (count < 0 || count > bytes.length / 9) {
            return Optional.empty();
        }
        long[] ids = new long[(int) count];
        long[] fingerprints = new long[(int) count];
        Reader reader = new Reader(bytes);
        long id = 0;
        for (int index = 0; index < count; index++) {
            id += reader.difference();
            ids[index] = id;
            fingerprints[index] = reader.fingerprint();
        }
        return reader.isAtEnd() ? Optional.of(new Listing(ids, fingerprints)) : Optional.empty();
    }

    /** The ids alone; none when the contents are malformed. */
    public long[] ids(long count) {
        return list(count).map(Listing::ids).orElseGet(() -> new long[0]);
    }

    static long fingerprint(byte[] digest) {
        long value = 0;
        for (int index = 0; index < 8; index++) {
            value = value << 8 | digest[index] & 0xFF;
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SealContents contents && Arrays.equals(bytes, contents.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes of contents";
    }

    /** Puts contents together. */
    static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private long previous;

        void add(long id, byte[] digest) {
            long difference = id - previous;
            previous = id;
            // Small differences of either sign become small numbers: zigzag, then seven bits at a time.
            long rest = difference << 1 ^ difference >> 63;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
            out.write(digest, 0, 8);
        }

        SealContents contents() {
            return new SealContents(out.toByteArray());
        }
    }

    /** Reads on where bytes are missing, as if they were zero, but is then never at the end. */
    private static final class Reader {
        private final byte[] bytes;
        private int position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        long difference() {
            long value = 0;
            int next = 0x80;
            for (int shift = 0; shift < 70 && (next & 0x80) != 0; shift += 7) {
                next = next();
                value |= (long) (next & 0x7F) << shift;
            }
            return value >>> 1 ^ -(value & 1);
        }

        long fingerprint() {
            long value = 0;
            for (int index = 0; index < 8; index++) {
                value = value << 8 | next();
            }
            return value;
        }

        private int next() {
            int at = position++;
            return at < bytes.length ? bytes[at] & 0xFF : 0;
        }

        boolean isAtEnd() {
            return position == bytes.length;
        }
    }
}
