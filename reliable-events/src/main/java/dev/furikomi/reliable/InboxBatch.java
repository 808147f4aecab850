package dev.furikomi.reliable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What came together: the events that are believed, in the order in which they are applied, and the refused ones. */
record InboxBatch<T>(List<Believed<T>> believed, List<Refused> refused) {

    record Verified<T>(ConsumerRecord<String, byte[]> record, Verification<T> verification) {}

    record Believed<T>(ConsumerRecord<String, byte[]> record, ReceivedEvent<T> event) {}

    record Refused(ConsumerRecord<String, byte[]> record, String reason) {}

    /** Sorts by what a change locks; what has the same key stays in the order of arrival. */
    static <T> InboxBatch<T> sorted(
            Iterable<ConsumerRecord<String, byte[]>> arrival,
            List<Verified<T>> verified,
            Function<ReceivedEvent<T>, String> lockKey) {
        Map<ConsumerRecord<String, byte[]>, Verification<T>> outcomes = new IdentityHashMap<>();
        verified.forEach(one -> outcomes.put(one.record(), one.verification()));
        List<Believed<T>> believed = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : arrival) {
            Verification<T> outcome = Objects.requireNonNull(outcomes.get(record));
            if (outcome instanceof Verification.Believed<T> event) {
                believed.add(new Believed<>(record, event.event()));
            } else {
                refused.add(new Refused(record, ((Verification.Refused<T>) outcome).reason()));
            }
        }
        believed.sort(Comparator.comparing(one -> lockKey.apply(one.event())));
        return new InboxBatch<>(believed, refused);
    }

    List<UUID> ids() {
        return believed.stream().map(one -> one.event().id()).toList();
    }
}
