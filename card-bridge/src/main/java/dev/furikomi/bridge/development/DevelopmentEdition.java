package dev.furikomi.bridge.development;

import dev.furikomi.bridge.edition.EditionExtension;
import dev.furikomi.bridge.edition.UnusableOptionException;
import dev.furikomi.bridge.edition.WindowExtension;
import dev.furikomi.bridge.reader.TerminalSource;
import dev.furikomi.card.software.CardDrawer;
import dev.furikomi.card.software.SoftwareCardProvider;
import dev.furikomi.card.software.SoftwareReader;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.smartcardio.TerminalFactory;

/** The development edition: software cards, their drawer, and the carrier for programs. */
public final class DevelopmentEdition implements EditionExtension {
    @Override
    public String name() {
        return "development";
    }

    @Override
    public Set<String> options() {
        return Set.of("software-reader", "card-drawer", "carrier");
    }

    @Override
    public Optional<TerminalSource> readers(Map<String, String> options) throws UnusableOptionException {
        Optional<Path> directory = directory(options, "software-reader");
        return directory.map(
                reader -> () -> TerminalFactory.getInstance("SoftwareCard", reader, new SoftwareCardProvider())
                        .terminals());
    }

    @Override
    public Optional<WindowExtension> window(Map<String, String> options) throws UnusableOptionException {
        Optional<Path> cards = directory(options, "card-drawer");
        Optional<Path> reader = directory(options, "software-reader");
        if (cards.isPresent() && reader.isEmpty()) {
            throw new UnusableOptionException("--card-drawer needs --software-reader");
        }
        return cards.map(drawer -> new Drawer(new CardDrawer(drawer), new SoftwareReader(reader.orElseThrow())));
    }

    @Override
    public Optional<Carrier> carrier(Map<String, String> options) throws UnusableOptionException {
        String carrier = options.get("carrier");
        if (carrier == null) {
            return Optional.empty();
        }
        if (!carrier.equals("stdio")) {
            throw new UnusableOptionException("--carrier is stdio, or left out for the window");
        }
        return Optional.of(new StandardStreams(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out));
    }

    @Override
    public Optional<Path> stateDirectory(Map<String, String> options) throws UnusableOptionException {
        return directory(options, "software-reader").map(reader -> reader.resolve(".card-bridge"));
    }

    private static Optional<Path> directory(Map<String, String> options, String name) throws UnusableOptionException {
        String value = options.get(name);
        if (value == null) {
            return Optional.empty();
        }
        Path directory = Path.of(value);
        if (!Files.isDirectory(directory)) {
            throw new UnusableOptionException("--" + name + ": there is no directory " + value);
        }
        return Optional.of(directory);
    }
}
