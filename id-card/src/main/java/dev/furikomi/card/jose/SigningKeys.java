package dev.furikomi.card.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

/** New keys as JWKs, on P-256 where nothing else is said. */
public final class SigningKeys {

    private SigningKeys() {}

    /** A key for ES256 whose {@code kid} is its thumbprint (RFC 7638), so that two keys never share a name. */
    public static ECKey generate() {
        return generate(Curve.P_256, KeyUse.SIGNATURE);
    }

    /** A key for a card authority that signs with SHA-384. */
    public static ECKey generateOnP384() {
        return generate(Curve.P_384, KeyUse.SIGNATURE);
    }

    /** A key for ECDH-ES, used for one session and then forgotten. */
    public static ECKey generateForEncryption() {
        return generate(Curve.P_256, KeyUse.ENCRYPTION);
    }

    private static ECKey generate(Curve curve, KeyUse use) {
        try {
            return new ECKeyGenerator(curve)
                    .keyUse(use)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException bug) {
            throw new IllegalStateException("Each Java platform has the curves of FIPS 186-5.", bug);
        }
    }
}
