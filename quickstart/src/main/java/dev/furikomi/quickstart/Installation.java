package dev.furikomi.quickstart;

import dev.furikomi.quickstart.embedded.GuardedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The checkout with its built parts. */
record Installation(Path root) {

    /** The checkout that the front-door script names. */
    static Installation find() {
        String root = System.getProperty("furikomi.root");
        if (root == null) {
            throw new IllegalStateException("start it with ./furikomi, which says where the checkout is");
        }
        return new Installation(Path.of(root).toAbsolutePath().normalize());
    }

    /** Where this checkout's runs keep what is not asked to be elsewhere. */
    Path home() {
        return root.resolve(".furikomi");
    }

    /** The demo's product feed. */
    Path feed() {
        return root.resolve("catalog-service/demo/feed.tsv");
    }

    /** Starts a Quarkus service with its settings. */
    List<String> service(String module, Path settings, String heap) {
        Path jar = built(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
        List<String> words = java(heap);
        words.add("-Dsmallrye.config.locations=" + settings.toUri());
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }

    /** Starts the development build of card-bridge. */
    List<String> bridge(List<String> arguments) {
        return bridge("card-bridge-development.jar", arguments);
    }

    /** Starts the build of card-bridge that people get. */
    List<String> releaseBridge(List<String> arguments) {
        return bridge("card-bridge.jar", arguments);
    }

    private List<String> bridge(String name, List<String> arguments) {
        Path jar = built(root.resolve("card-bridge/target").resolve(name));
        List<String> words = java("64m");
        words.addAll(List.of("-jar", jar.toString()));
        words.addAll(arguments);
        return words;
    }

    /** The words that start the bridge as a browser does for its extension. */
    List<String> nativeMessagingHost(List<String> arguments) {
        Path jar = built(root.resolve("card-bridge/target/card-bridge-development.jar"));
        List<String> words = java("64m");
        words.addAll(List.of("-cp", jar.toString(), "dev.furikomi.bridge.messaging.NativeMessagingHost"));
        words.addAll(arguments);
        return words;
    }

    /** Small and quick to start, which matters more here than peak speed. */
    private static List<String> java(String heap) {
        return new ArrayList<>(List.of(
                GuardedProcess.java(),
                "-Xmx" + heap,
                "-Xss512k",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true"));
    }

    private static Path built(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is not built: run ./furikomi, or mvn package");
        }
        return file;
    }
}
