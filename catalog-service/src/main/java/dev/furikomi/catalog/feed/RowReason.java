package dev.furikomi.catalog.feed;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a row of the feed was refused; the names are stable and documented in product-feed.md. */
enum RowReason {
    ROW_MALFORMED,
    ENCODING_INVALID,
    ID_MISSING,
    ID_INVALID,
    ID_DUPLICATE,
    TITLE_MISSING,
    DESCRIPTION_MISSING,
    LINK_MISSING,
    LINK_INVALID,
    IMAGE_LINK_MISSING,
    IMAGE_LINK_INVALID,
    AVAILABILITY_MISSING,
    AVAILABILITY_UNKNOWN,
    PRICE_MISSING,
    PRICE_INVALID,
    CURRENCY_UNKNOWN,
    SALE_PRICE_INVALID,
    SALE_DATES_INVALID,
    GTIN_INVALID,
    CONDITION_UNKNOWN,
    QUANTITY_INVALID,
    VALUE_TOO_LONG;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
