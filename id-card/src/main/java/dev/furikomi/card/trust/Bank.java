package dev.furikomi.card.trust;

import com.nimbusds.jose.jwk.ECKey;
import java.util.List;

/**
 * A bank of the bank list: what proves that a page, a request, an event or a card is the bank's.
 *
 * @param origins exactly these, compared as text
 * @param requestKeys may sign session requests
 * @param eventKeys may sign events
 */
public record Bank(
        String bic,
        LocalisedName name,
        String icon,
        List<String> origins,
        String windowUrl,
        List<ECKey> requestKeys,
        List<ECKey> eventKeys,
        List<TrustedCardAuthority> cardAuthorities) {

    public Bank {
        origins = List.copyOf(origins);
        requestKeys = List.copyOf(requestKeys);
        eventKeys = List.copyOf(eventKeys);
        cardAuthorities = List.copyOf(cardAuthorities);
    }

    /** The names that people know the bank by. */
    public record LocalisedName(String en, String ja) {

        /** The name for a language tag; English where there is no other. */
        public String in(String language) {
            return language.equals("ja") || language.startsWith("ja-") ? ja : en;
        }
    }
}
