package dev.furikomi.card.software;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;

/** A key pair of a software card. What is on disk is a JWK with its private part. */
final class CardKey {

    /** SHA-1's, the shortest that other people's software signs. */
    private static final int DIGEST_LENGTH_MIN = 20;

    private final JWK jwk;
    private final SignatureAlgorithm algorithm;
    private final PublicKey publicKey;
    private final PrivateKey privateKey;

    private CardKey(JWK jwk) throws JOSEException {
        this.jwk = jwk;
        this.publicKey = ((AsymmetricJWK) jwk).toPublicKey();
        this.privateKey = ((AsymmetricJWK) jwk).toPrivateKey();
        this.algorithm = SignatureAlgorithm.of(publicKey)
                .orElseThrow(() -> new JOSEException("Not a key that a PIV card of this kind has."));
    }

    static CardKey generate(SignatureAlgorithm algorithm) {
        try {
            KeyPair pair =
                    switch (algorithm) {
                        case ES256 -> keyPair("secp256r1");
                        case ES384 -> keyPair("secp384r1");
                        case RS256 -> rsaKeyPair();
                    };
            JWK jwk =
                    switch (algorithm) {
                        case ES256 -> ecKey(Curve.P_256, pair);
                        case ES384 -> ecKey(Curve.P_384, pair);
                        case RS256 ->
                            new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                                    .privateKey(pair.getPrivate())
                                    .build();
                    };
            return new CardKey(jwk);
        } catch (GeneralSecurityException | JOSEException bug) {
            throw new IllegalStateException("Each Java platform has the keys of " + algorithm + ".", bug);
        }
    }

    /** Empty when this is no private key of a kind that is known here. */
    static Optional<CardKey> parse(Map<String, Object> members) {
        try {
            JWK jwk = JWK.parse(members);
            return jwk instanceof AsymmetricJWK && jwk.isPrivate() ? Optional.of(new CardKey(jwk)) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException malformed) {
            // The parser's message may quote the key.
            return Optional.empty();
        }
    }

    Map<String, Object> members() {
        return jwk.toJSONObject();
    }

    SignatureAlgorithm algorithm() {
        return algorithm;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    /** What GENERAL AUTHENTICATE puts out for a challenge; empty when the challenge has not the length for this key. */
    Optional<byte[]> respond(byte[] challenge) throws GeneralSecurityException {
        return algorithm == SignatureAlgorithm.RS256 ? decipher(challenge) : signDigest(challenge);
    }

    private Optional<byte[]> signDigest(byte[] digest) throws GeneralSecurityException {
        if (digest.length < DIGEST_LENGTH_MIN || digest.length > algorithm.digestLength()) {
            return Optional.empty();
        }
        Signature signature = Signature.getInstance("NONEwithECDSA");
        signature.initSign(privateKey);
        signature.update(digest);
        return Optional.of(signature.sign());
    }

    /** The bare RSA operation: which block goes in is the host's affair. */
    private Optional<byte[]> decipher(byte[] block) throws GeneralSecurityException {
        if (block.length != algorithm.signatureLength()) {
            return Optional.empty();
        }
        Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
        rsa.init(Cipher.DECRYPT_MODE, privateKey);
        return Optional.of(rsa.doFinal(block));
    }

    private static KeyPair keyPair(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static KeyPair rsaKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(Byte.SIZE * SignatureAlgorithm.RS256.signatureLength());
        return generator.generateKeyPair();
    }

    private static ECKey ecKey(Curve curve, KeyPair pair) {
        return new ECKey.Builder(curve, (ECPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .build();
    }

    /** The algorithm only. */
    @Override
    public String toString() {
        return "CardKey[" + algorithm + "]";
    }
}
