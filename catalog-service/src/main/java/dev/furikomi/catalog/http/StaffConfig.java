package dev.furikomi.catalog.http;

import io.smallrye.config.ConfigMapping;

/** Merchant staff. */
@ConfigMapping(prefix = "catalog.staff")
interface StaffConfig {

    /** SHA-256 of the staff token, base64url or hexadecimal. */
    String tokenSha256();
}
