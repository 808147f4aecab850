package dev.furikomi.catalog.demo;

/** Paper and what is written with. */
final class StationeryThings {

    private StationeryThings() {}

    /** Overlapping arcs of waves. */
    static void waves(Svg svg, double x, double y, int columns, int rows, double size, String color) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double left = x + column * size * 2 + (row % 2) * size;
                double top = y + row * size * 0.62 + size;
                for (double part : new double[] {1, 0.66, 0.33}) {
                    double radius = size * part;
                    svg.line(
                            "M" + (left - radius + size) + " " + top + "a" + radius + " " + radius + " 0 0 1 "
                                    + radius * 2 + " 0",
                            color,
                            2);
                }
            }
        }
    }

    static void notebook(Svg svg, String cover, String spine, String ornament, boolean flower) {
        svg.shadow(204, 346, 116)
                .rect(112, 76, 188, 264, 8, "#00000014")
                .rect(106, 70, 188, 264, 8, "#f6f1e4")
                .rect(100, 66, 188, 264, 8, cover)
                .rect(100, 66, 30, 264, 8, spine);
        if (flower) {
            Flowers.blossom(svg, 222, 146, 1.5, ornament, "#f0d58a");
            Flowers.blossom(svg, 180, 220, 1, ornament, "#f0d58a");
            Flowers.blossom(svg, 250, 260, 0.8, ornament, "#f0d58a");
        } else {
            waves(svg, 142, 236, 2, 4, 32, ornament);
            svg.rect(158, 106, 104, 64, 6, "#f6f1e4").line("M172 128H248M172 146H226", spine, 3);
        }
        svg.line("M272 66V330", ornament, 3);
    }

    static void pen(Svg svg, String body, String cap) {
        svg.line("M76 322C120 296 150 330 190 306S262 300 320 318", "#3d4a63", 4);
        svg.at(206, 184, 1, 42, pen -> pen.rect(-19, -150, 38, 132, 16, cap)
                .rect(-20, -22, 40, 12, 2, "#d9b45c")
                .rect(-16, -10, 32, 96, 6, body)
                .path("M-16 86H16L6 128H-6Z", "#3a3f46")
                .path("M-10 122H10L0 170Z", "#e3c26d")
                .line("M0 138V166", "#8c6f2c", 2)
                .rect(14, -140, 7, 84, 3, "#d9b45c")
                .rect(-9, -138, 5, 112, 2, "#ffffff40"));
    }

    static void ink(Svg svg, String ink, String light) {
        svg.shadow(200, 340, 112)
                .rect(164, 84, 72, 56, 8, INKWELL_CAP)
                .rect(164, 118, 72, 6, 0, "#00000033")
                .rect(172, 136, 56, 22, 2, "#dfe6e6")
                .path(
                        "M140 158H260C292 162 302 184 302 212V316C302 332 292 338 280 338H120C108 338 98 332 98 316V212C98 184 108 162 140 158Z",
                        "#e4ecec");
        svg.path("M110 204H290V314C290 324 284 328 276 328H124C116 328 110 324 110 314Z", ink)
                .path("M110 204H290V220C240 232 160 200 110 220Z", light)
                .rect(146, 232, 108, 66, 6, "#fbf7ec")
                .line("M164 254H236M178 274H222", ink, 4);
    }

    private static final String INKWELL_CAP = "#3a3f46";

    static void tapes(Svg svg) {
        String[][] colors = {{"#d98c9c", "#f1c9d1"}, {"#7fa08a", "#c5d8ca"}, {"#6f8fb0", "#c4d3e2"}};
        svg.shadow(200, 338, 120);
        for (int index = 0; index < 3; index++) {
            double x = 130 + index * 70;
            double y = index == 1 ? 162 : 250;
            String[] color = colors[index];
            svg.circle(x, y, 74, color[0])
                    .circle(x, y, 62, color[1])
                    .circle(x, y, 38, color[0])
                    .circle(x, y, 33, "#fbf8f0")
                    .around(x, y, 1, 10, index * 9, dot -> dot.circle(0, -50, 5, color[0]));
        }
    }

    static void letters(Svg svg, String paper, String lining, String seal) {
        svg.shadow(200, 336, 128).at(190, 168, 1, -8, sheet -> sheet.rect(-96, -100, 192, 210, 4, "#fffdf7")
                .line("M-70-66H70M-70-40H70M-70-14H70M-70 12H30", "#b9b4a6", 3));
        svg.rect(76, 176, 248, 156, 8, paper)
                .path("M80 180L200 268L320 180Z", lining)
                .line("M80 328L170 246M320 328L230 246", "#00000022", 3);
        svg.circle(200, 262, 24, seal);
        Flowers.blossom(svg, 200, 264, 0.5, "#ffffffcc", seal);
    }

    static void brush(Svg svg) {
        svg.shadow(250, 336, 90)
                .rect(172, 236, 156, 96, 12, "#3f4547")
                .ellipse(250, 284, 60, 32, "#22282a")
                .ellipse(238, 278, 34, 14, "#3b4652");
        svg.line("M84 332C110 270 92 236 130 210", "#2d3133", 16);
        svg.at(176, 150, 1, 38, brush -> brush.rect(-9, -130, 18, 170, 8, "#b98a57")
                .rect(-9, 22, 18, 12, 2, "#8c5f34")
                .path("M-12 34H12C18 62 12 84 0 106C-12 84-18 62-12 34Z", "#2d3133")
                .circle(0, -132, 7, "#a32020"));
    }

    static void seal(Svg svg) {
        svg.shadow(160, 320, 64)
                .rect(124, 112, 72, 176, 14, "#c9955f")
                .rect(172, 112, 24, 176, 12, "#b3804b")
                .line("M140 130C148 170 140 220 146 274", "#b3804b", 3)
                .rect(120, 284, 80, 28, 8, "#a5713f");
        svg.circle(270, 254, 54, "#b5342f").circle(270, 254, 46, "#fbf3ec").circle(270, 254, 42, "#b5342f");
        Flowers.blossom(svg, 270, 258, 0.95, "#fbf3ec", "#b5342f");
    }

    static void fan(Svg svg, String field, String ornament) {
        svg.path("M200 318L62 176A196 196 0 0 1 338 176Z", field);
        for (int rib = -5; rib <= 5; rib++) {
            svg.at(200, 318, 1, rib * 8.4, one -> one.line("M0 0V-196", "#ffffff73", 2)
                    .line("M0 0V-92", "#b98a57", 5));
        }
        svg.path("M200 318L133 249A96 96 0 0 1 267 249Z", "#d7b37f");
        for (int rib = -5; rib <= 5; rib++) {
            svg.at(200, 318, 1, rib * 8.4, one -> one.line("M0 0V-94", "#9c7345", 4));
        }
        Flowers.blossom(svg, 140, 186, 0.95, ornament, "#f0d58a");
        Flowers.blossom(svg, 206, 154, 1.15, ornament, "#f0d58a");
        Flowers.blossom(svg, 268, 190, 0.8, ornament, "#f0d58a");
        svg.circle(200, 316, 9, "#7a553a").line("M200 324C188 344 212 352 202 372", "#a32020", 4);
    }

    static void cloth(Svg svg, String cloth, String shade, String ornament) {
        svg.shadow(200, 340, 120)
                .path(
                        "M90 236C86 180 148 160 200 160C252 160 314 180 310 236C316 300 280 336 200 336C120 336 84 300 90 236Z",
                        cloth)
                .path("M200 160C252 160 314 180 310 236C316 300 280 336 200 336C260 300 262 200 200 160Z", shade);
        waves(svg, 118, 224, 2, 4, 36, ornament);
        svg.path("M196 164C168 128 128 108 108 122C112 150 156 164 196 168Z", cloth)
                .path("M204 164C232 128 272 108 292 122C288 150 244 164 204 168Z", shade)
                .ellipse(200, 166, 26, 19, cloth)
                .line("M188 158C196 166 204 170 214 174", ornament, 3);
    }

    static void pencils(Svg svg) {
        String[] colors = {"#c75c5c", "#d99a4e", "#d9bd4e", "#7fa86a", "#5e93b0", "#8272ad"};
        svg.shadow(200, 346, 110);
        for (int index = 0; index < colors.length; index++) {
            String color = colors[index];
            double height = index % 2 == 0 ? 0 : 16;
            svg.at(112 + index * 35, 84 + height, 1, 0, pencil -> pencil.path("M-15 42L0 0L15 42Z", "#ecd3a6")
                    .path("M-5 14L0 0L5 14Z", color)
                    .rect(-15, 42, 30, 196, 0, color)
                    .rect(5, 42, 10, 196, 0, "#0000001a"));
        }
        svg.rect(86, 262, 230, 80, 8, "#e9e1cd")
                .rect(86, 262, 230, 12, 4, "#d5cab0")
                .line("M112 302H290M112 318H230", "#a59a7e", 4);
    }

    static void crane(Svg svg, String light, String dark, String mid) {
        svg.shadow(200, 334, 110)
                .path("M200 190L66 110L170 268Z", light)
                .path("M200 190L334 96L236 268Z", mid)
                .path("M170 268L200 190L236 268L204 316Z", dark)
                .path("M170 268L92 314L76 236L100 282Z", mid)
                .path("M76 236L58 246L84 252Z", dark)
                .path("M236 268L322 330L214 300Z", light)
                .line("M200 190L204 316", "#ffffff59", 2);
    }

    static void ruler(Svg svg) {
        svg.at(200, 206, 1, -32, ruler -> {
            ruler.rect(-150, -26, 300, 60, 6, "#00000012")
                    .rect(-154, -32, 300, 60, 6, "#d8b887")
                    .rect(-154, -32, 300, 10, 4, "#c7a36d");
            for (int mark = 0; mark < 29; mark++) {
                ruler.line("M" + (-144 + mark * 10) + " -32v" + (mark % 5 == 0 ? 26 : 14), "#6d5130", 2);
            }
            ruler.circle(130, 10, 7, "#f4efe2");
        });
    }
}
