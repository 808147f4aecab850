package dev.furikomi.catalog.demo;

import java.util.Map;
import java.util.function.Consumer;

/** How each of the tea goods is drawn. */
final class TeaPictures {

    static final Map<String, Consumer<Svg>> RECIPES = Map.ofEntries(
            Map.entry("TE-001", s -> TeaThings.tin(s, "#5f8a68", "#47694f", "#f7f1df", "#5f8a68")),
            Map.entry("TE-002", s -> TeaThings.tin(s, "#33566b", "#263f50", "#f4ecd6", "#33566b")),
            Map.entry("TE-003", s -> TeaThings.pouch(s, "#a8744c", "#f3e3c8", "#8a5a36")),
            Map.entry("TE-004", s -> TeaThings.pouch(s, "#8c9c5a", "#f6efd6", "#6d7d3d")),
            Map.entry("TE-005", s -> TeaThings.tin(s, "#9cb85a", "#2f3b3a", "#fbf7e8", "#6f8f3a")),
            Map.entry("TE-006", s -> TeaThings.leaves(s, "#7c4630", "#a5673f")),
            Map.entry("TE-007", s -> TeaThings.leaves(s, "#5d7a49", "#86a065")),
            Map.entry("TE-008", s -> TeaThings.teapot(s, "#b5573c", "#93432d")),
            Map.entry("TE-009", s -> TeaThings.teapot(s, "#9dbfb0", "#7fa595")),
            Map.entry("TE-010", s -> TeaThings.cups(s, "#54718c", "#b98074", "#efe7d6")),
            Map.entry("TE-011", s -> TeaThings.bowl(s, "#3b3a3d", "#9db95c")),
            Map.entry("TE-012", s -> TeaThings.whisk(s)),
            Map.entry("TE-013", s -> TeaThings.scoop(s)),
            Map.entry("TE-014", s -> TeaThings.kettle(s)),
            Map.entry("TE-015", s -> TeaThings.sweets(s)),
            Map.entry("TE-016", s -> TeaThings.giftBox(s, "#5f8a68", "#e2c98f")),
            Map.entry("TE-017", s -> TeaThings.giftBox(s, "#33566b", "#d9a2ab")));

    private TeaPictures() {}
}
