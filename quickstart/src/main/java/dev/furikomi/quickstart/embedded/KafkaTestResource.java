package dev.furikomi.quickstart.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test a broker of its own: {@code @QuarkusTestResource(value = KafkaTestResource.class, initArgs =
 * @ResourceArg(name = "topics", value = "purchase.hanaya,order-paid.hanaya"))}. Topics that are not named do not exist.
 */
public final class KafkaTestResource implements QuarkusTestResourceLifecycleManager {
    private List<String> topics = List.of();
    private @Nullable KafkaBroker broker;

    @Override
    public void init(Map<String, String> arguments) {
        topics = Arrays.stream(arguments.getOrDefault("topics", "").split(","))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .toList();
    }

    @Override
    public Map<String, String> start() {
        KafkaBroker started = KafkaBroker.temporary(topics);
        broker = started;
        return Map.of("kafka.bootstrap.servers", started.bootstrapServers());
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
