package dev.furikomi.catalog.demo;

import java.util.Map;
import java.util.function.Consumer;

/** How each of the flowers is drawn. */
final class FlowerPictures {

    static final Map<String, Consumer<Svg>> RECIPES = Map.ofEntries(
            Map.entry("FL-001", s -> Flowers.bouquet(s, "#f0b6c0", "#d8849b", "#f3d27a", "#f3e7d3")),
            Map.entry("FL-002", s -> Flowers.bouquet(s, "#b79ad0", "#7d5a96", "#e7c3dc", "#e6e0ee")),
            Map.entry("FL-003", s -> Flowers.bouquet(s, "#f6c99a", "#e39a5f", "#fbeec2", "#efe3cf")),
            Map.entry("FL-004", s -> Flowers.singleRose(s, "#d4545f", "#a93442")),
            Map.entry("FL-005", s -> Flowers.singleRose(s, "#fdf8ec", "#e6dcc4")),
            Map.entry("FL-006", s -> Flowers.tulips(s, "#f08f7c", "#d96f5f")),
            Map.entry("FL-007", s -> Flowers.tulips(s, "#f5cf5a", "#e0b33c")),
            Map.entry("FL-008", s -> Flowers.sunflowers(s)),
            Map.entry("FL-009", s -> Flowers.lavender(s)),
            Map.entry("FL-010", s -> Flowers.chrysanthemum(s, "#e9b646", "#f5d883")),
            Map.entry("FL-011", s -> Flowers.hydrangea(s, "#8fb0dc", "#6b8cc4")),
            Map.entry("FL-012", s -> Flowers.hydrangea(s, "#eeb0c4", "#d9869f")),
            Map.entry("FL-013", s -> Flowers.orchid(s, "#fdfaf4", "#d97f9d")),
            Map.entry("FL-014", s -> Flowers.orchid(s, "#d8a5cf", "#8c4a86")),
            Map.entry("FL-015", s -> Flowers.bonsai(s, "#4f7a5c", "#77a07c")),
            Map.entry("FL-016", s -> Flowers.bonsai(s, "#b9503f", "#d97a5c")),
            Map.entry("FL-017", s -> Flowers.succulents(s)),
            Map.entry("FL-018", s -> Flowers.branchInVase(s, "#f6c3cf", "#d9607d", "#6f8fa8")),
            Map.entry("FL-019", s -> Flowers.branchInVase(s, "#fdf6ee", "#c9a23e", "#5b4a58")),
            Map.entry("FL-020", s -> Flowers.wreath(s, "#b93a3f")));

    private FlowerPictures() {}
}
