package dev.furikomi.card.apdu;

import java.util.Arrays;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/**
 * Sends long commands as chains of short ones (ISO 7816-4 section 5.3.3). Each PIV card takes chains, while extended
 * length depends on card, reader and driver; so chains are what is sent, always.
 */
public final class CommandChaining implements CardConnection {

    /** The most data bytes that a short command carries. */
    public static final int PORTION_LENGTH_MAX = 255;

    private static final int EXPECTED_LENGTH_MAX = 256;

    private final CardConnection connection;

    public CommandChaining(CardConnection connection) {
        this.connection = connection;
    }

    /** The answer to the last part; or to an earlier one that the card refused, after which nothing more is sent. */
    @Override
    public ResponseAPDU transmit(CommandAPDU command) throws CardException {
        if (command.getNc() <= PORTION_LENGTH_MAX && command.getNe() <= EXPECTED_LENGTH_MAX) {
            return connection.transmit(command);
        }
        byte[] data = command.getData();
        try {
            int position = 0;
            while (data.length - position > PORTION_LENGTH_MAX) {
                ResponseAPDU answer = connection.transmit(part(command, data, position));
                if (answer.getSW() != StatusWord.NO_ERROR) {
                    return answer;
                }
                position += PORTION_LENGTH_MAX;
            }
            return connection.transmit(lastPart(command, data, position));
        } finally {
            Arrays.fill(data, (byte) 0);
        }
    }

    private static CommandAPDU part(CommandAPDU command, byte[] data, int position) {
        return new CommandAPDU(
                command.getCLA() | Instruction.CLASS_CHAINING,
                command.getINS(),
                command.getP1(),
                command.getP2(),
                data,
                position,
                PORTION_LENGTH_MAX);
    }

    private static CommandAPDU lastPart(CommandAPDU command, byte[] data, int position) {
        return new CommandAPDU(
                command.getCLA(),
                command.getINS(),
                command.getP1(),
                command.getP2(),
                data,
                position,
                data.length - position,
                Math.min(command.getNe(), EXPECTED_LENGTH_MAX));
    }
}
