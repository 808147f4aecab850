package dev.furikomi.audit;

/** From where, and up to where but not including it, a seal holds all entries, in order of transaction and id. */
public record SealRange(long fromWrittenIn, long fromId, long toWrittenIn, long toId) {

    /** Where the first seal begins. */
    public static final SealRange BEGINNING = new SealRange(0, 0, 0, 0);

    /** Nothing, from where this one ends. */
    public SealRange nothingAfter() {
        return new SealRange(toWrittenIn, toId, toWrittenIn, toId);
    }

    /** What follows this one. */
    public SealRange upTo(long writtenIn, long id) {
        return new SealRange(toWrittenIn, toId, writtenIn, id);
    }

    /** Whether an entry stands behind this range's end. */
    public boolean isBefore(long writtenIn, long id) {
        return writtenIn > toWrittenIn || writtenIn == toWrittenIn && id >= toId;
    }

    boolean continues(SealRange earlier) {
        return fromWrittenIn == earlier.toWrittenIn && fromId == earlier.toId;
    }
}
