package dev.furikomi.benchmarks.report;

import java.util.Locale;

/** Puts an SVG picture together; light or dark as the reader has it, in a page and alone. */
final class Svg {

    static final int WIDTH = 720;
    static final int HEIGHT = 360;
    static final String[] COLOURS = {"#0b5c8a", "#c2571a", "#1d6b3a", "#7a3b9a", "#8a6d00", "#a32020"};
    private static final String[] DARK_COLOURS = {"#6bb8e6", "#f0a070", "#7fd19b", "#c89be0", "#e0c060", "#ff9a9a"};

    /** In the dark the same picture in lighter colours; names no element outside a plot, as pages hold several. */
    private static final String DARK = """
            <style>
            @media (prefers-color-scheme: dark) {
            .plot, .plot text { fill: #e8eaee } .plot rect[fill="#ffffff"] { fill: #1b212b }
            .plot [stroke="#dcdfe4"] { stroke: #3a4250 } .plot [stroke="#1c2430"] { stroke: #e8eaee }
            %s}
            </style>
            """.formatted(lighter());

    private final StringBuilder body = new StringBuilder();

    void line(double x1, double y1, double x2, double y2, String style) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>", x1, y1, x2, y2, style);
    }

    void bar(double x, double y, double width, double height, String colour) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", x, y, width, height, colour);
    }

    /** A curve; where the colours begin again, dashed. */
    void path(String points, int series) {
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"%s/>",
                points, COLOURS[series % COLOURS.length], series < COLOURS.length ? "" : " stroke-dasharray=\"7 4\"");
    }

    /** What a series looks like, for the legend. */
    void sample(double x, double y, int series) {
        String colour = COLOURS[series % COLOURS.length];
        if (series < COLOURS.length) {
            bar(x, y, 12, 12, colour);
        } else {
            bar(x, y + 4, 5, 4, colour);
            bar(x + 7, y + 4, 5, 4, colour);
        }
    }

    void text(double x, double y, String anchor, String text) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escape(text));
    }

    private void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** @param description what somebody hears who does not see it */
    String picture(String title, String description) {
        return """
            <svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s" font-family="system-ui, sans-serif" font-size="13" fill="#1c2430">
            <title>%s</title>
            <desc>%s</desc>
            %s<rect width="100%%" height="100%%" fill="#ffffff"/>
            <text x="16" y="24" font-size="16" font-weight="600">%s</text>
            %s</svg>
            """.formatted(
                        WIDTH, HEIGHT, escape(title), escape(title), escape(description), DARK, escape(title), body);
    }

    private static String lighter() {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < COLOURS.length; i++) {
            rules.append(".plot rect[fill=\"%s\"] { fill: %s } .plot [stroke=\"%s\"] { stroke: %s }%n"
                    .formatted(COLOURS[i], DARK_COLOURS[i], COLOURS[i], DARK_COLOURS[i]));
        }
        return rules.toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
