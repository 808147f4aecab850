package dev.furikomi.bridge.edition;

import dev.furikomi.bridge.reader.TerminalSource;
import dev.furikomi.bridge.session.Sessions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** What a build other than the release adds. Found by {@link ServiceLoader}; the release jar holds none. */
public interface EditionExtension {
    /** Such as {@code development}; marks the process on standard error and in its page. */
    String name();

    /** The command line options that it understands, without the dashes; each takes a value. */
    Set<String> options();

    /** The readers that the options ask for instead of the real ones. */
    Optional<TerminalSource> readers(Map<String, String> options) throws UnusableOptionException;

    /** What the window gains. */
    Optional<WindowExtension> window(Map<String, String> options) throws UnusableOptionException;

    /** A carrier that the options ask for instead of the window; runs until its counterpart leaves. */
    Optional<Carrier> carrier(Map<String, String> options) throws UnusableOptionException;

    /** Where processes with the same readers agree on turns, when these are not the person's real readers. */
    default Optional<Path> stateDirectory(Map<String, String> options) throws UnusableOptionException {
        return Optional.empty();
    }

    /** The one extension on the class path, if there is one. */
    static Optional<EditionExtension> find() {
        return ServiceLoader.load(EditionExtension.class).findFirst();
    }

    /** Carries sessions of pages or programs to the bridge until its counterpart leaves. */
    interface Carrier {
        /** Refuses bank lists of other environments than this. */
        String environment();

        void run(Sessions sessions);
    }
}
