package dev.furikomi.e2e.card;

import dev.furikomi.card.software.CardFault;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;

/**
 * A card whose key the story holds.
 *
 * @param file in the drawer
 * @param institution the issuing CA's key, as the bridge would report it
 * @param id under which the bank registers it
 * @param certificate DER
 */
public record StoryCard(Path file, String institution, String id, byte[] certificate, PrivateKey privateKey) {

    /** From now on the card leaves the reader at the first command that it gets: while it is there, nobody touched it. */
    public StoryCard leavesWhenTouched() {
        try {
            SoftwareCardFile.open(file).faults(CardFault.removal(0xA4, 0));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** Its name in the bridge's drawer. */
    public String name() {
        return file.getFileName().toString().replace(".card.json", "");
    }
}
