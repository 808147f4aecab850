package dev.furikomi.catalog.demo;

import java.util.Locale;
import java.util.function.Consumer;

/** A drawing of 400 by 400 as SVG text, made by few verbs. */
final class Svg {

    static final String INK = "#2f3b3a";

    private final StringBuilder elements = new StringBuilder();

    static String of(String ground, String halo, Consumer<Svg> drawing) {
        Svg svg = new Svg();
        svg.rect(0, 0, 400, 400, 0, ground);
        svg.circle(200, 196, 158, halo);
        drawing.accept(svg);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 400\" width=\"400\" height=\"400\">\n"
                + svg.elements + "</svg>\n";
    }

    Svg circle(double x, double y, double radius, String fill) {
        return add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>", n(x), n(y), n(radius), fill);
    }

    Svg ellipse(double x, double y, double width, double height, String fill) {
        return add(
                "<ellipse cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\" fill=\"%s\"/>",
                n(x), n(y), n(width), n(height), fill);
    }

    Svg rect(double x, double y, double width, double height, double round, String fill) {
        return add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\"/>",
                n(x), n(y), n(width), n(height), n(round), fill);
    }

    Svg path(String path, String fill) {
        return add("<path d=\"%s\" fill=\"%s\"/>", path, fill);
    }

    Svg line(String path, String stroke, double width) {
        return add(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linecap=\"round\""
                        + " stroke-linejoin=\"round\"/>",
                path, stroke, n(width));
    }

    Svg at(double x, double y, double scale, double turn, Consumer<Svg> part) {
        add("<g transform=\"translate(%s %s) rotate(%s) scale(%s)\">", n(x), n(y), n(turn), n(scale));
        part.accept(this);
        return add("</g>");
    }

    /** Repeats a part around a centre. */
    Svg around(double x, double y, double scale, int times, double firstTurn, Consumer<Svg> part) {
        for (int index = 0; index < times; index++) {
            at(x, y, scale, firstTurn + index * 360.0 / times, part);
        }
        return this;
    }

    /** A leaf that grows from its foot upwards, 60 long. */
    Svg leaf(double x, double y, double scale, double turn, String fill) {
        return at(x, y, scale, turn, leaf -> leaf.path("M0 0C-20-16-18-44 0-60C18-44 20-16 0 0Z", fill)
                .line("M0-4V-46", "#ffffff66", 1.6));
    }

    Svg shadow(double x, double y, double width) {
        return ellipse(x, y, width, width * 0.09, "#2f3b3a1f");
    }

    private Svg add(String format, Object... values) {
        elements.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    private static String n(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
