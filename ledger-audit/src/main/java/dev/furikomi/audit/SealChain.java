package dev.furikomi.audit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the seals from one to the next. */
final class SealChain {

    private final Findings findings;
    private final Map<Long, String> known;
    private final @Nullable SealKeys keys;
    private final boolean everySignature;
    private @Nullable Seal last;
    private long seals;

    SealChain(Findings findings, Map<Long, String> known, @Nullable SealKeys keys, boolean everySignature) {
        this.findings = findings;
        this.known = new HashMap<>(known);
        this.keys = keys;
        this.everySignature = everySignature;
    }

    void next(Seal seal, long position) {
        Seal previous = last;
        long expectedNumber = previous == null ? 1 : previous.number() + 1;
        if (seal.number() != expectedNumber) {
            found(position, seal, "seal " + expectedNumber + " was expected here");
        } else if (!seal.previousHash().equals(previous == null ? Seal.NO_HASH : previous.hash())) {
            found(
                    position,
                    seal,
                    "it does not follow the seal before it, whose hash is "
                            + (previous == null ? Seal.NO_HASH : previous.hash()));
        } else if (!seal.range().continues(previous == null ? SealRange.BEGINNING : previous.range())) {
            found(position, seal, "it does not begin where the seal before it ends");
        }
        if (!seal.isWellFormed() || !seal.computedHash().equals(seal.hash())) {
            found(position, seal, "its hash is not that of what it says");
        }
        String expectedHash = known.remove(seal.number());
        if (expectedHash != null && !expectedHash.equals(seal.hash())) {
            findings.add(Finding.ofSeal(
                    position,
                    Proof.SEALS_ARE_THOSE_KNOWN,
                    seal.number(),
                    "its hash is " + seal.hash() + "; known was " + expectedHash));
        }
        if (everySignature) {
            signature(seal, position);
        }
        last = seal;
        seals++;
    }

    /** After the last seal. */
    void end(long position) {
        if (last != null && !everySignature) {
            signature(last, position);
        }
        known.forEach((number, hash) -> findings.add(
                Finding.ofSeal(position, Proof.SEALS_ARE_THOSE_KNOWN, number, "it is gone; known was " + hash)));
    }

    private void signature(Seal seal, long position) {
        if (keys != null) {
            keys.fault(seal)
                    .ifPresent(fault ->
                            findings.add(Finding.ofSeal(position, Proof.SEALS_ARE_SIGNED, seal.number(), fault)));
        }
    }

    private void found(long position, Seal seal, String message) {
        findings.add(Finding.ofSeal(position, Proof.SEALS_ARE_CHAINED, seal.number(), message));
    }

    @Nullable
    Seal last() {
        return last;
    }

    long seals() {
        return seals;
    }
}
