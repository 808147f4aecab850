package dev.furikomi.catalog.testing;

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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Speaks as the order file: signed events as protocol.md, section 7, writes them. */
public final class OrderFileVoice implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;

    public OrderFileVoice(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    public ProducerRecord<String, byte[]> event(EventName name, String orderNumber, Record data, ECKey key) {
        byte[] body = EventJson.write(data).getBytes(StandardCharsets.UTF_8);
        Map<String, String> attributes = new HashMap<>();
        attributes.put("id", UuidCreator.getTimeOrderedEpoch().toString());
        attributes.put("type", name.wire());
        attributes.put("source", "/merchants/hanaya/orders");
        attributes.put("subject", orderNumber);
        attributes.put("time", Instant.now().toString());
        attributes.put("recipient", "hanaya");
        attributes.put("sequence", "3");
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(name.topic("hanaya"), orderNumber, body);
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("furikomi-event+jws"));
        attributes.forEach((attribute, value) -> {
            header.customParam("ce" + attribute, value);
            record.headers().add("ce_" + attribute, value.getBytes(StandardCharsets.UTF_8));
        });
        record.headers().add("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8));
        record.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add("ce_signature", signature(header.build(), body, key).getBytes(StandardCharsets.UTF_8));
        return record;
    }

    public void say(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private static String signature(JWSHeader header, byte[] body, ECKey key) {
        try {
            JWSObject jws = new JWSObject(header, new Payload(body));
            jws.sign(new ECDSASigner(key));
            return jws.serialize(true);
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }
}
