package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.CardConnection;
import dev.furikomi.card.apdu.CommandChaining;
import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.ResponseChaining;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** The commands of SP 800-73-5 part 2 as bytes, sent with chaining both ways, and failures below them as refusals. */
final class CardCommands {

    private static final int EXPECTED_LENGTH = 256;

    private final CardConnection connection;

    CardCommands(CardConnection connection) {
        this.connection = new CommandChaining(new ResponseChaining(connection));
    }

    PivOutcome<ResponseAPDU> send(int instruction, int p1, int p2, byte[] data) {
        return transmit(new CommandAPDU(Instruction.CLASS_INTERINDUSTRY, instruction, p1, p2, data, EXPECTED_LENGTH));
    }

    /** A command that no data is expected for. */
    PivOutcome<ResponseAPDU> sendOnly(int instruction, int p1, int p2, byte[] data) {
        return transmit(new CommandAPDU(Instruction.CLASS_INTERINDUSTRY, instruction, p1, p2, data));
    }

    /** A command without any data, either way. */
    PivOutcome<ResponseAPDU> sendBare(int instruction, int p1, int p2) {
        return transmit(new CommandAPDU(Instruction.CLASS_INTERINDUSTRY, instruction, p1, p2));
    }

    PivOutcome<ResponseAPDU> getData(int objectTag) {
        return send(
                Instruction.GET_DATA,
                Piv.CURRENT_FILE >>> Byte.SIZE,
                Piv.CURRENT_FILE & 0xFF,
                tagList(objectTag).toBytes());
    }

    /** The tag list that GET DATA and PUT DATA begin with. */
    static DataObject tagList(int objectTag) {
        byte[] tag = objectTag > 0xFFFF
                ? new byte[] {(byte) (objectTag >>> 16), (byte) (objectTag >>> 8), (byte) objectTag}
                : new byte[] {(byte) objectTag};
        return DataObject.of(Piv.TAG_LIST, tag);
    }

    private PivOutcome<ResponseAPDU> transmit(CommandAPDU command) {
        try {
            return new PivOutcome.Answered<>(connection.transmit(command));
        } catch (CardException failed) {
            return refused(
                    PcscCode.REMOVED.isSaidBy(failed)
                            ? PivRefusal.Reason.CARD_REMOVED
                            : PivRefusal.Reason.READER_FAILED);
        } catch (IllegalStateException disconnected) {
            // What javax.smartcardio throws for each later use of a card that was removed.
            return refused(PivRefusal.Reason.CARD_REMOVED);
        }
    }

    static <T> PivOutcome<T> refused(PivRefusal.Reason reason) {
        return new PivOutcome.Refused<>(PivRefusal.of(reason));
    }

    static <T> PivOutcome<T> refused(PivRefusal.Reason reason, ResponseAPDU answer) {
        return new PivOutcome.Refused<>(new PivRefusal(reason, answer.getSW()));
    }
}
