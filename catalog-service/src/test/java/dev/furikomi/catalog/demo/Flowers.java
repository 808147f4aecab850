package dev.furikomi.catalog.demo;

/** Flowers and plants. */
final class Flowers {

    private static final String STEM = "#5d8360";
    private static final String LEAF = "#6f9a6b";
    private static final String LEAF_DARK = "#4d7653";

    private Flowers() {}

    static void rose(Svg svg, double x, double y, double scale, String light, String dark) {
        svg.at(x, y, scale, 0, rose -> rose.around(
                        0, 0, 1, 5, 0, petal -> petal.path("M0-4C-30-12-30-46 0-50C30-46 30-12 0-4Z", light))
                .around(0, 0, 0.72, 5, 36, petal -> petal.path("M0-4C-30-12-30-46 0-50C30-46 30-12 0-4Z", dark))
                .circle(0, 0, 19, light)
                .line("M-10 2C-10-12 10-12 10 0C10 10-6 10-5 1C-4-5 4-5 4 0", dark, 3));
    }

    static void daisy(Svg svg, double x, double y, double scale, String petals, String eye) {
        svg.around(x, y, scale, 12, 0, petal -> petal.ellipse(0, -28, 8, 18, petals))
                .circle(x, y, 14 * scale, eye);
    }

    static void blossom(Svg svg, double x, double y, double scale, String petals, String eye) {
        svg.around(
                x,
                y,
                scale,
                5,
                0,
                petal -> petal.path("M0 0C-18-8-20-30-8-36C-4-36-2-33 0-30C2-33 4-36 8-36C20-30 18-8 0 0Z", petals));
        svg.around(
                x, y, scale, 5, 36, stamen -> stamen.line("M0 0V-13", eye, 1.6).circle(0, -14, 2, eye));
    }

    static void bouquet(Svg svg, String light, String dark, String accent, String paper) {
        for (int index = -3; index <= 3; index++) {
            svg.leaf(200 + index * 12, 220, 2.1, index * 19, index % 2 == 0 ? LEAF : LEAF_DARK);
        }
        rose(svg, 146, 146, 0.86, light, dark);
        rose(svg, 252, 142, 0.86, dark, light);
        daisy(svg, 200, 102, 0.86, "#fffdf6", "#e8b84a");
        daisy(svg, 108, 194, 0.7, accent, "#fff3c9");
        daisy(svg, 294, 192, 0.7, accent, "#fff3c9");
        rose(svg, 200, 186, 1, light, dark);
        svg.path("M104 214C150 246 250 246 296 214L226 346H174Z", paper)
                .path("M296 214C262 236 232 244 204 240L190 346H226Z", "#ffffff55")
                .path("M160 300C186 312 214 312 240 300L236 318C212 326 188 326 164 318Z", dark)
                .line("M200 316C176 344 168 352 160 366M202 316C220 344 232 350 244 362", dark, 6);
    }

    static void singleRose(Svg svg, String light, String dark) {
        svg.line("M200 180C196 250 204 300 198 362", STEM, 7);
        svg.leaf(199, 276, 1.3, -58, LEAF).leaf(201, 250, 1.2, 60, LEAF_DARK).leaf(200, 318, 1, 52, LEAF);
        svg.leaf(200, 186, 0.8, -140, LEAF_DARK).leaf(200, 186, 0.8, 140, LEAF_DARK);
        rose(svg, 200, 138, 1.7, light, dark);
    }

    static void tulips(Svg svg, String light, String dark) {
        double[][] places = {{138, 150, -12}, {262, 150, 12}, {200, 108, 0}};
        for (double[] place : places) {
            svg.line("M200 350C200 290 " + place[0] + " 260 " + place[0] + " " + (place[1] + 30), STEM, 6);
        }
        svg.leaf(196, 350, 3, -30, LEAF).leaf(204, 350, 3, 28, LEAF_DARK).leaf(200, 352, 2.5, -6, LEAF);
        for (double[] place : places) {
            svg.at(place[0], place[1], 1.15, place[2], tulip -> tulip.path(
                            "M-34-30C-38 20-20 44 0 44C20 44 38 20 34-30C24-22 18-18 12-10C8-24 4-34 0-42C-4-34-8-24-12-10C-18-18-24-22-34-30Z",
                            light)
                    .path("M0-42C-16-14-16 22 0 44C16 22 16-14 0-42Z", dark));
        }
    }

    static void sunflowers(Svg svg) {
        svg.line("M200 196V352M132 240C140 300 180 320 196 350M272 248C262 300 222 320 204 350", STEM, 7);
        svg.leaf(200, 300, 1.5, -70, LEAF).leaf(200, 290, 1.5, 68, LEAF_DARK);
        for (double[] place : new double[][] {{132, 214, 0.86}, {272, 222, 0.8}, {200, 138, 1.2}}) {
            svg.around(
                    place[0],
                    place[1],
                    place[2],
                    14,
                    0,
                    petal -> petal.path("M0-20C-16-34-12-58 0-68C12-58 16-34 0-20Z", "#e9a92f"));
            svg.around(
                    place[0],
                    place[1],
                    place[2] * 0.9,
                    14,
                    13,
                    petal -> petal.path("M0-20C-14-34-10-56 0-64C10-56 14-34 0-20Z", "#f4c64f"));
            svg.circle(place[0], place[1], 30 * place[2], "#6b4426")
                    .circle(place[0], place[1], 18 * place[2], "#8a5a33");
        }
    }

    static void pot(Svg svg, String body, String band) {
        svg.shadow(200, 352, 96).path("M136 268H264L248 350H152Z", body).rect(126, 252, 148, 24, 6, band);
    }

    static void hydrangea(Svg svg, String light, String dark) {
        svg.leaf(188, 258, 2, -72, LEAF_DARK)
                .leaf(212, 258, 2, 72, LEAF)
                .leaf(200, 258, 1.8, -30, LEAF)
                .leaf(200, 258, 1.8, 34, LEAF_DARK);
        for (int ring = 2; ring >= 0; ring--) {
            int count = ring == 0 ? 1 : ring * 7;
            for (int index = 0; index < count; index++) {
                double angle = index * 2 * Math.PI / count + ring * 0.4;
                String color = (index + ring) % 3 == 0 ? dark : light;
                double x = 200 + Math.cos(angle) * ring * 40;
                double y = 158 + Math.sin(angle) * ring * 34;
                svg.around(x, y, 0.95, 4, 45 + index * 11, petal -> petal.ellipse(0, -13, 11, 13, color))
                        .circle(x, y, 3.4, "#fffbe8");
            }
        }
        pot(svg, "#b87a5a", "#a3694b");
    }

    static void orchid(Svg svg, String light, String dark) {
        svg.line("M196 262C150 200 170 110 290 96", STEM, 5);
        svg.leaf(196, 262, 1.9, -64, LEAF_DARK).leaf(204, 262, 1.9, 66, LEAF).leaf(200, 262, 1.5, -24, LEAF);
        double[][] places = {{170, 164, 0.92}, {208, 118, 1.05}, {264, 104, 0.92}, {300, 128, 0.66}};
        for (double[] place : places) {
            svg.around(place[0], place[1], place[2], 3, 0, petal -> petal.ellipse(0, -24, 12, 22, light));
            svg.around(place[0], place[1], place[2], 2, 90, petal -> petal.ellipse(0, -24, 20, 20, light));
            svg.at(place[0], place[1], place[2], 0, lip -> lip.path(
                            "M-11 2C-6-8 6-8 11 2C14 18 6 24 0 26C-6 24-14 18-11 2Z", dark)
                    .circle(0, 2, 5, "#f5d36b"));
        }
        pot(svg, "#e9e4d8", "#d8d1c1");
    }

    static void bonsai(Svg svg, String crown, String crownLight) {
        svg.shadow(200, 348, 120)
                .rect(120, 296, 160, 34, 8, "#5a6f86")
                .rect(110, 286, 180, 16, 6, "#4a5d72")
                .rect(136, 330, 20, 14, 3, "#4a5d72")
                .rect(244, 330, 20, 14, 3, "#4a5d72");
        svg.ellipse(200, 288, 70, 10, "#7d9a63");
        svg.line("M196 288C186 250 232 236 214 196C202 170 176 168 190 128", "#7a553a", 17);
        svg.line("M214 208C246 206 262 196 276 182M204 236C170 232 150 220 138 208", "#7a553a", 10);
        for (double[] cloud : new double[][] {{188, 116, 1.15}, {282, 172, 0.9}, {130, 200, 0.92}}) {
            svg.at(cloud[0], cloud[1], cloud[2], 0, part -> part.ellipse(0, 6, 62, 22, crown)
                    .ellipse(-20, -8, 34, 20, crown)
                    .ellipse(22, -6, 34, 18, crown)
                    .ellipse(-14, -12, 22, 9, crownLight)
                    .ellipse(22, -10, 20, 8, crownLight));
        }
    }

    static void succulents(Svg svg) {
        svg.shadow(200, 342, 130).path("M76 270H324L306 340H94Z", "#e3ddd0").rect(70, 258, 260, 18, 6, "#d2cabb");
        String[][] colors = {{"#86b39a", "#a9cdb6"}, {"#c58f9f", "#dcb1bd"}, {"#7f9fb5", "#a7c0d0"}};
        for (int index = 0; index < 3; index++) {
            double x = 126 + index * 74;
            double y = index == 1 ? 206 : 226;
            String[] color = colors[index];
            double scale = index == 1 ? 1.25 : 1;
            svg.around(x, y, scale, 10, 0, petal -> petal.path("M0 0C-14-14-12-36 0-46C12-36 14-14 0 0Z", color[0]));
            svg.around(
                    x,
                    y,
                    scale * 0.72,
                    8,
                    20,
                    petal -> petal.path("M0 0C-14-14-12-36 0-46C12-36 14-14 0 0Z", color[1]));
            svg.around(
                    x, y, scale * 0.4, 6, 0, petal -> petal.path("M0 0C-14-14-12-36 0-46C12-36 14-14 0 0Z", color[0]));
        }
    }

    static void branchInVase(Svg svg, String petals, String eye, String vase) {
        svg.line(
                "M198 240C190 190 150 160 112 84M192 200C226 160 250 130 306 108M160 146C170 116 176 92 172 66M250 132C262 112 266 98 264 78",
                "#6f5140",
                6);
        double[][] places = {
            {112, 86, 0.8},
            {140, 130, 0.95},
            {172, 70, 0.7},
            {170, 168, 0.72},
            {230, 152, 0.9},
            {262, 82, 0.66},
            {270, 122, 0.85},
            {306, 108, 0.72}
        };
        for (double[] place : places) {
            blossom(svg, place[0], place[1], place[2], petals, eye);
        }
        svg.shadow(200, 352, 64)
                .path("M180 226H220L216 256C250 276 252 330 228 350H172C148 330 150 276 184 256Z", vase)
                .path("M206 262C232 282 236 322 220 346H228C252 330 250 276 216 256Z", "#ffffff33")
                .rect(176, 220, 48, 10, 4, vase);
    }

    static void wreath(Svg svg, String berries) {
        for (int index = 0; index < 24; index++) {
            double angle = index * Math.PI / 12;
            svg.leaf(
                    200 + Math.cos(angle) * 98,
                    200 + Math.sin(angle) * 98,
                    0.95,
                    index * 15 + 28,
                    index % 2 == 0 ? LEAF : LEAF_DARK);
            svg.leaf(
                    200 + Math.cos(angle) * 98,
                    200 + Math.sin(angle) * 98,
                    0.8,
                    index * 15 + 150,
                    index % 3 == 0 ? "#8fb08a" : LEAF);
        }
        for (int index = 0; index < 9; index++) {
            double angle = index * 2 * Math.PI / 9 + 0.2;
            svg.circle(200 + Math.cos(angle) * 102, 200 + Math.sin(angle) * 102, 9, berries)
                    .circle(197 + Math.cos(angle) * 102, 197 + Math.sin(angle) * 102, 2.6, "#ffffffaa");
        }
        svg.path(
                        "M200 304C172 284 152 296 150 316C166 326 188 320 200 308C212 320 234 326 250 316C248 296 228 284 200 304Z",
                        berries)
                .line("M194 310C186 334 178 346 168 356M206 310C214 334 222 346 232 356", berries, 7);
    }

    static void lavender(Svg svg) {
        for (int stem = -4; stem <= 4; stem++) {
            double top = 96 + Math.abs(stem) * 9;
            double x = 200 + stem * 22;
            svg.line(
                    "M" + (200 + stem * 3) + " 340C" + (200 + stem * 4) + " 280 " + x + " 240 " + x + " " + top,
                    STEM,
                    3.5);
            for (int bead = 0; bead < 7; bead++) {
                svg.at(x, top + bead * 13, 1, stem * 3, flower -> flower.ellipse(-6, 0, 7, 6, "#9b86c4")
                        .ellipse(6, 3, 7, 6, "#7f69ad")
                        .ellipse(0, -3, 5, 6, "#b7a5d8"));
            }
        }
        svg.path("M168 272C188 282 212 282 232 272L228 300C210 308 190 308 172 300Z", "#d9b88a")
                .line("M200 296C184 320 176 326 168 334M202 296C218 318 226 324 236 330", "#c7a270", 5);
    }

    static void chrysanthemum(Svg svg, String outer, String inner) {
        svg.line("M200 210C204 270 196 310 200 360", STEM, 7);
        svg.leaf(200, 300, 1.4, -62, LEAF).leaf(200, 320, 1.3, 60, LEAF_DARK);
        for (int ring = 0; ring < 4; ring++) {
            String color = ring % 2 == 0 ? outer : inner;
            svg.around(
                    200,
                    166,
                    2.1 - ring * 0.45,
                    20 - ring * 3,
                    ring * 7,
                    petal -> petal.path("M0 0C-7-20-7-42 0-50C7-42 7-20 0 0Z", color));
        }
        svg.circle(200, 166, 12, "#f0d58a");
    }
}
