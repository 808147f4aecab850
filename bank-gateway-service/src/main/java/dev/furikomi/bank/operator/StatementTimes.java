package dev.furikomi.bank.operator;

import dev.furikomi.bank.http.Problem;
import dev.furikomi.bank.http.ProblemException;
import dev.furikomi.bank.statement.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The moments in the addresses of statements (RFC 3339). */
final class StatementTimes {

    private StatementTimes() {}

    static @Nullable Instant moment(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Period.storable(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            throw new ProblemException(Problem.of(
                            400,
                            "invalid-request",
                            "A moment is written as in RFC 3339, such as 2026-11-23T09:00:00%2B09:00.")
                    .with("parameter", parameter));
        }
    }

    /** A moment that the books can tell of. */
    static @Nullable Instant pastMoment(String parameter, @Nullable String text, Instant now) {
        Instant moment = moment(parameter, text);
        if (moment != null && moment.isAfter(now)) {
            throw new ProblemException(
                    Problem.of(422, "moment-to-come", "Nobody knows yet what the account will hold then."));
        }
        return moment;
    }

    /** All time where nothing is named. */
    static Period openPeriod(@Nullable String from, @Nullable String to) {
        Instant begin = moment("from", from);
        Instant end = moment("to", to);
        return checked(new Period(begin == null ? Period.EVER.from() : begin, end == null ? Period.EVER.to() : end));
    }

    /** A statement's period: it begins where the caller says, and ends now when nothing else is said. */
    static Period period(@Nullable String from, @Nullable String to, Instant now) {
        Instant begin = moment("from", from);
        if (begin == null) {
            throw new ProblemException(
                    Problem.of(400, "invalid-request", "A statement needs the moment that it begins at.")
                            .with("parameter", "from"));
        }
        Instant end = moment("to", to);
        return checked(new Period(begin, end == null || end.isAfter(now) ? now : end));
    }

    private static Period checked(Period period) {
        if (period.isEmpty()) {
            throw new ProblemException(
                    Problem.of(422, "period-invalid", "The period ends before it begins, or has not begun."));
        }
        return period;
    }
}
