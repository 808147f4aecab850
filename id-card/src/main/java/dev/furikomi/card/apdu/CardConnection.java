package dev.furikomi.card.apdu;

import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
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
        return command -> {
            try {
                return channel.transmit(command);
            } catch (IllegalArgumentException noStatusWord) {
                // Some readers answer with nothing at all when the card is pulled out of the middle of a command, and
                // the providers of javax.smartcardio do not expect that.
                throw new CardNotPresentException("The card gave no answer.", noStatusWord);
            }
        };
    }
}
