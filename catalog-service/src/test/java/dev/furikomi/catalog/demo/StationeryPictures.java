package dev.furikomi.catalog.demo;

import java.util.Map;
import java.util.function.Consumer;

/** How each of the paper goods is drawn. */
final class StationeryPictures {

    static final Map<String, Consumer<Svg>> RECIPES = Map.ofEntries(
            Map.entry("ST-001", s -> StationeryThings.notebook(s, "#e8a9b7", "#b9667c", "#fdf2f2", true)),
            Map.entry("ST-002", s -> StationeryThings.notebook(s, "#5f86a8", "#3e6283", "#dfe9f1", false)),
            Map.entry("ST-003", s -> StationeryThings.pen(s, "#3b5a86", "#27406a")),
            Map.entry("ST-004", s -> StationeryThings.pen(s, "#4d7a5c", "#335740")),
            Map.entry("ST-005", s -> StationeryThings.ink(s, "#2f4f86", "#5f7fb4")),
            Map.entry("ST-006", s -> StationeryThings.ink(s, "#7d3b44", "#a8616b")),
            Map.entry("ST-007", s -> StationeryThings.brush(s)),
            Map.entry("ST-008", s -> StationeryThings.seal(s)),
            Map.entry("ST-009", s -> StationeryThings.pencils(s)),
            Map.entry("ST-010", s -> StationeryThings.tapes(s)),
            Map.entry("ST-011", s -> StationeryThings.letters(s, "#f1dfe4", "#c78a9d", "#a6405c")),
            Map.entry("ST-012", s -> StationeryThings.letters(s, "#e3e8d6", "#93a874", "#55703e")),
            Map.entry("ST-013", s -> StationeryThings.crane(s, "#f0b0a2", "#c96a5b", "#e08b7b")),
            Map.entry("ST-014", s -> StationeryThings.fan(s, "#c4605a", "#fbe3d8")),
            Map.entry("ST-015", s -> StationeryThings.cloth(s, "#4f7394", "#416382", "#c9dbea")),
            Map.entry("ST-016", s -> StationeryThings.cloth(s, "#b4534c", "#9a433e", "#f1cfc6")),
            Map.entry("ST-017", s -> StationeryThings.pen(s, "#7a3147", "#5a2134")),
            Map.entry("ST-018", s -> StationeryThings.ruler(s)));

    private StationeryPictures() {}
}
