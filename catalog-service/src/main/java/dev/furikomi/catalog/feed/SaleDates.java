package dev.furikomi.catalog.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code sale_price_effective_date}: two ISO 8601 dates with a slash between. Without an offset they are UTC; a
 * date without a time counts whole.
 */
record SaleDates(Instant from, Instant until) {

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .appendPattern("[XXX][XX]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT)
            .withResolverStyle(java.time.format.ResolverStyle.STRICT);

    static @Nullable SaleDates parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            return null;
        }
        try {
            Instant from = moment(parts[0].strip(), false);
            Instant until = moment(parts[1].strip(), true);
            return from.isBefore(until) ? new SaleDates(from, until) : null;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    private static Instant moment(String text, boolean isEnd) {
        TemporalAccessor parsed = DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (parsed instanceof OffsetDateTime withOffset) {
            return withOffset.toInstant();
        }
        if (parsed instanceof LocalDateTime withoutOffset) {
            return withoutOffset.toInstant(ZoneOffset.UTC);
        }
        LocalDate day = (LocalDate) parsed;
        return (isEnd ? day.plusDays(1) : day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
