package dev.furikomi.catalog.purchase;

import dev.furikomi.catalog.merchant.CatalogConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Order numbers: the merchant's prefix and 10 random characters of Crockford's base 32. */
@ApplicationScoped
class OrderNumbers {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;

    private final SecureRandom random = new SecureRandom();
    private final String prefix;

    OrderNumbers(CatalogConfig config) {
        this.prefix = config.merchant().orderNumberPrefix();
        if (!prefix.matches("[A-Z]{2,4}")) {
            throw new IllegalStateException("catalog.merchant.order-number-prefix is two to four capital letters.");
        }
    }

    String next() {
        StringBuilder number = new StringBuilder(prefix).append('-');
        for (int index = 0; index < LENGTH; index++) {
            number.append(CROCKFORD.charAt(random.nextInt(CROCKFORD.length())));
        }
        return number.toString();
    }
}
