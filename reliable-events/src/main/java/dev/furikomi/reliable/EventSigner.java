package dev.furikomi.reliable;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** Signs an event: a detached JWS (RFC 7515, appendix F) over its data, the CloudEvents attributes in the header. */
final class EventSigner {

    static final JOSEObjectType TYPE = new JOSEObjectType("furikomi-event+jws");

    private final JWSSigner signer;
    private final String keyId;

    EventSigner(ECKey key) {
        try {
            this.signer = new ECDSASigner(key);
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
        try {
            jws.sign(signer);
        } catch (JOSEException bug) {
            throw new IllegalStateException("Signing an event failed.", bug);
        }
        return jws.serialize(true);
    }
}
