package dev.furikomi.bridge.messaging;

import dev.furikomi.bridge.edition.UnusableOptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who started this host, as the browser says in the arguments: Chromium and Edge give the extension's origin, Firefox
 * the path of the host manifest and the extension's id. The manifest names the extensions as well; this is the second
 * look, should the manifest be another's.
 */
final class CallingExtension {
    private static final String OPTION = "--extension";
    private static final Set<String> OURS = Set.of("bpmnellnekimgljhjgpfhlcjfcinlhfh", "card-bridge@furikomi.dev");

    private CallingExtension() {}

    /**
     * Takes the browser's arguments off, which follow the host's own options, and returns these options.
     *
     * @throws UnusableOptionException when no extension that may call did
     */
    static List<String> check(List<String> arguments) throws UnusableOptionException {
        Set<String> permitted = new TreeSet<>(OURS);
        List<String> options = new ArrayList<>();
        int next = 0;
        while (next + 1 < arguments.size() && arguments.get(next).startsWith("--")) {
            if (arguments.get(next).equals(OPTION)) {
                permitted.add(arguments.get(next + 1));
            } else {
                options.addAll(arguments.subList(next, next + 2));
            }
            next += 2;
        }
        List<String> browsers = arguments.subList(next, arguments.size());
        if (permitted.stream().noneMatch(id -> isCalledBy(id, browsers))) {
            throw new UnusableOptionException(
                    "this program is started by a browser, for the card bridge's own extension only");
        }
        return List.copyOf(options);
    }

    private static boolean isCalledBy(String extension, List<String> browsers) {
        if (browsers.isEmpty()) {
            return false;
        }
        boolean firefox = browsers.size() > 1 && browsers.get(0).endsWith(".json");
        return firefox
                ? browsers.get(1).equals(extension)
                : browsers.get(0).equals("chrome-extension://" + extension + "/");
    }
}
