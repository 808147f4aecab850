package dev.furikomi.bridge.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.furikomi.bridge.packaging.Machine.Outcome;
import dev.furikomi.bridge.session.TestBank;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The .deb installed for real, used by a person without rights, and removed; its measures go to a report beside it. */
class DebianPackageIT {
    private static final String NAME = "furikomi-card-bridge";
    private static final String HOME = "/usr/lib/" + NAME;
    private static final String EXTENSION = "chrome-extension://bpmnellnekimgljhjgpfhlcjfcinlhfh/";
    private static final long INSTALLED_KIBIBYTES_MAX = 50_000_000 / 1024;

    private final List<String> report = new ArrayList<>();
    private Path work;
    private Path deb;
    private Machine machine;

    @BeforeEach
    void findPackageAndMachine() throws IOException {
        String built = System.getProperty("card-bridge.package");
        assumeTrue(built != null, "built only with -Ppackage");
        work = Path.of(built);
        try (Stream<Path> made = Files.exists(work.resolve("out")) ? Files.list(work.resolve("out")) : Stream.empty()) {
            Optional<Path> found =
                    made.filter(file -> file.toString().endsWith(".deb")).findFirst();
            assumeTrue(found.isPresent(), "built as another type than deb");
            deb = found.get().toAbsolutePath();
        }
        Optional<Machine> created = Machine.create();
        assumeTrue(created.isPresent(), "needs Linux, root and the right to make a mount namespace");
        machine = created.get();
    }

    @AfterEach
    void leave() throws Exception {
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    void isInstalledUsedAndRemovedWithoutATrace() throws Exception {
        Outcome installed = machine.run("dpkg", "--install", deb.toString());
        assumeTrue(!installed.output().contains("dependency problems"), "needs pcscd: " + installed.output());
        assertThat(installed.exitCode()).as(installed.output()).isZero();
        assertThat(installed.output())
                .contains("not set up yet: your bank or its scheme provides /etc/furikomi/card-bridge/bank-list.jws");
        List<String> files = machine.run("dpkg", "--listfiles", NAME).lines();

        holdsWhatAPersonNeedsAndNothingElse(files);
        saysWhatIsMissing();
        putSchemeFiles();
        startsForAPersonAndAnswers();
        answersABrowser();
        leavesWhenItIsRemoved(files);

        Files.write(work.resolve("report.txt"), report);
        report.forEach(System.out::println);
    }

    private void holdsWhatAPersonNeedsAndNothingElse(List<String> files) throws Exception {
        assertThat(files)
                .contains(
                        "/usr/bin/card-bridge",
                        HOME + "/native-messaging-host",
                        "/etc/opt/chrome/native-messaging-hosts/dev.furikomi.card_bridge.json",
                        "/etc/chromium/native-messaging-hosts/dev.furikomi.card_bridge.json",
                        "/etc/opt/edge/native-messaging-hosts/dev.furikomi.card_bridge.json",
                        "/usr/lib/mozilla/native-messaging-hosts/dev.furikomi.card_bridge.json",
                        "/usr/share/applications/dev.furikomi.card_bridge.desktop",
                        "/usr/lib/systemd/user/furikomi-card-bridge.service",
                        "/usr/share/man/man1/card-bridge.1.gz",
                        "/etc/furikomi/card-bridge")
                .noneMatch(file -> file.contains("/systemd/system/") || file.contains("/init.d/"))
                .noneMatch(file -> file.contains("cacerts") || file.contains("ca-certificates"));
        Process list = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jimage")
                                .toString(),
                        "list",
                        work.resolve("image/lib/modules").toString())
                .redirectErrorStream(true)
                .start();
        List<String> classes = list.inputReader(StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(name -> name.startsWith("dev/") || name.startsWith("org/"))
                .toList();
        assertThat(classes)
                .contains("dev/furikomi/bridge/session/Session.class", "dev/furikomi/card/piv/PivSession.class")
                .noneMatch(name -> name.startsWith("dev/furikomi/bridge/development/"))
                .noneMatch(name -> name.matches("dev/furikomi/card/(software|virtual|issuing)/.*"))
                .noneMatch(name -> name.contains("Personalisation"))
                .noneMatch(name -> name.startsWith("org/bouncycastle/"));
        long kibibytes = Long.parseLong(machine.run("dpkg-query", "--show", "--showformat=${Installed-Size}", NAME)
                .output()
                .strip());
        assertThat(kibibytes).isLessThan(INSTALLED_KIBIBYTES_MAX);
        report.add("installed: " + kibibytes + " KiB; package: " + Files.size(deb) / 1024 + " KiB");
    }

    private void saysWhatIsMissing() throws Exception {
        Outcome started = machine.runAsUser("/usr/bin/card-bridge");

        assertThat(started.exitCode()).isEqualTo(2);
        assertThat(started.lines())
                .containsExactly(
                        "card-bridge: not set up yet: /etc/furikomi/card-bridge/scheme-root.jwk.json is missing;"
                                + " your bank or its scheme provides it");
        assertThat(machine.runAsUser("/usr/bin/card-bridge", "--version").output())
                .startsWith("card-bridge 0.");
    }

    private void putSchemeFiles() throws Exception {
        TestBank bank = new TestBank();
        write("/etc/furikomi/card-bridge/bank-list.jws", bank.signedList());
        write(
                "/etc/furikomi/card-bridge/scheme-root.jwk.json",
                bank.schemeRoot().toJSONString());
    }

    private void startsForAPersonAndAnswers() throws Exception {
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long began = System.nanoTime();
            Process bridge = machine.startAsUser("/usr/bin/card-bridge", "--single", "--port", "0");
            try {
                BufferedReader out = bridge.inputReader(StandardCharsets.UTF_8);
                String ready = out.readLine();
                starts.add((System.nanoTime() - began) / 1_000_000);
                assertThat(ready).startsWith("card-bridge ready at http://127.0.0.1:");
                if (i == 0) {
                    answersOnItsWindow(bridge, ready.substring(ready.indexOf("http")));
                    isTheOnlyOneOfItsUser();
                }
            } finally {
                bridge.destroy();
                assertThat(bridge.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
        }
        Collections.sort(starts);
        assertThat(starts.get(starts.size() / 2)).isLessThan(10_000); // Generous: what counts is in the report.
        report.add("start until ready: " + starts + " ms, median " + starts.get(starts.size() / 2));
    }

    private void answersOnItsWindow(Process bridge, String window) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (String address : List.of(window, window.replace("/window", "/status"))) {
            HttpResponse<String> page = client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("/development/");
        }
        long resident = residentKibibytes(bridge.pid());
        assertThat(resident).isLessThan(96 * 1024);
        report.add("resident after its page was read: " + resident + " KiB");
        assertThat(Files.readString(Path.of("/proc/" + bridge.pid() + "/status")))
                .as("it runs as the person, with nothing more")
                .doesNotContainPattern("(?m)^Uid:\\s+0\\s")
                .containsPattern("(?m)^CapEff:\\s+0{16}$");
    }

    private void isTheOnlyOneOfItsUser() throws Exception {
        for (String argument : List.of("--single", "furikomi-card-bridge:start")) {
            Outcome second = machine.runAsUser("/usr/bin/card-bridge", argument);
            assertThat(second.output()).isEqualTo("card-bridge: runs already\n");
            assertThat(second.exitCode()).isZero();
        }
    }

    /** As a browser does: the manifest names the program, which gets the extension's origin and frames. */
    private void answersABrowser() throws Exception {
        String manifest = machine.run("cat", "/etc/chromium/native-messaging-hosts/dev.furikomi.card_bridge.json")
                .output();
        assertThat(manifest).contains(HOME + "/native-messaging-host").contains(EXTENSION);
        byte[] question = "{\"call\":\"origins\"}".getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(4 + question.length).order(ByteOrder.nativeOrder());
        long began = System.nanoTime();
        Process host = machine.startAsUser(HOME + "/native-messaging-host", EXTENSION);
        host.getOutputStream().write(frame.putInt(question.length).put(question).array());
        host.getOutputStream().flush();

        InputStream answers = host.getInputStream();
        ByteBuffer length = ByteBuffer.wrap(readExactly(answers, 4)).order(ByteOrder.nativeOrder());
        String answer = new String(readExactly(answers, length.getInt()), StandardCharsets.UTF_8);

        report.add(
                "native messaging host, start until first answer: " + (System.nanoTime() - began) / 1_000_000 + " ms");
        assertThat(answer).contains(TestBank.ORIGIN);
        host.getOutputStream().close();
        assertThat(host.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(machine.runAsUser(
                                HOME + "/native-messaging-host", "chrome-extension://aaaabbbbccccddddaaaabbbbccccdddd/")
                        .exitCode())
                .isEqualTo(2);
    }

    private void leavesWhenItIsRemoved(List<String> files) throws Exception {
        Process running = machine.startAsUser("/usr/bin/card-bridge", "--port", "0");
        running.inputReader(StandardCharsets.UTF_8).readLine();

        assertThat(machine.run("dpkg", "--remove", NAME).exitCode()).isZero();

        await().atMost(Duration.ofSeconds(10)).until(() -> !running.isAlive());
        List<String> own = files.stream()
                .filter(file -> file.contains("furikomi") || file.contains("card-bridge"))
                .toList();
        assertThat(left(own)).allMatch(file -> file.startsWith("/etc/"));
        assertThat(machine.run("dpkg", "--purge", NAME).exitCode()).isZero();
        assertThat(left(own)).isEmpty();
        assertThat(machine.run("find", "/usr", "/etc", "/var/lib", "-name", "*furikomi*", "-newer", deb.toString())
                        .lines())
                .isEmpty();
    }

    private List<String> left(List<String> files) throws Exception {
        List<String> left = new ArrayList<>();
        for (String file : files) {
            if (machine.run("test", "-e", file).exitCode() == 0) {
                left.add(file);
            }
        }
        return left;
    }

    private void write(String path, String content) throws Exception {
        Process tee = machine.start("tee", path);
        tee.getOutputStream().write(content.getBytes(StandardCharsets.UTF_8));
        tee.getOutputStream().close();
        tee.getInputStream().readAllBytes();
        assertThat(tee.waitFor()).isZero();
    }

    private static byte[] readExactly(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        int filled = 0;
        while (filled < length) {
            int read = in.read(bytes, filled, length - filled);
            if (read < 0) {
                throw new AssertionError("The host ended.");
            }
            filled += read;
        }
        return bytes;
    }

    private static long residentKibibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
