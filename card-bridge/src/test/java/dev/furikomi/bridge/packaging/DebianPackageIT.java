package dev.furikomi.bridge.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.bridge.packaging.Machine.Outcome;
import dev.furikomi.bridge.session.TestBank;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.software.SoftwareReader;
import dev.furikomi.card.virtual.PcscDaemon;
import dev.furikomi.card.virtual.VirtualReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

    private static final Validity VALIDITY =
            new Validity(Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(1)));

    private final List<String> report = new ArrayList<>();
    private final CardAuthority minato = CardAuthority.create("Minato Bank", TestBank.BIC, VALIDITY);
    private final TestBank bank = new TestBank(
            minato.certificate(),
            CardAuthority.create("Yamabuki Bank", "YMBKJPJT", VALIDITY).certificate());
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
        assumeTrue(!lacksOnlyPcscd(installed) || isOnCi(), "needs pcscd: " + installed.output());
        assertThat(installed.exitCode()).as(installed.output()).isZero();
        assertThat(installed.output())
                .contains("not set up yet: your bank or its scheme provides /etc/furikomi/card-bridge/bank-list.jws");
        List<String> files = machine.run("dpkg", "--listfiles", NAME).lines();

        holdsWhatAPersonNeedsAndNothingElse(files);
        saysWhatIsMissing();
        putSchemeFiles();
        startsForAPersonAndAnswers();
        answersABrowser();
        findsACardInAReader();
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
        for (String path : List.of("/window", "/status")) {
            Outcome page = machine.runAsUser("bash", "-c", fetching(path, URI.create(window)));
            assertThat(page.output()).startsWith("HTTP/1.1 200").doesNotContain("/development/");
            assertThat(machine.run("bash", "-c", fetching(path, URI.create(window)))
                            .output())
                    .as("to another user of the computer, even to root")
                    .startsWith("HTTP/1.1 403")
                    .contains("foreign-user");
        }
        long resident = residentKibibytes(bridge.pid());
        assertThat(resident).isLessThan(96 * 1024);
        report.add("resident after its page was read: " + resident + " KiB");
        assertThat(Files.readString(Path.of("/proc/" + bridge.pid() + "/status")))
                .as("it runs as the person, with nothing more")
                .doesNotContainPattern("(?m)^Uid:\\s+0\\s")
                .containsPattern("(?m)^CapEff:\\s+0{16}$");
    }

    /** Bash speaks TCP by itself. */
    private static String fetching(String path, URI window) {
        return "exec 3<>/dev/tcp/127.0.0.1/%1$d && printf 'GET %2$s HTTP/1.1\\r\\nHost: 127.0.0.1:%1$d\\r\\nConnection: close\\r\\n\\r\\n' >&3 && cat <&3"
                .formatted(window.getPort(), path);
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
        long began = System.nanoTime();
        try (InstalledHost host = new InstalledHost(machine.startAsUser(HOME + "/native-messaging-host", EXTENSION))) {
            host.send(Map.of("call", "origins"));
            assertThat(host.hear("origins").path("origins"))
                    .map(JsonNode::asText)
                    .contains(TestBank.ORIGIN);
            report.add("native messaging host, start until first answer: " + (System.nanoTime() - began) / 1_000_000
                    + " ms");
            assertThat(host.endsWhenThePortIsClosed()).isTrue();
        }
        assertThat(machine.runAsUser(
                                HOME + "/native-messaging-host", "chrome-extension://aaaabbbbccccddddaaaabbbbccccdddd/")
                        .exitCode())
                .isEqualTo(2);
    }

    /** From the installed program over a real daemon to a card in the virtual reader. */
    private void findsACardInAReader() throws Exception {
        if (!PcscDaemon.isPossible()) {
            report.add("no card over PC/SC: pcscd or vsmartcard-vpcd is missing");
            return;
        }
        Path directory = Files.createTempDirectory("pcsc");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path card = directory.resolve("sato.card.json");
        new CardIssuer(minato).issue(card, "Sato", "acc-0001", VALIDITY);
        SoftwareReader reader = SoftwareReader.create(directory.resolve("reader"), VirtualReader.SLOTS);
        reader.insert(0, card);
        try (PcscDaemon daemon = PcscDaemon.in(directory.resolve("daemon"))) {
            daemon.start();
            try (VirtualReader shown = VirtualReader.open(reader, daemon.firstSlot());
                    InstalledHost host = new InstalledHost(machine.startAsUser(
                            "/usr/bin/env",
                            PcscDaemon.SOCKET_VARIABLE + "=" + daemon.socket(),
                            HOME + "/native-messaging-host",
                            EXTENSION))) {
                await().until(() -> shown.isConnected(0));
                host.send(Map.of("call", "open", "origin", TestBank.ORIGIN, "sessionRequest", bank.request()));
                assertThat(host.hear("opened", "refused").at("/bank/bic").asText())
                        .isEqualTo(TestBank.BIC);
                host.send(Map.of("id", 1, "call", "identify"));
                JsonNode identified = host.hear("result", "error");
                assertThat(identified.at("/result/institution").asText())
                        .as(identified.toString())
                        .isEqualTo(minato.spkiSha256());
                report.add("found the card over PC/SC");
            }
        } finally {
            machine.run("rm", "-rf", directory.toString());
        }
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

    /** Nothing is skipped where everything has to be there. */
    private static boolean isOnCi() {
        return "true".equals(System.getenv("CI"));
    }

    private static boolean lacksOnlyPcscd(Outcome installed) {
        List<String> lacking = installed.lines().stream()
                .filter(line -> line.contains(" depends on "))
                .toList();
        return !lacking.isEmpty() && lacking.stream().allMatch(line -> line.contains(" depends on pcscd"));
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

    private static long residentKibibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
