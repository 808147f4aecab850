package dev.furikomi.bank.statement;

/** Text as XML 1.0 and the schemas of ISO 20022 take it. */
final class CamtText {

    private static final int REPLACEMENT = 0xFFFD;

    private CamtText() {}

    /** Characters that no XML document can hold, not even escaped, are replaced; lengths count characters, not units. */
    static String of(String value, int lengthMax) {
        return value.strip()
                .codePoints()
                .map(character -> isPermitted(character) ? character : REPLACEMENT)
                .limit(lengthMax)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Line breaks would be read back as other ones. */
    private static boolean isPermitted(int character) {
        return (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
