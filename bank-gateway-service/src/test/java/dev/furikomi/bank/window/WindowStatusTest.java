package dev.furikomi.bank.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowStatusTest {

    /** Each row is a status and all that it may become; what is not in the row is refused. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OPEN            | OPEN, CARD_RECOGNISED, CLOSED
            CARD_RECOGNISED | OPEN, AUTHENTICATED, CLOSED
            AUTHENTICATED   | OPEN, REQUESTED, ACCEPTED, CLOSED
            REQUESTED       | OPEN, ACCEPTED, CLOSED
            ACCEPTED        | COMPLETED, CLOSED
            COMPLETED       |
            CLOSED          |
            """)
    void becomesOnlyWhatTheProcedureHas(WindowStatus status, String permitted) {
        Set<WindowStatus> expected = permitted == null
                ? EnumSet.noneOf(WindowStatus.class)
                : Arrays.stream(permitted.split(",\\s*"))
                        .map(WindowStatus::valueOf)
                        .collect(Collectors.toSet());

        assertThat(WindowStatus.values()).allSatisfy(next -> assertThat(status.canBecome(next))
                .as("%s to %s", status, next)
                .isEqualTo(expected.contains(next)));
    }

    /** p = its turn, r = done before, o = out of order, c = closed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            status          | SESSION_REQUEST | CARD | CREDENTIALS | TRANSFER | APPLICATION | ACCEPTANCE | CLOSURE
            OPEN            | p               | p    | o           | o        | o           | o          | p
            CARD_RECOGNISED | p               | r    | p           | o        | o           | o          | p
            AUTHENTICATED   | p               | o    | r           | p        | p           | o          | p
            REQUESTED       | p               | o    | o           | r        | o           | p          | p
            ACCEPTED        | o               | o    | o           | o        | r           | r          | o
            COMPLETED       | o               | o    | o           | o        | r           | r          | o
            CLOSED          | c               | c    | c           | c        | c           | c          | c
            """, useHeadersInDisplayName = true)
    void admitsEachCallInItsTurnOnly(
            WindowStatus status,
            String session,
            String card,
            String credentials,
            String transfer,
            String application,
            String acceptance,
            String closure) {
        List<String> found = Arrays.stream(WindowCall.values())
                .map(call -> status.admit(call).name().substring(0, 1).toLowerCase(java.util.Locale.ROOT))
                .toList();

        assertThat(List.of(session, card, credentials, transfer, application, acceptance, closure))
                .isEqualTo(found.stream().toList());
    }
}
