package dev.furikomi.catalog.stock;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** The order file whose reports are believed. */
@ConfigMapping(prefix = "catalog.order-file")
interface OrderFileConfig {

    /** File with the public keys (a JWK set, RFC 7517) that sign the order file's events. */
    Path keys();
}
