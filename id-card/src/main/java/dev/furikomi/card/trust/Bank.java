package dev.furikomi.card.trust;

import com.nimbusds.jose.jwk.ECKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

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

    /** The same bank, taking imported cards of others' authorities too. */
    public Bank takingCardsOf(List<X509Certificate> foreignAuthorities) {
        List<TrustedCardAuthority> all = Stream.concat(
                        cardAuthorities.stream(), foreignAuthorities.stream().map(TrustedCardAuthority::elsewhere))
                .toList();
        return new Bank(bic, name, icon, origins, windowUrl, requestKeys, eventKeys, all);
    }

    /** The names that people know the bank by. */
    public record LocalisedName(String en, String ja) {

        /** The name for a language tag; English where there is no other. */
        public String in(String language) {
            return language.equals("ja") || language.startsWith("ja-") ? ja : en;
        }
    }
}
