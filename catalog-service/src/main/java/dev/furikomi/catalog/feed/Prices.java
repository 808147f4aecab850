package dev.furikomi.catalog.feed;

import dev.furikomi.events.Money;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads prices as the specification writes them: {@code 1500 JPY}, {@code 12.50 EUR}. */
final class Prices {

    /** 10^15 minor units: 50 lines of 99 pieces still fit into 64 bits. */
    static final long AMOUNT_MINOR_MAX = 1_000_000_000_000_000L;

    private static final Pattern PRICE = Pattern.compile("([^ ]+)(?: +([^ ]+))?");
    private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,15})(?:\\.([0-9]{1,4}))?");

    private Prices() {}

    static @Nullable Money parse(String text, RowReason invalid, RowRefusals refusals) {
        Matcher price = PRICE.matcher(text.strip());
        if (!price.matches() || !AMOUNT.matcher(price.group(1)).matches()) {
            refusals.refuse(invalid, "A price is a number with a point, a space and a currency, as in 1500 JPY.");
            return null;
        }
        Currency currency = currency(price.group(2));
        if (currency == null) {
            refusals.refuse(RowReason.CURRENCY_UNKNOWN, "The price names no ISO 4217 currency.");
            return null;
        }
        return parse(price.group(1), currency, invalid, refusals);
    }

    private static @Nullable Money parse(String amount, Currency currency, RowReason invalid, RowRefusals refusals) {
        int point = amount.indexOf('.');
        int decimals = point < 0 ? 0 : amount.length() - point - 1;
        int permitted = currency.getDefaultFractionDigits();
        if (decimals > permitted) {
            refusals.refuse(invalid, "A price in " + currency + " has at most " + permitted + " decimals.");
            return null;
        }
        String digits = amount.replace(".", "") + "0".repeat(permitted - decimals);
        long amountMinor = digits.length() > 17 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (amountMinor <= 0 || amountMinor > AMOUNT_MINOR_MAX) {
            refusals.refuse(invalid, "A price is above zero and at most 10^15 minor units.");
            return null;
        }
        return new Money(amountMinor, currency);
    }

    private static @Nullable Currency currency(@Nullable String code) {
        try {
            Currency currency = code == null ? null : Currency.getInstance(code);
            return currency == null || currency.getDefaultFractionDigits() < 0 ? null : currency;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
