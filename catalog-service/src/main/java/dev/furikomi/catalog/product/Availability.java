package dev.furikomi.catalog.product;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The availability values of the product data specification. */
public enum Availability {
    IN_STOCK,
    OUT_OF_STOCK,
    PREORDER,
    BACKORDER;

    /** Reads {@code in_stock}, also in the older spelling {@code in stock}. */
    public static Optional<Availability> parse(String value) {
        String wanted = value.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        return Arrays.stream(values())
                .filter(availability -> availability.wire().equals(wanted))
                .findFirst();
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether orders are taken at all; how many is a matter of the quantity. */
    public boolean takesOrders() {
        return this != OUT_OF_STOCK;
    }
}
