package dev.furikomi.bank.ledger;

import dev.furikomi.reliable.OutgoingEvent;
import java.util.List;
import java.util.UUID;

/** What the {@link PostingEngine} is asked for. Its events are written with it, if it takes effect now. */
public sealed interface LedgerOrder {

    /** Made and kept by the caller before it asks, so that asking again is harmless. */
    UUID transferId();

    /** What others are told when the order takes effect; a replayed or declined order tells nothing. */
    List<OutgoingEvent> events();

    /** Debits and credits at once. */
    record Direct(Posting posting, List<OutgoingEvent> events) implements LedgerOrder {
        @Override
        public UUID transferId() {
            return posting.transferId();
        }
    }

    /** Counts the amount against the payer's available balance, until it is posted or voided. */
    record Reserve(Posting posting, List<OutgoingEvent> events) implements LedgerOrder {
        @Override
        public UUID transferId() {
            return posting.transferId();
        }
    }

    /** Moves what was reserved. */
    record Post(UUID transferId, List<OutgoingEvent> events) implements LedgerOrder {}

    /** Gives a reservation back. */
    record Void(UUID transferId, List<OutgoingEvent> events) implements LedgerOrder {}

    static Direct direct(Posting posting) {
        return new Direct(posting, List.of());
    }

    static Reserve reserve(Posting posting) {
        return new Reserve(posting, List.of());
    }

    static Post post(UUID transferId) {
        return new Post(transferId, List.of());
    }

    static Void voidReservation(UUID transferId) {
        return new Void(transferId, List.of());
    }
}
