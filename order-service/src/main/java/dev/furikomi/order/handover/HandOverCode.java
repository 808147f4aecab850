package dev.furikomi.order.handover;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The short code that a person carries from phone to computer: 40 random bits in the letters of Crockford's Base 32,
 * in which no letter is taken for a digit.
 */
public record HandOverCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    static HandOverCode random() {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            value.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new HandOverCode(value.toString());
    }

    /** Reads what a person typed: in any case, with hyphens or spaces, with the letters that look like digits. */
    static Optional<HandOverCode> typed(String text) {
        if (text.length() > 4 * LENGTH) {
            return Optional.empty();
        }
        String value = text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\-‐－ー]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean wellFormed =
                value.length() == LENGTH && value.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
        return wellFormed ? Optional.of(new HandOverCode(value)) : Optional.empty();
    }

    /** As people read it best: {@code K7QM-2RXP}. */
    public String shown() {
        return value.substring(0, LENGTH / 2) + "-" + value.substring(LENGTH / 2);
    }

    /** Never into a log. */
    @Override
    public String toString() {
        return "HandOverCode";
    }
}
