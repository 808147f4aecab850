package dev.furikomi.card.software;

/**
 * A way in which a software card misbehaves, for tests of what stands above it.
 *
 * @param instruction the instruction byte at which it happens
 * @param occurrence at which such command since power-on, the first being 1; 0 for each
 * @param argument the status word, or the milliseconds
 */
public record CardFault(int instruction, int occurrence, Effect effect, int argument) {

    /** What goes wrong. */
    public enum Effect {
        /** The card is pulled out before it answers. */
        REMOVAL("removal"),
        /** The answer ends too early, with a good status word. */
        TRUNCATION("truncation"),
        /** The answer is this status word only. */
        STATUS_WORD("status-word"),
        /** The answer takes so many milliseconds longer. */
        DELAY("delay");

        private final String wireName;

        Effect(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    public static CardFault removal(int instruction, int occurrence) {
        return new CardFault(instruction, occurrence, Effect.REMOVAL, 0);
    }

    public static CardFault truncation(int instruction, int occurrence) {
        return new CardFault(instruction, occurrence, Effect.TRUNCATION, 0);
    }

    public static CardFault statusWord(int instruction, int occurrence, int statusWord) {
        return new CardFault(instruction, occurrence, Effect.STATUS_WORD, statusWord);
    }

    public static CardFault delay(int instruction, int occurrence, int milliseconds) {
        return new CardFault(instruction, occurrence, Effect.DELAY, milliseconds);
    }

    boolean happensAt(int commandInstruction, int commandOccurrence) {
        return instruction == commandInstruction && (occurrence == 0 || occurrence == commandOccurrence);
    }
}
