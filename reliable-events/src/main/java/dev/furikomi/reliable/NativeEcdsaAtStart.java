package dev.furikomi.reliable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/** Chooses who does ECDSA before anything signs, and says so: {@code furikomi_ecdsa_info{provider}}. */
@ApplicationScoped
class NativeEcdsaAtStart {

    private static final int BEFORE_ALL_OTHERS = 1;

    void choose(
            @Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent started,
            ReliableEventsConfig config,
            Instance<MeterRegistry> meters) {
        String provider = config.nativeEcdsa() ? NativeEcdsa.install() : "JDK";
        meters.stream()
                .forEach(registry -> registry.gauge("furikomi.ecdsa.info", List.of(Tag.of("provider", provider)), 1));
    }
}
