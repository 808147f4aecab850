package dev.furikomi.card.token;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.jose.Base64Url;
import java.security.MessageDigest;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The password on its way from the bridge's window to the bank: a JWE (ECDH-ES and A256GCM) to the session's ephemeral
 * key, bound to window, session and nonce. No page script, merchant or middlebox sees what is in it.
 */
public final class PasswordEnvelope {

    public static final int PASSWORD_LENGTH_MAX = 256;

    private static final int LENGTH_MAX = 8 * 1024;
    private static final Set<String> HEADER = Set.of("alg", "enc", "epk");

    private PasswordEnvelope() {}

    /** Seals; the caller wipes {@code password} afterwards, all copies made here are wiped. */
    public static String seal(SessionRequest request, String accountReference, char[] password) {
        if (password.length == 0 || password.length > PASSWORD_LENGTH_MAX) {
            throw new IllegalArgumentException("A password has 1 to 256 characters.");
        }
        byte[] json = SecretJson.write(
                password,
                accountReference,
                request.windowId().toString(),
                request.sid().toString(),
                Base64Url.encode(request.nonce()));
        try {
            JWEObject jwe = new JWEObject(
                    new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM).build(), new Payload(json));
            jwe.encrypt(new ECDHEncrypter(request.encryptionKey()));
            return jwe.serialize();
        } catch (JOSEException bug) {
            throw new IllegalArgumentException("The session's key cannot be encrypted to.", bug);
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    /** Opens with the session's private key; what was sealed for another window, session or nonce does not count. */
    public static PasswordEnvelopeOutcome open(
            String compact, ECKey privateKey, UUID windowId, UUID sid, byte[] nonce) {
        Optional<byte[]> json = decrypt(compact, privateKey);
        if (json.isEmpty()) {
            return new PasswordEnvelopeOutcome.Refused(PasswordEnvelopeOutcome.Reason.MALFORMED);
        }
        try {
            Optional<SecretJson> content = SecretJson.read(json.get());
            if (content.isEmpty()) {
                return new PasswordEnvelopeOutcome.Refused(PasswordEnvelopeOutcome.Reason.MALFORMED);
            }
            SecretJson secret = content.get();
            boolean ofThisSession = secret.windowId().equals(windowId.toString())
                    && secret.sid().equals(sid.toString())
                    && Base64Url.decode(secret.nonce())
                            .filter(inside -> MessageDigest.isEqual(inside, nonce))
                            .isPresent();
            if (!ofThisSession) {
                Arrays.fill(secret.password(), '\0');
                return new PasswordEnvelopeOutcome.Refused(PasswordEnvelopeOutcome.Reason.OF_ANOTHER_SESSION);
            }
            return new PasswordEnvelopeOutcome.Opened(new PasswordSecret(secret.accountReference(), secret.password()));
        } finally {
            Arrays.fill(json.get(), (byte) 0);
        }
    }

    private static Optional<byte[]> decrypt(String compact, ECKey privateKey) {
        if (compact.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            JWEObject jwe = JWEObject.parse(compact);
            JWEHeader header = jwe.getHeader();
            // No compression in particular: the length of a compressed password tells about the password.
            if (!JWEAlgorithm.ECDH_ES.equals(header.getAlgorithm())
                    || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
                    || !HEADER.equals(header.getIncludedParams())
                    // RFC 7516 section 5.2, step 10: direct key agreement has no encrypted key.
                    || jwe.getEncryptedKey() != null) {
                return Optional.empty();
            }
            jwe.decrypt(new ECDHDecrypter(privateKey));
            return Optional.of(jwe.getPayload().toBytes());
        } catch (ParseException | JOSEException | RuntimeException malformed) {
            // The library answers some malformed headers, as {"enc":null}, with whatever exception comes up.
            return Optional.empty();
        }
    }
}
