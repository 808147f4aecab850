package dev.furikomi.reliable;

import static dev.furikomi.reliable.CloudEventHeaders.ID;
import static dev.furikomi.reliable.CloudEventHeaders.RECIPIENT;
import static dev.furikomi.reliable.CloudEventHeaders.SEQUENCE;
import static dev.furikomi.reliable.CloudEventHeaders.SIGNATURE;
import static dev.furikomi.reliable.CloudEventHeaders.SOURCE;
import static dev.furikomi.reliable.CloudEventHeaders.SPEC_VERSION;
import static dev.furikomi.reliable.CloudEventHeaders.SUBJECT;
import static dev.furikomi.reliable.CloudEventHeaders.TIME;
import static dev.furikomi.reliable.CloudEventHeaders.TYPE;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import dev.furikomi.events.EventJson;
import dev.furikomi.events.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Believes an event only when its signature is by a key of its source and header, signature and topic say the same.
 */
final class EventVerifier {

    /** Signed attribute of the protected header and the Kafka header that must equal it. */
    private static final Map<String, String> SIGNED_ATTRIBUTES = Map.of(
            "ceid", ID,
            "cetype", TYPE,
            "cesource", SOURCE,
            "cesubject", SUBJECT,
            "cetime", TIME,
            "cerecipient", RECIPIENT,
            "cesequence", SEQUENCE);

    private final EventKeys keys;

    EventVerifier(EventKeys keys) {
        this.keys = keys;
    }

    /** Verifies and reads; slow (an ECDSA verification), so never on an event loop. */
    <T> Verification<T> verify(ConsumerRecord<String, byte[]> record, Class<T> dataType) {
        String signature = header(record, SIGNATURE);
        if (!"1.0".equals(header(record, SPEC_VERSION)) || signature == null || record.value() == null) {
            return new Verification.Refused<>("not-a-signed-cloud-event");
        }
        JWSObject jws;
        try {
            jws = JWSObject.parse(signature, new Payload(record.value()));
        } catch (ParseException | IllegalArgumentException malformed) {
            return new Verification.Refused<>("signature-malformed");
        }
        Optional<String> difference = firstDifference(record, jws.getHeader());
        if (difference.isPresent()) {
            return new Verification.Refused<>(difference.get());
        }
        return isSignedBySource(jws, header(record, SOURCE))
                ? read(record, dataType)
                : new Verification.Refused<>("signature-invalid");
    }

    private Optional<String> firstDifference(ConsumerRecord<String, byte[]> record, JWSHeader signed) {
        if (!EventSigner.TYPE.equals(signed.getType()) || !JWSAlgorithm.ES256.equals(signed.getAlgorithm())) {
            return Optional.of("signature-of-another-kind");
        }
        for (Map.Entry<String, String> attribute : SIGNED_ATTRIBUTES.entrySet()) {
            String value = header(record, attribute.getValue());
            if (value == null || !value.equals(signed.getCustomParam(attribute.getKey()))) {
                return Optional.of("header-differs-" + attribute.getValue().substring("ce_".length()));
            }
        }
        if (!record.topic().equals(header(record, TYPE) + "." + header(record, RECIPIENT))) {
            return Optional.of("topic-differs");
        }
        return record.key() == null || record.key().equals(header(record, SUBJECT))
                ? Optional.empty()
                : Optional.of("key-differs");
    }

    private boolean isSignedBySource(JWSObject jws, @Nullable String source) {
        String keyId = jws.getHeader().getKeyID();
        if (source == null || keyId == null) {
            return false;
        }
        Optional<ECPublicKey> key = keys.find(source, keyId);
        try {
            return key.isPresent() && jws.verify(new ECDSAVerifier(key.get()));
        } catch (JOSEException notVerifiable) {
            return false;
        }
    }

    private static <T> Verification<T> read(ConsumerRecord<String, byte[]> record, Class<T> dataType) {
        try {
            return new Verification.Believed<>(new ReceivedEvent<>(
                    UUID.fromString(required(record, ID)),
                    required(record, TYPE),
                    required(record, SOURCE),
                    required(record, SUBJECT),
                    Instant.parse(required(record, TIME)),
                    required(record, RECIPIENT),
                    Long.parseLong(required(record, SEQUENCE)),
                    EventJson.read(record.value(), dataType)));
        } catch (MalformedEventException | IllegalArgumentException | DateTimeParseException malformed) {
            return new Verification.Refused<>("data-malformed");
        }
    }

    private static String required(ConsumerRecord<String, byte[]> record, String name) {
        String value = header(record, name);
        if (value == null) {
            throw new IllegalArgumentException("Missing header " + name);
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
