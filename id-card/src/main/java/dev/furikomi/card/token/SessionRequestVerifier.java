package dev.furikomi.card.token;

import dev.furikomi.card.jose.CompactJws;
import dev.furikomi.card.jose.MalformedClaimsException;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.BankList;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The bridge's checks of a session request, all of them before any card access. */
public final class SessionRequestVerifier {

    /** How far the bank's clock may be ahead of this machine's. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final BankList bankList;
    private final SeenSessions seenSessions;
    private final InstantSource clock;

    public SessionRequestVerifier(BankList bankList, SeenSessions seenSessions, InstantSource clock) {
        this.bankList = bankList;
        this.seenSessions = seenSessions;
        this.clock = clock;
    }

    /**
     * Verifies a request.
     *
     * @param attestedOrigin the caller's origin as the carrier attests it, never as the request says
     */
    public SessionRequestOutcome verify(String compact, String attestedOrigin) {
        Optional<CompactJws> jws = CompactJws.parse(compact, SessionRequest.TYPE, SessionRequest.LENGTH_MAX);
        if (jws.isEmpty()) {
            return refused(SessionRequestOutcome.Reason.REQUEST_INVALID);
        }
        try {
            SessionRequest request = SessionRequest.read(jws.get().claims());
            Optional<Bank> bank = bankList.bank(request.bic());
            if (bank.isEmpty()) {
                return refused(SessionRequestOutcome.Reason.BANK_UNKNOWN);
            }
            if (!jws.get().isSignedByOneOf(bank.get().requestKeys())) {
                return refused(SessionRequestOutcome.Reason.REQUEST_INVALID);
            }
            return permit(request, bank.get(), compact, attestedOrigin);
        } catch (MalformedClaimsException malformed) {
            return refused(SessionRequestOutcome.Reason.REQUEST_INVALID);
        }
    }

    private SessionRequestOutcome permit(SessionRequest request, Bank bank, String compact, String attestedOrigin) {
        if (!request.origin().equals(attestedOrigin) || !bank.origins().contains(attestedOrigin)) {
            return refused(SessionRequestOutcome.Reason.ORIGIN_NOT_PERMITTED);
        }
        Instant now = clock.instant();
        if (!livesAsLongAsPermitted(request) || now.isBefore(request.issuedAt().minus(CLOCK_SKEW))) {
            return refused(SessionRequestOutcome.Reason.REQUEST_INVALID);
        }
        if (!now.isBefore(request.expiresAt())) {
            return refused(SessionRequestOutcome.Reason.REQUEST_EXPIRED);
        }
        if (!seenSessions.markSeen(request.sid(), request.expiresAt(), now)) {
            return refused(SessionRequestOutcome.Reason.REQUEST_REUSED);
        }
        return new SessionRequestOutcome.Permitted(request, bank, compact);
    }

    private static boolean livesAsLongAsPermitted(SessionRequest request) {
        Duration life = Duration.between(request.issuedAt(), request.expiresAt());
        return life.compareTo(Duration.ZERO) > 0 && life.compareTo(SessionRequest.LIFETIME) <= 0;
    }

    private static SessionRequestOutcome refused(SessionRequestOutcome.Reason reason) {
        return new SessionRequestOutcome.Refused(reason);
    }
}
