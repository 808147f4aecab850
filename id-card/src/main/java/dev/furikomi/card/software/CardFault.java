package dev.furikomi.card.software;

/**
 * A way in which a software card misbehaves, for tests of what stands above it. Each part of a chain of commands counts, so
 * that a fault can happen in the middle of one.
 *
 * @param instruction the instruction byte at which it happens
 * @param occurrence at which such command since power-on, the first being 1; 0 for each
 * @param argument the status word, or the milliseconds
 */
public record CardFault(int instruction, int occurrence, Effect effect, int argument) {

    /** What goes wrong. */
    public enum Effect {
        /** The card gives no answer to reset: nothing can be done with it. */
        MUTE("mute"),
        /** The card is pulled out before it does anything. */
        REMOVAL("removal"),
        /** The card does what it was told and is pulled out before it answers. */
        REMOVAL_AFTERWARDS("removal-afterwards"),
        /** The answer ends too early, with a good status word. */
        TRUNCATION("truncation"),
        /** The answer is this status word only, and nothing is done. */
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

    public static CardFault mute() {
        return new CardFault(0, 0, Effect.MUTE, 0);
    }

    public static CardFault removal(int instruction, int occurrence) {
        return new CardFault(instruction, occurrence, Effect.REMOVAL, 0);
    }

    public static CardFault removalAfterwards(int instruction, int occurrence) {
        return new CardFault(instruction, occurrence, Effect.REMOVAL_AFTERWARDS, 0);
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
        return effect != Effect.MUTE
                && instruction == commandInstruction
                && (occurrence == 0 || occurrence == commandOccurrence);
    }
}
