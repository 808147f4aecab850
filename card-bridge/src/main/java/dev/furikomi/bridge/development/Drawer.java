package dev.furikomi.bridge.development;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.bridge.edition.WindowExtension;
import dev.furikomi.card.software.CardDrawer;
import dev.furikomi.card.software.CardDrawer.DrawnCard;
import dev.furikomi.card.software.SoftwareReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The drawer of software cards in the development window, and the software reader's slot that a card goes into. */
final class Drawer implements WindowExtension {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CALLS = "/api/development/drawer";
    private static final String SUFFIX = ".card.json";
    private static final int SLOT = 0;

    private final CardDrawer drawer;
    private final SoftwareReader reader;
    private volatile @Nullable Path insertedHere;

    Drawer(CardDrawer drawer, SoftwareReader reader) {
        this.drawer = drawer;
        this.reader = reader;
    }

    @Override
    public String scriptPath() {
        return "/development/development.js";
    }

    @Override
    public Map<String, String> resources() {
        return Map.of(
                "/development/development.js", "development.js",
                "/development/texts.js", "texts.js",
                "/development/development.css", "development.css");
    }

    @Override
    public Optional<Object> call(String method, String path, byte[] body) {
        try {
            return switch (method + " " + path) {
                case "GET " + CALLS -> Optional.of(look());
                case "POST " + CALLS + "/insertion" -> insert(JSON.readTree(body));
                case "POST " + CALLS + "/removal" -> {
                    reader.remove(SLOT);
                    yield Optional.of(look());
                }
                default -> Optional.empty();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes out the card that was put in here, so that the next customer does not pay with it. Others' cards stay. */
    @Override
    public void sessionOver() {
        Path card = insertedHere;
        insertedHere = null;
        if (card != null && reader.inserted(SLOT).filter(card::equals).isPresent()) {
            try {
                reader.remove(SLOT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Map<String, Object> look() {
        Map<String, Object> state = new HashMap<>();
        state.put(
                "cards",
                drawer.cards().stream()
                        .map(card -> Map.of("name", nameOf(card.file()), "label", card.label()))
                        .toList());
        state.put("inserted", reader.inserted(SLOT).map(Drawer::nameOf).orElse(null));
        return state;
    }

    /** Only a card of the drawer, found by its name: the page names no paths. */
    private Optional<Object> insert(JsonNode asked) throws IOException {
        String name = asked.path("card").asText();
        Optional<Path> card = drawer.cards().stream()
                .map(DrawnCard::file)
                .filter(file -> nameOf(file).equals(name))
                .findFirst();
        if (card.isEmpty()) {
            return Optional.empty();
        }
        reader.insert(SLOT, card.get());
        insertedHere = card.get();
        return Optional.of(look());
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
