package dev.furikomi.e2e.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;

/** One person's browser session: own cookies, own windows, gone at the end of the story. */
public final class Visit implements AutoCloseable {

    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("furikomi.build", "target")).resolve("screenshots");

    private final BrowserContext context;
    private final String view;
    private final Runnable afterwards;

    Visit(BrowserContext context, String view) {
        this(context, view, () -> {});
    }

    Visit(BrowserContext context, String view, Runnable afterwards) {
        this.context = context;
        this.view = view;
        this.afterwards = afterwards;
    }

    BrowserContext context() {
        return context;
    }

    /** A new page. */
    public Page page() {
        return context.newPage();
    }

    /** All pages that are open. */
    public List<Page> pages() {
        return List.copyOf(context.pages());
    }

    /** Keeps a picture of the page and asks axe-core about it. */
    public void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(name + "-" + view + ".png")));
        Accessibility.check(page, name + " (" + view + ")");
    }

    @Override
    public void close() {
        context.close();
        afterwards.run();
    }
}
