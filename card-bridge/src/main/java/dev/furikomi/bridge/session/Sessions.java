package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardDesk;
import dev.furikomi.bridge.session.Turns.Turn;
import dev.furikomi.card.token.SessionRequestOutcome;
import dev.furikomi.card.token.SessionRequestOutcome.Permitted;
import dev.furikomi.card.token.SessionRequestVerifier;
import dev.furikomi.card.trust.BankList;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens sessions, one at a time: there is one person, one reader, one window to look at. */
public final class Sessions {
    private final BankList banks;
    private final CardDesk desk;
    private final InstantSource clock;
    private final Waits waits;
    private final String version;
    private final Turns turns;
    private final SessionRequestVerifier verifier;
    private Turn turn = new Turn.Used();
    private @Nullable Session current;
    private volatile Runnable whenOver = () -> {};

    /** Sessions of a process that shares its reader with no other. */
    public Sessions(BankList banks, CardDesk desk, InstantSource clock, Waits waits, String version) {
        this(banks, desk, clock, waits, version, Turns.ofThisProcess());
    }

    public Sessions(BankList banks, CardDesk desk, InstantSource clock, Waits waits, String version, Turns turns) {
        this.banks = banks;
        this.desk = desk;
        this.clock = clock;
        this.waits = waits;
        this.version = version;
        this.turns = turns;
        this.verifier = new SessionRequestVerifier(banks, this::takeUnlessBusy, clock);
    }

    /** Has something done after each session. */
    public void whenOver(Runnable what) {
        whenOver = what;
    }

    /** The bridge's version, as it stands in proofs. */
    public String version() {
        return version;
    }

    /**
     * Verifies the request completely and only then opens a session; no reader is looked at here. The origin is the one
     * that the carrier attests.
     */
    public synchronized Opening open(String origin, String sessionRequest, Dialogue dialogue) {
        SessionRequestOutcome outcome = verifier.verify(sessionRequest, origin);
        if (outcome instanceof Permitted permitted) {
            SessionPapers papers = new SessionPapers(permitted, banks, version);
            Turn taken = turn;
            current = new Session(
                    new Conductor(papers, desk, dialogue, clock, waits), waits, session -> over(session, taken));
            return new Opening.Opened(current);
        }
        var reason = ((SessionRequestOutcome.Refused) outcome).reason();
        return notOpened(
                switch (reason) {
                    case REQUEST_INVALID -> RefusalCode.REQUEST_INVALID;
                    case BANK_UNKNOWN -> RefusalCode.BANK_UNKNOWN;
                    case ORIGIN_NOT_PERMITTED -> RefusalCode.ORIGIN_NOT_PERMITTED;
                    case REQUEST_EXPIRED -> RefusalCode.REQUEST_EXPIRED;
                    case REQUEST_REUSED -> turn instanceof Turn.Used ? RefusalCode.REQUEST_REUSED : RefusalCode.BUSY;
                });
    }

    /** The last check, so that only who could have opened a session learns that there is one, and keeps the request. */
    private boolean takeUnlessBusy(UUID sid, Instant expiresAt, Instant now) {
        if (current != null) {
            turn = new Turn.Busy();
            return false;
        }
        turn = turns.take(sid, expiresAt, now);
        return turn instanceof Turn.Taken;
    }

    private static Opening notOpened(RefusalCode code) {
        return new Opening.NotOpened(new Answer.Refused(code, "No session was opened."));
    }

    private synchronized void over(Session session, Turn taken) {
        if (current == session) {
            current = null;
            try {
                whenOver.run();
            } finally {
                if (taken instanceof Turn.Taken mine) {
                    mine.end().run();
                }
            }
        }
    }
}
