package dev.furikomi.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A seal over entries: its hash covers them and the seal before it. Hashes are lower-case hexadecimal.
 *
 * @param cluster which PostgreSQL cluster's transactions the entries name, its system identifier
 * @param xidOffset what is added to that cluster's transaction numbers, so that they never go back
 * @param rowsHash over the digests of the entries in their order
 * @param contents the entries' ids and fingerprints
 * @param signature the bank's detached JWS over the hash, when it signs
 */
public record Seal(
        long number,
        Kind kind,
        String previousHash,
        long cluster,
        long xidOffset,
        SealRange range,
        long count,
        String rowsHash,
        SealContents contents,
        long sealedAtMicros,
        String hash,
        @Nullable String signature) {

    /** What stands before the first seal. */
    public static final String NO_HASH = "0".repeat(64);

    private static final String DOMAIN = "furikomi-journal-seal/1\n";
    private static final String ROWS_DOMAIN = "furikomi-journal-rows/1\n";

    /** Entries as they come, or the record that transactions count anew, with the entries that came before it was made. */
    public enum Kind {
        ENTRIES,
        ANCHOR
    }

    /** What the hash must be. */
    String computedHash() {
        ByteBuffer fixed = ByteBuffer.allocate(1 + 9 * 8);
        fixed.put((byte) kind.ordinal())
                .putLong(number)
                .putLong(cluster)
                .putLong(xidOffset)
                .putLong(range.fromWrittenIn())
                .putLong(range.fromId())
                .putLong(range.toWrittenIn())
                .putLong(range.toId())
                .putLong(count)
                .putLong(sealedAtMicros);
        MessageDigest sha256 = Sha256.of(DOMAIN);
        sha256.update(fixed.array());
        sha256.update(Sha256.HEX.parseHex(previousHash));
        sha256.update(Sha256.HEX.parseHex(rowsHash));
        sha256.update(Sha256.digest().digest(contents.bytes()));
        return Sha256.HEX.formatHex(sha256.digest());
    }

    /** Whether the hashes are hashes at all. */
    boolean isWellFormed() {
        return Sha256.isHash(previousHash) && Sha256.isHash(rowsHash) && Sha256.isHash(hash);
    }

    /** The same seal with the bank's signature. */
    public Seal signed(String jws) {
        return new Seal(
                number,
                kind,
                previousHash,
                cluster,
                xidOffset,
                range,
                count,
                rowsHash,
                contents,
                sealedAtMicros,
                hash,
                jws);
    }

    /** Takes the entries of a new seal in their order. */
    public static final class Builder {
        private final EntryDigest digests = new EntryDigest();
        private final MessageDigest rows = Sha256.of(ROWS_DOMAIN);
        private final SealContents.Writer contents = new SealContents.Writer();
        private long count;

        public Builder add(JournalEntry entry, String debitNumber, String creditNumber) {
            byte[] digest = digests.of(
                    entry, debitNumber.getBytes(StandardCharsets.UTF_8), creditNumber.getBytes(StandardCharsets.UTF_8));
            rows.update(digest);
            contents.add(entry.id(), digest);
            count++;
            return this;
        }

        /**
         * The seal after that one.
         *
         * @param previous null for the first
         */
        public Seal build(
                Kind kind,
                @Nullable Seal previous,
                long cluster,
                long xidOffset,
                SealRange range,
                long sealedAtMicros) {
            Seal open = new Seal(
                    previous == null ? 1 : previous.number() + 1,
                    kind,
                    previous == null ? NO_HASH : previous.hash(),
                    cluster,
                    xidOffset,
                    range,
                    count,
                    Sha256.HEX.formatHex(rows.digest()),
                    contents.contents(),
                    sealedAtMicros,
                    NO_HASH,
                    null);
            return open.closed(open.computedHash());
        }
    }

    private Seal closed(String computed) {
        return new Seal(
                number,
                kind,
                previousHash,
                cluster,
                xidOffset,
                range,
                count,
                rowsHash,
                contents,
                sealedAtMicros,
                computed,
                signature);
    }

    /** What the rows' hash is taken over first. */
    static MessageDigest rowsDigest() {
        return Sha256.of(ROWS_DOMAIN);
    }
}
