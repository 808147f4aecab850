package dev.furikomi.bridge.installation;

import java.nio.file.Path;
import java.util.Locale;

/** Where an installed bridge finds the bank list and the scheme root; only an administrator can write there. */
public final class SchemeFiles {
    private static final String WINDOWS_DEFAULT = "C:\\ProgramData";

    private SchemeFiles() {}

    public static Path bankList() {
        return directory().resolve("bank-list.jws");
    }

    public static Path schemeRoot() {
        return directory().resolve("scheme-root.jwk.json");
    }

    static Path directory() {
        return directory(System.getProperty("os.name", ""));
    }

    static Path directory(String operatingSystem) {
        String name = operatingSystem.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            // Not from %ProgramData%: who starts the bridge could point it at a list of their own.
            return Path.of(WINDOWS_DEFAULT, "Furikomi", "card-bridge");
        }
        return name.startsWith("mac")
                ? Path.of("/Library/Application Support/Furikomi/card-bridge")
                : Path.of("/etc/furikomi/card-bridge");
    }
}
