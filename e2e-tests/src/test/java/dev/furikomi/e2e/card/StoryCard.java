package dev.furikomi.e2e.card;

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

    /** Its name in the bridge's drawer. */
    public String name() {
        return file.getFileName().toString().replace(".card.json", "");
    }
}
