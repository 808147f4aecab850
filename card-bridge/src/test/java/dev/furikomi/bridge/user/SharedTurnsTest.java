package dev.furikomi.bridge.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.bridge.session.Turns.Turn;
import dev.furikomi.card.token.SessionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each {@link SharedTurns} stands for a process; a lock that another process holds is shown by NativeMessagingHostIT. */
class SharedTurnsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant LATEST = NOW.plus(SessionRequest.LIFETIME);
    private final UUID sid = UUID.randomUUID();

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void name() {
        directory = temporary.resolve("state");
    }

    @Test
    void theSecondCallerHearsBusyAndKeepsTheRequestUntilTheFirstIsDone() throws IOException {
        Turn first = SharedTurns.in(directory).take(UUID.randomUUID(), LATEST, NOW);
        SharedTurns second = SharedTurns.in(directory);

        assertThat(second.take(sid, LATEST, NOW)).isEqualTo(new Turn.Busy());
        ((Turn.Taken) first).end().run();
        assertThat(second.take(sid, LATEST, NOW)).isInstanceOf(Turn.Taken.class);
    }

    @Test
    void aRequestServesOnceWhicheverProcessComesFirst() throws IOException {
        assertThat(use(sid, NOW)).isInstanceOf(Turn.Taken.class);
        assertThat(use(sid, NOW.plusSeconds(1))).isEqualTo(new Turn.Used());
        assertThat(use(sid, LATEST)).isEqualTo(new Turn.Used());
        assertThat(use(UUID.randomUUID(), NOW)).isInstanceOf(Turn.Taken.class);
    }

    @Test
    void whoIsRefusedGivesTheTurnBack() throws IOException {
        use(sid, NOW);
        SharedTurns again = SharedTurns.in(directory);
        again.take(sid, LATEST, NOW);

        assertThat(again.take(UUID.randomUUID(), LATEST, NOW)).isInstanceOf(Turn.Taken.class);
    }

    @Test
    void forgetsWhatHasExpired() throws IOException {
        for (int i = 0; i < 50; i++) {
            use(UUID.randomUUID(), NOW);
        }
        use(sid, LATEST.plusSeconds(1));

        assertThat(directory.resolve("used-requests")).content().hasLineCount(1).startsWith(sid.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish",
                "\n",
                "0190f6ae-0000-7000-8000-000000000000",
                "0190f6ae-0000-7000-8000-000000000000 soon",
                "0190f6ae-0000-7000-8000-000000000000 99999999999999999999",
                "0190f6ae-0000-7000-8000-000000000000 99999999999999999",
                "not-a-uuid 1795392000",
                "\u0000\u00ff\u00fe"
            })
    void aSpoiltFileIsTakenForOneThatNamedEveryRequestIssuedSoFar(String content) throws IOException {
        use(UUID.randomUUID(), NOW);
        Files.writeString(directory.resolve("used-requests"), content);

        assertThat(use(sid, NOW)).isEqualTo(new Turn.Used());
        assertThat(use(UUID.randomUUID(), NOW.plusSeconds(1))).isEqualTo(new Turn.Used());
        assertThat(SharedTurns.in(directory).take(UUID.randomUUID(), LATEST.plusSeconds(1), NOW.plusSeconds(1)))
                .as("issued after the file was found spoilt")
                .isInstanceOf(Turn.Taken.class);
    }

    @Test
    void aFileThatIsTooLongIsNotReadAtAll() throws IOException {
        use(UUID.randomUUID(), NOW);
        Files.writeString(directory.resolve("used-requests"), "x".repeat(300 * 1024));

        assertThat(use(sid, NOW)).isEqualTo(new Turn.Used());
        assertThat(Files.size(directory.resolve("used-requests"))).isLessThan(200);
    }

    @Test
    void onlyTheOwnerMayLook() throws IOException {
        use(sid, NOW);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("used-requests"))))
                .isEqualTo("rw-------");
    }

    /** A process that comes, uses the request, and goes. */
    private Turn use(UUID request, Instant now) throws IOException {
        Turn turn = SharedTurns.in(directory).take(request, LATEST, now);
        if (turn instanceof Turn.Taken taken) {
            taken.end().run();
        }
        return turn;
    }
}
