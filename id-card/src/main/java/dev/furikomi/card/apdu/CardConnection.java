package dev.furikomi.card.apdu;

import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** A connection that carries one command to a card and its answer back. */
@FunctionalInterface
public interface CardConnection {

    /**
     * Sends a command.
     *
     * @throws CardException when the card is gone or the reader fails
     */
    ResponseAPDU transmit(CommandAPDU command) throws CardException;

    /** A card in a PC/SC reader, or in a software reader. */
    static CardConnection of(CardChannel channel) {
        return channel::transmit;
    }
}
