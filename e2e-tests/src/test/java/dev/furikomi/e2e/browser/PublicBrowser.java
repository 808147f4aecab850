package dev.furikomi.e2e.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A browser of its own, because address spaces, extensions and native parts are decided when it starts. */
final class PublicBrowser {

    private PublicBrowser() {}

    static Visit visit(Playwright playwright, List<Integer> publicPorts, Optional<Extension> extension) {
        try {
            Path profile = Files.createTempDirectory("furikomi-browser");
            if (extension.isPresent()) {
                extension.get().install(profile);
            }
            BrowserContext context = playwright
                    .chromium()
                    .launchPersistentContext(
                            profile,
                            new BrowserType.LaunchPersistentContextOptions()
                                    .setExecutablePath(Browser.find().orElseThrow())
                                    .setArgs(arguments(publicPorts, extension))
                                    .setViewportSize(1280, 900)
                                    .setLocale("en-US"));
            context.setDefaultTimeout(20_000);
            if (extension.isPresent()) {
                awaitOnPage(context, extension.get().bankPage());
            }
            return new Visit(context, "public", () -> delete(profile));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> arguments(List<Integer> publicPorts, Optional<Extension> extension) {
        List<String> arguments = new ArrayList<>(Browser.QUIET);
        arguments.add(publicPorts.stream()
                .map(port -> "127.0.0.1:" + port + "=public")
                .collect(Collectors.joining(",", "--ip-address-space-overrides=", "")));
        // A name in somebody else's hands that leads to this computer.
        arguments.add("--host-resolver-rules=MAP rebound.example 127.0.0.1");
        extension.ifPresent(it -> {
            arguments.add("--disable-extensions-except=" + it.unpacked());
            arguments.add("--load-extension=" + it.unpacked());
        });
        return arguments;
    }

    /** The extension asks its process first which pages are a bank's; until then it is on no page. */
    private static void awaitOnPage(BrowserContext context, String bankPage) {
        Page page = context.newPage();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            page.navigate(bankPage);
            return Boolean.TRUE.equals(
                    page.evaluate("() => 'cardBridgeExtension' in document.documentElement.dataset"));
        });
        page.close();
    }

    private static void delete(Path profile) {
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException leftToTheSystem) {
            // The browser may still be writing; the temporary directory goes with the machine's.
        }
    }
}
