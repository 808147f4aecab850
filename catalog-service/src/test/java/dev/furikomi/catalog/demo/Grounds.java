package dev.furikomi.catalog.demo;

import java.util.Map;

/** The soft ground that each picture is drawn on. */
enum Grounds {
    ROSE("#fbf1f0", "#f6e1e2"),
    LILAC("#f6f2f9", "#e9e1f1"),
    APRICOT("#fdf4ea", "#f9e5d0"),
    SAGE("#f2f6ef", "#e1ebdc"),
    SKY("#eff5f8", "#dbe9f0"),
    PLUM("#f7f1f5", "#ecdfe8"),
    SAND("#f8f4ec", "#eee5d5");

    private static final Map<String, Grounds> BY_PRODUCT = Map.ofEntries(
            Map.entry("FL-001", ROSE),
            Map.entry("FL-002", LILAC),
            Map.entry("FL-003", APRICOT),
            Map.entry("FL-004", ROSE),
            Map.entry("FL-005", SAGE),
            Map.entry("FL-006", APRICOT),
            Map.entry("FL-007", SKY),
            Map.entry("FL-008", SKY),
            Map.entry("FL-009", LILAC),
            Map.entry("FL-010", PLUM),
            Map.entry("FL-011", SKY),
            Map.entry("FL-012", ROSE),
            Map.entry("FL-013", SAGE),
            Map.entry("FL-014", PLUM),
            Map.entry("FL-015", SAND),
            Map.entry("FL-016", SAND),
            Map.entry("FL-017", APRICOT),
            Map.entry("FL-018", ROSE),
            Map.entry("FL-019", PLUM),
            Map.entry("FL-020", SAGE),
            Map.entry("TE-001", SAGE),
            Map.entry("TE-002", SKY),
            Map.entry("TE-003", APRICOT),
            Map.entry("TE-004", SAND),
            Map.entry("TE-005", SAGE),
            Map.entry("TE-006", ROSE),
            Map.entry("TE-007", SKY),
            Map.entry("TE-008", SAND),
            Map.entry("TE-009", PLUM),
            Map.entry("TE-010", APRICOT),
            Map.entry("TE-011", SAGE),
            Map.entry("TE-012", SKY),
            Map.entry("TE-013", ROSE),
            Map.entry("TE-014", SAND),
            Map.entry("TE-015", ROSE),
            Map.entry("TE-016", SAGE),
            Map.entry("TE-017", SKY),
            Map.entry("ST-001", ROSE),
            Map.entry("ST-002", SKY),
            Map.entry("ST-003", SKY),
            Map.entry("ST-004", SAGE),
            Map.entry("ST-005", LILAC),
            Map.entry("ST-006", ROSE),
            Map.entry("ST-007", SAND),
            Map.entry("ST-008", APRICOT),
            Map.entry("ST-009", SAGE),
            Map.entry("ST-010", LILAC),
            Map.entry("ST-011", PLUM),
            Map.entry("ST-012", SAGE),
            Map.entry("ST-013", SKY),
            Map.entry("ST-014", APRICOT),
            Map.entry("ST-015", SKY),
            Map.entry("ST-016", ROSE),
            Map.entry("ST-017", PLUM),
            Map.entry("ST-018", SAND));

    private final String ground;
    private final String halo;

    Grounds(String ground, String halo) {
        this.ground = ground;
        this.halo = halo;
    }

    static Grounds of(String productId) {
        return BY_PRODUCT.get(productId);
    }

    String ground() {
        return ground;
    }

    String halo() {
        return halo;
    }
}
