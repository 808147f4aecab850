package dev.furikomi.card.software;

import java.nio.ByteBuffer;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import org.jspecify.annotations.Nullable;

/** A connection to a powered card, with the states and exceptions that the JDK's PC/SC provider has. */
final class SoftwareCardSession extends Card {

    private enum State {
        CONNECTED,
        REMOVED,
        DISCONNECTED
    }

    private final PoweredCard card;
    private final int resetsSeen;
    private final CardChannel basicChannel = new SoftwareCardChannel(this);
    private volatile State state = State.CONNECTED;
    private volatile @Nullable Thread exclusiveThread;

    SoftwareCardSession(PoweredCard card) {
        this.card = card;
        this.resetsSeen = card.resets();
    }

    @Override
    public ATR getATR() {
        return AnswerToReset.atr();
    }

    @Override
    public String getProtocol() {
        return "T=1";
    }

    @Override
    public CardChannel getBasicChannel() {
        requireConnected();
        return basicChannel;
    }

    @Override
    public CardChannel openLogicalChannel() throws CardException {
        requireConnected();
        throw PcscError.UNSUPPORTED_FEATURE.exception();
    }

    @Override
    public void beginExclusive() throws CardException {
        requireConnected();
        if (exclusiveThread != null) {
            throw new CardException("Exclusive access has already been assigned");
        }
        try {
            card.hold(this, resetsSeen);
        } catch (CardException failed) {
            throw noted(failed);
        }
        exclusiveThread = Thread.currentThread();
    }

    @Override
    public void endExclusive() {
        requireConnected();
        if (exclusiveThread != Thread.currentThread()) {
            throw new IllegalStateException("Exclusive access is not with this thread");
        }
        exclusiveThread = null;
        card.release(this);
    }

    @Override
    public byte[] transmitControlCommand(int controlCode, byte[] command) throws CardException {
        requireConnected();
        SoftwarePinPad pinPad = card.pinPad().orElseThrow(PcscError.UNSUPPORTED_FEATURE::exception);
        SoftwarePinPad.CardInReader inReader = new SoftwarePinPad.CardInReader() {
            @Override
            public boolean isInserted() {
                return card.isInserted();
            }

            @Override
            public byte[] transmit(byte[] typed) throws CardException {
                return card.transmit(SoftwareCardSession.this, resetsSeen, typed);
            }
        };
        try {
            return pinPad.control(controlCode, command, inReader);
        } catch (CardException failed) {
            throw noted(failed);
        }
    }

    @Override
    public void disconnect(boolean reset) throws CardException {
        if (state == State.DISCONNECTED) {
            return;
        }
        boolean wasConnected = state == State.CONNECTED;
        state = State.DISCONNECTED;
        exclusiveThread = null;
        if (reset && wasConnected) {
            card.reset();
        }
        card.release(this);
    }

    byte[] transmit(byte[] command) throws CardException {
        requireConnected();
        Thread exclusive = exclusiveThread;
        if (exclusive != null && exclusive != Thread.currentThread()) {
            throw new CardException("Exclusive access established by another Thread");
        }
        try {
            return card.transmit(this, resetsSeen, command);
        } catch (CardException failed) {
            throw noted(failed);
        }
    }

    int transmit(ByteBuffer command, ByteBuffer response) throws CardException {
        byte[] bytes = new byte[command.remaining()];
        command.get(bytes);
        byte[] answer = transmit(bytes);
        if (answer.length > response.remaining()) {
            throw new CardException("Insufficient space in response buffer");
        }
        response.put(answer);
        return answer.length;
    }

    void requireConnected() {
        switch (state) {
            case CONNECTED -> {}
            case REMOVED -> throw new IllegalStateException("Card has been removed");
            case DISCONNECTED -> throw new IllegalStateException("Card has been disconnected");
        }
    }

    private CardException noted(CardException failed) {
        if (!card.isInserted()) {
            state = State.REMOVED;
            exclusiveThread = null;
            card.release(this);
        }
        return failed;
    }

    @Override
    public String toString() {
        return "Software card, " + state;
    }
}
