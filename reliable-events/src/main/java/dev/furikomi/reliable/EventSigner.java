package dev.furikomi.reliable;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.text.ParseException;

/** Signs an event: a detached JWS (RFC 7515, appendix F) over its data, the CloudEvents attributes in the header. */
final class EventSigner {

    static final JOSEObjectType TYPE = new JOSEObjectType("furikomi-event+jws");

    private static final int SIGNATURE_LENGTH = 64;

    /** One for each thread: making one anew takes longer than signing. */
    private final ThreadLocal<Signature> signatures;

    private final String keyId;

    EventSigner(ECKey key) {
        try {
            if (!Curve.P_256.equals(key.getCurve()) || !key.isPrivate()) {
                throw new IllegalStateException("The event signing key is not a private P-256 key.");
            }
            PrivateKey secret = key.toECPrivateKey();
            this.signatures = ThreadLocal.withInitial(() -> signature(secret));
        } catch (JOSEException unusable) {
            throw new IllegalStateException("The event signing key is not a private P-256 key.", unusable);
        }
        this.keyId = key.getKeyID();
    }

    static EventSigner fromFile(Path file) {
        return new EventSigner(key(file));
    }

    /** Reads a private key with its id. */
    static ECKey key(Path file) {
        try {
            ECKey key = ECKey.parse(Files.readString(file));
            if (!key.isPrivate() || key.getKeyID() == null) {
                throw new IllegalStateException("The event signing key needs its private part and a kid: " + file);
            }
            return key;
        } catch (IOException | ParseException unusable) {
            // The parser's message may quote the key.
            throw new IllegalStateException("The event signing key cannot be read: " + file);
        }
    }

    /** Returns {@code header..signature}. */
    String sign(PendingEvent event, String source) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(keyId)
                .type(TYPE)
                .customParam("ceid", event.eventId().toString())
                .customParam("cetype", event.type())
                .customParam("cesource", source)
                .customParam("cesubject", event.subject())
                .customParam("cetime", event.occurredAt().toString())
                .customParam("cerecipient", event.recipient())
                .customParam("cesequence", Long.toString(event.sequence()))
                .build();
        JWSObject jws = new JWSObject(header, new Payload(event.data().getBytes(StandardCharsets.UTF_8)));
        return header.toBase64URL() + ".." + signature(jws.getSigningInput());
    }

    private Base64URL signature(byte[] input) {
        try {
            Signature signature = signatures.get();
            signature.update(input);
            return Base64URL.encode(ECDSA.transcodeSignatureToConcat(signature.sign(), SIGNATURE_LENGTH));
        } catch (GeneralSecurityException | JOSEException bug) {
            signatures.remove();
            throw new IllegalStateException("Signing an event failed.", bug);
        }
    }

    private static Signature signature(PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            return signature;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("The event signing key cannot be used.", unusable);
        }
    }
}
