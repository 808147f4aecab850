package dev.furikomi.catalog.demo;

/** Tea and what it is made in. */
final class TeaThings {

    private TeaThings() {}

    static void sprig(Svg svg, double x, double y, double scale, String green) {
        svg.at(x, y, scale, 0, sprig -> sprig.leaf(0, 0, 1, 0, green)
                .leaf(0, 4, 0.9, -52, green)
                .leaf(0, 4, 0.9, 52, green)
                .line("M0 0V20", green, 3));
    }

    static void tin(Svg svg, String body, String lid, String label, String green) {
        svg.shadow(200, 340, 100)
                .rect(122, 108, 156, 228, 14, body)
                .rect(250, 108, 28, 228, 14, "#00000014")
                .rect(116, 84, 168, 44, 12, lid)
                .rect(116, 118, 168, 8, 2, "#0000001f");
        svg.rect(146, 168, 108, 122, 6, label).line("M156 178H244V280H156Z", green, 1.6);
        sprig(svg, 200, 246, 0.95, green);
    }

    static void pouch(Svg svg, String body, String label, String green) {
        svg.shadow(200, 348, 104)
                .path("M120 96H280L292 340H108Z", body)
                .path("M120 96H280L282 120H118Z", "#00000018")
                .line("M124 108H276", "#ffffff88", 2);
        svg.circle(200, 220, 62, label);
        sprig(svg, 200, 240, 1.1, green);
        svg.line("M150 312H250M166 324H234", "#ffffffaa", 3);
    }

    static void leaves(Svg svg, String dark, String light) {
        svg.shadow(200, 318, 126).ellipse(200, 286, 132, 36, "#efe9dc").ellipse(200, 278, 118, 28, "#dfd6c3");
        for (int index = 0; index < 64; index++) {
            double angle = index * 2.399;
            double radius = Math.sqrt(index / 64.0);
            svg.at(
                    200 + Math.cos(angle) * radius * 96,
                    270 - (1 - radius) * 74 + Math.sin(angle) * radius * 18,
                    0.5,
                    index * 53,
                    leaf -> leaf.line("M-16 4C-6-6 8 6 18-4", radius * 64 % 2 > 1 ? dark : light, 9));
        }
        sprig(svg, 200, 160, 1.6, light);
    }

    static void teapot(Svg svg, String body, String shade) {
        svg.shadow(196, 318, 122)
                .line("M284 214C330 200 340 178 346 166", shade, 24)
                .ellipse(196, 236, 104, 78, body)
                .path("M196 158A104 78 0 0 1 196 314C250 300 262 180 196 158Z", "#0000000f");
        svg.path("M104 206C74 190 70 160 54 150L78 140C98 152 106 176 128 188Z", body)
                .ellipse(196, 166, 62, 16, shade)
                .path("M146 162C160 140 232 140 246 162Z", body)
                .circle(196, 138, 12, shade);
        svg.line("M140 250C164 276 228 276 252 250", "#ffffff66", 4);
        steam(svg, 56, 128);
    }

    static void steam(Svg svg, double x, double y) {
        svg.line("M" + x + " " + y + "c-14-16 12-24 0-42", "#a9b3ae", 4);
    }

    static void cups(Svg svg, String first, String second, String glaze) {
        svg.shadow(140, 322, 66).shadow(264, 322, 66);
        cup(svg, 140, first, glaze);
        cup(svg, 264, second, glaze);
        steam(svg, 140, 142);
        steam(svg, 264, 142);
    }

    private static void cup(Svg svg, double x, String body, String glaze) {
        svg.at(x, 240, 1, 0, cup -> cup.path("M-54-76H54C56-10 46 60 36 80H-36C-46 60-56-10-54-76Z", body)
                .path("M-54-76H54C54-56 53-40 51-24C34-36 20-8 0-20C-20-8-34-36-51-24C-53-40-54-56-54-76Z", glaze)
                .ellipse(0, -76, 54, 14, glaze)
                .ellipse(0, -74, 44, 9, "#9fb36c"));
    }

    static void bowl(Svg svg, String body, String foam) {
        svg.shadow(200, 322, 110)
                .rect(164, 300, 72, 20, 6, body)
                .path("M76 178H324C322 262 274 306 200 306C126 306 78 262 76 178Z", body)
                .path("M260 178H324C322 262 274 306 200 306C250 292 264 240 260 178Z", "#0000001a");
        svg.ellipse(200, 178, 124, 34, body)
                .ellipse(200, 180, 110, 27, foam)
                .ellipse(176, 176, 40, 8, "#ffffff40")
                .circle(232, 186, 5, "#ffffff59")
                .circle(214, 192, 3, "#ffffff59");
        svg.line("M104 232C140 262 170 246 196 268", "#ffffff40", 5);
    }

    static void whisk(Svg svg) {
        svg.shadow(200, 342, 76);
        for (int tine = -9; tine <= 9; tine++) {
            svg.line(
                    "M" + (200 + tine * 3.4) + " 206C" + (200 + tine * 8) + " 250 " + (200 + tine * 9.4) + " 300 "
                            + (200 + tine * 5.2) + " 336",
                    tine % 2 == 0 ? "#d3b06e" : "#e3c78f",
                    4);
        }
        svg.path("M168 92H232V206C214 214 186 214 168 206Z", "#dcbd80")
                .ellipse(200, 92, 32, 9, "#c9a564")
                .line("M168 190C186 198 214 198 232 190M168 202C186 210 214 210 232 202", "#7b3f3f", 4)
                .line("M186 104V186M212 104V186", "#c9a564", 2);
    }

    static void kettle(Svg svg) {
        svg.shadow(200, 328, 116)
                .line("M124 170C124 60 276 60 276 170", "#4c5357", 12)
                .line("M160 92C186 80 214 80 240 92", "#a77b4a", 14);
        svg.path("M286 216C318 208 326 186 342 178L352 196C334 208 330 240 290 252Z", "#3d4549")
                .ellipse(200, 246, 116, 80, "#3d4549")
                .ellipse(200, 174, 58, 14, "#555f64")
                .path("M150 172C166 152 234 152 250 172Z", "#48525a")
                .circle(200, 150, 10, "#a77b4a");
        for (int row = 0; row < 4; row++) {
            for (int dot = -6; dot <= 6; dot++) {
                double x = 200 + dot * 15 + (row % 2) * 7;
                svg.circle(x, 218 + row * 18, 3.4, "#59656b");
            }
        }
        steam(svg, 348, 164);
    }

    static void scoop(Svg svg) {
        svg.at(200, 200, 1, 38, scoop -> scoop.path(
                        "M-8 150C-10 60-10-40-8-120C-16-130-18-156 0-166C18-156 16-130 8-120C10-40 10 60 8 150C4 156-4 156-8 150Z",
                        "#cda468")
                .path("M-8-120C-16-130-18-156 0-166C2-150 2-130-8-120Z", "#e2c28f")
                .rect(-10, 8, 20, 9, 3, "#a97e45"));
        svg.ellipse(104, 296, 42, 14, "#8fae4e").ellipse(100, 288, 26, 12, "#a3c060");
    }

    static void sweets(Svg svg) {
        svg.shadow(200, 314, 134).ellipse(200, 284, 140, 36, "#4b3a39").ellipse(200, 276, 128, 29, "#6b4f4c");
        Flowers.blossom(svg, 132, 250, 1.35, "#efb3c0", "#f6dd8a");
        svg.circle(206, 236, 42, "#cfe0b4")
                .path("M206 194C232 206 248 224 248 238C232 220 220 208 206 194Z", "#b2cc90")
                .leaf(206, 212, 0.6, 40, "#7c9f5c");
        svg.rect(246, 228, 62, 50, 14, "#f3ead6")
                .rect(246, 246, 62, 12, 0, "#a8616b")
                .circle(277, 236, 4, "#d68a97");
    }

    static void giftBox(Svg svg, String box, String ribbon) {
        svg.shadow(200, 338, 118)
                .rect(98, 180, 204, 152, 8, box)
                .rect(88, 150, 224, 44, 8, box)
                .rect(88, 186, 224, 8, 0, "#00000018")
                .rect(182, 150, 36, 182, 0, ribbon);
        svg.path("M200 150C160 150 118 128 134 104C152 82 188 116 200 150Z", ribbon)
                .path("M200 150C240 150 282 128 266 104C248 82 212 116 200 150Z", ribbon)
                .circle(200, 146, 13, ribbon)
                .line("M148 112C164 112 184 130 194 144M252 112C236 112 216 130 206 144", "#ffffff66", 3);
        sprig(svg, 254, 296, 0.7, "#ffffffaa");
        sprig(svg, 140, 296, 0.7, "#ffffffaa");
    }
}
