package dev.furikomi.bank.window;

import dev.furikomi.bank.transfer.AcceptanceWindows;
import dev.furikomi.bank.transfer.WindowTurn;
import dev.furikomi.events.Procedure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Moves windows in the transaction that accepts their transfers (S110, or S109 of the short procedure). */
@ApplicationScoped
class WindowAcceptances implements AcceptanceWindows {

    private final Windows windows;
    private final Clock clock;

    WindowAcceptances(Windows windows, Clock clock) {
        this.windows = windows;
        this.clock = clock;
    }

    @Override
    public Uni<Locked> lock(SqlConnection connection, Collection<WindowTurn> turns) {
        List<UUID> ids = turns.stream().map(WindowTurn::windowId).distinct().toList();
        if (ids.isEmpty()) {
            return Uni.createFrom().item(new LockedWindows(connection, List.of()));
        }
        return windows.lock(connection, ids).map(locked -> new LockedWindows(connection, locked));
    }

    private final class LockedWindows implements Locked {
        private final SqlConnection connection;
        private final Map<UUID, Window> locked = new HashMap<>();

        LockedWindows(SqlConnection connection, List<Window> found) {
            this.connection = connection;
            found.forEach(window -> locked.put(window.id(), window));
        }

        @Override
        public boolean isTurn(WindowTurn turn) {
            Window window = locked.get(turn.windowId());
            WindowCall call = turn.procedure() == Procedure.SHORT ? WindowCall.APPLICATION : WindowCall.ACCEPTANCE;
            return window != null
                    && window.status().admit(call) == Admission.PROCEED
                    && window.requireSession().sid().equals(turn.sessionId());
        }

        @Override
        public Uni<Void> accept(List<WindowTurn> turns) {
            Instant now = clock.instant();
            List<Window> accepted = new ArrayList<>();
            for (WindowTurn turn : turns) {
                Window window = locked.get(turn.windowId());
                if (window == null) {
                    throw new IllegalStateException("A window accepts that is not locked.");
                }
                accepted.add(window.accepted(now));
            }
            return windows.progress(connection, accepted);
        }
    }
}
