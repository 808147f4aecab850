package dev.furikomi.catalog.product;

import dev.furikomi.catalog.product.ProductAttributes.LocalizedText;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The form in which words are compared: NFKC and lower case, so that half and full width are the same. */
public final class SearchText {

    private static final int WORDS_MAX = 8;

    private SearchText() {}

    /** All words of a product in all its languages. */
    public static String of(ProductAttributes attributes) {
        Stream<String> own = Stream.of(
                attributes.id(),
                attributes.title(),
                attributes.brand(),
                attributes.productType(),
                attributes.gtin(),
                attributes.mpn(),
                attributes.description());
        Stream<String> localized = attributes.localized().values().stream().flatMap(SearchText::words);
        return Stream.concat(own, localized)
                .filter(Objects::nonNull)
                .map(SearchText::normalize)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> words(LocalizedText text) {
        return Stream.of(text.title(), text.productType(), text.description());
    }

    /** Patterns for {@code like}, one for each word of the query; all have to match. */
    static List<String> patterns(String query) {
        return Arrays.stream(normalize(query).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(WORDS_MAX)
                .map(word -> "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .toList();
    }

    private static String normalize(String text) {
        return Normalizer.normalize(storable(text), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** PostgreSQL's text knows no NUL; what a caller asks for with one can only be without it. */
    static String storable(String text) {
        return text.replace("\0", "");
    }
}
