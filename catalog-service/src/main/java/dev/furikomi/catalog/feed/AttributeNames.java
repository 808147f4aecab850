package dev.furikomi.catalog.feed;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings attribute names to the specification's spelling: {@code g:Image Link} is {@code image_link}. */
final class AttributeNames {

    private static final Pattern LANGUAGE = Pattern.compile("(.+?)\\s*\\[\\s*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\\s*]");

    private AttributeNames() {}

    static String normalize(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        if (plain.startsWith("g:")) {
            plain = plain.substring(2);
        }
        Matcher language = LANGUAGE.matcher(plain);
        if (language.matches()) {
            return inLanguage(language.group(1).replaceAll("[\\s-]+", "_"), language.group(2));
        }
        return plain.replaceAll("[\\s-]+", "_");
    }

    /** The key of an attribute in a further language. */
    static String inLanguage(String name, String language) {
        return name + " [" + language.toLowerCase(Locale.ROOT) + "]";
    }
}
