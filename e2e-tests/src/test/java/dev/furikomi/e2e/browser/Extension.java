package dev.furikomi.e2e.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The card bridge's extension as it was built, and the process that a browser starts for it.
 *
 * @param unpacked the extension's directory
 * @param host the process's command, without what the browser adds
 * @param bankPage on which it must appear
 */
public record Extension(Path unpacked, List<String> host, String bankPage) {

    private static final String ID = "bpmnellnekimgljhjgpfhlcjfcinlhfh";
    private static final String HOST = "dev.furikomi.card_bridge";

    /** Where a page of the extension lives. */
    static final String ORIGIN = "chrome-extension://" + ID;

    /** Makes the host known to a browser with this profile, as the package does for the whole machine. */
    void install(Path profile) throws IOException {
        Path script = profile.resolve("card-bridge-host");
        String words = host.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Files.writeString(script, "#!/bin/sh\nexec " + words + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Path manifests = Files.createDirectories(profile.resolve("NativeMessagingHosts"));
        new ObjectMapper()
                .writeValue(
                        manifests.resolve(HOST + ".json").toFile(),
                        Map.of(
                                "name",
                                HOST,
                                "description",
                                "Furikomi Card Bridge",
                                "path",
                                script.toString(),
                                "type",
                                "stdio",
                                "allowed_origins",
                                List.of(ORIGIN + "/")));
    }
}
