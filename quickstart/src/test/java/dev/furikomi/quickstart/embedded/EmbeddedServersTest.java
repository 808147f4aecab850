package dev.furikomi.quickstart.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    @Test
    void postgresWorksAndLeavesNothingBehind() throws Exception {
        PostgresServer server = PostgresServer.temporary();
        long process = server.process().childId().orElseThrow();
        try (server) {
            PostgresDatabase orders = server.createDatabase("orders");
            PostgresDatabase bank = server.createDatabase("bank");
            try (Connection connection = connect(orders);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE purchase (number text PRIMARY KEY)");
                try (ResultSet version = statement.executeQuery("SHOW server_version")) {
                    version.next();
                    assertThat(version.getString(1)).startsWith("18.");
                }
            }
            assertThatThrownBy(() -> connect(new PostgresDatabase(server.port(), "bank", "orders", orders.password())))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
            assertThat(bank.toString()).doesNotContain(bank.password());
        }
        assertThat(server.directory()).doesNotExist();
        assertThat(ProcessHandle.of(process)).isEmpty();
    }

    @Test
    void postgresKeepsItsDatabasesInAGivenDirectory(@TempDir Path directory) throws Exception {
        int port = FreePort.find();
        try (PostgresServer server = PostgresServer.persistent(directory.resolve("pg"), port);
                Connection connection = connect(server.createDatabase("orders", "orders", "secret-one"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE purchase (number text PRIMARY KEY)");
        }
        try (PostgresServer server = PostgresServer.persistent(directory.resolve("pg"), port);
                Connection connection = connect(server.createDatabase("orders", "orders", "secret-two"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO purchase VALUES ('HN-1')"))
                    .isOne();
        }
        assertThat(Files.getPosixFilePermissions(directory.resolve("pg/superuser-password")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void kafkaWorksAndLeavesNothingBehind() {
        KafkaBroker broker = KafkaBroker.temporary(List.of("purchase.hanaya", "order-paid.hanaya:3"));
        long process = broker.process().childId().orElseThrow();
        try (broker) {
            broker.createTopics(List.of("purchase.hanaya"));
            send(broker, "HN-1", "paid");
            assertThat(receive(broker)).containsExactly("HN-1=paid");
        }
        assertThat(broker.directory()).doesNotExist();
        assertThat(ProcessHandle.of(process)).isEmpty();
    }

    @Test
    void aServerOnATakenPortSaysSo() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> PostgresServer.temporary(taken.getLocalPort()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void aGuardedProcessEndsWhenItsPipeCloses(@TempDir Path directory) {
        GuardedProcess process = GuardedProcess.start(new GuardedProcess.Command(
                List.of("sleep", "600"), Map.of(), "TERM", directory.resolve("log"), directory.resolve("scratch")));
        long child = process.childId().orElseThrow();
        assertThat(ProcessHandle.of(child)).isPresent();
        process.stop();
        Awaitility.await()
                .untilAsserted(() -> assertThat(ProcessHandle.of(child)).isEmpty());
        process.close();
        assertThat(process.isAlive()).isFalse();
    }

    private static Connection connect(PostgresDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.role(), database.password());
    }

    private static void send(KafkaBroker broker, String key, String value) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("order-paid.hanaya", key, value));
        }
    }

    private static List<String> receive(KafkaBroker broker) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "group.id", "test",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("order-paid.hanaya"));
            List<String> values = new java.util.ArrayList<>();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
                    values.add(each.key() + "=" + each.value());
                }
                return !values.isEmpty();
            });
            return values;
        }
    }
}
