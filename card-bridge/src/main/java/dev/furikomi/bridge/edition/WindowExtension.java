package dev.furikomi.bridge.edition;

import java.util.Map;
import java.util.Optional;

/** What an edition adds to the bridge's window: files under {@code /development/} and calls under {@code /api/development/}. */
public interface WindowExtension {
    /** Script addresses that the page loads after its own. */
    String scriptPath();

    /** Served files by address; each is read from the class path next to the extension's class. */
    Map<String, String> resources();

    /** Answers a call that passed the window's guards: a value for Jackson, or empty when there is no such call. */
    Optional<Object> call(String method, String path, byte[] body);

    /** A session ended; whoever comes next is somebody else. */
    default void sessionOver() {}
}
