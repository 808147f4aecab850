package dev.furikomi.bridge.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * This machine with its /usr, /etc and /var as overlays in a mount namespace of their own, so that a package can be
 * installed for real and nothing of it is left when the namespace ends.
 */
final class Machine implements AutoCloseable {
    static final String USER = "furikomi-test";
    static final String HOME = "/var/furikomi-test";

    private static final String OVERLAYS = """
            set -e
            mount -t tmpfs tmpfs /mnt
            for directory in usr etc var; do
                mkdir -p /mnt/$directory/upper /mnt/$directory/work
                mount -t overlay -o lowerdir=/$directory,upperdir=/mnt/$directory/upper,workdir=/mnt/$directory/work \
                    overlay /$directory
            done
            useradd --create-home --home-dir %s %s > /dev/null 2>&1
            echo ready
            read -r end || true
            """.formatted(HOME, USER);

    private final Process namespace;

    private Machine(Process namespace) {
        this.namespace = namespace;
    }

    /** Empty where the process may not make such a namespace: not Linux, not root, or a container that forbids it. */
    static Optional<Machine> create() throws IOException {
        Process namespace;
        try {
            namespace = new ProcessBuilder("unshare", "--mount", "--propagation", "private", "sh", "-c", OVERLAYS)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
        BufferedReader out = namespace.inputReader(StandardCharsets.UTF_8);
        if ("ready".equals(out.readLine())) {
            return Optional.of(new Machine(namespace));
        }
        namespace.destroyForcibly();
        return Optional.empty();
    }

    /** Starts a command as root. */
    Process start(String... command) throws IOException {
        List<String> inside = new ArrayList<>(
                List.of("nsenter", "--target", String.valueOf(namespace.pid()), "--mount", "--wd=/", "--"));
        inside.addAll(List.of(command));
        return new ProcessBuilder(inside).redirectErrorStream(true).start();
    }

    /** Starts a command as a person who has no rights but their own. */
    Process startAsUser(String... command) throws IOException {
        List<String> asUser = new ArrayList<>(List.of(
                "setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups", "--reset-env", "--no-new-privs"));
        asUser.addAll(List.of(command));
        return start(asUser.toArray(String[]::new));
    }

    Outcome run(String... command) throws IOException, InterruptedException {
        return outcome(start(command));
    }

    Outcome runAsUser(String... command) throws IOException, InterruptedException {
        return outcome(startAsUser(command));
    }

    @Override
    public void close() throws InterruptedException, IOException {
        namespace.getOutputStream().close();
        if (!namespace.waitFor(10, TimeUnit.SECONDS)) {
            namespace.destroyForcibly();
        }
    }

    private static Outcome outcome(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    record Outcome(int exitCode, String output) {
        List<String> lines() {
            return output.lines().toList();
        }
    }
}
