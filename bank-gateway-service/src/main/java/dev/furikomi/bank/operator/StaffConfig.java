package dev.furikomi.bank.operator;

import io.smallrye.config.ConfigMapping;

/** Who may call the operator API. */
@ConfigMapping(prefix = "bank.staff")
public interface StaffConfig {

    /** SHA-256 of the bearer token, as 64 hexadecimal digits or base64url. The token itself is nowhere. */
    String tokenSha256();
}
