package dev.furikomi.order.view;

import dev.furikomi.events.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;

/** Money as people write it, with the currency named by its code so that no sign is mistaken. */
public final class MoneyText {

    private MoneyText() {}

    public static String of(Money money) {
        int decimals = money.currency().getDefaultFractionDigits();
        NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return money.currencyCode() + " " + format.format(BigDecimal.valueOf(money.amountMinor(), decimals));
    }
}
