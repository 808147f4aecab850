package dev.furikomi.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public keys with which a bank signs its seals.
 *
 * @param issuer whose seals they are; null takes any
 */
public record SealKeys(@Nullable String issuer, List<ECKey> keys) {

    public SealKeys {
        keys = List.copyOf(keys);
    }

    /** What is wrong with a seal's signature; empty when it is right. */
    Optional<String> fault(Seal seal) {
        String signature = seal.signature();
        if (signature == null) {
            return Optional.of("it is not signed");
        }
        try {
            JWSObject jws = JWSObject.parse(signature, new Payload(Sha256.HEX.parseHex(seal.hash())));
            JWSHeader header = jws.getHeader();
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || !SealSigner.TYPE.equals(header.getType())) {
                return Optional.of("its signature is of another kind");
            }
            if (!Long.toString(seal.number()).equals(header.getCustomParam(SealSigner.NUMBER))) {
                return Optional.of("its signature is another seal's");
            }
            if (issuer != null && !issuer.equals(header.getCustomParam(SealSigner.ISSUER))) {
                return Optional.of("its signature is another bank's");
            }
            Optional<ECKey> key = keys.stream()
                    .filter(each -> each.getKeyID() != null && each.getKeyID().equals(header.getKeyID()))
                    .findFirst();
            if (key.isEmpty()) {
                return Optional.of("it is signed with a key that is not known: " + header.getKeyID());
            }
            return jws.verify(new ECDSAVerifier(key.get())) ? Optional.empty() : Optional.of("its signature is false");
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            return Optional.of("its signature is malformed");
        }
    }
}
