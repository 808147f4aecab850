package dev.furikomi.reliable;

import com.nimbusds.jose.jwk.ECKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes the key that the test service signs with; its public half is trusted through a system property. */
public class SigningKeyTestResource implements QuarkusTestResourceLifecycleManager {

    private Path file;

    @Override
    public Map<String, String> start() {
        ECKey key = EventVerifierTest.key("orders-1");
        try {
            file = Files.createTempFile("event-key", ".jwk");
            Files.writeString(file, key.toJSONString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Map.of(
                "reliable-events.signing-key",
                file.toString(),
                "test.trusted-key",
                key.toPublicJWK().toJSONString());
    }

    @Override
    public void stop() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
