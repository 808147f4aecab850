package dev.furikomi.quickstart.embedded;

import java.nio.file.Path;

/** What a broker that is alone on a developer's machine needs to start quickly and to stay small. */
final class KafkaBrokerSettings {
    private KafkaBrokerSettings() {}

    /** The broker's properties file; also writes how it logs beside it. */
    static String text(Path directory, int port, int controllerPort) {
        OwnerOnly.write(directory.resolve("logging.properties"), """
                handlers=java.util.logging.ConsoleHandler
                .level=WARNING
                java.util.logging.ConsoleHandler.level=ALL
                java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
                """);
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                # Its default of 128 MiB is half of the heap.
                log.cleaner.dedupe.buffer.size=4194304
                # A broker that was killed may register again only after its old session.
                broker.heartbeat.interval.ms=500
                broker.session.timeout.ms=4000
                num.network.threads=2
                num.io.threads=4
                """.formatted(
                port, controllerPort, directory.resolve("topics").toString().replace('\\', '/'));
    }
}
