package dev.furikomi.card.software;

import dev.furikomi.card.storage.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A directory that is a card reader: each file {@code slot-N} names the card file that is in reader N, or is empty. */
public final class SoftwareReader {

    private static final Pattern SLOT = Pattern.compile("slot-([0-9]{1,2})");

    private final Path directory;

    public SoftwareReader(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** Makes the directory and so many slots, leaving the cards that are in them. */
    public static SoftwareReader create(Path directory, int slots) throws IOException {
        SoftwareReader reader = new SoftwareReader(directory);
        Files.createDirectories(directory);
        for (int slot = 0; slot < slots; slot++) {
            if (!Files.exists(reader.slotFile(slot))) {
                reader.remove(slot);
            }
        }
        return reader;
    }

    public Path directory() {
        return directory;
    }

    /** The slots there are; a directory without any slot file is a reader with the empty slot 0. */
    public SortedSet<Integer> slots() {
        SortedSet<Integer> slots = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> SLOT.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .forEach(name -> slots.add(Integer.parseInt(name.group(1))));
        } catch (IOException noDirectory) {
            return slots;
        }
        if (slots.isEmpty()) {
            slots.add(0);
        }
        return slots;
    }

    /** Puts a card into a slot; it leaves any other slot of this reader, being one card. */
    public void insert(int slot, Path cardFile) throws IOException {
        Path card = cardFile.toAbsolutePath().normalize();
        for (int other : slots()) {
            if (other != slot && inserted(other).filter(card::equals).isPresent()) {
                remove(other);
            }
        }
        write(slot, card + "\n");
    }

    /** Takes the card out. */
    public void remove(int slot) throws IOException {
        write(slot, "");
    }

    /** Gives a slot's reader a keypad, so that a PIN can be typed there instead of on the computer. */
    public void addPinPad(int slot) throws IOException {
        OwnerOnlyFile.write(pinPadFile(slot), new byte[0]);
    }

    /** Takes the keypad away again. */
    public void removePinPad(int slot) throws IOException {
        Files.deleteIfExists(pinPadFile(slot));
        Files.deleteIfExists(displayFile(slot));
    }

    /** Types on the keypad of a slot's reader: the digits of a PIN, or {@code cancel}. */
    public void type(int slot, String keys) throws IOException {
        OwnerOnlyFile.write(pinPadFile(slot), keys.getBytes(StandardCharsets.US_ASCII));
    }

    /** What stands on the display of a slot's reader, which it has with its keypad; empty while it asks for nothing. */
    public String display(int slot) {
        try {
            return Files.readString(displayFile(slot), StandardCharsets.UTF_8);
        } catch (IOException neverAsked) {
            return "";
        }
    }

    /** The card file in a slot; empty when there is none. */
    public Optional<Path> inserted(int slot) {
        return insertion(slot).map(Insertion::cardFile);
    }

    /** The card in a slot together with when it was put there, so that taking it out and back in is noticed. */
    public Optional<Insertion> insertion(int slot) {
        try {
            Path file = slotFile(slot);
            var attributes = Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
            String text = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (text.isEmpty() || text.contains("\n")) {
                return Optional.empty();
            }
            Path card = directory.resolve(text).normalize();
            if (!Files.isRegularFile(card)) {
                return Optional.empty();
            }
            return Optional.of(new Insertion(card, attributes.lastModifiedTime() + " " + attributes.fileKey()));
        } catch (NoSuchFileException noSlot) {
            return Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    Path slotFile(int slot) {
        return directory.resolve("slot-" + slot);
    }

    Path pinPadFile(int slot) {
        return directory.resolve("pinpad-" + slot);
    }

    Path displayFile(int slot) {
        return directory.resolve("display-" + slot);
    }

    private void write(int slot, String text) throws IOException {
        OwnerOnlyFile.write(slotFile(slot), text.getBytes(StandardCharsets.UTF_8));
    }

    /** One insertion of one card. */
    public record Insertion(Path cardFile, String identity) {}
}
