package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.CardConnection;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.StatusWord;
import java.util.Arrays;
import javax.smartcardio.CommandAPDU;

/** VERIFY of the PIV PIN: 6 to 8 digits, padded with FF to 8 bytes (SP 800-73-5 part 2, section 3.2.1). */
final class PinVerification {

    private static final int PIN_LENGTH_MIN = 6;

    private PinVerification() {}

    static PivOutcome<PinVerified> verify(CardConnection connection, byte[] pin) {
        if (pin.length < PIN_LENGTH_MIN || pin.length > Piv.PIN_LENGTH) {
            throw new IllegalArgumentException("A PIN has 6 to 8 digits.");
        }
        byte[] padded = new byte[Piv.PIN_LENGTH];
        Arrays.fill(padded, (byte) 0xFF);
        System.arraycopy(pin, 0, padded, 0, pin.length);
        CommandAPDU verify =
                new CommandAPDU(Instruction.CLASS_INTERINDUSTRY, Instruction.VERIFY, 0, Piv.PIN_REFERENCE, padded);
        Arrays.fill(padded, (byte) 0);
        return PivSession.transmit(connection, verify).then(answer -> {
            int statusWord = answer.getSW();
            if (statusWord == StatusWord.NO_ERROR) {
                return new PivOutcome.Answered<>(new PinVerified());
            }
            return new PivOutcome.Refused<>(new PivRefusal(reason(statusWord), statusWord));
        });
    }

    private static PivRefusal.Reason reason(int statusWord) {
        if (statusWord == StatusWord.AUTHENTICATION_METHOD_BLOCKED || statusWord == StatusWord.withTriesLeft(0)) {
            return PivRefusal.Reason.PIN_BLOCKED;
        }
        return StatusWord.saysTriesLeft(statusWord) ? PivRefusal.Reason.PIN_WRONG : PivRefusal.Reason.UNEXPECTED_STATUS;
    }
}
