package dev.furikomi.order.testing;

import com.github.f4b6a3.uuid.UuidCreator;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.events.EventJson;
import dev.furikomi.events.EventName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends events to the merchant as banks and the catalogue do, and as forgers would. */
public final class Bus implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;

    public Bus(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    public UUID send(String source, ECKey key, EventName name, String subject, Object data) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        send(id, source, key, name, subject, data);
        return id;
    }

    public void send(UUID id, String source, ECKey key, EventName name, String subject, Object data) {
        byte[] body = EventJson.write(data).getBytes(StandardCharsets.UTF_8);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", id.toString());
        attributes.put("type", name.wire());
        attributes.put("source", source);
        attributes.put("subject", subject);
        attributes.put("time", Instant.now().toString());
        attributes.put("recipient", "hanaya");
        attributes.put("sequence", "1");
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(name.topic("hanaya"), subject, body);
        record.headers().add("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8));
        attributes.forEach(
                (attribute, value) -> record.headers().add("ce_" + attribute, value.getBytes(StandardCharsets.UTF_8)));
        record.headers().add("ce_signature", sign(key, attributes, body).getBytes(StandardCharsets.UTF_8));
        producer.send(record);
        producer.flush();
    }

    private static String sign(ECKey key, Map<String, String> attributes, byte[] body) {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("furikomi-event+jws"));
        attributes.forEach((attribute, value) -> header.customParam("ce" + attribute, value));
        JWSObject jws = new JWSObject(header.build(), new Payload(body));
        try {
            jws.sign(new ECDSASigner(key));
        } catch (JOSEException bug) {
            throw new IllegalStateException(bug);
        }
        return jws.serialize(true);
    }

    @Override
    public void close() {
        producer.close();
    }
}
