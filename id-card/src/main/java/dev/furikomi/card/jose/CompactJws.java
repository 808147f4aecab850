package dev.furikomi.card.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A JWS in compact form (RFC 7515) as the protocol has it: ES256 and exactly the header parameters {@code alg},
 * {@code kid} and {@code typ}, so that no header can bring a key or an algorithm of its own.
 */
public final class CompactJws {

    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    private final JWSObject jws;

    private CompactJws(JWSObject jws) {
        this.jws = jws;
    }

    /** Reads without verifying; empty when it is not a JWS of this type and form, or longer than it may be. */
    public static Optional<CompactJws> parse(String compact, String type, int lengthMax) {
        if (compact.length() > lengthMax) {
            return Optional.empty();
        }
        try {
            JWSObject jws = JWSObject.parse(compact);
            JWSHeader header = jws.getHeader();
            boolean ours = JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    && header.getKeyID() != null
                    && header.getType() != null
                    && type.equals(header.getType().getType())
                    && HEADER.equals(header.getIncludedParams());
            return ours ? Optional.of(new CompactJws(jws)) : Optional.empty();
        } catch (ParseException | RuntimeException malformed) {
            // The library answers some malformed headers with whatever exception comes up.
            return Optional.empty();
        }
    }

    public static String sign(String type, byte[] payload, ECKey key) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType(type))
                .build();
        JWSObject jws = new JWSObject(header, new Payload(payload));
        try {
            jws.sign(new ECDSASigner(key));
        } catch (JOSEException bug) {
            throw new IllegalArgumentException("The key cannot sign ES256.", bug);
        }
        return jws.serialize();
    }

    public String keyId() {
        return jws.getHeader().getKeyID();
    }

    /** Whether the signature is by that one of the keys that the header names. */
    public boolean isSignedByOneOf(List<ECKey> keys) {
        return keys.stream().filter(key -> keyId().equals(key.getKeyID())).anyMatch(this::isSignedBy);
    }

    private boolean isSignedBy(ECKey key) {
        try {
            return jws.verify(new ECDSAVerifier(key.toPublicJWK()));
        } catch (JOSEException | IllegalStateException malformed) {
            return false;
        }
    }

    /** The claims; believe them only after {@link #isSignedByOneOf}. */
    public Claims claims() throws MalformedClaimsException {
        return Claims.parse(jws.getPayload().toBytes());
    }
}
