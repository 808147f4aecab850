package dev.furikomi.card.apdu;

import java.io.ByteArrayOutputStream;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/**
 * Fetches long answers to the end: GET RESPONSE on 61xx, the command again on 6Cxx (ISO 7816-4 section 5.3.4). Some
 * readers' drivers do this themselves; then there is nothing left to do here.
 */
public final class ResponseChaining implements CardConnection {

    /** No object of the PIV data model is longer; a card that never stops talking is stopped here. */
    public static final int LENGTH_MAX = 16 * 1024;

    private static final int ROUNDS_MAX = 256;

    private final CardConnection connection;

    public ResponseChaining(CardConnection connection) {
        this.connection = connection;
    }

    @Override
    public ResponseAPDU transmit(CommandAPDU command) throws CardException {
        ResponseAPDU answer = withRightLength(command);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(answer.getData());
        int rounds = 0;
        while (StatusWord.saysBytesAvailable(answer.getSW())) {
            if (data.size() > LENGTH_MAX || rounds++ == ROUNDS_MAX) {
                throw new CardException("The card's answer does not end.");
            }
            answer = withRightLength(getResponse(StatusWord.lengthIn(answer.getSW())));
            data.writeBytes(answer.getData());
        }
        data.write(answer.getSW1());
        data.write(answer.getSW2());
        return new ResponseAPDU(data.toByteArray());
    }

    /** Once more with the length that the card names, when it names one. */
    private ResponseAPDU withRightLength(CommandAPDU command) throws CardException {
        ResponseAPDU answer = connection.transmit(command);
        return StatusWord.saysWrongExpectedLength(answer.getSW())
                ? connection.transmit(withExpectedLength(command, StatusWord.lengthIn(answer.getSW())))
                : answer;
    }

    private static CommandAPDU getResponse(int length) {
        return new CommandAPDU(Instruction.CLASS_INTERINDUSTRY, Instruction.GET_RESPONSE, 0, 0, length);
    }

    private static CommandAPDU withExpectedLength(CommandAPDU command, int length) {
        return new CommandAPDU(
                command.getCLA(), command.getINS(), command.getP1(), command.getP2(), command.getData(), length);
    }
}
