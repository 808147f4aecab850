package dev.furikomi.bank.transfer;

import dev.furikomi.events.Procedure;
import java.util.UUID;

/** An acceptance's turn in its window: it counts only while the window waits for it, in this bridge session. */
public record WindowTurn(UUID windowId, String sessionId, Procedure procedure) {}
