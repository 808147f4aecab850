package dev.furikomi.reliable;

import java.time.Instant;
import java.util.UUID;

/**
 * An event whose signature, headers and topic agree.
 *
 * @param source CloudEvents source, for example {@code /banks/MNTOJPJT}; the signing key belongs to it
 * @param sequence the aggregate's sequence number; consumers go by it and by state, never by arrival
 */
public record ReceivedEvent<T>(
        UUID id, String type, String source, String subject, Instant time, String recipient, long sequence, T data) {}
