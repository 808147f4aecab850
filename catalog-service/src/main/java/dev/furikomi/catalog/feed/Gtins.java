package dev.furikomi.catalog.feed;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Global trade item numbers: GTIN-8, UPC (12), EAN and JAN (13), ITF-14, with GS1's check digit. */
final class Gtins {

    private static final Pattern GTIN = Pattern.compile("[0-9]{8}|[0-9]{12,14}");

    private Gtins() {}

    /** The digits without spaces and hyphens, or null when it is no GTIN or its check digit is wrong. */
    static @Nullable String parse(String text) {
        String digits = text.replaceAll("[\\s-]", "");
        return GTIN.matcher(digits).matches() && checkDigit(digits) == digits.charAt(digits.length() - 1) - '0'
                ? digits
                : null;
    }

    /** GS1 General Specifications 7.9: weights 3 and 1 in turn, from the digit before the check digit. */
    private static int checkDigit(String digits) {
        int sum = 0;
        for (int index = digits.length() - 2, weight = 3; index >= 0; index--, weight = 4 - weight) {
            sum += (digits.charAt(index) - '0') * weight;
        }
        return (10 - sum % 10) % 10;
    }
}
