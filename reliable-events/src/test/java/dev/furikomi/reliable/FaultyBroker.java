package dev.furikomi.reliable;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** What producers see of a broker that refuses some records, or answers none. */
final class FaultyBroker {

    /** The subject and sequence of each record that was taken, in order. */
    final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    final AtomicInteger closedProducers = new AtomicInteger();
    volatile Predicate<ProducerRecord<String, byte[]>> refusal = record -> false;
    volatile boolean silent;

    @SuppressWarnings("unchecked")
    Producer<String, byte[]> producer() {
        return (Producer<String, byte[]>) Proxy.newProxyInstance(
                FaultyBroker.class.getClassLoader(), new Class<?>[] {Producer.class}, new Handler()::invoke);
    }

    static String name(ProducerRecord<String, byte[]> record) {
        return record.key() + " "
                + new String(record.headers().lastHeader("ce_sequence").value());
    }

    private final class Handler {

        private volatile boolean closed;

        Object invoke(Object proxy, Method method, Object[] arguments) {
            switch (method.getName()) {
                case "send" -> {
                    @SuppressWarnings("unchecked")
                    ProducerRecord<String, byte[]> record = (ProducerRecord<String, byte[]>) arguments[0];
                    return send(record, (Callback) arguments[1]);
                }
                case "close" -> {
                    closed = true;
                    closedProducers.incrementAndGet();
                    return null;
                }
                default -> throw new UnsupportedOperationException(method.getName());
            }
        }

        private Object send(ProducerRecord<String, byte[]> record, Callback callback) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            if (refusal.test(record)) {
                callback.onCompletion(null, new TopicAuthorizationException(record.topic()));
                return new CompletableFuture<>();
            }
            taken.add(name(record));
            if (!silent) {
                callback.onCompletion(null, null);
            }
            return new CompletableFuture<>();
        }
    }
}
