package dev.furikomi.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it must be.
 *
 * @param position where in the ledger's order; what belongs to no row comes last
 * @param message what was expected and what is there
 */
public record Finding(
        long position,
        Proof proof,
        @Nullable Long seal,
        @Nullable Long entry,
        @Nullable UUID transfer,
        @Nullable String account,
        String message) {

    /** Of no row. */
    static final long NOWHERE = Long.MAX_VALUE;

    static Finding ofSeal(long position, Proof proof, long seal, String message) {
        return new Finding(position, proof, seal, null, null, null, message);
    }

    static Finding ofAccount(Proof proof, String account, String message) {
        return new Finding(NOWHERE, proof, null, null, null, account, message);
    }

    /** Whether it names a row of the journal. */
    public boolean isOfRow() {
        return entry != null;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(proof.wire()).append(": ");
        if (seal != null) {
            text.append("seal ").append(seal).append(", ");
        }
        if (entry != null) {
            text.append("entry ").append(entry).append(", ");
        }
        if (transfer != null) {
            text.append("transfer ").append(transfer).append(", ");
        }
        if (account != null) {
            text.append("account ").append(account).append(", ");
        }
        return text.append(message).toString();
    }
}
