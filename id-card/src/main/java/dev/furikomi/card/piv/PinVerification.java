package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.StatusWord;
import java.util.Arrays;

/** VERIFY of the PIV PIN: 6 to 8 digits, padded with FF to 8 bytes (SP 800-73-5 part 2, section 3.2.1). */
final class PinVerification {

    private PinVerification() {}

    static PivOutcome<PinVerified> verify(CardCommands commands, byte[] pin) {
        if (!isWellFormed(pin)) {
            return CardCommands.refused(PivRefusal.Reason.PIN_MALFORMED);
        }
        byte[] padded = padded(pin);
        try {
            return commands.sendOnly(Instruction.VERIFY, 0, Piv.PIN_REFERENCE, padded)
                    .then(answer -> verified(answer.getSW()));
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    /** VERIFY without a PIN asks and takes no try. */
    static PivOutcome<PinStatus> status(CardCommands commands) {
        return commands.sendBare(Instruction.VERIFY, 0, Piv.PIN_REFERENCE).then(answer -> {
            int statusWord = answer.getSW();
            boolean verified = statusWord == StatusWord.NO_ERROR;
            var triesLeft = PinStatus.triesLeftIn(statusWord);
            return verified || triesLeft.isPresent()
                    ? new PivOutcome.Answered<>(new PinStatus(verified, triesLeft))
                    : CardCommands.refused(PivRefusal.Reason.UNEXPECTED_STATUS, answer);
        });
    }

    static PivOutcome<PinVerified> verified(int statusWord) {
        return statusWord == StatusWord.NO_ERROR
                ? new PivOutcome.Answered<>(new PinVerified())
                : new PivOutcome.Refused<>(new PivRefusal(reason(statusWord), statusWord));
    }

    static boolean isWellFormed(byte[] pin) {
        return pin.length >= Piv.PIN_LENGTH_MIN && pin.length <= Piv.PIN_LENGTH;
    }

    static byte[] padded(byte[] pin) {
        byte[] padded = new byte[Piv.PIN_LENGTH];
        Arrays.fill(padded, (byte) 0xFF);
        System.arraycopy(pin, 0, padded, 0, pin.length);
        return padded;
    }

    static PivRefusal.Reason reason(int statusWord) {
        var triesLeft = PinStatus.triesLeftIn(statusWord);
        if (triesLeft.isPresent()) {
            return triesLeft.getAsInt() == 0 ? PivRefusal.Reason.PIN_BLOCKED : PivRefusal.Reason.PIN_WRONG;
        }
        return switch (statusWord) {
            case StatusWord.INCORRECT_DATA, StatusWord.WRONG_LENGTH, StatusWord.CONDITIONS_OF_USE_NOT_SATISFIED ->
                PivRefusal.Reason.PIN_MALFORMED;
            case StatusWord.MEMORY_FAILURE -> PivRefusal.Reason.MEMORY_FAILURE;
            default -> PivRefusal.Reason.UNEXPECTED_STATUS;
        };
    }
}
