package dev.furikomi.quickstart.reader;

import java.security.cert.X509Certificate;

/**
 * A bank whose cards the page can name.
 *
 * @param icon a data: address
 */
public record Issuer(String english, String japanese, String icon, X509Certificate cardAuthority) {}
