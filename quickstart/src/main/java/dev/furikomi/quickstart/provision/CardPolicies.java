package dev.furikomi.quickstart.provision;

import dev.furikomi.card.token.CardPolicy;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Which bank asks for its own password and which one for the card's PIN. */
public record CardPolicies(Map<DemoBank, CardPolicy> banks) {
    /** Every bank asks for its password. */
    public static final CardPolicies PASSWORDS = new CardPolicies(Map.of());

    public CardPolicies {
        banks = Map.copyOf(banks);
    }

    /**
     * Reads what stands on the command line: {@code pin} for all banks, or {@code BANK=pin,BANK=password}.
     *
     * @throws IllegalArgumentException with a sentence for the person
     */
    public static CardPolicies parse(String text) {
        Map<DemoBank, CardPolicy> banks = new EnumMap<>(DemoBank.class);
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            CardPolicy policy = policy(part.substring(equals + 1));
            if (equals < 0) {
                Arrays.stream(DemoBank.values()).forEach(bank -> banks.put(bank, policy));
            } else {
                banks.put(bank(part.substring(0, equals)), policy);
            }
        }
        return new CardPolicies(banks);
    }

    public CardPolicy of(DemoBank bank) {
        return banks.getOrDefault(bank, CardPolicy.PASSWORD);
    }

    private static CardPolicy policy(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "pin" -> CardPolicy.PIN;
            case "password" -> CardPolicy.PASSWORD;
            default ->
                throw new IllegalArgumentException(
                        "--policy is pin or password, or BANK=pin, several with commas between them; not " + text);
        };
    }

    private static DemoBank bank(String text) {
        return DemoBank.named(text.strip())
                .orElseThrow(() -> new IllegalArgumentException("--policy names no bank " + text));
    }
}
