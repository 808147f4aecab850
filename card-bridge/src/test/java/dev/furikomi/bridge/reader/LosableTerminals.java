package dev.furikomi.bridge.reader;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;

/** A connection that says what PC/SC says after its service went away. */
final class LosableTerminals extends CardTerminals {
    private final CardTerminals terminals;
    private final AtomicBoolean lost;
    private final AtomicReference<String> presenceFailure;

    LosableTerminals(CardTerminals terminals, AtomicBoolean lost, AtomicReference<String> presenceFailure) {
        this.terminals = terminals;
        this.lost = lost;
        this.presenceFailure = presenceFailure;
    }

    @Override
    public List<CardTerminal> list(State state) throws CardException {
        if (lost.get()) {
            throw new CardException("SCardListReaders got response 0x8010001d (SCARD_E_NO_SERVICE)");
        }
        return terminals.list(state).stream()
                .<CardTerminal>map(terminal -> new LosableTerminal(terminal, presenceFailure))
                .toList();
    }

    @Override
    public boolean waitForChange(long timeout) throws CardException {
        return terminals.waitForChange(timeout);
    }

    private static final class LosableTerminal extends CardTerminal {
        private final CardTerminal terminal;
        private final AtomicReference<String> presenceFailure;

        LosableTerminal(CardTerminal terminal, AtomicReference<String> presenceFailure) {
            this.terminal = terminal;
            this.presenceFailure = presenceFailure;
        }

        @Override
        public String getName() {
            return terminal.getName();
        }

        @Override
        public Card connect(String protocol) throws CardException {
            return terminal.connect(protocol);
        }

        @Override
        public boolean isCardPresent() throws CardException {
            String failure = presenceFailure.get();
            if (failure != null) {
                throw new CardException("SCardGetStatusChange got response " + failure);
            }
            return terminal.isCardPresent();
        }

        @Override
        public boolean waitForCardPresent(long timeout) throws CardException {
            return terminal.waitForCardPresent(timeout);
        }

        @Override
        public boolean waitForCardAbsent(long timeout) throws CardException {
            return terminal.waitForCardAbsent(timeout);
        }
    }
}
