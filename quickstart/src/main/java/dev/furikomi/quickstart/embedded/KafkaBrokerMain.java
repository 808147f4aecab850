package dev.furikomi.quickstart.embedded;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** The main class of the broker's process: formats the storage where it is new, then serves until it is told to stop. */
final class KafkaBrokerMain {
    private KafkaBrokerMain() {}

    /** The only argument is the path of the broker's properties. */
    public static void main(String[] arguments) throws Exception {
        Path configuration = Path.of(arguments[0]);
        Files.writeString(
                configuration.resolveSibling("broker.pid"),
                String.valueOf(ProcessHandle.current().pid()));
        format(configuration);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(read(configuration), false), Time.SYSTEM);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.shutdown();
                            stopped.countDown();
                        },
                        "kafka-shutdown"));
        server.startup();
        stopped.await();
    }

    private static void format(Path configuration) {
        String[] words = {
            "format",
            "--ignore-formatted",
            "--cluster-id",
            // One broker, one cluster, one machine: the id has to be valid, not unique.
            "RnVyaWtvbWlRdWlja3N0YQ",
            "--config",
            configuration.toString()
        };
        int code = StorageTool.execute(words, System.out);
        if (code != 0) {
            throw new IllegalStateException("the storage could not be formatted");
        }
    }

    private static Properties read(Path configuration) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = new FileInputStream(configuration.toFile())) {
            properties.load(in);
        }
        return properties;
    }
}
