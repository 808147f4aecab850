package dev.furikomi.card.pinpad;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Readers whose driver claims a keypad that they have not. A person in front of one would be asked to type where there is
 * nothing to type on.
 */
final class DeniedReaders {

    /** Parts of reader names, upper case: the OMNIKEY 3x21 and 6121 families (found by Web eID's users). */
    private static final List<String> NAMES =
            List.of("OMNIKEY 3X21", "OMNIKEY 3021", "OMNIKEY 3121", "CARDMAN 3X21", "CARDMAN 3121", "OMNIKEY 6121");

    private static final int OMNIKEY = 0x076B;
    private static final Set<Integer> OMNIKEY_PRODUCTS = Set.of(0x3021, 0x3031, 0x6622, 0x6632);

    private DeniedReaders() {}

    static boolean hasName(String readerName) {
        String name = readerName.toUpperCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name::contains);
    }

    /** For callers who do not know the name; and a keypad for fewer digits than the shortest PIN is none. */
    static boolean hasProperties(ReaderProperties properties) {
        boolean isListed = properties.number(ReaderProperties.VENDOR).orElse(0) == OMNIKEY
                && OMNIKEY_PRODUCTS.contains(
                        properties.number(ReaderProperties.PRODUCT).orElse(0));
        return isListed || properties.number(ReaderProperties.PIN_LENGTH_MAX).orElse(0xFF) < PinPrompt.LENGTH_MIN;
    }
}
