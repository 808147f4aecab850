package dev.furikomi.card.virtual;

import dev.furikomi.card.software.SoftwareReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The virtual reader as a process of its own; it ends on SIGTERM. */
public final class VirtualReaderCommand {

    private static final String USAGE = """
            Usage: VirtualReaderCommand --reader DIR [--host HOST] [--port PORT]
              --reader DIR   the reader directory whose cards the PC/SC daemon is to see
              --host HOST    where pcscd with vsmartcard-vpcd runs; 127.0.0.1 otherwise
              --port PORT    vpcd's port for slot 0, the next one is for slot 1; 35963 otherwise""";
    private static final int NOT_UNDERSTOOD = 2;
    private static final int PORT_MAX = 0xFFFF;

    private @Nullable Path reader;
    private String host = "127.0.0.1";
    private int port = VirtualReader.STANDARD_PORT;

    private VirtualReaderCommand() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        VirtualReaderCommand command = new VirtualReaderCommand();
        try {
            command.read(arguments);
        } catch (IllegalArgumentException wrong) {
            err.println("virtual-reader: " + wrong.getMessage());
            err.println(USAGE);
            System.exit(NOT_UNDERSTOOD);
        }
        command.run(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    private void read(String[] arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--reader" -> reader = Path.of(value);
                case "--host" -> host = value;
                case "--port" -> port = port(value);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        if (reader == null || !Files.isDirectory(reader)) {
            throw new IllegalArgumentException("--reader must name a directory");
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= PORT_MAX - (VirtualReader.SLOTS - 1)) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException("--port is a number from 1 to 65534");
    }

    private void run(PrintStream out) throws InterruptedException {
        Path directory = java.util.Objects.requireNonNull(reader);
        CountDownLatch ended = new CountDownLatch(1);
        VirtualReader virtual =
                VirtualReader.open(new SoftwareReader(directory), InetSocketAddress.createUnresolved(host, port));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            virtual.close();
            ended.countDown();
        }));
        out.println("virtual reader shows " + directory + " at " + host + ":" + port);
        ended.await();
    }
}
