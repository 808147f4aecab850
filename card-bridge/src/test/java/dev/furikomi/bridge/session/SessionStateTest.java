package dev.furikomi.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionStateTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            from,       OPENED, IDENTIFIED, PROVED, ACCEPTED, CLOSED
            OPENED,     no,     yes,        no,     no,       yes
            IDENTIFIED, no,     no,         yes,    no,       yes
            PROVED,     no,     no,         no,     yes,      yes
            ACCEPTED,   no,     no,         no,     no,       yes
            CLOSED,     no,     no,         no,     no,       no
            """)
    void movesOnlyForward(
            SessionState from, String opened, String identified, String proved, String accepted, String closed) {
        String[] permitted = {opened, identified, proved, accepted, closed};
        for (SessionState next : SessionState.values()) {
            assertThat(from.canBecome(next))
                    .as("%s to %s", from, next)
                    .isEqualTo(permitted[next.ordinal()].equals("yes"));
        }
    }
}
