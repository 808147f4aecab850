package dev.furikomi.quickstart.provision;

import dev.furikomi.quickstart.embedded.OwnerOnly;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The configuration of one service, as a properties file that only this user may read, because it holds the database
 * password; on a command line or in the environment others could see it.
 */
final class SettingsFile {
    private final Map<String, String> settings = new LinkedHashMap<>();

    SettingsFile() {
        // Above the service's own application.properties, below what a person sets in the environment.
        set("config_ordinal", "275");
        set("quarkus.http.host", "127.0.0.1");
        set("quarkus.log.console.json.enabled", "false");
        set("quarkus.banner.enabled", "false");
        set("quarkus.shutdown.timeout", "2s");
        // The inbox makes repeated events harmless, so that nobody has to wait for consumers to say goodbye.
        set("mp.messaging.connector.smallrye-kafka.graceful-shutdown", "false");
        // Each service is alone with a handful of visitors here.
        set("quarkus.vertx.event-loops-pool-size", "2");
    }

    SettingsFile set(String key, Object value) {
        settings.put(key, String.valueOf(value));
        return this;
    }

    SettingsFile database(PostgresDatabase database) {
        set("quarkus.datasource.jdbc.url", database.jdbcUrl());
        set("quarkus.datasource.reactive.url", database.reactiveUrl());
        set("quarkus.datasource.username", database.role());
        return set("quarkus.datasource.password", database.password());
    }

    void write(Path file) {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) ->
                text.append(key).append('=').append(escape(value)).append('\n'));
        OwnerOnly.write(file, text.toString());
    }

    /** The properties format reads backslashes itself, and SmallRye Config reads ${} in what remains. */
    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("${", "\\\\${");
    }
}
