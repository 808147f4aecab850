package dev.furikomi.card.software;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** The basic logical channel, the only one of this card. */
final class SoftwareCardChannel extends CardChannel {

    private final SoftwareCardSession session;

    SoftwareCardChannel(SoftwareCardSession session) {
        this.session = session;
    }

    @Override
    public Card getCard() {
        return session;
    }

    @Override
    public int getChannelNumber() {
        session.requireConnected();
        return 0;
    }

    @Override
    public ResponseAPDU transmit(CommandAPDU command) throws CardException {
        return new ResponseAPDU(session.transmit(command.getBytes()));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one buffer, not equal content, is what the API forbids
    public int transmit(ByteBuffer command, ByteBuffer response) throws CardException {
        if (response.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (command == response) {
            throw new IllegalArgumentException("Command and response are not one buffer.");
        }
        return session.transmit(command, response);
    }

    @Override
    public void close() {
        throw new IllegalStateException("Cannot close basic logical channel");
    }
}
