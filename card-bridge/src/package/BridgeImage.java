import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.Scheme;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the runtime of the packaged bridge: one module of all that the release edition needs, linked with the few
 * modules of the JDK that it needs, and an archive of the classes that it loads.
 *
 * <p>Arguments: the folder of card-bridge.jar and lib, and the folder to make.
 */
public final class BridgeImage {
    static final String MODULE = "dev.furikomi.card_bridge";
    static final String WINDOW = MODULE + "/dev.furikomi.bridge.CardBridge";
    private static final String NATIVE_MESSAGING = MODULE + "/dev.furikomi.bridge.messaging.NativeMessagingHost";
    private static final String EXTENSION = "chrome-extension://bpmnellnekimgljhjgpfhlcjfcinlhfh/";

    /** Bouncy Castle issues certificates, which the bridge does not. */
    private static final List<String> LIBRARIES_LEFT_OUT = List.of("bcpkix-", "bcprov-", "bcutil-");

    /** What only banks, tests and developers use. That nothing which stays needs it is checked below. */
    private static final List<String> CLASSES_LEFT_OUT = List.of(
            "dev/furikomi/card/software/",
            "dev/furikomi/card/virtual/",
            "dev/furikomi/card/issuing/",
            "dev/furikomi/card/piv/GeneratedKey",
            "dev/furikomi/card/piv/ManagementKey",
            "dev/furikomi/card/piv/PinChange",
            "dev/furikomi/card/piv/PivPersonalisation");

    private static final String MODULE_INFO = """
            open module %s {
                requires java.logging;
                requires java.smartcardio;
                requires jdk.crypto.ec;
                requires jdk.httpserver;
                uses dev.furikomi.bridge.edition.EditionExtension;
            }
            """;

    /** No second copy of secrets where others could find it: no attaching, no performance data, no core dumps. */
    private static final String JAVA_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms8m -Xmx64m -Xss512k"
            + " -XX:-UsePerfData -XX:+DisableAttachMechanism -XX:-CreateCoredumpOnCrash -XX:+ExitOnOutOfMemoryError"
            + " -Djava.awt.headless=true -Djna.nosys=false -Djna.nounpack=true"
            + " -Dsun.security.smartcardio.library=libpcsclite.so.1";

    /** Of no use without TLS, cookies and tools: the bridge trusts no certificate authority of the web. */
    private static final List<String> FILES_LEFT_OUT = List.of(
            "lib/security/cacerts",
            "lib/security/public_suffix_list.dat",
            "lib/jrt-fs.jar",
            "lib/classlist",
            "lib/jexec",
            "bin/keytool",
            "bin/keytool.exe");

    /** Archiving these saves little time and costs 5 MB, and the package is to stay under 50 MB. */
    private static final List<String> NOT_ARCHIVED = List.of(
            "#",
            "@",
            "com/fasterxml/jackson/annotation/",
            "com/fasterxml/jackson/databind/",
            "com/nimbusds/jose/shaded/",
            "sun/text/",
            "sun/util/");

    private final Path built;
    private final Path output;
    private final Path classes;
    private final Path image;

    private BridgeImage(Path built, Path output) {
        this.built = built;
        this.output = output;
        this.classes = output.resolve("classes");
        this.image = output.resolve("image");
    }

    public static void main(String[] arguments) throws Exception {
        new BridgeImage(Path.of(arguments[0]), Path.of(arguments[1])).make();
    }

    private void make() throws Exception {
        deleteAll(output);
        Files.createDirectories(classes);
        merge(built.resolve("card-bridge.jar"));
        try (Stream<Path> libraries = Files.list(built.resolve("lib")).sorted()) {
            for (Path library : libraries.toList()) {
                String name = library.getFileName().toString();
                if (LIBRARIES_LEFT_OUT.stream().noneMatch(name::startsWith)) {
                    merge(library);
                }
            }
        }
        Path moduleInfo = output.resolve("module-info.java");
        Files.writeString(moduleInfo, MODULE_INFO.formatted(MODULE));
        tool("javac", "--release", "17", "--patch-module", MODULE + "=" + classes, "-d", "" + classes, "" + moduleInfo);
        checkThatNothingIsMissing();
        link();
        archiveClasses();
        System.out.println("card-bridge image: " + size(image) / 1_000_000.0 + " MB in " + image);
    }

    /** Takes a jar's classes and resources as Java 17 sees them, and its licence. */
    private void merge(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), true, JarFile.OPEN_READ, Runtime.Version.parse("17"))) {
            for (JarEntry entry : file.versionedStream().toList()) {
                String name = entry.getName();
                Path target = target(jar, name);
                if (entry.isDirectory() || target == null) {
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = file.getInputStream(entry)) {
                    Files.write(target, in.readAllBytes());
                }
            }
        }
    }

    /** Where an entry goes; null for what is left out. */
    private Path target(Path jar, String name) {
        if (name.startsWith("META-INF/")) {
            String file = name.substring("META-INF/".length()).toUpperCase(Locale.ROOT);
            return file.matches("(LICENSE|NOTICE|AL2\\.0|LGPL2\\.1)[^/]*")
                    ? output.resolve("licences")
                            .resolve(jar.getFileName().toString().replaceAll("\\.jar$", ""))
                            .resolve(file)
                    : null;
        }
        if (name.equals("module-info.class")
                || name.startsWith("OSGI-INF/")
                || CLASSES_LEFT_OUT.stream().anyMatch(name::startsWith)) {
            return null;
        }
        if (name.matches("com/sun/jna/[^/]+/(lib)?jnidispatch\\.[^/]*")) {
            return name.startsWith("com/sun/jna/" + jnaPlatform() + "/")
                    ? output.resolve("native").resolve(name.substring(name.lastIndexOf('/') + 1))
                    : null;
        }
        return classes.resolve(name);
    }

    private static String jnaPlatform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String prefix = system.startsWith("windows") ? "win32" : system.startsWith("mac") ? "darwin" : "linux";
        String architecture =
                System.getProperty("os.arch").replace("amd64", "x86-64").replace("x86_64", "x86-64");
        return prefix + "-" + architecture;
    }

    private void checkThatNothingIsMissing() {
        String found = tool(
                "jdeps", "--multi-release", "17", "--missing-deps", "--module-path", "" + classes, "--module", MODULE);
        String missing = found.lines()
                .filter(line -> line.matches("\\s+dev\\.furikomi\\..*->.*not found.*")
                        || line.matches(".*->\\s+dev\\.furikomi\\..*not found.*"))
                .collect(Collectors.joining("\n"));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("The package leaves out what the bridge needs:\n" + missing);
        }
    }

    private void link() throws Exception {
        tool(
                "jlink",
                "--module-path",
                "" + classes,
                "--add-modules",
                MODULE,
                "--output",
                "" + image,
                "--strip-java-debug-attributes",
                "--compress=2",
                "--no-header-files",
                "--no-man-pages",
                "--add-options",
                JAVA_OPTIONS);
        for (String file : FILES_LEFT_OUT) {
            Files.deleteIfExists(image.resolve(file));
        }
        Path natives = output.resolve("native");
        if (Files.isDirectory(natives)) {
            try (Stream<Path> files = Files.list(natives)) {
                for (Path file : files.toList()) {
                    Files.copy(file, image.resolve("lib").resolve(file.getFileName()));
                }
            }
        }
        if (System.getProperty("os.name").startsWith("Linux")) {
            strip();
        }
    }

    /** Four megabytes of symbols. */
    private void strip() throws Exception {
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".so") || name.equals("java") || name.equals("jspawnhelper")) {
                    run(List.of("strip", "--strip-unneeded", file.toString()));
                }
            }
        }
    }

    /** The classes that are loaded by a bridge which shows its window, and by one that a browser starts. */
    private void archiveClasses() throws Exception {
        Path scheme = Files.createDirectories(output.resolve("scheme"));
        makeScheme(scheme);
        List<String> files = List.of(
                "--bank-list", "" + scheme.resolve("bank-list.jws"),
                "--scheme-root", "" + scheme.resolve("scheme-root.jwk.json"),
                "--state-directory", "" + scheme.resolve("state"));
        Set<String> loaded = new TreeSet<>();
        loaded.addAll(classesLoadedBy(WINDOW, files, List.of("--port", "0"), this::showWindow));
        loaded.addAll(classesLoadedBy(NATIVE_MESSAGING, files, List.of(EXTENSION), this::askForOrigins));
        Path list = output.resolve("classes.list");
        Files.write(list, loaded);
        run(List.of(
                java(),
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-Xlog:disable",
                "-Xlog:all=error",
                "-m",
                WINDOW));
    }

    private List<String> classesLoadedBy(String main, List<String> files, List<String> more, Use use) throws Exception {
        Path list = output.resolve("loaded.list");
        List<String> command =
                new ArrayList<>(List.of(java(), "-Xshare:off", "-XX:DumpLoadedClassList=" + list, "-m", main));
        command.addAll(files);
        command.addAll(more);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            use.of(process);
        } finally {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        try (Stream<String> lines = Files.lines(list)) {
            return lines.filter(line -> NOT_ARCHIVED.stream().noneMatch(line::startsWith))
                    .toList();
        }
    }

    private void showWindow(Process bridge) throws Exception {
        String ready = bridge.inputReader(StandardCharsets.UTF_8).readLine();
        if (ready == null) {
            throw new IllegalStateException("The bridge did not start.");
        }
        HttpClient client = HttpClient.newHttpClient();
        URI address = URI.create(ready.substring(ready.indexOf("http")));
        for (String path : List.of("/window", "/status", "/window.js", "/nothing")) {
            client.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.discarding());
        }
    }

    private void askForOrigins(Process host) throws Exception {
        byte[] question = "{\"call\":\"origins\"}".getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(4 + question.length).order(ByteOrder.nativeOrder());
        host.getOutputStream().write(frame.putInt(question.length).put(question).array());
        host.getOutputStream().flush();
        if (host.getInputStream().readNBytes(4).length < 4) {
            throw new IllegalStateException("The native messaging host did not answer.");
        }
        host.getOutputStream().close();
        host.waitFor(20, TimeUnit.SECONDS);
    }

    /** What is done with the process while its classes are noted. */
    private interface Use {
        void of(Process process) throws Exception;
    }

    private static void makeScheme(Path directory) throws IOException {
        Validity day = Validity.fromNow(Clock.systemUTC(), Duration.ofDays(1));
        Scheme scheme = Scheme.create("Package", Environment.DEVELOPMENT);
        Bank bank = BankCredentials.create("MNTOJPJT", "Bank", day)
                .listed(
                        new Bank.LocalisedName("Bank", "銀行"),
                        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8),
                        List.of("https://bank.example"),
                        "https://bank.example/v1/windows");
        Files.writeString(directory.resolve("bank-list.jws"), scheme.signBankList(List.of(bank), day));
        Files.writeString(
                directory.resolve("scheme-root.jwk.json"), scheme.publicRoot().toJSONString());
    }

    private String java() {
        return image.resolve("bin").resolve("java").toString();
    }

    private static String tool(String name, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ToolProvider tool = ToolProvider.findFirst(name)
                .orElseThrow(() -> new IllegalStateException("This JDK has no " + name + "."));
        int exitCode = tool.run(new PrintWriter(out), new PrintWriter(err), arguments);
        if (exitCode != 0 && !name.equals("jdeps")) {
            throw new IllegalStateException(name + " failed: " + out + err);
        }
        return out.toString();
    }

    static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.get(0) + " failed: " + output);
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
