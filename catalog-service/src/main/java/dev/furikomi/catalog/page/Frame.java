package dev.furikomi.catalog.page;

import dev.furikomi.catalog.language.Language;
import java.util.List;

/**
 * What every page has around its content.
 *
 * @param switches the same page in each language
 */
record Frame(String language, String merchantName, List<LanguageSwitch> switches) {

    /** One entry of the language switch. */
    record LanguageSwitch(Language language, String address, boolean current) {}
}
