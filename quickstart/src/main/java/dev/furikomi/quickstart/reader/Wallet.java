package dev.furikomi.quickstart.reader;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.CardDrawer;
import dev.furikomi.card.software.CardDrawer.DrawnCard;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.software.SoftwareReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cards of the drawer and the reader's slots, whoever changed them last. */
final class Wallet {
    private final CardDrawer drawer;
    private final SoftwareReader reader;
    private final List<Issuer> issuers;

    Wallet(CardDrawer drawer, SoftwareReader reader, List<Issuer> issuers) {
        this.drawer = drawer;
        this.reader = reader;
        this.issuers = List.copyOf(issuers);
    }

    /**
     * What the page shows.
     *
     * @param version differs when something else does
     */
    record View(String version, List<Slot> readers, List<Card> cards) {}

    /**
     * A reader.
     *
     * @param card the name of the card in it, of the drawer or not
     */
    record Slot(int slot, @Nullable String card, @Nullable String label) {}

    /**
     * A card of the drawer.
     *
     * @param bank empty when nobody known issued it
     * @param expiresAt absent when it has no certificate
     */
    record Card(
            String name,
            String label,
            @Nullable Bank bank,
            @Nullable Instant expiresAt,
            boolean usable) {}

    /** The bank that issued a card. */
    record Bank(String en, String ja, String icon) {}

    View look() {
        String version = version();
        List<Slot> slots = reader.slots().stream()
                .map(slot -> {
                    Optional<Path> card = reader.inserted(slot);
                    return new Slot(
                            slot,
                            card.map(Wallet::nameOf).orElse(null),
                            card.map(Wallet::labelOf).orElse(null));
                })
                .toList();
        return new View(version, slots, drawer.cards().stream().map(this::card).toList());
    }

    /** Changes with each file that is written, so that looking again is cheap. */
    String version() {
        return Integer.toHexString(Objects.hash(fingerprint(drawer.directory()), fingerprint(reader.directory())));
    }

    private static List<String> fingerprint(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            // A file that is being written beside its place is no change yet.
            return files.filter(Wallet::isReaderOrCard)
                    .sorted(Comparator.naturalOrder())
                    .map(Wallet::fingerprintOfFile)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isReaderOrCard(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("slot-") || name.endsWith(".card.json");
    }

    private static String fingerprintOfFile(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file.getFileName() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
        } catch (IOException e) {
            return "";
        }
    }

    /** Puts a card of the drawer, found by its name, into a slot; false when there is no such card or slot. */
    boolean insert(int slot, String name) throws IOException {
        Optional<Path> card = drawer.cards().stream()
                .map(DrawnCard::file)
                .filter(file -> nameOf(file).equals(name))
                .findFirst();
        if (card.isEmpty() || !reader.slots().contains(slot)) {
            return false;
        }
        reader.insert(slot, card.get());
        return true;
    }

    /** Takes the card out of a slot; false when there is no such slot. */
    boolean remove(int slot) throws IOException {
        if (!reader.slots().contains(slot)) {
            return false;
        }
        reader.remove(slot);
        return true;
    }

    private Card card(DrawnCard drawn) {
        Optional<CardCertificate> certificate = certificate(drawn.file());
        return new Card(
                nameOf(drawn.file()),
                drawn.label(),
                certificate.flatMap(this::bank).orElse(null),
                certificate
                        .map(each -> each.certificate().getNotAfter().toInstant())
                        .orElse(null),
                certificate.map(each -> each.isValidAt(Instant.now())).orElse(false));
    }

    private Optional<Bank> bank(CardCertificate certificate) {
        return issuers.stream()
                .filter(issuer -> certificate.isIssuedBy(issuer.cardAuthority()))
                .map(issuer -> new Bank(issuer.english(), issuer.japanese(), issuer.icon()))
                .findFirst();
    }

    private static Optional<CardCertificate> certificate(Path file) {
        try {
            Optional<byte[]> der = SoftwareCardFile.open(file).certificate(PivSlot.CARD_AUTHENTICATION);
            return der.isPresent() ? Optional.of(CardCertificate.parse(der.get())) : Optional.empty();
        } catch (IOException | MalformedCertificateException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String labelOf(Path file) {
        try {
            return SoftwareCardFile.open(file).label();
        } catch (IOException e) {
            return nameOf(file);
        }
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SoftwareCardFile.SUFFIX)
                ? name.substring(0, name.length() - SoftwareCardFile.SUFFIX.length())
                : name;
    }
}
