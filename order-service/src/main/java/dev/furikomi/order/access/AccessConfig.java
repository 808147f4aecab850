package dev.furikomi.order.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Who may see and do what. */
@ConfigMapping(prefix = "order")
public interface AccessConfig {

    /** Origins of web pages. */
    Origins origins();

    /** The merchant's staff. */
    Staff staff();

    /** The cookie sessions of shoppers. */
    Sessions sessions();

    /** Origins of web pages. */
    interface Origins {

        /** The origin under which browsers reach this service. */
        String self();

        /** Origins of the merchant's front ends, which may call with the shopper's cookie (CORS). */
        List<String> catalogue();
    }

    /** The merchant's staff. */
    interface Staff {

        /** SHA-256 of the staff token, base64url or hexadecimal. */
        String tokenSha256();

        /** How long a login to the staff page lasts. */
        @WithDefault("12h")
        Duration sessionLifetime();
    }

    /** The cookie sessions of shoppers. */
    interface Sessions {

        /** How long a browser may look at the orders that it opened. */
        @WithDefault("30d")
        Duration lifetime();
    }
}
