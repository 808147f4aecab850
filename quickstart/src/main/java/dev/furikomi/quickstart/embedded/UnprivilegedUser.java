package dev.furikomi.quickstart.embedded;

import java.io.IOException;
import java.util.List;

/** How to run a program that refuses to run as root when this process is root. */
final class UnprivilegedUser {
    private UnprivilegedUser() {}

    /** The words to put before the program's own. */
    static List<String> prefix() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        // In a namespace without a mapping root looks like nobody, yet still owns its files.
        List<String> namespace = List.of("unshare", "--user");
        if (works(namespace)) {
            return namespace;
        }
        throw new EmbeddedServerException("PostgreSQL cannot run as root and this machine allows no user namespaces"
                + " (unshare --user fails): start it as another user");
    }

    private static boolean works(List<String> prefix) {
        try {
            return new ProcessBuilder(prefix.get(0), prefix.get(1), "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
