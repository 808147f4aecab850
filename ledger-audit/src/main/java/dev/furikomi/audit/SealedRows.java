package dev.furikomi.audit;

import java.security.MessageDigest;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds the entries of one seal against what the seal says of them, and names each that is not as sealed. */
final class SealedRows {

    private final Seal seal;
    private final long firstPosition;
    private final Findings findings;
    private final SealContents.@Nullable Listing listing;
    private final MessageDigest rows = Seal.rowsDigest();
    private final BitSet seen = new BitSet();
    private @Nullable Map<Long, Integer> places;
    private int next;
    private long last;
    private boolean broken;

    SealedRows(Seal seal, long firstPosition, Findings findings) {
        this.seal = seal;
        this.firstPosition = firstPosition;
        this.findings = findings;
        this.listing = seal.contents().list(seal.count()).orElse(null);
        if (listing == null) {
            broken = true;
            findings.add(Finding.ofSeal(
                    firstPosition, Proof.ENTRIES_ARE_AS_SEALED, seal.number(), "its list of entries is malformed"));
        }
    }

    /** How many positions of the ledger the seal's entries take. */
    long positions() {
        return listing == null ? 0 : listing.ids().length;
    }

    /** Returns the entry's position. */
    long entry(JournalEntry entry, byte[] digest) {
        rows.update(digest);
        SealContents.Listing expected = listing;
        if (expected == null) {
            return firstPosition;
        }
        int place = next < expected.ids().length && expected.ids()[next] == entry.id() ? next : place(expected, entry);
        if (place < 0) {
            long position = firstPosition + Math.min(next, expected.ids().length);
            found(position, entry, "it was not there when seal " + seal.number() + " was made");
            return position;
        }
        long position = firstPosition + place;
        if (seen.get(place)) {
            found(position, entry, "it is there twice");
        } else if (place < last) {
            found(
                    position,
                    entry,
                    "it stands behind entry " + expected.ids()[(int) last] + ", before which it was sealed");
        }
        if (SealContents.fingerprint(digest) != expected.fingerprints()[place]) {
            found(position, entry, "it says something else than when it was sealed");
        }
        seen.set(place);
        last = Math.max(last, place);
        next = place + 1;
        return position;
    }

    private int place(SealContents.Listing expected, JournalEntry entry) {
        if (places == null) {
            places = new HashMap<>();
            for (int index = 0; index < expected.ids().length; index++) {
                places.putIfAbsent(expected.ids()[index], index);
            }
        }
        return places.getOrDefault(entry.id(), -1);
    }

    /** After its last entry. */
    void end() {
        SealContents.Listing expected = listing;
        if (expected == null) {
            return;
        }
        int count = expected.ids().length;
        for (int place = seen.nextClearBit(0); place < count; place = seen.nextClearBit(place + 1)) {
            broken = true;
            findings.add(new Finding(
                    firstPosition + place,
                    Proof.ENTRIES_ARE_AS_SEALED,
                    seal.number(),
                    expected.ids()[place],
                    null,
                    null,
                    "it was sealed and is not there"));
        }
        if (!broken && !Sha256.HEX.formatHex(rows.digest()).equals(seal.rowsHash())) {
            findings.add(Finding.ofSeal(
                    firstPosition,
                    Proof.ENTRIES_ARE_AS_SEALED,
                    seal.number(),
                    "its entries are not those that it was made of, though all their fingerprints are right"));
        }
    }

    private void found(long position, JournalEntry entry, String message) {
        broken = true;
        findings.add(new Finding(
                position, Proof.ENTRIES_ARE_AS_SEALED, seal.number(), entry.id(), entry.transferId(), null, message));
    }
}
