package dev.furikomi.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;

/** Signs seals with the bank's event key: a detached JWS (RFC 7515, appendix F) over the 32 bytes of the hash. */
public final class SealSigner {

    static final JOSEObjectType TYPE = new JOSEObjectType("furikomi-seal+jws");
    static final String NUMBER = "seal";
    static final String ISSUER = "iss";

    private final JWSSigner signer;
    private final String keyId;
    private final String issuer;

    /**
     * A signer.
     *
     * @param issuer whose ledger it is, as in events: {@code /banks/MNTOJPJT}
     */
    public SealSigner(ECKey key, String issuer) {
        try {
            this.signer = new ECDSASigner(key);
        } catch (JOSEException unusable) {
            throw new IllegalStateException("The key that signs seals is not a private P-256 key.", unusable);
        }
        this.keyId = key.getKeyID();
        this.issuer = issuer;
    }

    public Seal sign(Seal seal) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(keyId)
                .type(TYPE)
                .customParam(ISSUER, issuer)
                .customParam(NUMBER, Long.toString(seal.number()))
                .build();
        JWSObject jws = new JWSObject(header, new Payload(Sha256.HEX.parseHex(seal.hash())));
        try {
            jws.sign(signer);
        } catch (JOSEException bug) {
            throw new IllegalStateException("Signing a seal failed.", bug);
        }
        return seal.signed(jws.serialize(true));
    }
}
