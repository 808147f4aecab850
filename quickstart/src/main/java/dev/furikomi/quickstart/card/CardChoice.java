package dev.furikomi.quickstart.card;

import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.software.CardDrawer;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.software.SoftwareReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which card is meant: in a PC/SC reader, in the virtual reader, or a software card's file. */
final class CardChoice {
    private static final int FIRST_SLOT = 0;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            description = "the card in this PC/SC reader; a part of its name will do (card list shows them)")
    private @Nullable String reader;

    @Option(
            names = "--virtual-reader",
            paramLabel = "SLOT",
            arity = "0..1",
            fallbackValue = "0",
            description = "the card in the virtual reader of the running Furikomi (slot 0 when none is named)")
    private @Nullable Integer virtualSlot;

    /** Whether a reader is named. */
    boolean isReader() {
        return reader != null || virtualSlot != null;
    }

    /**
     * A card and the way to it.
     *
     * @param where as a person knows it
     * @param file of a software card
     */
    record Chosen(String where, Optional<Path> file, Terminal terminal) {

        /** Does something with the card. */
        <T> T use(Function<PivSession, T> work) {
            return terminal.use(work);
        }
    }

    /** A reader that may exist only for the time of its use. */
    interface Terminal {
        <T> T use(Function<PivSession, T> work);
    }

    /**
     * The card that is meant.
     *
     * @param named a file, or a card of the drawer, or null
     */
    Chosen choose(@Nullable String named, Optional<Quickstart> quickstart) {
        if ((named == null ? 0 : 1) + (reader == null ? 0 : 1) + (virtualSlot == null ? 0 : 1) != 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "which card? its file or name, or --reader NAME, or --virtual-reader");
        }
        if (reader != null) {
            var terminal = Readers.named(reader);
            return new Chosen(terminal.getName(), Optional.empty(), new InTerminal(() -> terminal));
        }
        if (virtualSlot != null) {
            int slot = virtualSlot;
            SoftwareReader software = quickstart
                    .orElseThrow(() -> new CardRefusedException("nothing-runs", "no Furikomi runs from this checkout"))
                    .reader();
            return new Chosen(
                    "virtual reader, slot " + slot,
                    software.inserted(slot),
                    new InTerminal(() -> Readers.software(software, slot)));
        }
        Path file = file(Objects.requireNonNull(named), quickstart);
        return new Chosen(file.toString(), Optional.of(file), new OfFile(file));
    }

    private static Path file(String named, Optional<Quickstart> quickstart) {
        Path asPath = Path.of(named);
        if (Files.isRegularFile(asPath)) {
            return asPath.toAbsolutePath();
        }
        return quickstart
                .map(Quickstart::drawer)
                .flatMap(drawer -> inDrawer(drawer, named))
                .orElseThrow(() -> new CardRefusedException(
                        "card-file-unknown", "there is neither a file nor a card in the drawer called " + named));
    }

    /** By the name of its file, or by what is printed on it. */
    private static Optional<Path> inDrawer(CardDrawer drawer, String named) {
        return drawer.cards().stream()
                .filter(card -> card.file().getFileName().toString().equals(named + SoftwareCardFile.SUFFIX)
                        || card.label().equals(named))
                .map(CardDrawer.DrawnCard::file)
                .findFirst();
    }

    private record InTerminal(java.util.function.Supplier<javax.smartcardio.CardTerminal> find) implements Terminal {
        @Override
        public <T> T use(Function<PivSession, T> work) {
            return OpenCard.in(find.get(), work);
        }
    }

    /** A card outside of any reader goes into a reader that lasts as long as the work. */
    private record OfFile(Path file) implements Terminal {
        @Override
        public <T> T use(Function<PivSession, T> work) {
            try {
                SoftwareCardFile.open(file);
                Path directory = Files.createTempDirectory("furikomi-reader-");
                Path slot = directory.resolve("slot-" + FIRST_SLOT);
                try {
                    SoftwareReader software = SoftwareReader.create(directory, 1);
                    software.insert(FIRST_SLOT, file);
                    return OpenCard.in(Readers.software(software, FIRST_SLOT), work);
                } finally {
                    Files.deleteIfExists(slot);
                    Files.delete(directory);
                }
            } catch (IOException e) {
                throw new CardRefusedException("card-file-unreadable", file + " is no software card", e);
            } catch (UncheckedIOException e) {
                throw new CardRefusedException("card-file-unreadable", file + " cannot be used", e);
            }
        }
    }
}
