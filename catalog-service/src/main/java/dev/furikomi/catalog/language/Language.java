package dev.furikomi.catalog.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages that the pages speak. */
public enum Language {
    EN("en", "English"),
    JA("ja", "日本語");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    public String tag() {
        return tag;
    }

    /** The language's name in itself, for the switch. */
    public String ownName() {
        return ownName;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /** First what the address asks for, then what was chosen before, then what the browser prefers, else English. */
    public static Language of(@Nullable String parameter, @Nullable String cookie, @Nullable String acceptLanguage) {
        return byTag(parameter).or(() -> byTag(cookie)).orElseGet(() -> accepted(acceptLanguage));
    }

    public static Optional<Language> byTag(@Nullable String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equalsIgnoreCase(tag))
                .findFirst();
    }

    private static Language accepted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return EN;
        }
        try {
            List<Locale> locales = Arrays.stream(values()).map(Language::locale).toList();
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), locales);
            return found == null ? EN : byTag(found.getLanguage()).orElse(EN);
        } catch (IllegalArgumentException malformed) {
            return EN;
        }
    }
}
