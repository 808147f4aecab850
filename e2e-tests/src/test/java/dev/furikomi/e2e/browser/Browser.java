package dev.furikomi.e2e.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Chromium as this machine has it, without a window, started once and shared by the stories of a run. */
public final class Browser implements AutoCloseable {

    private static final List<String> KNOWN =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(QUIET));
    }

    /** Starts it. */
    public static Browser start() {
        return new Browser(find().orElseThrow());
    }

    /** The browser of this machine; one that FURIKOMI_BROWSER names is the only one considered. */
    public static Optional<Path> find() {
        String named = System.getenv("FURIKOMI_BROWSER");
        return (named == null ? KNOWN : List.of(named))
                .stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** A shopper at a desk, reading English. */
    public Visit atADesk() {
        return visit(1280, 900, "en-US", "en");
    }

    /** A desk in whose browser each page runs this first. */
    public Visit atADesk(String script) {
        Visit visit = atADesk();
        visit.context().addInitScript(script);
        return visit;
    }

    /** A shopper with a phone, reading Japanese. */
    public Visit onAPhone() {
        return onAPhone("ja-JP");
    }

    /** A narrow screen, reading that language. */
    public Visit onAPhone(String locale) {
        return visit(360, 740, locale, Locale.forLanguageTag(locale).getLanguage());
    }

    /**
     * A shopper at a desk whose browser takes what these ports serve for pages of the internet, as a bank's pages are.
     * Such a page may not reach into this computer as it likes.
     */
    public Visit atADeskOnTheInternet(List<Integer> publicPorts) {
        return PublicBrowser.visit(playwright, publicPorts, Optional.empty());
    }

    /** The same, with the card bridge's extension and its native part. */
    public Visit atADeskOnTheInternet(List<Integer> publicPorts, Extension extension) {
        return PublicBrowser.visit(playwright, publicPorts, Optional.of(extension));
    }

    /** The phone, and it says that it is one. */
    public Visit onAPhoneThatSaysSo() {
        return visit(
                options(360, 740, "ja-JP")
                        .setUserAgent(
                                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36"),
                "phone-360");
    }

    private Visit visit(int width, int height, String locale, String language) {
        return visit(options(width, height, locale), language + "-" + width);
    }

    private Visit visit(com.microsoft.playwright.Browser.NewContextOptions options, String view) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(20_000);
        return new Visit(context, view);
    }

    private static com.microsoft.playwright.Browser.NewContextOptions options(int width, int height, String locale) {
        return new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(locale)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
