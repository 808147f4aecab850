package dev.furikomi.card.trust;

import java.util.Locale;

/** What a bank list is for; only the development one permits the software card's dialogue and plain-HTTP origins. */
public enum Environment {
    DEVELOPMENT,
    PRODUCTION;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
