import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a package of the runtime that {@code BridgeImage} made: a .deb by itself, because jpackage puts nothing outside
 * the program's own folder; any other type through jpackage.
 *
 * <p>Options, each as --name=value: type, version, time, sources (this folder), work (the folder of the image), output,
 * bank-list and scheme-root (for a package of one scheme; may be empty).
 */
public final class BridgePackage {
    private static final String NAME = "furikomi-card-bridge";
    private static final String HOME = "/usr/lib/" + NAME;
    private static final String DOCUMENTS = "/usr/share/doc/" + NAME;
    private static final String SCHEME_FILES = "/etc/furikomi/card-bridge";

    /** Which Debian package has a shared library that the runtime is linked with. */
    private static final Map<String, String> LIBRARY_PACKAGES = Map.of(
            "libz.so.1", "zlib1g",
            "libstdc++.so.6", "libstdc++6",
            "libgcc_s.so.1", "libgcc-s1");

    private static final Set<String> LIBRARIES_OF_C = Set.of(
            "libc.so.6",
            "libm.so.6",
            "libdl.so.2",
            "libpthread.so.0",
            "librt.so.1",
            "ld-linux-x86-64.so.2",
            "ld-linux-aarch64.so.1");

    private final Map<String, String> options;
    private final Path sources;
    private final Path work;
    private final Path root;
    private final Map<String, String> values = new HashMap<>();

    private BridgePackage(Map<String, String> options) {
        this.options = options;
        this.sources = Path.of(options.get("sources"));
        this.work = Path.of(options.get("work"));
        this.root = work.resolve("deb");
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] nameAndValue = argument.substring(2).split("=", 2);
            options.put(nameAndValue[0], nameAndValue[1]);
        }
        BridgePackage bridge = new BridgePackage(options);
        String type = options.getOrDefault("type", "deb");
        Path made = type.equals("deb") ? bridge.debian() : bridge.jpackage(type);
        System.out.println("card-bridge package: " + made);
    }

    private Path debian() throws Exception {
        values.put("home", HOME);
        values.put("launcher", HOME + "/native-messaging-host");
        values.put("version", options.get("version").replace("-SNAPSHOT", "~snapshot"));
        values.put(
                "architecture", output(List.of("dpkg", "--print-architecture")).strip());
        values.put("depends", depends());
        copyTree(work.resolve("image"), HOME);
        template("linux/native-messaging-host", HOME + "/native-messaging-host", "rwxr-xr-x");
        template("linux/card-bridge", "/usr/bin/card-bridge", "rwxr-xr-x");
        for (String hosts : List.of("/etc/opt/chrome", "/etc/chromium", "/etc/opt/edge")) {
            template("native-messaging/chromium.json", hosts + "/native-messaging-hosts/dev.furikomi.card_bridge.json");
        }
        template(
                "native-messaging/firefox.json",
                "/usr/lib/mozilla/native-messaging-hosts/dev.furikomi.card_bridge.json");
        template("linux/dev.furikomi.card_bridge.desktop", "/usr/share/applications/dev.furikomi.card_bridge.desktop");
        template("linux/furikomi-card-bridge.service", "/usr/lib/systemd/user/furikomi-card-bridge.service");
        compressed("/usr/share/man/man1/card-bridge.1.gz", filled("linux/card-bridge.1"));
        compressed(DOCUMENTS + "/changelog.gz", changelog());
        template("debian/copyright", DOCUMENTS + "/copyright");
        if (Files.isDirectory(work.resolve("licences"))) {
            copyTree(work.resolve("licences"), DOCUMENTS + "/licences");
        }
        Files.createDirectories(at(SCHEME_FILES));
        schemeFile("bank-list", "bank-list.jws");
        schemeFile("scheme-root", "scheme-root.jwk.json");
        return build();
    }

    /** The control files come last: they tell the size, the sums and which of the files in /etc a person may change. */
    private Path build() throws Exception {
        values.put("installed-size", String.valueOf(installedKibibytes()));
        StringBuilder sums = new StringBuilder();
        StringBuilder changeable = new StringBuilder();
        for (Path file : files()) {
            String name = root.relativize(file).toString();
            if (name.startsWith("etc/")) {
                changeable.append('/').append(name).append('\n');
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                sums.append(md5(file)).append("  ").append(name).append('\n');
            }
        }
        write("/DEBIAN/md5sums", sums.toString().getBytes(StandardCharsets.UTF_8), "rw-r--r--");
        write("/DEBIAN/conffiles", changeable.toString().getBytes(StandardCharsets.UTF_8), "rw-r--r--");
        template("debian/control", "/DEBIAN/control");
        for (String script : List.of("postinst", "prerm", "postrm")) {
            template("debian/" + script, "/DEBIAN/" + script, "rwxr-xr-x");
        }
        setTimes();
        Path made = Path.of(options.get("output"))
                .resolve(NAME + "_" + values.get("version") + "_" + values.get("architecture") + ".deb");
        Files.createDirectories(made.getParent());
        run(List.of("dpkg-deb", "--root-owner-group", "-Zxz", "--build", root.toString(), made.toString()));
        return made;
    }

    /** With the JDK's own packager, whose types are those that the system has tools for. */
    private Path jpackage(String type) throws Exception {
        Path output = Path.of(options.get("output"));
        Files.createDirectories(output);
        Path messaging = work.resolve("native-messaging-host.properties");
        Files.writeString(
                messaging, "module=dev.furikomi.card_bridge/dev.furikomi.bridge.messaging.NativeMessagingHost\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jpackage").toString(),
                "--type",
                type,
                "--name",
                "card-bridge",
                "--app-version",
                options.get("version").replace("-SNAPSHOT", ""),
                "--vendor",
                "Furikomi",
                "--description",
                "Lets a bank's page use the ID card in this computer's reader",
                "--runtime-image",
                work.resolve("image").toString(),
                "--module",
                "dev.furikomi.card_bridge/dev.furikomi.bridge.CardBridge",
                "--add-launcher",
                "native-messaging-host=" + messaging,
                "--dest",
                output.toString()));
        run(command);
        return output;
    }

    private String depends() throws Exception {
        Set<String> needed = new TreeSet<>();
        String newest = "2.17";
        try (Stream<Path> walked = Files.walk(work.resolve("image"))) {
            for (Path file : walked.filter(BridgePackage::isElf).toList()) {
                Matcher library =
                        Pattern.compile("NEEDED +(\\S+)").matcher(output(List.of("objdump", "-p", "" + file)));
                while (library.find()) {
                    needed.add(library.group(1));
                }
                Matcher version = Pattern.compile("GLIBC_(2\\.\\d+)")
                        .matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                while (version.find()) {
                    newest = minor(version.group(1)) > minor(newest) ? version.group(1) : newest;
                }
            }
        }
        Set<String> packages = new TreeSet<>(List.of("libc6 (>= " + newest + ")"));
        for (String library : needed) {
            boolean own = Files.exists(work.resolve("image/lib").resolve(library))
                    || Files.exists(work.resolve("image/lib/server").resolve(library));
            if (!own && !LIBRARIES_OF_C.contains(library) && !library.equals("libpcsclite.so.1")) {
                String found = LIBRARY_PACKAGES.get(library);
                if (found == null) {
                    throw new IllegalStateException("The runtime needs " + library + ": which package has it?");
                }
                packages.add(found);
            }
        }
        return String.join(", ", packages);
    }

    private static int minor(String version) {
        return Integer.parseInt(version.substring(2));
    }

    private static boolean isElf(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && (name.endsWith(".so") || file.getParent().endsWith("bin") || name.equals("jspawnhelper"));
    }

    private void schemeFile(String option, String name) throws IOException {
        String given = options.getOrDefault(option, "");
        if (!given.isBlank()) {
            write(SCHEME_FILES + "/" + name, Files.readAllBytes(Path.of(given)), "rw-r--r--");
        }
    }

    private String changelog() {
        String day = DateTimeFormatter.RFC_1123_DATE_TIME.format(time().atOffset(ZoneOffset.UTC));
        return NAME + " (" + values.get("version")
                + ") unstable; urgency=medium\n\n  * See CHANGELOG.md of Furikomi.\n\n"
                + " -- Furikomi maintainers <maintainers@furikomi.invalid>  " + day.replace("GMT", "+0000") + "\n";
    }

    private Instant time() {
        return Instant.parse(options.get("time"));
    }

    private void template(String source, String target) throws IOException {
        template(source, target, "rw-r--r--");
    }

    private void template(String source, String target, String permissions) throws IOException {
        write(target, filled(source).getBytes(StandardCharsets.UTF_8), permissions);
    }

    private String filled(String source) throws IOException {
        String text = Files.readString(sources.resolve(source));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        Matcher left = Pattern.compile("@[a-z-]+@").matcher(text);
        if (left.find()) {
            throw new IllegalStateException(source + " has " + left.group() + ", which nothing fills");
        }
        return text;
    }

    private void compressed(String target, String text) throws IOException {
        Path file = at(target);
        Files.createDirectories(file.getParent());
        OutputStream best = new GZIPOutputStream(Files.newOutputStream(file)) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        };
        try (OutputStream out = best) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void copyTree(Path from, String to) throws IOException {
        try (Stream<Path> walked = Files.walk(from)) {
            for (Path source : walked.toList()) {
                Path target = at(to).resolve(from.relativize(source).toString());
                if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    private void write(String target, byte[] content, String permissions) throws IOException {
        Path file = at(target);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Path at(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walked = Files.walk(root)) {
            return walked.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** As dpkg-gencontrol counts: each file in whole kibibytes, one for each directory and link. */
    private long installedKibibytes() throws IOException {
        try (Stream<Path> walked = Files.walk(root)) {
            return walked.mapToLong(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            ? (file.toFile().length() + 1023) / 1024
                            : 1)
                    .sum();
        }
    }

    /** All of one moment, so that the same sources make the same package but for the class archive. */
    private void setTimes() throws IOException {
        try (Stream<Path> walked = Files.walk(root)) {
            for (Path file : walked.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                boolean executable = Files.isDirectory(file) || Files.isExecutable(file);
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                Files.setLastModifiedTime(file, FileTime.from(time()));
            }
        }
    }

    private static String md5(Path file) throws Exception {
        byte[] digest = java.security.MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file));
        return java.util.HexFormat.of().formatHex(digest);
    }

    private static void run(List<String> command) throws Exception {
        output(command);
    }

    private static String output(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }
}
