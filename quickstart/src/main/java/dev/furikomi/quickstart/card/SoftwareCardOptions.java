package dev.furikomi.quickstart.card;

import dev.furikomi.card.software.CardDrawer;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A new software card: where its file goes and what is printed on it. */
final class SoftwareCardOptions {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int SLOT = 0;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "name of the new software card in the drawer (default: card-ACCOUNT)")
    private @Nullable String name;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "file of the new software card, anywhere; its name ends in " + SoftwareCardFile.SUFFIX)
    private @Nullable Path file;

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            description = "what is printed on the software card (default: holder, bank and currency)")
    private @Nullable String label;

    @Option(names = "--insert", description = "put the new software card into the virtual reader")
    private boolean insert;

    private Issuing.@Nullable Issued issued;

    boolean isGiven() {
        return name != null || file != null || label != null || insert;
    }

    boolean inserts() {
        return insert;
    }

    Issuing.Issued issued() {
        return Objects.requireNonNull(issued);
    }

    /** Makes the card beside its place and puts it there whole, so that no half-made card ever lies in a drawer. */
    Path make(
            Issuing issuing,
            String usualLabel,
            String usualName,
            byte @Nullable [] pin,
            Optional<Quickstart> quickstart) {
        Path target = target(usualName, quickstart);
        Optional<Issuing.Issued> before = replaced(target, issuing.replace());
        Path made = target.resolveSibling("." + target.getFileName() + ".new");
        try {
            Files.deleteIfExists(made);
            SoftwareCardFile card = SoftwareCardFile.create(
                    made,
                    label == null ? unlikeOthers(usualLabel, target, quickstart) : label,
                    pin == null ? SoftwareCardFile.PIN_OF_NEW_CARDS : new String(pin, StandardCharsets.US_ASCII));
            Issuing.Issued now = issuing.on(new FileTarget(card));
            issued = new Issuing.Issued(now.certificates(), before.map(Issuing.Issued::cardId));
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw new CardRefusedException("card-file-unwritable", target + " cannot be written", e);
        } finally {
            if (pin != null) {
                Arrays.fill(pin, (byte) 0);
            }
            deleteQuietly(made);
        }
    }

    /** Two cards of one holder can be told apart in the drawer. */
    private static String unlikeOthers(String label, Path target, Optional<Quickstart> quickstart) {
        List<String> others = quickstart.map(running -> running.drawer().cards()).orElse(List.of()).stream()
                .filter(card -> !card.file().equals(target))
                .map(CardDrawer.DrawnCard::label)
                .toList();
        String own = label;
        for (int number = 2; others.contains(own); number++) {
            own = label + ", card " + number;
        }
        return own;
    }

    private Path target(String usualName, Optional<Quickstart> quickstart) {
        if (file != null) {
            if (name != null || !file.getFileName().toString().endsWith(SoftwareCardFile.SUFFIX)) {
                throw misuse("--file ends in " + SoftwareCardFile.SUFFIX + " and stands without --name");
            }
            return file.toAbsolutePath();
        }
        String wanted = name == null ? usualName : name;
        if (!NAME.matcher(wanted).matches()) {
            throw misuse("--name has 1 to 64 letters, digits and . _ -, not " + wanted);
        }
        return quickstart
                .map(running -> running.drawer().directory().resolve(wanted + SoftwareCardFile.SUFFIX))
                .orElseThrow(() ->
                        misuse("no Furikomi runs whose drawer could take the card: --file FILE says where it goes"));
    }

    /** The card that was in the file. */
    private static Optional<Issuing.Issued> replaced(Path target, boolean replace) {
        if (!Files.exists(target)) {
            return Optional.empty();
        }
        if (!replace) {
            throw new CardRefusedException(
                    "card-exists",
                    target + " is a card already; choose another --name, or --replace it for good",
                    new FileAlreadyExistsException(target.toString()));
        }
        return Optional.of(new Issuing.Issued(FileTarget.certificatesIn(target), Optional.empty()))
                .filter(card -> Survey.cardId(card.certificates()).isPresent());
    }

    void insert(Path card, Optional<Quickstart> quickstart) {
        try {
            quickstart
                    .orElseThrow(
                            () -> new CardRefusedException("nothing-runs", "there is no virtual reader to insert into"))
                    .reader()
                    .insert(SLOT, card);
        } catch (IOException e) {
            throw new CardRefusedException("reader-failed", "the virtual reader cannot be written", e);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Moved away when all went well; otherwise it is a blank that no bank knows.
        }
    }

    private ParameterException misuse(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
