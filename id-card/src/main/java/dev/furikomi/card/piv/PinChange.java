package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.StatusWord;
import java.util.Arrays;

/** CHANGE REFERENCE DATA and RESET RETRY COUNTER (SP 800-73-5 part 2, sections 3.2.2 and 3.2.3). */
final class PinChange {

    private PinChange() {}

    static PivOutcome<Completed> change(CardCommands commands, int reference, byte[] before, byte[] after) {
        return send(commands, Instruction.CHANGE_REFERENCE_DATA, reference, before, after);
    }

    static PivOutcome<Completed> unblock(CardCommands commands, byte[] puk, byte[] newPin) {
        return send(commands, Instruction.RESET_RETRY_COUNTER, Piv.PIN_REFERENCE, puk, newPin);
    }

    private static PivOutcome<Completed> send(
            CardCommands commands, int instruction, int reference, byte[] proof, byte[] after) {
        if (!PinVerification.isWellFormed(proof) || !PinVerification.isWellFormed(after)) {
            return CardCommands.refused(PivRefusal.Reason.PIN_MALFORMED);
        }
        byte[] data = new byte[2 * Piv.PIN_LENGTH];
        Arrays.fill(data, (byte) 0xFF);
        System.arraycopy(proof, 0, data, 0, proof.length);
        System.arraycopy(after, 0, data, Piv.PIN_LENGTH, after.length);
        try {
            return commands.sendOnly(instruction, 0, reference, data).then(answer -> {
                int statusWord = answer.getSW();
                return statusWord == StatusWord.NO_ERROR
                        ? new PivOutcome.Answered<>(new Completed())
                        : CardCommands.refused(PinVerification.reason(statusWord), answer);
            });
        } finally {
            Arrays.fill(data, (byte) 0);
        }
    }
}
