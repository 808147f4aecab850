package dev.furikomi.bridge.window;

import dev.furikomi.bridge.edition.WindowExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page and its files, read once at start. */
final class WindowPage {
    private static final List<String> FILES =
            List.of("window.js", "conversation.js", "process.js", "screen.js", "amount.js", "texts.js", "window.css");
    private static final List<String> LANGUAGES = List.of("en", "ja");

    private final String page;
    private final @Nullable String language;
    private final Map<String, Reply> files = new HashMap<>();

    /** The language is that of the command line, when it names one. */
    WindowPage(String token, @Nullable String language, Optional<WindowExtension> extension) {
        String script = extension
                .map(more -> "<script type=\"module\" src=\"" + more.scriptPath() + "\"></script>")
                .orElse("");
        this.page = read(WindowPage.class, "window.html")
                .replace("{{token}}", token)
                .replace("{{extension}}", script);
        this.language = language;
        FILES.forEach(name -> files.put("/" + name, Reply.file(name, read(WindowPage.class, name))));
        extension.ifPresent(more -> more.resources()
                .forEach((path, name) -> files.put(path, Reply.file(name, read(more.getClass(), name)))));
    }

    /** The asked language of the address comes first, then the command line's, then the browser's. */
    Reply page(@Nullable String query, @Nullable String acceptLanguage) {
        String chosen = asked(query)
                .or(() -> Optional.ofNullable(language))
                .or(() -> accepted(acceptLanguage))
                .orElse("en");
        return Reply.file("window.html", page.replace("{{language}}", chosen));
    }

    Optional<Reply> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static Optional<String> asked(@Nullable String query) {
        return LANGUAGES.stream()
                .filter(each -> query != null && List.of(query.split("&")).contains("lang=" + each))
                .findFirst();
    }

    private static Optional<String> accepted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return Optional.empty();
        }
        return List.of(acceptLanguage.split(",")).stream()
                .map(range -> range.strip().split("[-;]", 2)[0])
                .filter(LANGUAGES::contains)
                .findFirst();
    }

    private static String read(Class<?> neighbour, String name) {
        try (InputStream resource = neighbour.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("The page's file " + name + " is missing from the jar.");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
