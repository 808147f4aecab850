package dev.furikomi.reliable;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.furikomi.events.EventJson;
import dev.furikomi.events.OrderCancelled;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventVerifierTest {

    private static final String SOURCE = "/merchants/hanaya/orders";
    private static final OrderCancelled DATA =
            new OrderCancelled("HN-7Q4M2K9XTB", "hanaya", Instant.parse("2026-11-22T03:10:00Z"));

    private final ECKey key = key("orders-1");
    private final EventVerifier verifier = new EventVerifier(
            (source, keyId) -> source.equals(SOURCE) && keyId.equals("orders-1") ? publicKey(key) : Optional.empty());

    @Test
    void believesAnEventSignedByItsSource() {
        Verification<OrderCancelled> verification = verifier.verify(signedRecord(key), OrderCancelled.class);

        assertThat(verification).isInstanceOfSatisfying(Verification.Believed.class, believed -> {
            assertThat(believed.event().data()).isEqualTo(DATA);
            assertThat(believed.event().source()).isEqualTo(SOURCE);
            assertThat(believed.event().sequence()).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            header,        forged value,                          reason
            ce_id,         019ab0c4-5b00-7c3e-9d21-000000000000,  header-differs-id
            ce_type,       order-paid,                            header-differs-type
            ce_source,     /banks/MNTOJPJT,                       header-differs-source
            ce_subject,    HN-0000000000,                         header-differs-subject
            ce_time,       2026-11-22T03:10:01Z,                  header-differs-time
            ce_recipient,  kiosk,                                 header-differs-recipient
            ce_sequence,   4,                                     header-differs-sequence
            ce_specversion, 0.3,                                  not-a-signed-cloud-event
            ce_signature,  a..b,                                  signature-malformed
            """)
    void refusesAHeaderThatTheSignatureDoesNotCover(String header, String forged, String reason) {
        ConsumerRecord<String, byte[]> record = signedRecord(key);
        record.headers().remove(header).add(header, forged.getBytes(StandardCharsets.UTF_8));

        assertThat(verifier.verify(record, OrderCancelled.class)).isEqualTo(new Verification.Refused<>(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce_id",
                "ce_type",
                "ce_source",
                "ce_subject",
                "ce_time",
                "ce_recipient",
                "ce_sequence",
                "ce_signature"
            })
    void refusesAnEventWithoutAHeader(String header) {
        ConsumerRecord<String, byte[]> record = signedRecord(key);
        record.headers().remove(header);

        assertThat(verifier.verify(record, OrderCancelled.class)).isInstanceOf(Verification.Refused.class);
    }

    @Test
    void refusesAnotherKeyUnderTheSameName() {
        assertThat(verifier.verify(signedRecord(key("orders-1")), OrderCancelled.class))
                .isEqualTo(new Verification.Refused<>("signature-invalid"));
    }

    @Test
    void refusesAnUnknownKey() {
        assertThat(verifier.verify(signedRecord(key("orders-2")), OrderCancelled.class))
                .isEqualTo(new Verification.Refused<>("signature-invalid"));
    }

    @Test
    void refusesAlteredData() {
        ConsumerRecord<String, byte[]> signed = signedRecord(key);
        byte[] altered = new String(signed.value(), StandardCharsets.UTF_8)
                .replace("HN-7Q4M2K9XTB", "HN-7Q4M2K9XTC")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(verifier.verify(copy(signed, signed.topic(), signed.key(), altered), OrderCancelled.class))
                .isEqualTo(new Verification.Refused<>("signature-invalid"));
    }

    @Test
    void refusesAnEventReplayedIntoAnotherTopicOrUnderAnotherKey() {
        ConsumerRecord<String, byte[]> signed = signedRecord(key);

        assertThat(verifier.verify(
                        copy(signed, "order-cancelled.kiosk", signed.key(), signed.value()), OrderCancelled.class))
                .isEqualTo(new Verification.Refused<>("topic-differs"));
        assertThat(verifier.verify(copy(signed, signed.topic(), "HN-0000000000", signed.value()), OrderCancelled.class))
                .isEqualTo(new Verification.Refused<>("key-differs"));
    }

    @Test
    void refusesWellSignedDataOfAnotherShape() {
        ConsumerRecord<String, byte[]> record = record(key, "{\"orderNumber\":\"HN-7Q4M2K9XTB\"}");

        assertThat(verifier.verify(record, OrderCancelled.class))
                .isEqualTo(new Verification.Refused<>("data-malformed"));
    }

    @Test
    void refusesARecordWithoutAValue() {
        ConsumerRecord<String, byte[]> signed = signedRecord(key);

        assertThat(verifier.verify(copy(signed, signed.topic(), signed.key(), null), OrderCancelled.class))
                .isEqualTo(new Verification.Refused<>("not-a-signed-cloud-event"));
    }

    static ConsumerRecord<String, byte[]> signedRecord(ECKey key) {
        return record(key, EventJson.write(DATA));
    }

    static ConsumerRecord<String, byte[]> record(ECKey key, String data) {
        PendingEvent event = new PendingEvent(
                1, UUID.randomUUID(), "order-cancelled", "hanaya", DATA.orderNumber(), 3, DATA.cancelledAt(), data);
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                "order-cancelled.hanaya", 0, 0, DATA.orderNumber(), data.getBytes(StandardCharsets.UTF_8));
        new EventHeaders(SOURCE, new EventSigner(key)).addTo(record.headers(), event);
        return record;
    }

    private static ConsumerRecord<String, byte[]> copy(
            ConsumerRecord<String, byte[]> record, String topic, String recordKey, byte[] value) {
        ConsumerRecord<String, byte[]> copy = new ConsumerRecord<>(topic, 0, 0, recordKey, value);
        record.headers().forEach(copy.headers()::add);
        return copy;
    }

    static ECKey key(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<ECPublicKey> publicKey(ECKey key) {
        try {
            return Optional.of(key.toECPublicKey());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
