package dev.furikomi.card.software;

import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory of software cards, from which a person puts one into the software reader. */
public final class CardDrawer {

    private final Path directory;

    public CardDrawer(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    public Path directory() {
        return directory;
    }

    /** The cards there are, by file name; what is no card is left out. */
    public List<DrawnCard> cards() {
        List<DrawnCard> cards = new ArrayList<>();
        for (Path file : cardFiles()) {
            try {
                CardContent content = SoftwareCardFile.open(file).read();
                cards.add(new DrawnCard(
                        file,
                        content.label(),
                        content.objects().containsKey(PivSlot.CARD_AUTHENTICATION.certificateTag())));
            } catch (IOException notACard) {
                // A file that is being written or was damaged is no card, and no reason to hide the others.
            }
        }
        return cards;
    }

    private List<Path> cardFiles() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SoftwareCardFile.SUFFIX))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        } catch (IOException noDirectory) {
            return List.of();
        }
    }

    /**
     * A card in the drawer.
     *
     * @param isIssued whether it has a certificate
     */
    public record DrawnCard(Path file, String label, boolean isIssued) {}
}
