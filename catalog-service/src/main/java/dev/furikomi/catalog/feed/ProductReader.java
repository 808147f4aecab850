package dev.furikomi.catalog.feed;

import dev.furikomi.catalog.product.Availability;
import dev.furikomi.catalog.product.ProductAttributes;
import dev.furikomi.catalog.product.ProductAttributes.LocalizedText;
import dev.furikomi.catalog.product.ProductAttributes.Sale;
import dev.furikomi.events.Money;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns one row of the feed into a product, or refuses it with the first reason in the order of this page. */
final class ProductReader {

    static final int ID_LENGTH_MAX = 50;
    private static final int LINK_LENGTH_MAX = 2000;
    private static final int ADDITIONAL_IMAGES_MAX = 10;
    private static final Pattern ID = Pattern.compile("[^\\s\\p{Cntrl}/\\\\?#%]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\r\n\t]]");
    private static final Pattern LOCALIZED = Pattern.compile("(title|description|product_type) \\[(.+)]");
    private static final Pattern QUANTITY = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Set<String> CONDITIONS = Set.of("new", "refurbished", "used");
    private static final Map<String, Integer> LENGTHS = Map.of(
            "title", 150,
            "description", 5000,
            "brand", 70,
            "mpn", 70,
            "product_type", 750,
            "google_product_category", 750);

    private final FeedRow.Readable row;
    private final RowRefusals refusals = new RowRefusals();

    private ProductReader(FeedRow.Readable row) {
        this.row = row;
    }

    static ProductReading read(FeedRow row) {
        if (row instanceof FeedRow.Unreadable unreadable) {
            return new ProductReading.Refused(
                    unreadable.row(), unreadable.id(), unreadable.reason(), unreadable.detail());
        }
        return new ProductReader((FeedRow.Readable) row).read();
    }

    private ProductReading read() {
        String id = readId();
        String title = required("title", RowReason.TITLE_MISSING);
        String description = required("description", RowReason.DESCRIPTION_MISSING);
        String link = required("link", RowReason.LINK_MISSING);
        requireLink(link, RowReason.LINK_INVALID);
        String imageLink = required("image_link", RowReason.IMAGE_LINK_MISSING);
        requireLink(imageLink, RowReason.IMAGE_LINK_INVALID);
        List<String> additionalImageLinks = readAdditionalImageLinks();
        Availability availability = readAvailability();
        Money price = readPrice();
        Sale sale = readSale(price);
        String gtin = readGtin();
        String condition = readCondition();
        Long quantity = readQuantity();
        String brand = optional("brand");
        String mpn = optional("mpn");
        String productType = readProductType("product_type");
        String category = optional("google_product_category");
        Map<String, LocalizedText> localized = readLocalized();
        RowReason reason = refusals.reason();
        if (reason != null || availability == null || price == null) {
            RowReason known = reason == null ? RowReason.ROW_MALFORMED : reason;
            return new ProductReading.Refused(row.row(), id.isEmpty() ? null : shortened(id), known, refusals.detail());
        }
        return new ProductReading.Accepted(
                row.row(),
                new ProductAttributes(
                        id,
                        title,
                        description,
                        localized,
                        link,
                        imageLink,
                        additionalImageLinks,
                        availability,
                        price,
                        sale,
                        brand,
                        gtin,
                        mpn,
                        productType,
                        category,
                        condition,
                        quantity));
    }

    private String readId() {
        String id = row.first("id");
        if (id == null) {
            refusals.refuse(RowReason.ID_MISSING, "The row has no id.");
            return "";
        }
        if (id.length() > ID_LENGTH_MAX || !ID.matcher(id).matches()) {
            refusals.refuse(
                    RowReason.ID_INVALID,
                    "An id has up to " + ID_LENGTH_MAX + " characters, none of them a space, a slash, ?, # or %.");
        }
        return id;
    }

    private static String shortened(String id) {
        return id.length() > ID_LENGTH_MAX ? id.substring(0, ID_LENGTH_MAX) : id;
    }

    private String required(String name, RowReason missing) {
        String value = optional(name);
        if (value == null) {
            refusals.refuse(missing, "The row has no " + name + ".");
            return "";
        }
        return value;
    }

    private @Nullable String optional(String name) {
        String value = row.first(name);
        String base = name.replaceAll(" \\[.*", "");
        if (value != null && value.length() > LENGTHS.getOrDefault(base, LINK_LENGTH_MAX)) {
            refusals.refuse(
                    RowReason.VALUE_TOO_LONG,
                    name + " has at most " + LENGTHS.getOrDefault(base, LINK_LENGTH_MAX) + " characters.");
        }
        refuseUnless(
                () -> value == null || !CONTROL.matcher(value).find(),
                RowReason.ROW_MALFORMED,
                name + " holds a control character.");
        return value;
    }

    private void requireLink(String link, RowReason invalid) {
        refuseUnless(
                () -> link.isEmpty() || isLink(link),
                invalid,
                "A link is an http or https address, or a path of the shop's own site that begins with a slash.");
    }

    private static boolean isLink(String link) {
        if (link.length() > LINK_LENGTH_MAX || link.indexOf('\\') >= 0) {
            return false;
        }
        try {
            URI address = new URI(link);
            boolean path = address.getScheme() == null && link.startsWith("/") && !link.startsWith("//");
            boolean web =
                    ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()))
                            && address.getHost() != null;
            return path || web;
        } catch (java.net.URISyntaxException malformed) {
            return false;
        }
    }

    /** Several images come as repeated elements or columns, or with commas between. */
    private List<String> readAdditionalImageLinks() {
        List<String> links = new ArrayList<>();
        for (String value : row.all("additional_image_link")) {
            for (String link : value.split(",", -1)) {
                if (!link.isBlank()) {
                    requireLink(link.strip(), RowReason.IMAGE_LINK_INVALID);
                    links.add(link.strip());
                }
            }
        }
        refuseUnless(
                () -> links.size() <= ADDITIONAL_IMAGES_MAX,
                RowReason.VALUE_TOO_LONG,
                "There are at most " + ADDITIONAL_IMAGES_MAX + " additional images.");
        return links;
    }

    private @Nullable Availability readAvailability() {
        String value = row.first("availability");
        if (value == null) {
            refusals.refuse(RowReason.AVAILABILITY_MISSING, "The row has no availability.");
            return null;
        }
        Availability availability = Availability.parse(value).orElse(null);
        refuseUnless(
                () -> availability != null,
                RowReason.AVAILABILITY_UNKNOWN,
                "Availability is in_stock, out_of_stock, preorder or backorder.");
        return availability;
    }

    private @Nullable Money readPrice() {
        String value = row.first("price");
        if (value == null) {
            refusals.refuse(RowReason.PRICE_MISSING, "The row has no price.");
            return null;
        }
        return Prices.parse(value, RowReason.PRICE_INVALID, refusals);
    }

    private @Nullable Sale readSale(@Nullable Money price) {
        String value = row.first("sale_price");
        String dates = row.first("sale_price_effective_date");
        SaleDates effective = dates == null ? null : SaleDates.parse(dates);
        refuseUnless(
                () -> dates == null || effective != null,
                RowReason.SALE_DATES_INVALID,
                "The sale's dates are two ISO 8601 dates with a slash between, the earlier one first.");
        if (value == null || price == null) {
            return null;
        }
        Money salePrice = Prices.parse(value, RowReason.SALE_PRICE_INVALID, refusals);
        if (salePrice == null) {
            return null;
        }
        if (!salePrice.currency().equals(price.currency()) || salePrice.compareTo(price) >= 0) {
            refusals.refuse(
                    RowReason.SALE_PRICE_INVALID, "A sale price is lower than the price and in the same currency.");
        }
        return effective == null
                ? new Sale(salePrice, null, null)
                : new Sale(salePrice, effective.from(), effective.until());
    }

    private @Nullable String readGtin() {
        String value = row.first("gtin");
        String gtin = value == null ? null : Gtins.parse(value);
        refuseUnless(
                () -> value == null || gtin != null,
                RowReason.GTIN_INVALID,
                "A GTIN has 8, 12, 13 or 14 digits, the last of which is its check digit.");
        return gtin;
    }

    private String readCondition() {
        String value = row.first("condition");
        String condition = value == null ? "new" : value.toLowerCase(Locale.ROOT);
        refuseUnless(
                () -> CONDITIONS.contains(condition),
                RowReason.CONDITION_UNKNOWN,
                "The condition is new, refurbished or used.");
        return condition;
    }

    private @Nullable Long readQuantity() {
        String own = row.first("quantity");
        String value = own == null ? row.first("sell_on_google_quantity") : own;
        boolean valid = value != null && QUANTITY.matcher(value).matches();
        refuseUnless(
                () -> value == null || valid,
                RowReason.QUANTITY_INVALID,
                "A quantity is a whole number from 0 to 999999999.");
        return value != null && valid ? Long.valueOf(value) : null;
    }

    private Map<String, LocalizedText> readLocalized() {
        Map<String, LocalizedText> localized = new LinkedHashMap<>();
        for (String name : row.values().keySet()) {
            Matcher matcher = LOCALIZED.matcher(name);
            if (matcher.matches()) {
                localized.computeIfAbsent(matcher.group(2), this::readLocalized);
            }
        }
        return localized;
    }

    private LocalizedText readLocalized(String language) {
        return new LocalizedText(
                optional(AttributeNames.inLanguage("title", language)),
                optional(AttributeNames.inLanguage("description", language)),
                readProductType(AttributeNames.inLanguage("product_type", language)));
    }

    /** Levels are told apart by {@code >}; one spelling of it makes them comparable. */
    private @Nullable String readProductType(String name) {
        String value = optional(name);
        return value == null ? null : value.replaceAll("\\s*>\\s*", " > ");
    }

    private void refuseUnless(BooleanSupplier condition, RowReason reason, String detail) {
        if (!condition.getAsBoolean()) {
            refusals.refuse(reason, detail);
        }
    }
}
