package dev.furikomi.bridge.reader;

import java.security.cert.X509Certificate;

/** A PIV card during a visit, as far as the bridge needs it: slot 9E. */
public interface PivCard {
    X509Certificate certificate() throws CardTroubleException;

    /** Signs a SHA-256 hash; r and s, 32 bytes each. */
    byte[] sign(byte[] hash) throws CardTroubleException;
}
