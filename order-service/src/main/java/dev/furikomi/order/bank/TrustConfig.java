package dev.furikomi.order.bank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Whom this order file believes. */
@ConfigMapping(prefix = "order.trust")
public interface TrustConfig {

    /** File with the signed bank list (compact JWS); read again when it changes. */
    Path bankList();

    /** File with the public P-256 JWK of the scheme root that signs the bank list. */
    Path schemeRoot();

    /** File with the public P-256 JWK (with {@code kid}), or a JWK set, that signs the catalogue's events. */
    Path catalogueKey();

    /** How often the files are looked at. */
    @WithDefault("5s")
    Duration reloadInterval();
}
