package dev.furikomi.card.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

/** New P-256 keys as JWKs. */
public final class SigningKeys {

    private SigningKeys() {}

    /** A key for ES256 whose {@code kid} is its thumbprint (RFC 7638), so that two keys never share a name. */
    public static ECKey generate() {
        return generate(KeyUse.SIGNATURE);
    }

    /** A key for ECDH-ES, used for one session and then forgotten. */
    public static ECKey generateForEncryption() {
        return generate(KeyUse.ENCRYPTION);
    }

    private static ECKey generate(KeyUse use) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(use)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException bug) {
            throw new IllegalStateException("Each Java platform has P-256.", bug);
        }
    }
}
