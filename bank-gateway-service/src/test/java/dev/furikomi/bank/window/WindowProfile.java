package dev.furikomi.bank.window;

import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A whole bank with real PostgreSQL and Kafka, and a clock that the tests can move. */
public class WindowProfile implements QuarkusTestProfile {

    static final String TOPICS = "transfer-request.hanaya,transfer-accepted.hanaya,transfer-completed.hanaya,"
            + "transfer-rejected.hanaya,window-closed.hanaya";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MovableClock.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(PostgresTestResource.class),
                new TestResourceEntry(KafkaTestResource.class, Map.of("topics", TOPICS)),
                new TestResourceEntry(WindowBank.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    /** The same bank, going without S306 and S110. */
    public static final class ShortProcedure extends WindowProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("bank.procedure", "short", "bank.window.execution-patience", "8s");
        }
    }

    /** The same bank, asking for the card's PIN in place of a password. */
    public static final class PinPolicy extends WindowProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("bank.card-policy", "pin");
        }
    }

    /** Both. */
    public static final class PinPolicyShortProcedure extends WindowProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("bank.card-policy", "pin", "bank.procedure", "short");
        }
    }
}
