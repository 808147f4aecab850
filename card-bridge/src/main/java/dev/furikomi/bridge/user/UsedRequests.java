package dev.furikomi.bridge.user;

import dev.furikomi.card.storage.OwnerOnlyFile;
import dev.furikomi.card.token.SessionRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The requests that were used and have not expired, one line each: session id, then the second in which it expires.
 * Only the holder of the turn reads or writes it.
 *
 * <p>A file that cannot be read as such may have named any request, so from then on each request that was already
 * issued counts as used; the bank's page fetches a fresh one.
 */
final class UsedRequests {
    private static final int LENGTH_MAX = 256 * 1024;
    private static final String EVERY_EARLIER_ONE = "*";

    private final Path file;

    UsedRequests(Path file) {
        this.file = file;
    }

    /** True for the first caller with this session id only. */
    boolean markUsed(UUID sid, Instant expiresAt, Instant now) throws IOException {
        Map<String, Instant> used = read(now);
        used.values().removeIf(expiry -> expiry.isBefore(now));
        Instant earlierOnes = used.getOrDefault(EVERY_EARLIER_ONE, Instant.MIN);
        boolean first = expiresAt.isAfter(earlierOnes) && used.putIfAbsent(sid.toString(), expiresAt) == null;
        write(used);
        return first;
    }

    private Map<String, Instant> read(Instant now) throws IOException {
        Map<String, Instant> used = new HashMap<>();
        try {
            if (Files.size(file) > LENGTH_MAX) {
                return unreadable(now);
            }
            // ISO 8859-1 knows every byte: what does not belong there fails below, not here.
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                String[] parts = line.split(" ", -1);
                if (parts.length != 2 || !(parts[0].equals(EVERY_EARLIER_ONE) || isUuid(parts[0]))) {
                    return unreadable(now);
                }
                used.put(parts[0], Instant.ofEpochSecond(Long.parseLong(parts[1])));
            }
            return used;
        } catch (NoSuchFileException first) {
            return used;
        } catch (NumberFormatException | DateTimeException notOurs) {
            return unreadable(now);
        }
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private static Map<String, Instant> unreadable(Instant now) {
        Map<String, Instant> used = new HashMap<>();
        used.put(EVERY_EARLIER_ONE, now.plus(SessionRequest.LIFETIME));
        return used;
    }

    private void write(Map<String, Instant> used) throws IOException {
        StringBuilder lines = new StringBuilder();
        used.forEach((sid, expiry) ->
                lines.append(sid).append(' ').append(expiry.getEpochSecond()).append('\n'));
        OwnerOnlyFile.write(file, lines.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
