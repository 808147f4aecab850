package dev.furikomi.order.handover;

import dev.furikomi.order.http.Problem;
import jakarta.ws.rs.core.NewCookie;

/** What became of a code that somebody typed. */
public sealed interface HandOverOutcome {

    /** This browser may see and pay the order now. */
    record Redeemed(String orderNumber, NewCookie cookie) implements HandOverOutcome {}

    record Refused(Problem problem) implements HandOverOutcome {}
}
